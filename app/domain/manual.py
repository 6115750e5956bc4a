# SPDX-License-Identifier: EUPL-1.2
"""Manual: the short pages behind F1, which screen each belongs to, and how they are read from text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain.accountability import SLOTS

TEXT, HEADING, POINTS, STEPS = "text", "heading", "points", "steps"
"""The kinds of block; points and steps hold a line for each item."""

_KEYS = {"id", "titel", "tekst"}
_MORE = {"bij", "woorden", "zie_ook", "beeld", "beeld_toont"}
_VERSION = re.compile(r"hulp\.nl@\d+\.\d+\.\d+")
_NAME = re.compile(r"[a-z0-9_]+")
_STEP = re.compile(r"\d+\. ")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or list."""

    kind: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """One page. ``screens`` are the pages of the program that it explains; ``words`` are what people may look for.

    ``picture`` names a page of the gallery, and ``picture_shows`` says what is to be seen, for who does not see it.
    """

    id: str
    title: str
    group: str
    blocks: tuple[Block, ...]
    screens: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    picture: str = ""
    picture_shows: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """Every line of text, in order."""
        return tuple(line for block in self.blocks for line in block.lines)


@dataclass(frozen=True, slots=True)
class Manual:
    """All pages in the order of the contents; the first is the one to begin with."""

    version: str
    topics: tuple[Topic, ...]

    def topic(self, topic_id: str) -> Topic:
        """One page; KeyError for none."""
        for topic in self.topics:
            if topic.id == topic_id:
                return topic
        raise KeyError(topic_id)

    def for_screen(self, screen: str) -> Topic:
        """The page that explains this screen, or the first."""
        return next((topic for topic in self.topics if screen in topic.screens), self.topics[0])

    def groups(self) -> dict[str, tuple[Topic, ...]]:
        """The contents."""
        names = dict.fromkeys(topic.group for topic in self.topics)
        return {name: tuple(topic for topic in self.topics if topic.group == name) for name in names}

    def filled(self, values: Mapping[str, str]) -> Manual:
        """The same, with the terms of a profile in the places ``{…}``."""
        return replace(self, topics=tuple(_filled(topic, values) for topic in self.topics))


def read_manual(contents: str, read: Mapping[str, str] | None = None) -> Manual:
    """``contents`` names the version and the files of the groups, ``read`` holds their texts.

    ValueError when anything is not as expected: a manual that is half there would teach half.
    """
    try:
        table = tomllib.loads(contents)
        if set(table) != {"versie", "bestanden"} or not _VERSION.fullmatch(table["versie"]):
            raise ValueError("contents")
        texts = read or {}
        topics = tuple(topic for name in table["bestanden"] for topic in _group(texts[name]))
        _check(topics)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not as expected") from error
    return Manual(table["versie"], topics)


def files_of(contents: str) -> tuple[str, ...]:
    """The files that the contents name; ValueError for another kind of file."""
    names = tomllib.loads(contents).get("bestanden", [])
    if not isinstance(names, list) or not all(isinstance(name, str) and name.endswith(".toml") for name in names):
        raise ValueError("files")
    return tuple(names)


def blocks_of(text: str) -> tuple[Block, ...]:
    """Blocks stand apart by an empty line; ``## `` begins a heading, ``- `` a point and ``1. `` a step."""
    return tuple(_block(part) for part in re.split(r"\n\s*\n", text.strip()))


def _block(part: str) -> Block:
    lines = [line.strip() for line in part.split("\n")]
    if lines[0].startswith("## "):
        if len(lines) > 1:
            raise ValueError("a heading stands alone")
        return Block(HEADING, (lines[0][3:],))
    if lines[0].startswith("- "):
        return Block(POINTS, _items(lines, re.compile("- ")))
    if _STEP.match(lines[0]):
        return Block(STEPS, _items(lines, _STEP))
    return Block(TEXT, (" ".join(lines),))


def _items(lines: Sequence[str], mark: re.Pattern[str]) -> tuple[str, ...]:
    items: list[str] = []
    for line in lines:
        found = mark.match(line)
        if found:
            items.append(line[found.end() :])
        else:
            items[-1] += f" {line}"
    return tuple(items)


def _group(text: str) -> tuple[Topic, ...]:
    table = tomllib.loads(text)
    if set(table) != {"groep", "pagina"}:
        raise ValueError("keys of a group")
    return tuple(_topic(page, str(table["groep"])) for page in table["pagina"])


def _topic(table: dict[str, object], group: str) -> Topic:
    if not _KEYS <= set(table) <= _KEYS | _MORE:
        raise ValueError(f"keys of {table.get('id')}")
    topic_id, text = _text(table, "id"), _text(table, "tekst")
    if not _NAME.fullmatch(topic_id):
        raise ValueError(topic_id)
    if unknown := set(re.findall(r"\{([^{}]*)\}", text)) - SLOTS:
        raise ValueError(f"{topic_id}: {unknown}")
    return Topic(
        topic_id,
        _text(table, "titel"),
        group,
        blocks_of(text),
        _names(table, "bij"),
        _names(table, "woorden"),
        _names(table, "zie_ook"),
        _text(table, "beeld"),
        _text(table, "beeld_toont"),
    )


def _text(table: Mapping[str, object], key: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str) or (key in _KEYS and not value.strip()):
        raise ValueError(key)
    return value.strip()


def _names(table: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise ValueError(key)
    return tuple(value)


def _check(topics: Sequence[Topic]) -> None:
    """Each page has a name of its own, each screen one page, and every reference leads somewhere."""
    ids = [topic.id for topic in topics]
    screens = [screen for topic in topics for screen in topic.screens]
    if not topics or len(set(ids)) != len(ids) or len(set(screens)) != len(screens):
        raise ValueError("twice")
    for topic in topics:
        if not set(topic.see_also) <= set(ids) - {topic.id}:
            raise ValueError(f"see also of {topic.id}")
        if bool(topic.picture) != bool(topic.picture_shows) or (topic.picture and not _NAME.fullmatch(topic.picture)):
            raise ValueError(f"picture of {topic.id}")


def _filled(topic: Topic, values: Mapping[str, str]) -> Topic:
    def fill(lines: Iterable[str]) -> tuple[str, ...]:
        return tuple(re.sub(r"\{(\w+)\}", lambda slot: values[slot[1]], line) for line in lines)

    return replace(topic, blocks=tuple(Block(block.kind, fill(block.lines)) for block in topic.blocks))
