# SPDX-License-Identifier: EUPL-1.2
"""The manual never goes stale: what it quotes is on a screen, its keys are the menu's, its pictures are drawn."""

from __future__ import annotations

import ast
import hashlib
import importlib
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.content import manual
from app.domain.manual import Manual, Topic
from app.paths import resource
from app.ui.menu import Menu
from tests.source_tree import sources
from tests.ui.gallery_pages.help import LARGEST_PICTURE, PICTURE_SIZE

PINNED = {
    "hulp.nl@1.0.0": "58c84b26d613c005f4648fdb33da54457e75d25764f688325c83338f67baab90",
    "hulp.nl@1.1.0": "8e2040884a1e614fa948ee2d4773361bbc87a8ba9c078c1c12fccf2187f0180f",
    "hulp.nl@1.2.0": "def3f2bd36743400a384e62608db776257970d4edbd0e4ba448b0d7d16214104",
}
"""Other words need another version: whoever asks for help can say which manual they read."""
LONGEST_PAGE = 150
PAGES = pytest.mark.parametrize("topic", manual().topics, ids=lambda topic: topic.id)
GALLERY = Path(__file__).parent / "gallery_pages"


def labels() -> list[str]:
    """Every text that the interface can show, without its keyboard mark; docstrings are for us."""
    found = [
        node.value.replace("&", "")
        for source in sources("app/ui")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "``" not in node.value
    ]
    return [re.sub(r" \*$", "", text).strip() for text in found]


def is_on_screen(quoted: str, known: list[str]) -> bool:
    """Is this the whole text of a label, with any value in its places?"""
    return quoted in known or any(re.fullmatch(_pattern(text), quoted) for text in known if _is_shape(text))


def _is_shape(text: str) -> bool:
    """A label with places for values, and enough words of its own."""
    return "{" in text and len(re.findall(r"[A-Za-z]", re.sub(r"\{[^{}]*\}", "", text))) >= 8


def _pattern(text: str) -> str:
    return ".+".join(re.escape(part) for part in re.split(r"\{[^{}]*\}", text))


def quotes(topic: Topic) -> list[str]:
    """What a page quotes as standing on the screen."""
    return re.findall(r"‘([^’]+)’", " ".join((*topic.lines, topic.picture_shows)))


def words_in(topic: Topic) -> int:
    return sum(len(re.findall(r"[\w/-]+", line)) for line in topic.lines)


@PAGES
def test_every_label_that_the_help_quotes_is_on_a_screen(topic: Topic) -> None:
    known = labels()
    assert [quoted for quoted in quotes(topic) if not is_on_screen(quoted, known)] == []


def test_the_help_quotes_many_labels_and_a_wrong_one_is_noticed() -> None:
    assert sum(len(quotes(topic)) for topic in manual().topics) > 50
    assert not is_on_screen("Verstuur nu", labels())


@PAGES
def test_pages_are_short(topic: Topic) -> None:
    assert words_in(topic) <= LONGEST_PAGE


@PAGES
def test_a_phrase_is_always_somebodys(topic: Topic) -> None:
    # GIVEN a page that speaks of a phrase
    text = " ".join((topic.title, *topic.lines))
    # THEN it says which of the two it means
    if "wachtzin" in text:
        assert re.search(r"eigen wachtzin|wachtzin van het (?:bestand|testbestand)", text), topic.id


def test_the_words_of_the_help_are_pinned() -> None:
    # GIVEN every file of the help
    found = manual()
    files = sorted(resource("help").glob("*.toml"))
    digest = hashlib.sha256(b"".join(file.read_bytes().replace(b"\r\n", b"\n") for file in files)).hexdigest()
    # THEN it is the text of this version
    assert PINNED[found.version] == digest, f"other words need another version than {found.version}"


def test_every_file_of_the_help_is_in_the_contents() -> None:
    named = {topic.picture for topic in manual().topics if topic.picture}
    assert {file.stem for file in resource("help", "pictures").glob("*")} == named
    assert len(list(resource("help").glob("*.toml"))) == len(manual().groups()) + 1


def test_the_shortcuts_are_those_of_the_menu(qtbot: QtBot) -> None:
    # GIVEN the menu
    window = QWidget()
    qtbot.addWidget(window)
    menu = Menu(window)
    used = {
        action.shortcut().toString(): action.text().replace("&", "")
        for action in menu.actions.values()
        if not action.shortcut().isEmpty()
    }
    # THEN the help names every key with its action, and no other
    told = dict(re.findall(r"(Ctrl\+\S+): (.+)", "\n".join(manual().topic("sneltoetsen").lines)))
    assert used.pop("F1") == "Hulp"
    assert told == used


def test_the_groups_are_those_of_the_design() -> None:
    found: Manual = manual()
    assert list(found.groups()) == [
        "Aan de slag",
        "Doorverwijzen",
        "Na de verzending",
        "Als er iets misgaat",
        "Vragen",
        "Over veiligheid",
    ]


@PAGES
def test_each_picture_is_a_page_of_the_gallery_small_and_described(topic: Topic) -> None:
    if not topic.picture:
        return
    # GIVEN the pages of the gallery
    pages: set[str] = set()
    for file in GALLERY.glob("*.py"):
        pages |= set(importlib.import_module(f"tests.ui.gallery_pages.{file.stem}").PAGES)
    # THEN the picture is one of them, of the size in which they are drawn, in few colours, with words
    file = resource("help", "pictures", f"{topic.picture}.png")
    drawn = QImage(str(file))
    assert topic.picture in pages
    assert (drawn.width(), drawn.height()) == PICTURE_SIZE
    assert file.stat().st_size <= LARGEST_PICTURE
    assert len(topic.picture_shows.split()) >= 6


def test_the_about_page_leads_to_pages_that_are_there() -> None:
    # GIVEN the pages of the manual that the page about the program names
    (source,) = [found for found in sources("app/ui/pages") if found.name.endswith("about.py")]
    named = re.findall(r'_link\(self\.tr\("[^"]+"\), "(\w+)"\)', source.text)
    assert named == ["niet_beschermd", "toegankelijkheid"]
    assert [manual().topic(name).id for name in named] == named
