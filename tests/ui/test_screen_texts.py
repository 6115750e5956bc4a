# SPDX-License-Identifier: EUPL-1.2
"""Every word on screen is Dutch, can be translated, and stands in a short and plain sentence (R61)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from app.ui import texts, wording
from tests.source_tree import ROOT
from tests.test_texts import AVERAGE_SENTENCE, FORBIDDEN, LONGEST_SENTENCE, words_in

SCREENS = sorted((ROOT / "app" / "ui").rglob("*.py"))
TEXT_FILES = {file.name for file in SCREENS if file.name == "texts.py" or file.name.startswith("wording")}
"""Sentences with facts; everything else stands in ``self.tr()`` at its widget."""
NAMES = {"Noto Sans", "Noto Sans Arabic"}
_ENGLISH = re.compile(r"\b(the|this|and|with|from|error|please|your|save|open the|file name|cancel)\b", re.IGNORECASE)
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


def on_screen(file: Path) -> list[str]:
    """What this file puts on screen."""
    found = list(strings(ast.parse(file.read_text("utf-8"))))
    return [text for text, translated in found if translated or file.name in TEXT_FILES]


def sentences() -> list[str]:
    every = [text for file in SCREENS for text in on_screen(file)]
    every += [*texts.ERRORS.values(), *wording.STEPS.values()]
    lines = [line for text in every for line in text.split("\n")]
    found = [part.strip() for line in lines for part in re.split(r"(?<=[.?!:;])\s+", line)]
    return [part for part in found if words_in(part) > 0]


def test_R61_every_sentence_on_screen_is_translated_where_it_stands() -> None:
    left = {
        f"{file.name}: {text}"
        for file in SCREENS
        if file.name not in TEXT_FILES
        for text, translated in strings(ast.parse(file.read_text("utf-8")))
        if not translated and _WORDS.search(text) and text not in NAMES
    }
    assert left == set()


def test_R61_sentences_are_short() -> None:
    lengths = {sentence: words_in(sentence) for sentence in sentences()}
    assert [sentence for sentence, length in lengths.items() if length > LONGEST_SENTENCE] == []
    assert sum(lengths.values()) / len(lengths) <= AVERAGE_SENTENCE


def test_R61_no_office_words_and_no_english() -> None:
    found = sentences()
    text = " ".join(found).casefold()
    assert [word for word in FORBIDDEN if re.search(rf"\b{re.escape(word)}", text)] == []
    assert [sentence for sentence in found if _ENGLISH.search(sentence)] == []


def test_R61_a_passphrase_says_whose_it_is() -> None:
    """Two kinds of phrases exist: the user's own, and that of a file; a heading or verb never leaves it open."""
    texts_with = [text for file in SCREENS for text in on_screen(file) if "achtzin" in text and "\n" not in text]
    assert any("wachtzin van het bestand" in text.casefold() for text in texts_with)
    assert any("eigen wachtzin" in text for text in texts_with)
