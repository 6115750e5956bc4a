# SPDX-License-Identifier: EUPL-1.2
"""What several vault tests do with a vault: fill it, and be refused by it."""

from __future__ import annotations

import pytest

from app.domain.errors import AppError
from app.domain.events import Entry, Event
from app.storage.store import Store
from app.storage.vault import Vault
from tests.factory import NOW, a_referral, a_sender
from tests.small_vault import PASSPHRASE

NEW_PASSPHRASE, NEW_RECOVERY = "een heel andere wachtzin", "WXYZ-0000-1111-2222-3333-4444-5555"


def refused(vault: Vault, passphrase: str = PASSPHRASE) -> AppError:
    """Why this passphrase does not open the vault."""
    with pytest.raises(AppError) as caught:
        vault.unlock(passphrase)
    return caught.value


def filled(store: Store) -> None:
    """A draft, its register row and who refers."""
    with store.transaction():
        store.settings.set_sender(a_sender())
        store.referrals.add(a_referral())
        store.register.append(Entry(Event.CONSENT, "K7M4-29QK"), NOW)
