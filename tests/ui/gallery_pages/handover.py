# SPDX-License-Identifier: EUPL-1.2
"""Hand-over, phrase, mail by hand, the end, and a program that cannot start."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from app.domain.errors import FolderSynced, ProfileInvalid
from app.domain.phrase import spell
from app.domain.referral import State
from app.ui.pages.done import DonePage
from app.ui.pages.fault import FaultPage
from app.ui.pages.handover import HandoverPage
from app.ui.pages.mail_by_hand import MailByHand, MailByHandPage
from app.ui.pages.phrase import PhrasePage
from app.workflow.handover import Word
from tests.factory import NOW
from tests.ui.journey_doubles import ALPHABET, a_view

WORDS = ("anker", "fietsen", "molen", "appelen", "wolken", "kwartel")
MAIL = MailByHand(
    "K7M4-29QK",
    "sociaalhuis@kasterlee.be",
    "Beveiligd bestand van Kind en Gezin - referentie K7M4-29QK",
    "Beste maatschappelijk werker",
    "KG-OCMW_K7M4-29QK.7z",
)


def handover(*, just_made: bool = False, **values: Any) -> HandoverPage:
    """A hand-over that stands there."""
    page = HandoverPage()
    page.show_view(a_view(**values), just_made=just_made)
    return page


def handover_sent(**values: Any) -> HandoverPage:
    """Sent, according to the user."""
    return handover(state=State.SENT, archive_there=False, sent_at=NOW, mail_opened_at=NOW, **values)


def phrase() -> PhrasePage:
    """Not shown yet."""
    page = PhrasePage()
    page.show_view(a_view(state=State.SENT, sent_at=NOW))
    return page


def phrase_shown() -> PhrasePage:
    """Shown."""
    page = phrase()
    page.show_words(tuple(Word(word, spell(word, ALPHABET)) for word in WORDS))
    return page


def phrase_spelled() -> PhrasePage:
    """The second word is being spelled."""
    page = phrase_shown()
    page.reader.spell_button.click()
    page.reader.spell_button.click()
    return page


def phrase_repeated(times: int) -> PhrasePage:
    """So many words were heard back, the last one spelled."""
    page = phrase_shown()
    for _ in range(times):
        page.reader.repeat_button.click()
    page.reader.spell_button.click()
    return page


def phrase_hidden_half_way() -> PhrasePage:
    """Two words were heard back, and then the page hid the rest."""
    page = phrase_repeated(2)
    page.timer.timeout.emit()
    return page


def phrase_masked() -> PhrasePage:
    """Hidden again after 30 seconds."""
    page = phrase_shown()
    page.timer.timeout.emit()
    return page


def by_hand(mail: MailByHand = MAIL, *, attachment_first: bool = False) -> MailByHandPage:
    """The mail made by hand."""
    page = MailByHandPage()
    page.show_mail(mail, attachment_first=attachment_first)
    return page


def done() -> DonePage:
    """The OCMW could open it."""
    page = DonePage()
    page.show_note("Doorverwijzing OCMW Kasterlee met toestemming. Referentie K7M4-29QK. Infotekst nl 1.0.0.")
    return page


PAGES = {
    "handover_exported": lambda: handover(just_made=True),
    "handover_opened": lambda: handover(mail_opened_at=NOW),
    "handover_missing": lambda: handover(archive_there=False),
    "handover_blocked": lambda: handover(blocked=True),
    "handover_sent": handover_sent,
    "handover_sent_number": lambda: handover_sent(phone="014 85 99 00"),
    "handover_spoken": lambda: handover_sent(spoken_at=NOW + timedelta(hours=1)),
    "handover_sent_blocked": lambda: handover_sent(blocked=True),
    "phrase_hidden": phrase,
    "phrase_shown": phrase_shown,
    "phrase_spelled": phrase_spelled,
    "phrase_repeated": lambda: phrase_repeated(3),
    "phrase_all_repeated": lambda: phrase_repeated(6),
    "phrase_masked": phrase_masked,
    "phrase_hidden_half_way": phrase_hidden_half_way,
    "mail_by_hand": by_hand,
    "mail_by_hand_attachment": lambda: by_hand(attachment_first=True),
    "mail_by_hand_withdrawal": lambda: by_hand(MailByHand("", MAIL.recipient, "Toestemming ingetrokken", "Beste", "")),
    "done": done,
    "fault_folder": lambda: FaultPage(FolderSynced()),
    "fault_profile": lambda: FaultPage(
        ProfileInvalid(
            problems=(
                ("termijnen.hard_na_verzenden_dagen", "moet een geheel getal zijn van 1 tot 60"),
                ("ontvanger.email", "ontbreekt"),
            )
        )
    ),
}
