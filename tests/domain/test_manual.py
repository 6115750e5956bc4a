# SPDX-License-Identifier: EUPL-1.2
"""The manual is read strictly from its small format, and searched with the words that people have."""

from __future__ import annotations

import pytest

from app.content import manual
from app.domain.manual import HEADING, POINTS, STEPS, TEXT, Manual, blocks_of, read_manual
from app.domain.manual_search import Hit, plain, search

CONTENTS = 'versie = "hulp.nl@1.0.0"\nbestanden = ["a.toml"]\n'
PAGE = '[[pagina]]\nid = "een"\ntitel = "Een"\ntekst = "Iets."\n'
GROUP = f'groep = "Groep"\n{PAGE}'


def found(query: str) -> list[str]:
    """The pages of the real manual, the best first."""
    return [hit.topic.id for hit in search(manual(), query)]


def test_paragraphs_headings_points_and_steps_are_told_apart() -> None:
    # GIVEN every kind of block, with lines that go on
    blocks = blocks_of("Een zin\ndie verdergaat.\n\n## Kop\n\n- eerst\n  en verder\n- dan\n\n1. een\n2. twee\n")
    # THEN each is what it was written as
    assert [(block.kind, block.lines) for block in blocks] == [
        (TEXT, ("Een zin die verdergaat.",)),
        (HEADING, ("Kop",)),
        (POINTS, ("eerst en verder", "dan")),
        (STEPS, ("een", "twee")),
    ]


def test_a_page_is_read_with_everything_about_it() -> None:
    # GIVEN two pages
    more = 'bij = ["overview"]\nwoorden = ["zoek"]\nbeeld = "done"\nbeeld_toont = "Klaar."\nzie_ook = ["twee"]\n'
    other = PAGE.replace("een", "twee").replace('"Een"', '"Twee"')
    # WHEN they are read
    read = read_manual(CONTENTS, {"a.toml": f"{GROUP}{more}{other}"})
    # THEN each screen finds its page, an unknown one the first, and the contents have one group
    first, second = read.topics
    assert (first.screens, first.words, first.picture, first.see_also) == (("overview",), ("zoek",), "done", ("twee",))
    assert read.for_screen("overview") is first
    assert read.for_screen("nergens") is first
    assert read.topic("twee") is second
    assert read.groups() == {"Groep": (first, second)}
    with pytest.raises(KeyError):
        read.topic("drie")


@pytest.mark.parametrize(
    "text",
    [
        GROUP + PAGE,
        GROUP + "anders = 1\n",
        GROUP + 'zie_ook = ["weg"]\n',
        GROUP + 'zie_ook = ["een"]\n',
        GROUP + 'beeld = "done"\n',
        GROUP + 'beeld = "../done"\nbeeld_toont = "Klaar."\n',
        GROUP + "bij = 1\n",
        GROUP + "woorden = [1]\n",
        GROUP.replace("Iets.", "{onbekend}"),
        GROUP.replace("Iets.", "## Kop\\nen tekst"),
        GROUP.replace('"Iets."', '" "'),
        GROUP.replace('"Iets."', "1"),
        GROUP.replace('"een"', '"Een!"'),
        GROUP.replace("groep", "kop"),
        'groep = "Leeg"\npagina = []\n',
    ],
)
def test_a_page_that_is_not_as_agreed_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_manual(CONTENTS, {"a.toml": text})


@pytest.mark.parametrize("contents", ['versie = "1"\nbestanden = ["a.toml"]', 'bestanden = ["a.toml"]', CONTENTS[:27]])
def test_contents_without_a_version_or_files_are_refused(contents: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_manual(contents, {"a.toml": GROUP})


def test_R45_the_terms_in_the_help_are_those_of_the_protocol() -> None:
    # GIVEN a page that names a term
    read = read_manual(CONTENTS, {"a.toml": GROUP.replace("Iets.", "Na {verzonden_dagen} dagen.")})
    # WHEN the values of a protocol are filled in
    filled = read.filled({"verzonden_dagen": "6"})
    # THEN that is what stands there
    assert filled.topics[0].lines == ("Na 6 dagen.",)


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("wachtzin vergeten", "op_slot"),
        ("paswoord", "op_slot"),
        ("datalek", "lek"),
        ("client stopt", "stoppen"),
        ("CLIËNT wil stoppen", "stoppen"),
        ("bijlge", "e_mail"),
        ("vertaling", "infoblad"),
        ("waarom geen opmerkingen", "opmerkingen"),
        ("verhuisd", "verbeteren"),
        ("huisbezoek", "afvinkkaart"),
        ("email", "e_mail"),
        ("hoelang bewaren", "termijnen"),
        ("bitlocker", "niet_beschermd"),
        ("ctrl", "sneltoetsen"),
        ("backup", "kopie"),
    ],
)
def test_people_find_the_page_with_their_own_words(query: str, page: str) -> None:
    assert page in found(query)[:2]


@pytest.mark.parametrize("query", ["", "   ", "?!", "xylofoon", "wachtzin xylofoon"])
def test_nothing_is_found_for_nothing_and_for_words_that_are_nowhere(query: str) -> None:
    assert found(query) == []


def test_a_question_of_small_words_alone_is_still_a_question() -> None:
    assert found("wat als") != []


def test_each_hit_shows_the_sentence_in_which_it_was_found() -> None:
    # WHEN a word of one sentence is looked for
    hits: tuple[Hit, ...] = search(manual(), "antwoordapparaat")
    # THEN that sentence is shown
    assert "antwoordapparaat" in hits[0].sentence


def test_a_whole_word_counts_more_than_a_beginning_a_part_or_a_mistake() -> None:
    # GIVEN four pages that differ in one word
    pages = "".join(
        f'[[pagina]]\nid = "{name}"\ntitel = "Titel"\ntekst = "{text}"\n'
        for name, text in (("fout", "bijlge"), ("deel", "mailbijlage"), ("begin", "bijlagen"), ("heel", "bijlage"))
    )
    read: Manual = read_manual(CONTENTS, {"a.toml": f'groep = "G"\n{pages}'})
    # THEN they come in that order
    assert [hit.topic.id for hit in search(read, "bijlage")] == ["heel", "begin", "deel", "fout"]


@pytest.mark.parametrize("wrong", ["bijalge", "bijlag", "bijlagge", "bijlake"])
def test_one_mistake_in_a_longer_word_is_forgiven(wrong: str) -> None:
    assert "e_mail" in found(wrong)


def test_accents_and_capitals_make_no_difference() -> None:
    assert plain("Cliënt ÉÉN") == "client een"
