# SPDX-License-Identifier: EUPL-1.2
"""The mails: their exact words, their versions, and the closed list of what they may ask for."""

from __future__ import annotations

import hashlib
import itertools
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from app.domain.client import FIELD_NAMES
from app.domain.errors import ResourceDamaged
from app.domain.sender import Sender
from app.mail.texts import IN_SUBJECT, KINDS, PLACEHOLDERS, MailText, MailTexts, read_templates
from app.paths import resource
from tests import plain_words
from tests.factory import a_profile, a_sender, the_practice_profile

REFERENCE, NAME = "K7M4-29QX", "KG-OCMW_K7M4-29QX.7z"
GOLDEN = Path(__file__).parent / "golden"

PINNED = json.loads((GOLDEN / "versions.json").read_text(encoding="utf-8"))


def a_breach(sender: Sender, **changes: Any) -> MailText:
    answers: dict[str, Any] = {
        "discovered": datetime(2026, 11, 23, 10, 5, tzinfo=UTC),
        "happened": datetime(2026, 7, 1, 22, 30, tzinfo=UTC),
        "kind": "verkeerde ontvanger",
        "references": (REFERENCE, "9QK2-7M4X"),
        "clients": 2,
        "encrypted": "ja",
        "phrase_known": "weet ik niet",
        "measures": ("bericht teruggeroepen", "ICT gebeld"),
        "other_party": "nee",
    }
    return MailTexts().breach(a_profile(), sender, "INC-4T8R", **{**answers, **changes})


def every_mail() -> dict[str, MailText]:
    """Each mail as it leaves for Kasterlee."""
    texts, profile, sender = MailTexts(), a_profile(), a_sender()
    answer = texts.choices("report_answer", "outcome")[0]
    return {
        "referral": texts.referral(profile, sender, REFERENCE, NAME),
        "correction": texts.correction(profile, sender, f"{REFERENCE}-2", "KG-OCMW_K7M4-29QX-2.7z", "verouderd"),
        "withdrawal": texts.withdrawal(profile, sender, REFERENCE, date(2026, 11, 23)),
        "invalid": texts.invalid(profile, sender, REFERENCE),
        "breach": a_breach(sender),
        "report_answer": texts.report_answer(profile, sender, REFERENCE, date(2026, 11, 20), answer, 2),
        "trial": texts.trial(profile, sender, "TEST-4T8R", "KG-OCMW_TEST-4T8R.7z"),
    }


@pytest.mark.parametrize("kind", KINDS)
def test_R61_each_mail_is_word_for_word_the_approved_text(kind: str) -> None:
    # GIVEN the approved text of a mail, filled with an example
    approved = (GOLDEN / f"{kind}.txt").read_text(encoding="utf-8")

    # WHEN the program fills the same example
    mail = every_mail()[kind]

    # THEN subject and text are equal to the last sign
    assert f"{mail.subject}\n\n{mail.body}" == approved


def test_R25_a_published_text_is_never_changed_under_the_same_version() -> None:
    # GIVEN the hash of every published version
    shipped = read_templates(resource("texts", "mails.toml").read_text(encoding="utf-8"))

    # WHEN the shipped texts are hashed
    found = {
        f"{text.key}@{text.version}": hashlib.sha256(
            json.dumps([text.subject, text.body, text.choices], ensure_ascii=False).encode()
        ).hexdigest()
        for text in shipped.values()
    }

    # THEN each is the one that was published: whoever changes a word gives it a new version
    assert found == PINNED


def test_each_mail_names_its_key_and_version_for_the_register() -> None:
    texts = MailTexts()
    assert texts.version("referral") == "mail_doorverwijzing.nl@1.0.0"
    assert len({texts.version(kind) for kind in KINDS}) == len(KINDS)


def test_R31_R56_no_text_can_ask_for_client_data_or_a_phrase() -> None:
    # GIVEN the closed list of placeholders
    # WHEN it is compared with everything that is known about a client, and with words for a phrase
    # THEN there is nothing in common
    assert PLACEHOLDERS.isdisjoint({*FIELD_NAMES, "client", "name", "phrase", "passphrase", "words", "wachtzin"})
    assert IN_SUBJECT < PLACEHOLDERS


