# SPDX-License-Identifier: EUPL-1.2
"""Every key of the profile of Kasterlee, taken away or made wrong in every way: always a problem that names the key."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from app.domain.errors import ProfileInvalid
from app.domain.profile_reader import LONGEST_FILE, read_profile
from app.paths import resource

KASTERLEE: dict[str, Any] = tomllib.loads(resource("protocols", "kasterlee.toml").read_text(encoding="utf-8"))
Path = tuple[str | int, ...]

MAY_BE_EMPTY = {
    "protocol.geldig_tot",
    "protocol.opgezegd_tegen",
    "ontvanger.telefoon",
    "contacten.eigen_dpo.advies_op",
    "contacten.andere_dpo.advies_op",
    "infobladen[1].bron",
    "infobladen[1].nagelezen_door",
}
"""Where "none" is an answer; the key itself must be there all the same."""


def paths(value: object, here: Path = ()) -> Iterator[Path]:
    """Every key of the file, also of tables in lists; of a list itself its key, not its texts."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*here, key)
            yield from paths(inner, (*here, key))
    elif isinstance(value, list):
        for nr, inner in enumerate(value):
            if isinstance(inner, dict):
                yield from paths(inner, (*here, nr))


def name(path: Path) -> str:
    """As a problem says it: ``infobladen[1].delen[3].kop``."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


KEYS = list(paths(KASTERLEE))
TABLES = [(), *(path for path in KEYS if isinstance(path[-1], str))]


def at(root: Any, path: Path) -> Any:
    for part in path:
        root = root[part]
    return root


def written(value: Any) -> str:
    """A value as TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\x00", "\\u0000")
        return f'"{escaped}"'
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {written(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return value.isoformat() if isinstance(value, date) else str(value)


def problems_of(content: dict[str, Any]) -> list[tuple[str, str]]:
    """What is wrong with a file of this content; nothing but ProfileInvalid may come."""
    text = "\n".join(f"{key} = {written(value)}" for key, value in content.items())
    try:
        read_profile(text)
    except ProfileInvalid as refused:
        problems = refused.facts["problems"]
        assert isinstance(problems, tuple)
        return list(problems)
    return []


def told(content: dict[str, Any], where: str) -> None:
    """A problem stands at this key, or at something inside it."""
    found = problems_of(content)
    assert [place for place, _ in found if place == where or place.startswith((f"{where}.", f"{where}["))], found
    assert all(what for _, what in found)


def with_value(path: Path, value: Any) -> dict[str, Any]:
    content = copy.deepcopy(KASTERLEE)
    at(content, path[:-1])[path[-1]] = value
    return content


def test_the_profile_itself_has_no_problem_when_it_is_written_anew() -> None:
    assert problems_of(KASTERLEE) == []
    assert len(KEYS) > 120


@pytest.mark.parametrize("path", KEYS, ids=name)
def test_a_missing_key_is_named(path: Path) -> None:
    content = copy.deepcopy(KASTERLEE)
    del at(content, path[:-1])[path[-1]]
    told(content, name(path))


@pytest.mark.parametrize("path", KEYS, ids=name)
def test_an_empty_key_is_named_or_may_be_empty(path: Path) -> None:
    # GIVEN the key with nothing in it
    value = at(KASTERLEE, path)
    empty: Any = {} if isinstance(value, dict) else [] if isinstance(value, list) else ""
    content = with_value(path, empty)
    # THEN it is named, but where "none" is an answer
    if name(path) in MAY_BE_EMPTY:
        assert problems_of(content) == []
    else:
        told(content, name(path))


@pytest.mark.parametrize("path", KEYS, ids=name)
def test_a_value_of_another_kind_is_named(path: Path) -> None:
    value = at(KASTERLEE, path)
    for other in (12345678, 1.5, True, "xx\x00", ["x", 1], [{"x": 1}], {"x": 1}, date(1066, 10, 14), -1, "  "):
        if isinstance(value, bool) and isinstance(other, bool):
            continue  # a switch that is on is a switch
        if name(path) in MAY_BE_EMPTY and other == "  " and isinstance(value, str) and "_op" not in name(path):
            continue  # blanks are nothing, and nothing is an answer here
        told(with_value(path, other), name(path))


@pytest.mark.parametrize("path", KEYS, ids=name)
def test_a_value_that_is_too_long_is_named(path: Path) -> None:
    value = at(KASTERLEE, path)
    if isinstance(value, list) and value and isinstance(value[0], str):
        long: Any = ["x" * 3000]
    elif isinstance(value, list):
        long = [copy.deepcopy(value[0]) for _ in range(500)]
    elif isinstance(value, int) and not isinstance(value, bool):
        long = 10**12
    else:
        long = "x" * 3000
    content = with_value(path, long)
    if sum(len(written(part)) for part in content.values()) > LONGEST_FILE:
        assert [where for where, _ in problems_of(content)] == ["bestand"]
    else:
        told(content, name(path))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: name(path) or "bestand")
def test_an_unknown_key_is_named(path: Path) -> None:
    table = at(KASTERLEE, path)
    tables = [(path, table)] if isinstance(table, dict) else []
    if isinstance(table, list) and table and isinstance(table[0], dict):
        tables = [((*path, nr), inner) for nr, inner in enumerate(table)]
    for where, inner in tables:
        content = copy.deepcopy(KASTERLEE)
        place: Path = (*where, "extra")
        at(content, where)["extra"] = "van mij"
        assert (name(place), "is een onbekende sleutel") in problems_of(content), inner
