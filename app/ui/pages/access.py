# SPDX-License-Identifier: EUPL-1.2
"""*De cliënt vraagt welke gegevens je hebt* (GDPR 15): on screen only, to read out or to show (product.md 7.9)."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.domain.errors import ReferenceUnknown
from app.domain.reference import parse_reference
from app.ui import texts, wording
from app.ui.widgets.buttons import Button, LinkLine
from app.ui.widgets.containers import Card, Row
from app.ui.widgets.facts import ClientFacts, Facts, Rows
from app.ui.widgets.field import Field
from app.ui.widgets.page import Page, clear
from app.workflow.access import AccessView, Held


class AccessPage(Page):
    """Choose a client, then see what is here; nothing can be changed, copied or kept from this page."""

    show_requested = Signal(str)
    other_requested = Signal()

    def __init__(self) -> None:
        super().__init__("access_page", "", width=1000)
        self.reference_field: Field | None = None
        self._show = Button(self.tr("Toon wat hier staat"), "access_show", kind="primary", clicked=self._ask)
        self._other = Button(self.tr("Een andere cliënt"), "access_other", clicked=self.other_requested.emit)

    def show_choice(self, held: tuple[Held, ...]) -> None:
        """Ask whose data: by the reference in the client's file, or picked from what is still here."""
        typed_only = self.tr("Typ de referentie uit het dossier.")
        self._begin(self.tr("Kies de cliënt, of typ de referentie uit het dossier.") if held else typed_only)
        self.reference_field = Field(
            "access_reference",
            self.tr("&Referentie uit het dossier"),
            help_text=self.tr("Acht tekens, met een streepje in het midden."),
        )
        self.reference_field.entered.connect(self._ask)
        typed = Card()
        typed.add(self.reference_field)
        self.body.addWidget(typed)
        if held:
            self.body.addWidget(self._list(held))
        self.first_focus = self.reference_field.input
        self._offer(self._show)

    def show_view(self, view: AccessView) -> None:
        """Everything that is here about one client."""
        self.reference_field = None
        about = Card(self.tr("Over de toestemming"), look="quiet")
        about.add(Facts(self._rows(view), label_width=110, role="body"))
        about.body.addStretch(1)
        if view.client is None:
            self._begin(
                self.tr("Hier staat alleen nog de referentie. De rest vind je in het dossier van Kind en Gezin.")
            )
            self.body.addWidget(about)
        else:
            self._begin(self.tr("Dit staat hier. Toon het scherm of lees het voor. De rest staat in het dossier."))
            client = Card(self.tr("De cliënt"))
            client.add(ClientFacts(view.client, "access"))
            client.body.addStretch(1)
            self.body.addWidget(Row((client, about), narrow=380))
        self.first_focus = self._other
        self._offer(self._other)

    def forget(self) -> None:
        """Nothing about a client stays on a page that is left."""
        self.reference_field = None
        clear(self.body)

    def refused(self, error: Exception) -> None:
        """It did not work out: it can be tried again."""
        if self.reference_field is not None and isinstance(error, ReferenceUnknown):
            self._wrong_reference()
        else:
            self.fail(error)

    def _begin(self, intro: str) -> None:
        self.set_title(self.tr("De cliënt vraagt welke gegevens je hebt"), intro)
        clear(self.body)

    def _offer(self, verb: Button) -> None:
        for one in (self._show, self._other):
            one.setVisible(one is verb)
        back = Button(self.tr("Terug"), "access_back", kind="quiet", clicked=self.back_requested.emit)
        self.set_footer(left=(back,), right=(verb,))

    def _list(self, held: tuple[Held, ...]) -> Card:
        card = Card(self.tr("Of kies"), spacing="xs")
        for one in held:
            card.add(self._link(one))
        return card

    def _link(self, one: Held) -> LinkLine:
        name = one.name or self.tr("Nog geen naam")
        return LinkLine(
            f"{name} – {one.reference}",
            f"access_pick_{one.reference}",
            clicked=lambda: self.show_requested.emit(one.reference),
        )

    def _rows(self, view: AccessView) -> Rows:
        given = self.tr("{day}, {route}").format(day=f"{view.consent_on:%d/%m/%Y}", route=view.route)
        rows = [
            ("access_shown_reference", self.tr("Referentie"), view.reference),
            ("access_state", self.tr("Staat"), wording.state(view.state, view.version, view.is_invalid)),
            ("access_consent", self.tr("Toestemming"), given),
            ("access_text", self.tr("Tekst"), view.consent_text),
        ]
        if view.interpreter is not None:
            rows.append(("access_interpreter", self.tr("Tolk"), self.tr("Ja") if view.interpreter else self.tr("Nee")))
        if view.ended_on is not None:
            ended = self.tr("Ongeldig") if view.is_invalid else self.tr("Ingetrokken")
            rows.append(("access_ended", ended, f"{view.ended_on:%d/%m/%Y}"))
        sent = self.tr("Nog aan niemand")
        if view.sent_on is not None:
            sent = self.tr("{recipient}, op {day}").format(recipient=view.recipient, day=f"{view.sent_on:%d/%m/%Y}")
        rows.append(("access_sent", self.tr("Verzonden"), sent))
        return tuple(rows)

    def _ask(self) -> None:
        if self.reference_field is None:
            return
        try:
            self.show_requested.emit(parse_reference(self.reference_field.text()))
        except ValueError:
            self._wrong_reference()

    def _wrong_reference(self) -> None:
        if self.reference_field is not None:
            self.reference_field.set_problem(texts.ERRORS["T04"])
            self.reference_field.focus()
