# SPDX-License-Identifier: EUPL-1.2
"""What is here about one client: the choice, everything, and the reference alone."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.domain.client import Client
from app.domain.referral import State
from app.ui.pages.access import AccessPage
from app.ui.pages.access_view import AccessViewPage
from app.workflow.access import AccessView, Held
from tests.factory import a_client
from tests.ui.gallery_pages.journey import LONG_NAME

REFERENCE = "K7M4-29QK"


def a_view(**changes: Any) -> AccessView:
    """A sent referral of which everything is still here."""
    values: dict[str, Any] = {
        "reference": REFERENCE,
        "state": State.SENT,
        "version": 1,
        "client": a_client(),
        "recipient": "OCMW Kasterlee",
        "sent_on": date(2026, 11, 23),
        "consent_on": date(2026, 11, 23),
        "consent_text": "toestemming.nl@1.0.0",
        "route": "gesprek",
        "interpreter": True,
        "ended_on": None,
        "is_invalid": False,
    }
    return AccessView(**(values | changes))


def access(**changes: Any) -> AccessViewPage:
    """One client."""
    page = AccessViewPage()
    page.show_view(a_view(**changes))
    return page


def access_choice(*held: Held) -> AccessPage:
    """Whose data."""
    page = AccessPage()
    page.show_choice(held)
    return page


def access_wrong() -> AccessPage:
    """A reference with a wrong check sign, beside clients with the longest names."""
    page = access_choice(Held("3R8T-W0PX", "Zoë D'Hondt-Çelik"), Held("9QKD-2MV5", LONG_NAME), Held("5HJ2-C7YB", ""))
    page.field.set_text("K7M4-29QX")
    page.field.entered.emit()
    return page


PAGES = {
    "access_choice": access_choice,
    "access_wrong": access_wrong,
    "access_view": access,
    "access_least": lambda: access(
        client=Client(first_name=None, last_name=LONG_NAME, place="Tielen", postcode="2460"),
        state=State.CONCEPT,
        version=2,
        sent_on=None,
    ),
    "access_gone": lambda: access(client=None, state=State.ERASED, interpreter=None),
    "access_invalid": lambda: access(
        client=None, state=State.WITHDRAWN, interpreter=None, ended_on=date(2026, 11, 24), is_invalid=True
    ),
}
