# SPDX-License-Identifier: EUPL-1.2
"""The register: nothing yet, some weeks, years of it, and a chain that does not hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from app.domain.events import Event, Row
from app.ui.pages.register import RegisterPage
from app.workflow.register import RegisterView, RowView, counted, last_months, row_view

STEPS = (Event.CONSENT, Event.CONCEPT, Event.READY, Event.EXPORTED, Event.DECLARED_SENT, Event.PHRASE_PASSED_ON)
TEXTS = "toestemming.nl@1.0.0 mail_doorverwijzing.nl@1.0.0"
BEGIN = datetime(2025, 12, 3, 9, 20, tzinfo=UTC)


def rows(referrals: int) -> list[Row]:
    """The rows of so many referrals, spread over a year; the fourth is corrected, the fifth withdrawn."""
    found: list[Row] = []

    def add(event: Event, reference: str, moment: datetime) -> None:
        texts = TEXTS if event is Event.EXPORTED else ""
        user = "Annelies Vercammen" if len(found) % 3 else "Zoë Van den Broeck"
        time = moment.strftime("%Y-%m-%dT%H:%MZ")
        row = Row(len(found) + 1, time, event, reference, "kasterlee", "OCMW", "", 0, "1", texts, user, "", "")
        found.append(row)

    for number in range(referrals):
        reference = f"K7M{number % 10}-{number:03}K"
        moment = BEGIN + timedelta(days=355 * (number * number) // max(1, (referrals - 1) ** 2))
        for step, event in enumerate(STEPS):
            add(event, reference, moment + timedelta(minutes=7 * step))
        if number % 7 == 3:
            add(Event.REPORT_OUTDATED, reference, moment + timedelta(hours=2))
            add(Event.EXPORTED, reference + "-2", moment + timedelta(hours=3))
        if number % 7 == 4:
            add(Event.WITHDRAWN_AFTER, reference, moment + timedelta(hours=2))
        else:
            add(Event.RECEIPT_CONFIRMED, reference, moment + timedelta(hours=4))
            add(Event.ERASED, reference, moment + timedelta(hours=4))
    return found


def view(referrals: int, broken: int | None = None) -> RegisterView:
    """What the page gets."""
    found = rows(referrals)
    months = counted(found, last_months(date(2026, 11, 23), 12))
    return RegisterView(tuple(row_view(row) for row in reversed(found)), broken, months)


def register(shown: RegisterView, *protocols: str) -> RegisterPage:
    """The page with this register."""
    page = RegisterPage()
    page.show_register(shown, protocols or ("Protocol Opgroeien regie – OCMW Kasterlee",))
    return page


def register_searched() -> RegisterPage:
    """One referral looked up."""
    page = register(view(23))
    page.search.setText("K7M4-004")
    return page


def register_not_found() -> RegisterPage:
    """A reference that is not there."""
    page = register(view(23))
    page.search.setText("9999")
    return page


def register_spoilt() -> RegisterPage:
    """A row in which a time does not read as one, from a newer version, with the longest values."""
    found = view(3, broken=5)
    odd = RowView(99, None, "gisteren", "iets_nieuws", "TEST-9999", "p" * 40, TEXTS * 3, "W" * 100)
    return register(replace(found, rows=(odd, *found.rows)))


PAGES = {
    "register_empty": lambda: register(view(0)),
    "register_one": lambda: register(view(1)),
    "register_year": lambda: register(view(37)),
    "register_searched": register_searched,
    "register_not_found": register_not_found,
    "register_broken": lambda: register(view(12, broken=41)),
    "register_spoilt": register_spoilt,
    "register_two_protocols": lambda: register(view(5), "Protocol OCMW Kasterlee", "Protocol OCMW Voorbeeldgem"),
}
