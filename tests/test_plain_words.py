# SPDX-License-Identifier: EUPL-1.2
"""The judge of words notices what it is there for."""

from __future__ import annotations

import pytest

from tests import plain_words
from tests.plain_words import judged


@pytest.mark.parametrize(
    "said", ["Gelieve te wachten.", "Dit dient te gebeuren.", "Typ uw naam.", "Hier mag u typen.", "Bel indien nodig."]
)
def test_office_words_are_found(said: str) -> None:
    assert judged([said]).office == (said,)
    assert not judged([said]).is_plain


@pytest.mark.parametrize("said", ["Zonder I, L, O of U.", "Wacht 72 uur.", "Een conformist.", "Dat mag je."])
def test_ordinary_words_are_left_alone(said: str) -> None:
    assert judged([said]).office == ()


def test_long_sentences_english_and_too_much_passive_are_found() -> None:
    # GIVEN one text of each kind
    long = " ".join(["woord"] * 23) + "."
    # THEN each is found, and a limit of its own is kept
    assert judged([long, "Kort."]).long == (long,)
    assert judged([long, "Kort."], longest=23).long == ()
    assert judged(["Save this"]).english == ("Save this",)
    passive = judged(["Het wordt gewist."])
    assert passive.passive == 1
    assert not passive.is_plain
    assert not judged([" ".join(["woord"] * 13)]).is_plain
    assert judged(["We wissen het."]).is_plain


def test_sentences_are_told_apart_and_addresses_are_none() -> None:
    text = "Een &zin. “Nog een?” Dan: drie\n• Leistraat 83 – een@example.org\n…"
    assert plain_words.sentences([text]) == ["Een zin.", "“Nog een?”", "Dan:", "drie"]
    assert plain_words.words_in("Mail naar {desk} of een@example.org, versie 1.0.0") == 7


def test_an_empty_judgement_is_refused() -> None:
    with pytest.raises(AssertionError, match="nothing is judged"):
        judged(["", "•"])


def test_a_phrase_of_nobody_is_found_unless_its_page_says_whose() -> None:
    assert plain_words.nobodys_phrases(["Typ je wachtzin.", "Open"]) == ["Typ je wachtzin."]
    assert plain_words.nobodys_phrases(["Typ je wachtzin.", "Je eigen &wachtzin"]) == []
    assert plain_words.nobodys_phrases(["Toon hem.", "Wachtzin van het bestand", "De wachtzin is weg."]) == []
    assert plain_words.nobodys_phrases(["Klik op ‘Toon de wachtzin’."]) == []


def test_places_for_a_client_and_missing_sources_are_found() -> None:
    assert plain_words.client_slots("{Naam} {phone} {reference}") == {"Naam", "phone"}
    assert plain_words.names_an_article("overw. C; art. 4, 6")
    assert not plain_words.names_an_article("de wet")
