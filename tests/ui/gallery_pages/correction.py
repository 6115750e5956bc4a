# SPDX-License-Identifier: EUPL-1.2
"""Corrections and reports of the OCMW, and the form of a correction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from app.domain.client import Client
from app.domain.errors import ReferenceUnknown
from app.domain.refusals import DayInFuture
from app.domain.report import Kind, Report
from app.ui.pages.client import ClientPage
from app.ui.pages.correction import CorrectionPage
from app.ui.pages.report import OpenReport, ReportPage
from app.workflow.correction import CorrectionView
from tests.factory import NOW, a_referral, the_profile
from tests.ui.doubles import InstantLane
from tests.ui.journey_doubles import FakeReferral

TODAY = NOW.date()
REPORT = Report("K7M4-29QK", Kind.OUTDATED, date(2026, 11, 20), NOW)
VIEW = CorrectionView("K7M4-29QK", "K7M4-29QK", 2, True, (), True)
OPEN = OpenReport(
    report=REPORT,
    due=date(2026, 11, 27),
    working_days=5,
    is_late=False,
    sent_version=1,
    next_version=2,
    has_data=True,
    may_correct=True,
    blocked=False,
    correcting=False,
)


def correction(**changes: Any) -> CorrectionPage:
    """One referral that was sent."""
    page = CorrectionPage()
    page.show_view(replace(VIEW, **changes), TODAY)
    return page


def correction_unreported() -> CorrectionPage:
    """The OCMW saw it, and its report is not entered yet."""
    page = correction()
    page.seen.buttons["correction_seen_ocmw"].click()
    page.kind.choose(Kind.EXCESSIVE)
    return page


def correction_wiped() -> CorrectionPage:
    """After wiping, gone on without answering anything."""
    page = correction(has_data=False)
    assert page.start is not None
    page.start.click()
    return page


def correction_reference() -> CorrectionPage:
    """By reference, with a wrong one."""
    page = CorrectionPage()
    page.ask_reference()
    assert page.reference_field is not None
    page.reference_field.set_text("ILOU-1234")
    page.refused(ReferenceUnknown())
    return page


def correction_refused() -> CorrectionPage:
    """A correction is being made already."""
    page = CorrectionPage()
    page.show_refusal(
        "K7M4-29QK", "K7M4-29QK-2", "Er loopt al een verbetering: versie 2. Werk eerst die af, in het overzicht."
    )
    return page


def report_entry() -> ReportPage:
    """A report comes in."""
    page = ReportPage()
    page.show_entry(TODAY)
    return page


def report_wrong() -> ReportPage:
    """Everything that can be wrong with it, one after the other."""
    page = report_entry()
    page.not_entered(ReferenceUnknown())
    page.not_entered(DayInFuture())
    page.kind.check()
    return page


def report(*, mailed: bool = False, **changes: Any) -> ReportPage:
    """An open report."""
    page = ReportPage()
    page.show_report(replace(OPEN, **changes))
    page.offer_answer(mailed=mailed)
    return page


def report_unanswered() -> ReportPage:
    """Answered without saying what was found."""
    page = report(sent_version=2, next_version=3)
    page.offer_answer(mailed=False)
    page.outcome.check()
    return page


def client_correction(client: Client | None = None) -> ClientPage:
    """The form of version 2."""
    page = ClientPage(FakeReferral(), InstantLane())
    page.show_referral(a_referral(version=2, client=client or Client(), confirmed_at=NOW), the_profile())
    return page


def client_channels() -> ClientPage:
    """A way of contact was added that was withheld before."""
    page = client_correction(a_referral().client)
    page.question.ask(("phone", "email"))
    return page


PAGES = {
    "correction": correction,
    "correction_unreported": correction_unreported,
    "correction_reported": lambda: correction(reports=(REPORT,)),
    "correction_wiped": correction_wiped,
    "correction_reference": correction_reference,
    "correction_refused": correction_refused,
    "report_entry": report_entry,
    "report_wrong": report_wrong,
    "report_open": report,
    "report_late": lambda: report(is_late=True, correcting=True, may_correct=False, next_version=3),
    "report_mailed": lambda: report(mailed=True, sent_version=2, next_version=3),
    "report_unanswered": report_unanswered,
    "client_correction_wiped": client_correction,
    "client_channels": client_channels,
}
