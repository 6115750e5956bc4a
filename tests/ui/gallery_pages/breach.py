# SPDX-License-Identifier: EUPL-1.2
"""A breach: empty, answered, refused, with several protocols, and after the mail was made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from app.domain.errors import ReferenceUnknown
from app.domain.refusals import DayInFuture, HappenedLater, RecipientUnclear
from app.mail.texts import MailTexts
from app.ui.pages.breach import BreachPage
from app.ui.pages.breach_told import BreachToldPage
from app.ui.pages.mail_by_hand import MailByHand, MailByHandPage
from app.workflow.breach import QUESTIONS, Form
from tests.factory import NOW, a_profile, the_profile
from tests.fakes import FixedClock

KNOWN = ("K7M4-29QK", "9QK2-7M4R-2")
PARTY = replace(the_profile().recipient_party, short_name="OCMW Voorbeeld")
OTHER = a_profile(id="voorbeeldgem", recipient_party=PARTY)


def a_form(*, locked: bool = False, several: bool = False) -> Form:
    """What the verbs would say."""
    choices = {name: MailTexts().choices("breach", name) for name in QUESTIONS}
    profiles = (the_profile(), OTHER) if several else (the_profile(),)
    return Form(choices, profiles, () if locked else KNOWN, date(2026, 11, 23))


def breach_locked() -> BreachPage:
    """Nothing answered yet, while the vault is locked."""
    page = BreachPage(FixedClock())
    page.show_form(a_form(locked=True))
    return page


def breach_open() -> BreachPage:
    """With references to pick."""
    page = BreachPage(FixedClock())
    page.show_form(a_form(), KNOWN[:1])
    return page


def breach_answered() -> BreachPage:
    """Found an hour and twenty minutes ago, and it concerns the OCMW too."""
    page = breach_open()
    page.kind.set_answer("verkeerde ontvanger")
    page.discovered.show_moment(NOW - timedelta(hours=1, minutes=20))
    page.discovered.changed.emit()
    page.happened.change.click()
    page.other_party.buttons["breach_other_party_ja"].click()
    page.measures.boxes["ICT gebeld"].click()
    page.clients.setValue(2)
    return page


def breach_refused() -> BreachPage:
    """Everything wrong at once."""
    page = BreachPage(FixedClock())
    page.show_form(a_form(several=True))
    page.happened.change.click()
    page.references.field.set_text("K7M4-29QX")
    page.mail.click()
    for error in (DayInFuture(), HappenedLater(), ReferenceUnknown(), RecipientUnclear()):
        page.refused(error)
    return page


def breach_told() -> BreachToldPage:
    """The clock goes on."""
    page = BreachToldPage(FixedClock())
    page.show_breach("INC-4T8R", NOW - timedelta(hours=1, minutes=20))
    return page


def breach_told_late() -> BreachToldPage:
    """Too late, and not kept."""
    page = BreachToldPage(FixedClock())
    page.show_breach("INC-4T8R", NOW - timedelta(hours=73), is_noted=False)
    return page


def breach_by_hand() -> MailByHandPage:
    """To both officers."""
    page = MailByHandPage()
    subject = "DRINGEND: mogelijk gegevenslek - melding INC-4T8R"
    page.show_mail(MailByHand("INC-4T8R", "dpo@opgroeien.be, Kris.Proost@iok.be", subject, "Beste", ""))
    return page


PAGES = {
    "breach_locked": breach_locked,
    "breach_open": breach_open,
    "breach_answered": breach_answered,
    "breach_refused": breach_refused,
    "breach_told": breach_told,
    "breach_told_late": breach_told_late,
    "breach_by_hand": breach_by_hand,
}
