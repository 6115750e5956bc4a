# SPDX-License-Identifier: EUPL-1.2
"""*De toestemming was nooit geldig*: another act than withdrawal, and a possible leak first (product.md 7.9)."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.ui.widgets.buttons import Button
from app.ui.widgets.checklist import Choices
from app.ui.widgets.containers import Card
from app.ui.widgets.page import Page, clear
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.reference_field import ReferenceField
from app.workflow.withdrawal import Ending, Left


class InvalidPage(Page):
    """``confirmed`` carries the reference and whether the mail may have left already; nothing was done by then."""

    confirmed = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__("invalid_page", "", width="text")
        self.set_title(
            self.tr("De toestemming was nooit geldig"),
            self.tr("De verkeerde persoon, of een misverstand? Dat is een mogelijk lek."),
        )
        self._reference = ""
        self._left = Left.YES
        self.reference_field: ReferenceField | None = None
        self.left_choice: Choices | None = None
        self.declare = Button(
            self.tr("Verklaar ongeldig en meld een lek"), "declare_invalid", kind="danger", clicked=self._confirm
        )
        self.back = self.back_button("invalid_back")
        self.set_footer(left=(self.back,), right=(self.declare,))

    def show_referral(self, found: Ending) -> None:
        """One referral of the list; a leak that was reported already is not reported twice."""
        self._begin(found.reference, found.left)
        self.first_focus = self.back  # nothing is wiped by pressing Enter once too often
        card = Card(self.tr("Referentie {ref}").format(ref=found.reference))
        if found.is_reported:
            self.declare.set_text(self.tr("Verklaar ongeldig"))
            card.add(PlainLabel(self.tr("Het lek over deze referentie is al gemeld."), role="strong"))
        else:
            card.add(PlainLabel(self.tr("Je meldt eerst het lek aan de DPO."), role="strong"))
        if found.left is Left.ASK:
            self.left_choice = Choices(
                self.tr("Is de e-mail al verzonden?"),
                (("invalid_not_sent", self.tr("Nee")), ("invalid_sent", self.tr("Ja, of ik weet het niet"))),
            )
            card.add(
                PlainLabel(self.tr("Daarna wissen we onze kopie. Ging de e-mail weg? Dan verwittig je ook het OCMW.")),
                self.left_choice,
            )
        else:
            card.add(PlainLabel(self._afterwards(found.left)))
        self._fill(card)

    def show_by_reference(self) -> None:
        """A referral that is no longer in the list: its reference stands in the client's file."""
        self._begin("", Left.YES)
        self.reference_field = ReferenceField("invalid_reference")
        self.reference_field.entered.connect(self._confirm)
        card = Card()
        card.add(PlainLabel(self.tr("Je meldt eerst het lek aan de DPO."), role="strong"))
        card.add(PlainLabel(self._afterwards(Left.YES)), self.reference_field)
        self._fill(card)
        self.first_focus = self.reference_field.input

    def ready(self) -> None:
        """The verb can be used, for the first time or again."""
        self.declare.setEnabled(True)

    def refused(self, error: Exception) -> None:
        """It did not work out: it can be tried again."""
        self.ready()
        if self.reference_field is None or not self.reference_field.refuse(error):
            self.fail(error)

    def _begin(self, reference: str, left: Left) -> None:
        self._reference, self._left = reference, left
        self.reference_field, self.left_choice = None, None
        self.declare.set_text(self.tr("Verklaar ongeldig en meld een lek"))
        self.ready()
        clear(self.body)

    def _afterwards(self, left: Left) -> str:
        if left is Left.NO:
            return self.tr("Daarna wissen we alles. Er gaat geen e-mail naar het OCMW.")
        return self.tr(
            "Daarna wissen we onze kopie meteen en zetten een e-mail klaar voor het OCMW, met alleen de referentie."
        )

    def _fill(self, card: Card) -> None:
        self.body.addWidget(card)
        self.body.addWidget(
            PlainLabel(
                self.tr("Zei de cliënt eerst ja, en nu nee? Ga dan terug en trek de toestemming in."), role="muted"
            )
        )

    def _confirm(self) -> None:
        reference = self._reference if self.reference_field is None else self.reference_field.reference()
        if not reference:
            return
        if self.left_choice is not None and not self.left_choice.choice():
            self.left_choice.set_problem(
                self.tr("Kies een antwoord. Weet je het niet? Kies dan ‘Ja, of ik weet het niet’.")
            )
            return
        not_sent = self.left_choice is not None and self.left_choice.choice() == "invalid_not_sent"
        self.declare.setEnabled(False)  # a double click declares once
        self.confirmed.emit(reference, self._left is not Left.NO and not not_sent)
