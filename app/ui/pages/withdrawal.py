# SPDX-License-Identifier: EUPL-1.2
"""*De cliënt wil stoppen*: one page, one button; also by reference after wiping (R24, product.md 7.9)."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.ui.widgets.buttons import Button, LinkLine
from app.ui.widgets.containers import Card
from app.ui.widgets.page import Page, clear
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.reference_field import ReferenceField
from app.workflow.withdrawal import Ending, Left


class WithdrawalPage(Page):
    """``confirmed`` carries the reference and whether the mail may have left already.

    ``invalid_requested``: consent never was valid; it carries the reference, or nothing when it is still to be typed.
    """

    confirmed = Signal(str, bool)
    invalid_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__("withdrawal_page", "", width="text")
        self.set_title(self.tr("De cliënt wil stoppen"), self.tr("De cliënt hoeft niet te zeggen waarom."))
        self._reference = ""
        self.reference_field: ReferenceField | None = None
        self.verbs: tuple[Button, ...] = ()

    def show_referral(self, found: Ending) -> None:
        """Withdraw one referral of the list."""
        self._reference, self.reference_field = found.reference, None
        clear(self.body)
        card = Card(self.tr("Referentie {ref}").format(ref=found.reference))
        self._fill(card)
        if found.left is Left.NO:
            card.add(
                PlainLabel(
                    self.tr("Er is nog niets verzonden. We wissen alles meteen. Er gaat geen e-mail naar het OCMW.")
                )
            )
            self._offer(self._do(self.tr("Wis alles"), "withdraw_confirm", False))
        elif found.left is Left.ASK:
            card.add(PlainLabel(self.tr("Is de e-mail al verzonden?"), role="strong"))
            card.add(
                PlainLabel(self.tr("Nee? Dan wissen we alles. Er gaat geen e-mail naar het OCMW.")),
                PlainLabel(
                    self.tr(
                        "Ja, of weet je het niet? Dan wissen we onze kopie en zetten een e-mail klaar voor het OCMW, "
                        "met alleen de referentie."
                    )
                ),
            )
            self._offer(
                self._do(self.tr("Nee, wis alles"), "withdraw_not_sent", False),
                self._do(self.tr("Ja, of ik weet het niet"), "withdraw_confirm", True),
            )
        else:
            card.add(
                PlainLabel(
                    self.tr(
                        "We wissen onze kopie meteen en zetten een e-mail klaar voor het OCMW, "
                        "met alleen de referentie."
                    )
                )
            )
            self._offer(self._do(self.tr("Trek in en open e-mail"), "withdraw_confirm", True))

    def show_by_reference(self) -> None:
        """Withdraw a referral that is no longer in the list: its reference stands in the client's file."""
        self._reference = ""
        clear(self.body)
        field = ReferenceField("withdraw_reference")
        card = Card()
        card.add(PlainLabel(self.tr("Typ de referentie uit het dossier. We zetten een e-mail klaar voor het OCMW.")))
        card.add(field)
        self._fill(card)
        self.reference_field = field
        field.entered.connect(lambda: self._confirm(True))
        self._offer(self._do(self.tr("Trek in en open e-mail"), "withdraw_confirm", True))
        self.first_focus = field.input

    def refused(self, error: Exception) -> None:
        """It did not work out: it can be tried again."""
        for verb in self.verbs:
            verb.setEnabled(True)
        if self.reference_field is None or not self.reference_field.refuse(error):
            self.fail(error)

    def _fill(self, card: Card) -> None:
        """The card, and the way to the other act, which is no withdrawal."""
        self.body.addWidget(card)
        never = LinkLine(
            self.tr("De toestemming was nooit geldig"),
            "withdraw_invalid",
            clicked=lambda: self.invalid_requested.emit(self._reference),
        )
        self.body.addWidget(never)

    def _do(self, text: str, name: str, mail_may_have_left: bool) -> Button:
        return Button(text, name, kind="danger", clicked=lambda: self._confirm(mail_may_have_left))

    def _offer(self, *verbs: Button) -> None:
        back = self.back_button("withdraw_back")
        self.verbs, self.first_focus = verbs, back  # nothing is wiped by pressing Enter once too often
        self.set_footer(left=(back,), right=verbs)

    def _confirm(self, mail_may_have_left: bool) -> None:
        reference = self._reference if self.reference_field is None else self.reference_field.reference()
        if not reference:
            return
        for verb in self.verbs:
            verb.setEnabled(False)  # a double click withdraws once
        self.confirmed.emit(reference, mail_may_have_left)
