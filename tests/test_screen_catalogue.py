# SPDX-License-Identifier: EUPL-1.2
"""One list holds every text of the screens, up to date, under a version that rises with the words (product.md 7.15)."""

from __future__ import annotations

import ast
import itertools
import re
from pathlib import Path

import pytest

from tests.scripts import script
from tests.source_tree import sources

screen_texts = script("screen_texts")
CATALOGUE = screen_texts.CATALOGUE.read_text("utf-8")
SOURCE = '''
"""A docstring is no text."""
ERRORS: dict[str, str] = {"V01": "Deze zin klopt niet."}
def until(day, view):
    """Nor is this."""
    if day == "vandaag of morgen":
        return day.strftime("%d uur")
    return f"Nog {day.left} dagen, tot {text.of(view.end)}."
class Page:
    def show(self):
        self.name("door_page", self.tr("Open de &deur"))
        self.tr("·")
        return {"yes": self.tr("Ja"), self.tr("Nee"): 1}["yes"]
'''


def a_screen(folder: Path, name: str = "wording.py", source: str = SOURCE) -> Path:
    (folder / name).write_text(source, "utf-8")
    return folder


def test_R61_every_text_of_the_screens_stands_in_the_list() -> None:
    # GIVEN the list in the repository
    # THEN it is what the source says now; when this fails: python packaging/screen_texts.py
    assert screen_texts.page(screen_texts.collected(), screen_texts.editions(CATALOGUE)) == CATALOGUE
    assert screen_texts.read(CATALOGUE) == screen_texts.collected()


def test_R61_no_sentence_of_the_interface_is_missed() -> None:
    # GIVEN what the interface translates, found in another way: every call of tr, wherever it stands
    said = {
        call.args[0].value
        for source in sources("app/ui")
        for call in source.calls("tr")
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    }
    # THEN all of it that has a word in it is in the list
    listed = {text for part in screen_texts.read(CATALOGUE) for text in part.texts}
    assert len(listed) > 800
    assert {text for text in said - listed if re.search(r"[A-Za-zÀ-ÿ]{2}", text)} == set()


def test_R25_the_version_rises_whenever_the_words_change() -> None:
    # GIVEN the versions that the list had, with the digest of their words
    known = screen_texts.editions(CATALOGUE)
    numbers = [tuple(int(n) for n in version.partition("@")[2].split(".")) for version in known]
    words = list(known.values())
    # THEN they rise, no two that follow each other have the same words, and the last is the one of today
    assert numbers == sorted(set(numbers))
    assert all(before != after for before, after in itertools.pairwise(words))
    assert words[-1] == screen_texts.digest(screen_texts.collected())
    assert f'versie = "{list(known)[-1]}"' in CATALOGUE


@pytest.mark.parametrize(("by", "version"), [("patch", "1.0.1"), ("minor", "1.1.0"), ("major", "2.0.0")])
def test_R25_other_words_get_another_version_and_a_moved_sentence_does_not(
    tmp_path: Path, by: str, version: str
) -> None:
    # GIVEN a list of one screen
    first = screen_texts.page(screen_texts.collected(a_screen(tmp_path)), {})
    known = screen_texts.editions(first)
    assert list(known) == ["scherm.nl@1.0.0"]
    # WHEN the same sentences stand in another file
    (tmp_path / "wording.py").rename(tmp_path / "wording_door.py")
    moved = screen_texts.page(screen_texts.collected(tmp_path), known, by)
    # THEN only the place differs
    assert screen_texts.editions(moved) == known
    assert moved != first
    # WHEN a word changes
    a_screen(tmp_path, "wording_door.py", SOURCE.replace("klopt niet", "is fout"))
    changed = screen_texts.page(screen_texts.collected(tmp_path), known, by)
    # THEN the version rises as asked, and the old one stays known
    assert list(screen_texts.editions(changed)) == ["scherm.nl@1.0.0", f"scherm.nl@{version}"]


def test_texts_are_told_apart_from_codes_names_and_patterns(tmp_path: Path) -> None:
    # GIVEN a module of wording, and the same as an ordinary page
    (wording, page) = screen_texts.collected(a_screen(tmp_path, "wording.py"))
    # THEN sentences are found with a name for each value, in the order of the source
    assert wording.texts == ("Deze zin klopt niet.", "Nog {left} dagen, tot {end}.")
    assert (page.context, page.texts) == ("Page", ("door_page", "Open de &deur", "Nee", "Ja"))
    (tmp_path / "wording.py").rename(tmp_path / "door.py")
    (only,) = screen_texts.collected(tmp_path)
    assert only.texts == ("Open de &deur", "Nee", "Ja")


def test_a_text_that_is_put_together_where_it_is_translated_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not written out, on line 1"):
        screen_texts.collected(a_screen(tmp_path, "door.py", 'self.tr(f"Nog {n}")'))


def test_signs_that_a_list_must_escape_are_read_back(tmp_path: Path) -> None:
    # GIVEN a text with every sign that means something in the list
    text = 'Een "woord"\nop \\ een regel\t\x7f'
    parts = screen_texts.collected(a_screen(tmp_path, "wording.py", f"A = {text!r}"))
    # THEN it comes back as it was
    assert screen_texts.read(screen_texts.page(parts, {}))[0].texts == (text,)


def test_the_command_checks_writes_and_explains(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # GIVEN no list yet
    monkeypatch.setattr(screen_texts, "CATALOGUE", tmp_path / "scherm.toml")
    assert screen_texts.main(["--check"]) == 1
    # WHEN it is written
    assert screen_texts.main([]) == 0
    assert capsys.readouterr().out == "scherm.nl@1.0.0\n"
    # THEN it is up to date, until a word in it is changed
    assert screen_texts.main(["--check"]) == 0
    made = (tmp_path / "scherm.toml").read_text("utf-8")
    (tmp_path / "scherm.toml").write_text(made.replace("Toestemming", "Instemming", 1), "utf-8")
    assert screen_texts.main(["--check"]) == 1
    assert screen_texts.main(["--help"]) == screen_texts.main(["minor", "major"]) == 2
    with pytest.raises(ValueError, match="no version"):
        screen_texts.raised("iets anders", "minor")
