# SPDX-License-Identifier: EUPL-1.2
"""Doubles for the pages between overview and end: verbs in memory that follow the real rules, and a hand-over view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from app.content import spelling
from app.domain.address import AddressParts, split_address
from app.domain.client import Client
from app.domain.consent import ConsentTalk
from app.domain.disclosure import Disclosure, disclose
from app.domain.errors import FieldsIncomplete
from app.domain.referral import Referral, State
from app.domain.validation import cleaned_client, validate
from app.workflow.handover import HandoverView
from app.workflow.referral import Edited
from tests.factory import NOW, a_referral, a_sender, the_profile

ALPHABET = spelling()


@dataclass
class FakeConsent:
    """Makes a referral of every talk that is complete, by the domain's own rules."""

    agreed: list[Referral] = field(default_factory=list)

    def agree(self, talk: ConsentTalk, given_at: datetime | None = None) -> Referral:
        consent = talk.record(given_at or NOW, NOW, recorded_by="Annelies Vercammen")
        self.agreed.append(a_referral(consent=consent, client=Client()))
        return self.agreed[-1]

    def renew(self, reference: str, talk: ConsentTalk, given_at: datetime | None = None) -> Referral:
        consent = talk.record(given_at or NOW, NOW, recorded_by="Annelies Vercammen")
        self.agreed.append(a_referral(reference=reference, consent=consent))
        return self.agreed[-1]


@dataclass
class FakeReferral:
    """Keeps what it was handed; ``raises`` is raised instead of saving."""

    referral: Referral = field(default_factory=lambda: a_referral(client=Client()))
    raises: Exception | None = None
    saves: list[dict[str, str]] = field(default_factory=list)
    finishes: int = 0

    def edit(self, reference: str, raw: Mapping[str, str], single_name: bool, focus: str = "") -> Edited:
        if self.raises is not None:
            raise self.raises
        self.referral.require("edit", State.CONCEPT)
        client, notes = cleaned_client(raw, single_name, the_profile())
        self.referral = replace(self.referral, client=client, focus=focus)
        self.saves.append(dict(raw))
        return Edited(self.referral, notes, validate(client, the_profile()), NOW)

    def split_pasted(self, reference: str, line: str) -> AddressParts | None:
        return split_address(line, the_profile())

    def finish(self, reference: str) -> Referral:
        self.finishes += 1
        problems = validate(self.referral.client or Client(), the_profile())
        if problems:
            raise FieldsIncomplete(problems=problems)
        self.referral = self.referral.finished(NOW)
        return self.referral


def a_disclosure(referral: Referral | None = None) -> Disclosure:
    """What the OCMW would get of this referral."""
    return disclose(
        referral or a_referral(),
        the_profile(),
        a_sender(),
        register_row=12,
        register_head="3f9a51c07be2" + "0" * 52,
        consent_day=NOW.date(),
    )


def a_view(**changes: Any) -> HandoverView:
    """A hand-over whose archive was just made."""
    view = HandoverView(
        reference="K7M4-29QK",
        full_reference="K7M4-29QK",
        state=State.EXPORTED,
        recipient="sociaalhuis@kasterlee.be",
        desk="Sociaal Huis",
        phone="",
        user="Annelies Vercammen",
        file_name="KG-OCMW_K7M4-29QK.7z",
        archive_there=True,
        mail_opened_at=None,
        sent_at=None,
        spoken_at=None,
        keep_until=None,
        control_code="3f9a51c0",
        blocked=False,
    )
    return replace(view, **changes)
