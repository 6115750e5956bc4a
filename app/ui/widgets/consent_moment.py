# SPDX-License-Identifier: EUPL-1.2
"""ConsentMoment: when the client said yes: now, unless the colleague changes it."""

from __future__ import annotations

from app.clock import Clock
from app.ui.widgets.moment_input import MomentInput
from app.ui.widgets.plain_label import PlainLabel


class ConsentMoment(MomentInput):
    """Costs no click in the usual case; a wrong moment is told beside it. No moment means now."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(
            "consent_when",
            PlainLabel(self.tr("Wanneer?"), role="label", wrap=False),
            self.tr("Wanneer zei de cliënt ja?"),
            PlainLabel(self.tr("Vandaag, nu"), wrap=False),
        )
        self._clock = clock
        self.change.set_text(self.tr("Wijzig"))
        self.change.clicked.connect(self._turn)
        self.input.hide()

    def _turn(self) -> None:
        """Another moment than now."""
        self.put(self._clock.now())
        self.word.hide()
        self.change.hide()
        self.input.show()
        self.input.setFocus()
