# SPDX-License-Identifier: EUPL-1.2
"""Register: rows, whether the chain holds, months, the CSV for the officer, the documents (R57, R58)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from app.ui import accessibility, tokens, wording_register
from app.ui.icons import Icon
from app.ui.widgets.buttons import Button
from app.ui.widgets.containers import Card, Row
from app.ui.widgets.field import PrivateLineEdit
from app.ui.widgets.month_chart import MonthChart
from app.ui.widgets.page import Page
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.register_table import RegisterTable
from app.workflow.register import RegisterView

TABLE_HEIGHT = 116


class RegisterPage(Page):
    """``document_requested`` carries the kind and the place of the protocol in the list that was shown."""

    export_requested = Signal()
    document_requested = Signal(str, int)

    def __init__(self) -> None:
        super().__init__("register_page", self.tr("Register"), width="whole", dense=True)
        self.trouble = Card(look="warning", edge="s")
        self.trouble_text = PlainLabel(role="strong")
        self.trouble.add(self.trouble_text)
        self.chain = PlainLabel(role="strong")
        self.search = PrivateLineEdit()
        self.empty = self._empty()
        self.top_row = self._top_row()
        self.table = RegisterTable("register_table")
        self.table.setMinimumHeight(TABLE_HEIGHT)
        self.months = MonthChart("register_months")
        self.span = PlainLabel(role="small")
        self.counts = Card(self.tr("Per maand, voor het hele team"), look="quiet", spacing="xs")
        self.counts.add(self.span, self.months)
        self.counts.body.addStretch(1)
        for part in (self.trouble, self.top_row, self.table):
            self.body.addWidget(part)
        beside = (self.empty, self.counts, self._documents())  # either of the first two is shown
        self.body.addWidget(Row(beside, (5, 5, 2), narrow=227))
        self.back = self.back_button("register_back")
        self.export = Button(
            self.tr("&Bewaar als CSV voor de DPO"),
            "register_export",
            icon=Icon.SAVE,
            kind="primary",
            clicked=self.export_requested.emit,
        )
        self.set_footer((self.back,), (self.export,))

    def show_register(self, view: RegisterView, protocols: tuple[str, ...]) -> None:
        """Show the rows as they are, also when the chain is broken."""
        has_rows, text = bool(view.rows), wording_register.chain(view)
        self.search.clear()
        self.chain.setText(text if view.broken is None else "")
        self.trouble_text.setText(text)
        self.trouble.setVisible(view.broken is not None)
        self.empty.setVisible(not has_rows)
        for part in (self.top_row, self.table, self.counts):
            part.setVisible(has_rows)
        self.table.fill(view.rows, view.broken)
        self.span.setText(
            self.tr("{span}. De balk toont wat verzonden is.").format(span=wording_register.span(view.months))
        )
        self.months.show_months(view.months)
        self.protocol.clear()
        self.protocol.addItems(protocols)
        self.protocol.setVisible(len(protocols) > 1)
        self.export.setEnabled(has_rows)
        self.first_focus = self.table if has_rows else self.back

    def _find(self, text: str) -> None:
        count = self.table.show_only(text)
        self.not_found.show_text("" if count else self.tr("Geen rijen met deze referentie."))

    def _top_row(self) -> Row:
        """What holds the rows together, and a way to find some of them."""
        accessibility.name(self.search, "register_filter", self.tr("Zoek een referentie"))
        self.search.textChanged.connect(self._find)
        label = PlainLabel(self.tr("Zoek een &referentie"), role="label", wrap=False)
        label.setBuddy(self.search)
        self.not_found = PlainLabel(role="note", wrap=False)
        self.not_found.hide()
        finder = QWidget()
        line = QHBoxLayout(finder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.SPACE["s"])
        for widget, share in ((self.not_found, 0), (label, 0), (self.search, 1)):
            line.addWidget(widget, share)
        return Row((self.chain, finder), (1, 1))

    def _ask_document(self, kind: str) -> None:
        self.document_requested.emit(kind, max(0, self.protocol.currentIndex()))

    def _empty(self) -> Card:
        card = Card(self.tr("Nog geen rijen"))
        card.add(
            PlainLabel(
                self.tr(
                    "Het register vult zich vanzelf. Bij elke stap van een doorverwijzing komt er een rij bij: wat, "
                    "wanneer en voor welke referentie."
                )
            ),
            PlainLabel(self.tr("Er staan geen gegevens van cliënten in. Een rij verandert nooit.")),
            PlainLabel(self.tr("Je DPO kan het register vragen. Dan bewaar je het hier als bestand.")),
        )
        card.body.addStretch(1)
        return card

    def _documents(self) -> Card:
        self.protocol = QComboBox()
        accessibility.name(self.protocol, "register_protocol", self.tr("Protocol"))
        buttons = tuple(
            Button(
                text,
                f"register_document_{kind}",
                clicked=partial(self._ask_document, kind),
            )
            for kind, text in wording_register.DOCUMENTS.items()
        )
        card = Card(self.tr("Documenten voor DPO en OCMW"), look="quiet", spacing="s")
        card.add(self.protocol, *buttons)
        card.body.addStretch(1)
        return card
