# SPDX-License-Identifier: EUPL-1.2
"""A Windows that writes down what it is asked and answers what the test wants."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

Answer = Callable[..., int]


class FakeApi:
    """Every function succeeds unless the test gives it an answer of its own; a missing one raises like the real one."""

    def __init__(self, answers: dict[str, Answer] | None = None, missing: tuple[str, ...] = ()) -> None:
        self.registry: dict[str, dict[str, object]] = {}
        self.calls: list[tuple[str, list[Any]]] = []
        self._answers = answers or {}
        self._missing = missing

    def call(self, library: str, function: str, *arguments: object) -> int:
        if function in self._missing:
            raise AttributeError(f"function '{function}' not found")
        self.calls.append((function, [plain(argument) for argument in arguments]))
        answer = self._answers.get(function)
        return answer(*arguments) if answer else 1

    def machine_values(self, key: str) -> dict[str, object]:
        return self.registry.get(key, {})

    def machine_keys(self, key: str) -> list[str]:
        inside = (known.removeprefix(f"{key}\\") for known in self.registry if known.startswith(f"{key}\\"))
        return list(dict.fromkeys(name.partition("\\")[0] for name in inside))

    def error(self) -> OSError:
        return PermissionError(13, "refused")

    def arguments_of(self, function: str) -> list[list[Any]]:
        return [arguments for name, arguments in self.calls if name == function]


def plain(argument: object) -> object:
    """The value that Windows would see."""
    return argument.value if isinstance(argument, ctypes._SimpleCData) else argument


def target(reference: Any) -> Any:
    """What a ``byref`` points at, so that an answer can be written there."""
    return reference._obj
