# SPDX-License-Identifier: EUPL-1.2
"""The end of a referral: what was wiped, and the one-line note for the client's file (product.md 7.3)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout

from app.ui import accessibility, clipboard, tokens
from app.ui.icons import Icon
from app.ui.widgets.buttons import Button
from app.ui.widgets.containers import Card
from app.ui.widgets.mark import Mark
from app.ui.widgets.page import Page, clear
from app.ui.widgets.plain_label import PlainLabel


class DonePage(Page):
    """The note holds the reference only: it may be copied."""

    def __init__(self) -> None:
        super().__init__("done_page", "", width="text")
        self.set_title(self.tr("Klaar"))
        self._note = ""
        self._copy = Button(
            self.tr("Kopieer notitie voor het dossier"),
            "copy_dossier_note",
            icon=Icon.COPY,
            kind="primary",
            clicked=self._put,
        )
        self.first_focus = self._copy
        self.set_footer(
            left=(
                Button(self.tr("Naar het overzicht"), "done_overview", kind="quiet", clicked=self.back_requested.emit),
            ),
            right=(self._copy,),
        )

    def show_note(self, note: str, told: str = "", title: str = "") -> None:
        """Show what to write in the client's file; ``told`` and ``title`` replace the usual sentence and title."""
        self._note = note
        usual = self.tr(
            "De gegevens van de cliënt zijn gewist op deze computer. In het register staat alleen nog de referentie."
        )
        self.set_title(title or self.tr("Klaar"), told or usual)
        clear(self.body)
        card = Card(self.tr("Notitie voor het dossier van Kind en Gezin"), look="accent")
        shown = PlainLabel(note, role="strong")
        accessibility.name(shown, "dossier_note", note)
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE["l"])
        row.addWidget(Mark(Icon.SUCCESS, tokens.ICON["page"], QPalette.ColorRole.Link), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(shown, 1)
        card.body.addLayout(row)
        hint = self.tr("Plak deze notitie in het dossier van de cliënt. Zo vind je de doorverwijzing later terug.")
        card.add(PlainLabel(hint, role="small"))
        self.body.addWidget(card)

    def _put(self) -> None:
        clipboard.put(self._note)
        self.say("success", self.tr("Gekopieerd. Plak de notitie in het dossier van de cliënt bij Kind en Gezin."))
