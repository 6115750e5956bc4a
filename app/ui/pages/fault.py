# SPDX-License-Identifier: EUPL-1.2
"""The program cannot start: which file or folder, and what to do, before anything is typed."""

from __future__ import annotations

from app.domain.errors import AppError
from app.ui import texts
from app.ui.widgets.buttons import Button
from app.ui.widgets.containers import Card
from app.ui.widgets.page import Page
from app.ui.widgets.plain_label import PlainLabel


class FaultPage(Page):
    """Says what is wrong; problems of a profile stand one per line, for the administrator."""

    def __init__(self, error: AppError) -> None:
        super().__init__("fault_page", "", width="text")
        self.set_title(self.tr("De app kan niet starten"))
        card = Card(look="warning")
        card.add(PlainLabel(texts.sentence(error), role="strong"))
        for line in texts.problems_of(error):
            card.add(PlainLabel(line, role="small"))
        self.body.addWidget(card)
        close = Button(self.tr("Sluiten"), "fault_close", kind="primary", clicked=self.back_requested.emit)
        self.first_focus = close
        self.set_footer(right=(close,))