@pytest.mark.parametrize(
    "foreign",
    ["{last_name}", "{phrase}", "{sender.name}", "{reference!r}", "{reference:>20}", "{0}", "{}", "{reference"],
)
@pytest.mark.parametrize("line", ["Beste maatschappelijk werker", 'onderwerp = "Vraag om te wissen'])
def test_R31_texts_with_a_foreign_placeholder_are_refused(foreign: str, line: str) -> None:
    # GIVEN the shipped texts
    shipped = resource("texts", "mails.toml").read_text(encoding="utf-8")
    assert line in shipped

    # WHEN a text or a subject asks for something outside the closed list, or reaches into a value
    # THEN the whole file is refused, by name
    with pytest.raises(ResourceDamaged) as refused:
        MailTexts(shipped.replace(line, f"{line} {foreign}", 1))
    assert refused.value.facts == {"name": "mails.toml"}


def test_a_subject_may_ask_for_less_than_a_text() -> None:
    # GIVEN a placeholder that texts may use
    shipped = resource("texts", "mails.toml").read_text(encoding="utf-8")

    # WHEN it stands in a subject
    # THEN the file is refused: what a person typed never gets into a header
    with pytest.raises(ResourceDamaged):
        MailTexts(shipped.replace('onderwerp = "Vraag om te wissen', 'onderwerp = "{user_name} Vraag', 1))


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace("[trial]", "[proef]"),
        lambda text: text.replace("tekst = ", "text = ", 3),
        lambda text: text.replace("keuzes", "keuze"),
        lambda text: text[:-40],
        lambda text: "",
        lambda text: text + '\n[extra]\nsleutel = "x"\nversie = "1"\ntekst = "x"\n',
    ],
)
def test_damaged_texts_are_refused(damage: Any) -> None:
    # GIVEN the shipped texts, damaged
    damaged = damage(resource("texts", "mails.toml").read_text(encoding="utf-8"))

    # WHEN they are read
    # THEN that is said, instead of sending half a mail
    with pytest.raises(ResourceDamaged):
        MailTexts(damaged)


def test_a_missing_file_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.mail.texts.resource", lambda *parts: tmp_path / "none")
    with pytest.raises(ResourceDamaged):
        MailTexts()


def test_only_values_from_closed_lists_get_into_a_breach_mail() -> None:
    # GIVEN the questions of a breach notice
    # WHEN an answer is free text, for one of them
    # THEN it is refused: a name could stand in it
    for question, answer in [
        ("kind", "Zoë D'Hondt kreeg de mail"),
        ("encrypted", "misschien"),
        ("phrase_known", ""),
        ("measures", ("gebeld met Zoë",)),
        ("other_party", "Zoë"),
        ("references", ("Zoë",)),
    ]:
        with pytest.raises(ValueError, match="not"):
            a_breach(a_sender(), **{question: answer})


def test_R53_a_breach_can_be_reported_while_the_program_is_locked() -> None:
    # GIVEN that nobody knows the user while the vault is locked
    # WHEN the mail is made, with as little known as possible
    mail = a_breach(Sender(), happened=None, references=(), clients=None, measures=())

    # THEN it asks the user to fill in who they are, and says what is unknown
    assert "[Vul hier je naam, je team en je telefoonnummer in.]\nOpgroeien regie\n" in mail.body
    assert "Gebeurd op: onbekend\n" in mail.body
    assert "Referenties: onbekend\nAantal cliënten: onbekend\n" in mail.body
    assert "Wat deed ik al: nog niets\n" in mail.body


def test_moments_of_a_breach_are_belgian_in_summer_and_winter() -> None:
    mail = a_breach(a_sender())
    assert "Ontdekt op: 23/11/2026 om 11:05\n" in mail.body
    assert "Gebeurd op: 02/07/2026 om 00:30\n" in mail.body


