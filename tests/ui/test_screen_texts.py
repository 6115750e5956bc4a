# SPDX-License-Identifier: EUPL-1.2
"""Every word on screen is Dutch, can be translated, and stands in a short and plain sentence (R61)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

from app.ui import texts, wording_handover
from tests import plain_words
from tests.scripts import script
from tests.source_tree import ROOT

SCREENS = sorted((ROOT / "app" / "ui").rglob("*.py"))
NAMES = {"Noto Sans", "Noto Sans Arabic"}
SAID_ON_THEIR_PAGE = {
    *(texts.ERRORS[code] for code in ("V01", "V02", "V03", "V05", "V07")),  # on the door, which asks for the own phrase
    wording_handover.READ_BACK,  # said aloud, from the page of the phrase
    "“Dan mag ik de wachtzin niet geven. Wanneer kan ik een maatschappelijk werker bereiken?”",
    "Kijk na wat je typte, of zoek met één woord: wachtzin, bijlage, stoppen.",  # a word to look for
}
_WORDS = re.compile(r"[a-zà-ÿ]{2,}[,.…]? [A-ZÀ-Ý]?[a-zà-ÿ]{2,}")


def strings(tree: ast.AST) -> Iterator[tuple[str, bool]]:
    """Each string of a module that is no docstring, and whether it is translated where it stands."""
    translated = {
        id(part)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "tr"
        for part in ast.walk(call)
    }
    loose = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in loose:
            yield node.value, id(node) in translated


def listed() -> tuple[Any, ...]:
    """The list that a reader of words reads, part by part."""
    screen_texts = script("screen_texts")
    return tuple(screen_texts.read(screen_texts.CATALOGUE.read_text("utf-8")))


def test_R61_every_sentence_on_screen_is_translated_where_it_stands() -> None:
    left = {
        f"{file.name}: {text}"
        for file in SCREENS
        if not script("screen_texts").holds_wording(file.name)
        for text, translated in strings(ast.parse(file.read_text("utf-8")))
        if not translated and _WORDS.search(text) and text not in NAMES
    }
    assert left == set()


def test_R61_the_screens_are_short_and_plain() -> None:
    found = plain_words.judged(text for part in listed() for text in part.texts)
    assert found.is_plain, found


def test_R61_a_phrase_is_always_somebodys() -> None:
    """Two kinds of phrases exist: the user's own, and that of a file; a page never leaves it open (product.md 7.15)."""
    # GIVEN every page, and each sentence of the modules that belong to no page
    pages = [part.texts for part in listed() if part.context]
    pages += [(text,) for part in listed() if not part.context for text in part.texts]
    # WHEN those that speak of a phrase are asked whose it is
    open_ones = {text for page in pages for text in plain_words.nobodys_phrases(page)}
    # THEN only sentences leave it open that stand on a page that says it
    assert open_ones == SAID_ON_THEIR_PAGE
    by_page = {part.context: " ".join(part.texts).replace("&", "") for part in listed()}
    assert "eigen wachtzin" in by_page["UnlockPage"]
    assert "Eigen wachtzin" in by_page["RecoveryPage"]
    assert "achtzin van het bestand" in by_page["PhrasePage"]
