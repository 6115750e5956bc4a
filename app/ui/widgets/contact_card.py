# SPDX-License-Identifier: EUPL-1.2
"""ContactCard: telephone number and contacts of one protocol, to read and never to type (R01, R55, decision 12)."""

from __future__ import annotations

from app.ui import accessibility, wording_contacts
from app.ui.widgets.containers import Card
from app.ui.widgets.plain_label import PlainLabel
from app.workflow.settings import ProtocolFacts


class ContactCard(Card):
    """A contact that was checked too long ago is told; nothing here can be changed."""

    def __init__(self, facts: ProtocolFacts) -> None:
        super().__init__(edge="s", spacing="xs")
        self.number = PlainLabel(wording_contacts.number(facts))
        accessibility.name(self.number, "ocmw_number", self.number.text())
        self.add(PlainLabel(self.tr("Contact bij ‘{title}’").format(title=facts.title), role="heading"), self.number)
        if facts.phone_by_ict:
            self.add(PlainLabel(self.tr("Dit nummer is door je ICT-dienst ingesteld."), role="small"))
        for who, contact in (
            (self.tr("Functionaris van Opgroeien (DPO)"), facts.own_dpo),
            (self.tr("Functionaris van het OCMW (DPO)"), facts.other_dpo),
        ):
            self.add(PlainLabel(f"{who}: {wording_contacts.contact(contact)}"))
        if wording_contacts.is_stale(facts):
            self.add(PlainLabel(wording_contacts.STALE, role="note"))
