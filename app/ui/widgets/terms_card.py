# SPDX-License-Identifier: EUPL-1.2
"""TermsCard: the terms that the administrator made shorter than the protocol; hidden when there are none."""

from __future__ import annotations

from app.domain.policy import Policy
from app.ui import wording_terms
from app.ui.widgets.containers import Card
from app.ui.widgets.page import clear
from app.ui.widgets.plain_label import PlainLabel


class TermsCard(Card):
    """One line for each, to read and never to change."""

    def __init__(self) -> None:
        super().__init__(edge="m", spacing="xs")
        self.hide()

    def show_terms(self, policy: Policy) -> None:
        """What was set on this computer."""
        clear(self.body)
        self.body.addWidget(PlainLabel(self.tr("Kortere termijnen van je ICT-dienst"), role="heading"))
        lines = wording_terms.lines(policy.terms)
        for line in lines:
            self.add(PlainLabel(line))
        self.setVisible(bool(lines))
