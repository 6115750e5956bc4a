# SPDX-License-Identifier: EUPL-1.2
"""*Gegevens verbeteren*: who saw it, what is wrong, and that consent still holds (art. 7, R51, product.md 7.9)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal

from app.domain.errors import ConsentIncomplete
from app.domain.report import Kind, Report
from app.ui.widgets.buttons import Button, LinkLine
from app.ui.widgets.checklist import Choices
from app.ui.widgets.containers import Card
from app.ui.widgets.kind_choice import KindChoice
from app.ui.widgets.page import Page, clear
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.reference_field import ReferenceField
from app.ui.widgets.tick import Tick
from app.workflow.correction import CorrectionView

SEEN_BY_OCMW, SEEN_BY_US = "correction_seen_ocmw", "correction_seen_us"


class CorrectionPage(Page):
    """``start_requested`` carries reference, kind, and whether the two ticks were given; nothing is stored before."""

    reference_given = Signal(str)
    start_requested = Signal(str, object, bool, bool)
    report_requested = Signal(str)
    breach_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__("correction_page", "", width="tasks", dense=True)
        self._view: CorrectionView | None = None
        self.reference_field: ReferenceField | None = None
        self.start: Button | None = None

    # --- by reference ---

    def ask_reference(self) -> None:
        """The referral is no longer in the list: its reference stands in the client's file."""
        self._begin_face(self.tr("Dit kan ook als de gegevens hier al gewist zijn."))
        field = self.reference_field = ReferenceField("correction_reference")
        field.entered.connect(self._give_reference)
        card = Card()
        card.add(field)
        self.body.addWidget(card)
        self.first_focus = field.input
        find = Button(self.tr("Ga verder"), "correction_find", kind="primary", clicked=self._give_reference)
        self.set_footer((self._back(),), (find,))

    def _give_reference(self) -> None:
        if self.reference_field is not None and (reference := self.reference_field.reference()):
            self.reference_given.emit(reference)

    # --- one referral ---

    def show_view(self, view: CorrectionView, today: date, kind: Kind | None = None) -> None:
        """Ask what must be known before version n begins; ``kind`` is what a report of the OCMW spoke of."""
        self._begin_face(
            self.tr(
                "Je maakt versie {n}, met een nieuw bestand. We vragen het OCMW om de oude versie te wissen."
            ).format(n=view.next_version),
            view.full_reference,
        )
        self._view = view
        if not view.has_data:
            wiped = Card(look="accent")
            wiped.add(
                PlainLabel(
                    self.tr("De gegevens zijn hier al gewist. Neem ze over uit het dossier van Kind en Gezin."),
                    role="strong",
                )
            )
            self.body.addWidget(wiped)
        self.body.addWidget(self._questions(view, kind))
        self.body.addWidget(self._consent(view, today))
        self.body.addWidget(self._beside(view.reference))
        self.start = Button(
            self.tr("Maak versie {n}").format(n=view.next_version),
            "correction_start",
            kind="primary",
            clicked=self._start,
        )
        self.first_focus = self.seen.buttons[SEEN_BY_OCMW]
        self.set_footer((self._back(),), (self.start,))

    def show_refusal(self, reference: str, full_reference: str, why: str) -> None:
        """This referral cannot be corrected now: say why and what to do."""
        self._begin_face("", full_reference)
        card = Card()
        card.add(PlainLabel(self.tr("Je kan deze gegevens nu niet verbeteren."), role="strong"), PlainLabel(why))
        self.body.addWidget(card)
        self.body.addWidget(self._beside(reference))
        back = self._back()
        self.first_focus = back
        self.set_footer((back,))

    def refused(self, error: Exception) -> None:
        """It did not work out: it can be tried again."""
        if self.start is not None:
            self.start.setEnabled(True)
        if self.reference_field is not None and self.reference_field.refuse(error):
            return
        if isinstance(error, ConsentIncomplete):
            self._check_ticks()
        else:
            self.fail(error)

    def _begin_face(self, intro: str, full_reference: str = "") -> None:
        title = self.tr("Gegevens verbeteren – referentie {ref}").format(ref=full_reference)
        self.set_title(title if full_reference else self.tr("Gegevens verbeteren"), intro)
        self._view, self.reference_field, self.start = None, None, None
        clear(self.body)

    # --- questions ---

    def _questions(self, view: CorrectionView, kind: Kind | None) -> Card:
        self.seen = Choices(
            self.tr("Wie zag de fout?"),
            [(SEEN_BY_OCMW, self.tr("Het OCMW")), (SEEN_BY_US, self.tr("De cliënt of wij"))],
        )
        self.seen.chosen.connect(lambda _name: self._was_seen())
        self.unreported = LinkLine(
            self.tr("Noteer eerst de melding van het OCMW. Dan herinneren we je aan het antwoord."),
            "correction_enter_report",
            clicked=lambda: self.report_requested.emit(view.reference),
        )
        self.unreported.hide()
        self.kind = KindChoice("correction_reason")
        card = Card(spacing="s")
        card.add(self.seen)
        for report in view.reports:
            card.add(PlainLabel(self._said(report), role="small"))
        card.add(self.unreported, self.kind)
        if view.reports:
            self.seen.choose(SEEN_BY_OCMW)
            self.kind.choose(kind or (view.reports[0].kind if len(view.reports) == 1 else None))
        return card

    def _said(self, report: Report) -> str:
        return self.tr("Het OCMW meldde op {day}: {kind}.").format(
            day=f"{report.reported_on:%d/%m/%Y}", kind=report.kind.value
        )

    def _was_seen(self) -> None:
        """What the OCMW saw also waits for an answer; that it is entered is offered, not forced."""
        self.seen.set_problem("")
        reported = self._view is not None and bool(self._view.reports)
        self.unreported.setVisible(self.seen.choice() == SEEN_BY_OCMW and not reported)

    def _consent(self, view: CorrectionView, today: date) -> Card:
        self.same = Tick(
            "correction_confirmed",
            self.tr(
                "Het gaat om dezelfde persoon, dezelfde soort gegevens en hetzelfde OCMW. "
                "De toestemming geldt nog. ({day})"
            ).format(day=f"{today:%d/%m/%Y}"),
        )
        self.channels = Tick(
            "correction_channels",
            self.tr("Er komt een nieuwe manier bij om de cliënt te bereiken. De cliënt zei daar ja op.")
            if view.has_data
            else self.tr("De cliënt zei ja op elke manier van contact die ik nu invul."),
        )
        for tick in (self.same, self.channels):
            tick.toggled.connect(lambda _on, one=tick: one.set_problem(""))
        card = Card(spacing="s")
        card.add(self.same, self.channels)
        return card

    def _beside(self, reference: str) -> Card:
        card = Card(look="quiet", spacing="xs")
        breach = self.tr("Gegevens van de verkeerde persoon verzonden? Dat is een lek, geen verbetering. Meld een lek.")
        card.add(
            PlainLabel(self.tr("Verbeter ook het dossier van Kind en Gezin.")),
            LinkLine(breach, "correction_breach", clicked=lambda: self.breach_requested.emit(reference)),
        )
        return card

    # --- on ---

    def _start(self) -> None:
        if self._view is None or not self._is_complete():
            return
        if self.start is not None:
            self.start.setEnabled(False)  # a double click makes one version
        self.start_requested.emit(
            self._view.reference, self.kind.kind(), self.same.is_ticked(), self.channels.is_ticked()
        )

    def _is_complete(self) -> bool:
        """Each thing that lacks is said where it lacks, and the cursor goes to the first."""
        seen = bool(self.seen.choice())
        self.seen.set_problem("" if seen else self.tr("Kies wie de fout zag."))
        kind = self.kind.check()
        if not seen:
            self.seen.buttons[SEEN_BY_OCMW].setFocus()
        elif not kind:
            self.kind.focus()
        ticked = self._check_ticks(focus=seen and kind)
        return seen and kind and ticked

    def _check_ticks(self, *, focus: bool = True) -> bool:
        missing = []
        if not self.same.is_ticked():
            self.same.set_problem(
                self.tr("Vink dit aan als het klopt. Klopt het niet? Maak dan een nieuwe doorverwijzing.")
            )
            missing.append(self.same)
        if not self.channels.is_ticked() and self._view is not None and not self._view.has_data:
            self.channels.set_problem(self.tr("Vraag dit aan de cliënt en vink het dan aan."))
            missing.append(self.channels)
        if missing and focus:
            missing[0].box.setFocus()
        return not missing

    def _back(self) -> Button:
        return self.back_button("correction_back")