def test_R51_a_third_version_asks_to_wipe_both_earlier_ones() -> None:
    # GIVEN a second correction
    texts = MailTexts()

    # WHEN its mail is made
    mail = texts.correction(a_profile(), a_sender(), f"{REFERENCE}-3", "KG-OCMW_K7M4-29QX-3.7z", "foutief")

    # THEN both older files are named
    assert "- Gebruik alleen versie 3. Wis versie 1 en 2.\n" in mail.body
    assert mail.subject.endswith("referentie K7M4-29QX - versie 3")


def test_wrong_use_is_refused() -> None:
    # GIVEN the mails
    texts, profile, sender = MailTexts(), a_profile(), a_sender()
    corrected = texts.choices("report_answer", "outcome")[0]

    # WHEN one is asked for with something that does not belong in it
    # THEN it is refused
    with pytest.raises(ValueError, match="version of 2"):
        texts.correction(profile, sender, REFERENCE, NAME, "foutief")
    with pytest.raises(ValueError, match="answers to kind"):
        texts.correction(profile, sender, f"{REFERENCE}-2", NAME, "kapot")
    with pytest.raises(ValueError, match="not a reference"):
        texts.referral(profile, sender, "Zoë", NAME)
    with pytest.raises(ValueError, match="name of an archive"):
        texts.referral(profile, sender, REFERENCE, "Zoë.7z")
    with pytest.raises(ValueError, match="2 or more"):
        texts.report_answer(profile, sender, REFERENCE, date(2026, 11, 20), corrected)


def test_R65_a_test_sending_is_marked_in_subject_and_text() -> None:
    mail = every_mail()["trial"]
    assert mail.subject.startswith("TEST - ")
    assert "alleen verzonnen gegevens" in mail.body


def test_R66_every_practice_mail_says_that_it_is_practice() -> None:
    # GIVEN the practice profile
    mail = MailTexts().referral(the_practice_profile(), a_sender(), REFERENCE, NAME)

    # THEN subject and first line say so, and the real OCMW is nowhere in it
    assert mail.subject.startswith("OEFENING - ")
    assert mail.body.startswith("Dit is een oefenmail. Ze is niet aan het OCMW gericht. Verstuur ze niet.\n\n")
    assert "Kasterlee" not in mail.body


def test_a_sender_with_braces_or_long_names_is_only_text() -> None:
    # GIVEN a team that calls itself like a placeholder
    sender = a_sender(team="Team {reference} {0}")

    # WHEN a mail is made
    mail = MailTexts().referral(a_profile(), sender, REFERENCE, NAME)

    # THEN it stands there as typed
    assert "\nTeam {reference} {0}\n" in mail.body


def test_note_for_the_file_holds_reference_and_text_version_only() -> None:
    texts = MailTexts()
    note = texts.note(a_profile(), REFERENCE, "toestemming.nl@1.0.0")
    assert note == "Doorverwijzing OCMW Kasterlee met toestemming. Referentie K7M4-29QX. Infotekst nl 1.0.0."
    stopped = texts.withdrawal_note(REFERENCE, date(2026, 11, 23))
    assert stopped == "Toestemming doorverwijzing OCMW ingetrokken op 23/11/2026. Referentie K7M4-29QX."
    invalid = texts.withdrawal_note(REFERENCE, date(2026, 11, 23), invalid=True)
    assert invalid == "Toestemming doorverwijzing OCMW ongeldig verklaard op 23/11/2026. Referentie K7M4-29QX."


def test_R61_R31_the_mails_are_short_and_plain_and_have_no_place_for_a_client() -> None:
    # GIVEN every template: subject, text and answers
    shipped = read_templates(resource("texts", "mails.toml").read_text(encoding="utf-8")).values()
    texts = [line for text in shipped for line in (text.subject, text.body, *itertools.chain(*text.choices.values()))]

    # THEN a busy reader understands them, and nothing in them waits for a client
    found = plain_words.judged(texts)
    assert found.is_plain, found
    assert {slot for text in texts for slot in plain_words.client_slots(text)} == set()
    assert plain_words.client_slots("Beste {last_name}, {voornaam} {reference}") == {"last_name", "voornaam"}
