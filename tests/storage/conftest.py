# SPDX-License-Identifier: EUPL-1.2
"""A real vault, open, in a difficult folder; and a small database of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from app.paths import Paths
from app.storage.database import Database, create, open_checked
from app.storage.store import Store
from app.storage.vault import Vault
from tests.small_vault import PASSPHRASE, RECOVERY, small_vault
from tests.storage.database_doubles import KEY, Answering


@pytest.fixture
def vault(paths: Paths) -> Vault:
    """The vault of the data folder; nothing is made yet."""
    return small_vault(paths)


@pytest.fixture
def store(vault: Vault) -> Iterator[Store]:
    """The same vault, made and open."""
    store = vault.create(PASSPHRASE, RECOVERY)
    yield store
    store.close()


@pytest.fixture
def path(data_folder: Path) -> Path:
    """A whole database with one table, closed."""
    path = data_folder / "vault.db"
    with closing(create(path, KEY)) as database:
        database.execute("CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)")
        database.execute("INSERT INTO note VALUES (1, 'D''Hondt')")
    return path


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    with closing(open_checked(path, KEY)) as database:
        yield database


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """Statements to which every later connection gives this answer."""
    answers: dict[str, object] = {}
    connect = sqlcipher.connect
    monkeypatch.setattr(sqlcipher, "connect", lambda *a, **k: Answering(connect(*a, **k), answers))
    return answers
