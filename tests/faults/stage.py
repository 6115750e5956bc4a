# SPDX-License-Identifier: EUPL-1.2
"""The vault on which every scenario is played, and the voice in which a scenario tells what the user hears."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

from app.domain.events import Entry, Event
from app.domain.referral import State
from app.paths import Paths
from app.storage.keyfile import Slot
from app.storage.store import Store
from tests.factory import NOW, a_client, a_referral
from tests.small_vault import PASSPHRASE, RECOVERY, small_vault

Arm = Callable[[], None]
NEW_PASSPHRASE, NEW_RECOVERY = "een heel andere wachtzin", "WXYZ-0000-1111-2222-3333-4444-5555"
REFERENCES = ("AAAA-AAAA", "BBBB-BBBB", "CCCC-CCCC")
EXPORTED = REFERENCES[1]
PHRASE = "zes-woorden-voor-dit-ene-bestand"
ARCHIVE = b"7z\xbc\xaf\x27\x1c" + bytes(range(256)) * 20
SAVES = 2
CANARY = "Verdwijnstraat"


@dataclass(frozen=True)
class Scenario:
    """``prepare`` makes the starting state, ``play`` arms the shim and goes on, ``judge`` looks at what is left."""

    prepare: Callable[[Paths], None]
    play: Callable[[Paths, Arm], None]
    judge: Callable[[Paths, list[str]], str]


def say(*words: object) -> None:
    """What the user would hear now."""
    os.write(1, (" ".join(map(str, ("ACK", *words))) + "\n").encode())


def a_vault(paths: Paths) -> None:
    """Three referrals, one of them ready to export, a register row, and a copy of all that."""
    store = small_vault(paths).create(PASSPHRASE, RECOVERY)
    with store.transaction():
        for reference in REFERENCES:
            client = a_client(last_name=f"oud {reference}", street=CANARY if reference == REFERENCES[0] else "Straat")
            state = State.READY if reference == EXPORTED else State.CONCEPT
            store.referrals.add(a_referral(reference=reference, client=client, state=state))
        store.register.append(Entry(Event.CONSENT, REFERENCES[0]), NOW)
    store.back_up()
    store.close()
    paths.ballast.write_bytes(b"room")  # as good as four megabytes, and sooner copied


def look(paths: Paths, passphrase: str = PASSPHRASE) -> Store:
    """Unlock with every self-check, as the user does next; without the copy that unlocking makes, which takes time."""
    vault = small_vault(paths)
    return vault._open(vault._key(Slot.PASSPHRASE, passphrase))


def names(store: Store) -> dict[str, str]:
    """The surname in each referral that still holds its client."""
    return {
        referral.reference: referral.client.last_name
        for referral in store.referrals.all()
        if referral.client is not None
    }
