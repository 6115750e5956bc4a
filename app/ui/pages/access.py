# SPDX-License-Identifier: EUPL-1.2
"""*De cliënt vraagt welke gegevens je hebt* (GDPR 15): whose data, by reference or picked (product.md 7.9)."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.ui import texts
from app.ui.widgets.buttons import Button, LinkLine
from app.ui.widgets.containers import Card
from app.ui.widgets.page import Page, clear
from app.ui.widgets.reference_field import ReferenceField
from app.workflow.access import Held


class AccessPage(Page):
    """``show_requested`` carries a reference; what is here stands on the next page."""

    show_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__("access_page", "", width="text")
        self.field = self._field()
        self.set_footer(
            left=(self.back_button("access_back"),),
            right=(Button(self.tr("Toon wat hier staat"), "access_show", kind="primary", clicked=self._ask),),
        )

    def show_choice(self, held: tuple[Held, ...]) -> None:
        """Ask whose data: by the reference in the client's file, or picked from what is still here."""
        typed_only = self.tr("Typ de referentie uit het dossier.")
        self.set_title(
            self.tr("De cliënt vraagt welke gegevens je hebt"),
            self.tr("Kies de cliënt, of typ de referentie uit het dossier.") if held else typed_only,
        )
        clear(self.body)
        self.field = self._field()
        self.first_focus = self.field.input
        typed = Card()
        typed.add(self.field)
        self.body.addWidget(typed)
        if held:
            self.body.addWidget(self._list(held))

    def forget(self) -> None:
        """No name stays on a page that is left."""
        clear(self.body)

    def refused(self, error: Exception) -> None:
        """It did not work out: it can be tried again."""
        if not self.field.refuse(error):
            self.fail(error)

    def _field(self) -> ReferenceField:
        field = ReferenceField("access_reference")
        field.entered.connect(self._ask)
        return field

    def _list(self, held: tuple[Held, ...]) -> Card:
        card = Card(self.tr("Of kies"), spacing="xs")
        for one in held:
            card.add(self._link(one))
        return card

    def _link(self, one: Held) -> LinkLine:
        name = one.name or self.tr("Nog geen naam")
        link = LinkLine(
            f"{texts.breakable(name)} – {one.reference}",
            f"access_pick_{one.reference}",
            clicked=lambda: self.show_requested.emit(one.reference),
        )
        link.setAccessibleName(f"{name} – {one.reference}")
        return link

    def _ask(self) -> None:
        if reference := self.field.reference():
            self.show_requested.emit(reference)
