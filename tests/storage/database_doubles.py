# SPDX-License-Identifier: EUPL-1.2
"""A connection that answers some statements otherwise than SQLCipher."""

from __future__ import annotations

from sqlcipher3 import dbapi2 as sqlcipher

KEY = bytes(range(32))


class Answering:
    """A connection that answers some statements otherwise than SQLCipher, and records all."""

    def __init__(self, connection: object, answers: dict[str, object]) -> None:
        self._connection = connection
        self._answers = answers
        self.statements: list[str] = []

    def execute(self, sql: str, parameters: tuple[object, ...] = ()) -> object:
        self.statements.append(sql)
        answer = self._answers.get(sql)
        if isinstance(answer, list):
            return Rows(answer)
        if isinstance(answer, Exception):
            del self._answers[sql]
            raise answer
        return self._connection.execute(sql, parameters)  # type: ignore[attr-defined]

    def __getattr__(self, name: str) -> object:
        return getattr(self._connection, name)


class Rows:
    rowcount = 0

    def __init__(self, rows: list[object]) -> None:
        self._rows = rows

    def fetchall(self) -> list[object]:
        return self._rows


def disk_error(code: int) -> Exception:
    error: Exception = sqlcipher.OperationalError("as the library says it")
    error.sqlite_errorcode = code  # type: ignore[attr-defined]
    return error
