# SPDX-License-Identifier: EUPL-1.2
"""The client stops, consent that never was valid, and waiting until the OCMW erased."""

from __future__ import annotations

from datetime import date, timedelta

from app.domain.profile import Recipient
from app.domain.referral import State
from app.ui.pages.await_erasure import AwaitErasurePage
from app.ui.pages.invalid import InvalidPage
from app.ui.pages.overview import OverviewPage
from app.ui.pages.withdrawal import WithdrawalPage
from app.workflow.overview import Line, Overview, Step
from app.workflow.withdrawal import Ending, Left, OpenErasure
from tests.factory import NOW, a_referral, the_profile
from tests.ui.gallery_pages.journey import line

REFERENCE = "K7M4-29QK"


def withdrawal(left: Left) -> WithdrawalPage:
    """The client stops, from the list."""
    page = WithdrawalPage()
    page.show_referral(Ending(REFERENCE, left, is_reported=False))
    return page


def withdrawal_by_reference() -> WithdrawalPage:
    """By reference, with a wrong one."""
    page = WithdrawalPage()
    page.show_by_reference()
    assert page.reference_field is not None
    page.reference_field.set_text("ILOU-1234")
    page.verbs[-1].click()
    return page


def invalid(left: Left, *, is_reported: bool = False) -> InvalidPage:
    """Consent never was valid, from the list; without an answer to its question."""
    page = InvalidPage()
    page.show_referral(Ending(REFERENCE, left, is_reported))
    if left is Left.ASK:
        page.declare.click()
    return page


def invalid_by_reference() -> InvalidPage:
    """By reference, with a wrong one."""
    page = InvalidPage()
    page.show_by_reference()
    assert page.reference_field is not None
    page.reference_field.set_text("ILOU-1234")
    page.declare.click()
    return page


def await_erasure(
    step: Step, *, is_invalid: bool = False, phone: str = "", recipient: Recipient | None = None
) -> AwaitErasurePage:
    """The open task of a withdrawal."""
    page = AwaitErasurePage()
    desk = recipient or Recipient("OCMW Kasterlee", "Sociaal Huis", "ocmw@example.org", phone)
    page.show_task(OpenErasure(REFERENCE, date(2026, 11, 23), is_invalid, step, desk, the_profile().own_dpo.email))
    return page


def gone(step: Step, *, days: int, is_invalid: bool = False) -> Line:
    """One withdrawal in the overview."""
    found = line(
        a_referral(reference=REFERENCE, state=State.WITHDRAWN, client=None, withdrawn_at=NOW - timedelta(days=days)),
        step,
    )
    return Line(
        found.reference, found.full_reference, "", "", found.state, 1, step, found.standing, is_invalid=is_invalid
    )


def overview_withdrawn() -> OverviewPage:
    """Three withdrawals: one waits, one is to be asked after, one is for the officer."""
    page = OverviewPage()
    lines = (
        gone(Step.TELL_OFFICER, days=31),
        gone(Step.ASK_ERASURE, days=8, is_invalid=True),
        gone(Step.AWAIT_ERASURE, days=1),
    )
    page.show_overview(Overview(lines, (), (), may_begin=True))
    return page


PAGES = {
    "withdrawal_unsent": lambda: withdrawal(Left.NO),
    "withdrawal_exported": lambda: withdrawal(Left.ASK),
    "withdrawal_sent": lambda: withdrawal(Left.YES),
    "withdrawal_reference": withdrawal_by_reference,
    "invalid_unsent": lambda: invalid(Left.NO),
    "invalid_exported": lambda: invalid(Left.ASK),
    "invalid_sent": lambda: invalid(Left.YES),
    "invalid_reported": lambda: invalid(Left.YES, is_reported=True),
    "invalid_reference": invalid_by_reference,
    "await_erasure": lambda: await_erasure(Step.AWAIT_ERASURE),
    "await_erasure_late": lambda: await_erasure(Step.ASK_ERASURE, is_invalid=True, phone="014 85 99 00"),
    "await_erasure_over": lambda: await_erasure(Step.TELL_OFFICER),
    "overview_withdrawn": overview_withdrawn,
}
