# SPDX-License-Identifier: EUPL-1.2
"""Settings inside the vault: a closed list."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain.sender import Sender
from app.storage.database import RowRefused
from app.storage.store import Store
from tests.factory import NOW, a_sender


def test_the_sender_is_empty_until_asked_and_then_stays(store: Store) -> None:
    assert store.settings.sender() == Sender()
    for sender in (a_sender(), a_sender(name="Zoë D'Hondt-Çelik")):
        store.settings.set_sender(sender)
        assert store.settings.sender() == sender


def test_R35_the_lock_time_is_ten_minutes_unless_changed_and_never_off(store: Store) -> None:
    assert store.settings.auto_lock_minutes() == 10
    for minutes in (1, 15):
        store.settings.set_auto_lock_minutes(minutes)
        assert store.settings.auto_lock_minutes() == minutes
    for minutes in (0, 16, -1):
        with pytest.raises(ValueError, match="1 to 15"):
            store.settings.set_auto_lock_minutes(minutes)
    assert store.settings.auto_lock_minutes() == 15


def test_P10_the_latest_time_seen_never_goes_back(store: Store) -> None:
    assert store.settings.latest_seen() is None
    store.settings.see(NOW)
    store.settings.see(NOW - timedelta(days=1))
    assert store.settings.latest_seen() == NOW
    store.settings.see(NOW + timedelta(hours=1))
    assert store.settings.latest_seen() == NOW + timedelta(hours=1)


def test_the_mail_program_is_the_users_choice(store: Store) -> None:
    assert store.settings.mail_program() == ""
    store.settings.set_mail_program("thunderbird")
    assert store.settings.mail_program() == "thunderbird"


def test_no_other_value_fits(store: Store) -> None:
    with pytest.raises(RowRefused):
        store._database.execute("INSERT INTO setting VALUES ('recipient', 'x')")
