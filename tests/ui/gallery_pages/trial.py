# SPDX-License-Identifier: EUPL-1.2
"""The test sending, and what practice shows that real work does not."""

from __future__ import annotations

from dataclasses import replace

from app.domain.client import Client
from app.domain.phrase import spell
from app.domain.referral import State
from app.domain.trial import TrialOutcome, practice_client
from app.mail.texts import MailTexts
from app.ui import wording_handover, wording_trial
from app.ui.pages.client import ClientPage
from app.ui.pages.handover import HandoverPage
from app.ui.pages.mail_by_hand import MailByHand, MailByHandPage
from app.ui.pages.phrase import PhrasePage
from app.ui.pages.practice import PracticeEndPage, PracticeStartPage
from app.ui.pages.trial import TrialPage
from app.workflow.handover import Word
from app.workflow.trial import TrialView
from tests.factory import NOW, a_referral, a_sender, the_practice_profile
from tests.ui.doubles import InstantLane
from tests.ui.journey_doubles import ALPHABET, FakeReferral, a_view

WORDS = ("anker", "fietsen", "molen", "appelen", "wolken", "kwartel")
VIEW = TrialView(
    reference="TEST-4T8R",
    recipient="sociaalhuis@kasterlee.be",
    desk="Sociaal Huis",
    phone="",
    user="Annelies Vercammen",
    file_name="KG-OCMW_TEST-4T8R.7z",
    archive_there=True,
    begun_at=NOW,
    control_code="3f9a51c0",
)


def start(*recipients: tuple[str, str]) -> TrialPage:
    """Nothing made yet."""
    page = TrialPage()
    page.show_start(recipients)
    return page


def opened(*, spoken: bool = False, archive_there: bool = True) -> TrialPage:
    """One open test."""
    page = TrialPage()
    page.show_open(replace(VIEW, archive_there=archive_there), spoken=spoken)
    return page


def unanswered() -> TrialPage:
    """Closed without saying how it went."""
    page = opened(spoken=True)
    page.close_button.click()
    return page


def result(outcome: TrialOutcome) -> TrialPage:
    """What the outcome means."""
    page = TrialPage()
    page.show_result("TEST-4T8R", outcome)
    return page


def phrase() -> PhrasePage:
    """The phrase of a test file, shown."""
    page = PhrasePage("Dit is een test. De wachtzin van het testbestand opent alleen dat bestand.")
    script = wording_trial.trial_script(VIEW.user, VIEW.reference)
    page.show_view(VIEW, call=wording_trial.trial_call(VIEW.desk, VIEW.phone), script=script)
    page.show_words(tuple(Word(word, spell(word, ALPHABET)) for word in WORDS))
    return page


def practice_phrase() -> PhrasePage:
    """The phrase of a practice file, shown."""
    page = PhrasePage("Dit is een oefenzin. Ze opent nooit een echt bestand.")
    page.show_view(a_view(state=State.SENT, sent_at=NOW), call=wording_handover.PRACTICE_CALL)
    page.show_words(tuple(Word(word, spell(word, ALPHABET)) for word in WORDS))
    return page


def practice_mail() -> MailByHandPage:
    """The mail of practice."""
    profile, name = the_practice_profile(), "KG-OCMW_K7M4-29QK.7z"
    text = MailTexts().referral(profile, a_sender(), "K7M4-29QK", name)
    page = MailByHandPage(practice=True)
    page.show_mail(MailByHand("K7M4-29QK", profile.recipient.email, text.subject, text.body, name))
    return page


def practice_handover() -> HandoverPage:
    """The hand-over of practice, after *Later*."""
    page = HandoverPage(practice=True)
    page.show_view(a_view(mail_opened_at=NOW))
    return page


def practice_form() -> ClientPage:
    """The form of practice."""
    profile = the_practice_profile()
    page = ClientPage(FakeReferral(), InstantLane())
    page.offer_invented(lambda: practice_client(profile.places[0]))
    page.show_referral(a_referral(client=Client()), profile)
    return page


PAGES = {
    "trial_start": lambda: start(("kasterlee", "OCMW Kasterlee")),
    "trial_start_two": lambda: start(("kasterlee", "OCMW Kasterlee"), ("oefendorp", "OCMW Oefendorp")),
    "trial_open": opened,
    "trial_spoken": lambda: opened(spoken=True),
    "trial_gone": lambda: opened(archive_there=False),
    "trial_unanswered": unanswered,
    "trial_good": lambda: result(TrialOutcome.OPENED),
    "trial_bad": lambda: result(TrialOutcome.HELD_BACK),
    "trial_phrase": phrase,
    "practice_start": PracticeStartPage,
    "practice_form": practice_form,
    "practice_mail": practice_mail,
    "practice_handover": practice_handover,
    "practice_phrase": practice_phrase,
    "practice_end": PracticeEndPage,
}
