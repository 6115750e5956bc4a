# SPDX-License-Identifier: EUPL-1.2
"""What stories of a breach share: the answers, a second protocol, a disk that takes nothing, the register."""

from __future__ import annotations

from dataclasses import replace

from app.domain.errors import AppError
from app.domain.incident import Answers
from app.domain.profile import Profile
from tests.factory import a_profile, the_profile
from tests.fakes import START
from tests.small_vault import PASSPHRASE
from tests.workflow.desk import Desk

OWN, OTHER = "dpo@opgroeien.be", "Kris.Proost@iok.be"


def answers(**changes: object) -> Answers:
    """A mail to the wrong address, found now."""
    given = Answers(
        kind="verkeerde ontvanger",
        discovered_at=START,
        encrypted="ja",
        phrase_known="weet ik niet",
        measures=("ICT gebeld",),
        other_party="weet ik niet",
    )
    return replace(given, **changes)  # type: ignore[arg-type]


def unlocked(desk: Desk) -> None:
    """Open again, in the same run of the program."""
    desk.flow.vault.unlock(PASSPHRASE)
    desk.flow.upkeep.after_unlock()


def rows(desk: Desk) -> list[str]:
    """Numbers of the breaches that the register knows."""
    return [row.ref for row in desk.store.register.rows() if row.gebeurtenis == "incident_gemeld"]


def second_profile() -> Profile:
    """Another OCMW under a protocol of its own."""
    other = replace(the_profile().other_dpo, email="dpo@voorbeeld.example.org")
    return a_profile(id="voorbeeld", other_dpo=other, places=())


class Full(AppError):
    """Nothing can be written."""

    code = "S01"


def refuse(*_: object, **__: object) -> None:
    raise Full()
