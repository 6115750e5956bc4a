# SPDX-License-Identifier: EUPL-1.2
"""A real vault, open, in a difficult folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.paths import Paths
from app.storage.store import Store
from app.storage.vault import Vault
from tests.small_vault import PASSPHRASE, RECOVERY, small_vault


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
