# SPDX-License-Identifier: EUPL-1.2
"""Values of policy.toml and of the registry → Policy, or PolicyInvalid with every problem at once, in Dutch.

Both sources are read by the same table of settings. Where both say something, the stricter one wins: the smaller
number, forbidden over allowed, only the mail programs that both allow. A mailbox or a number cannot be stricter than
another: two that differ are refused.

What is unknown, malformed or out of bounds is refused. What is right by itself and has no effect here, such as a term
that the protocol has shorter already or a number for a protocol that is not here, loosens nothing: it is told to
whoever checks the policy, and keeps nobody from working after an upgrade.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.domain.contact_forms import readable_email, readable_phone
from app.domain.errors import PolicyInvalid
from app.domain.policy import (
    ANY_PROTOCOL,
    FORMAT,
    LONGEST_LOCK,
    MAIL_PROGRAMS,
    SETTINGS,
    TERMS,
    USUAL_LOCK,
    Kind,
    Policy,
    Setting,
)
from app.domain.profile import Profile
from app.domain.profile_reader import PHONE, PROTOCOL_ID
from app.domain.toml_table import EMAIL, Problems, Table

Values = dict[str, object]
"""By place, such as ``op_slot.hoogstens_minuten``; only what was set."""

_TABLES = tuple(dict.fromkeys(setting.table for setting in SETTINGS if setting.table not in ("", ANY_PROTOCOL)))
_PROTOCOLS = ANY_PROTOCOL.partition(".")[0]


@dataclass(slots=True)
class Source:
    """What one file or the registry says; ``name`` stands in front of its problems and of what was said in vain."""

    name: str
    values: Values = field(default_factory=dict)
    problems: Problems = field(default_factory=list)
    in_vain: Problems = field(default_factory=list)

    @property
    def allows_extra_profiles(self) -> bool:
        """False when it forbids profiles beside the policy."""
        return self.values.get("extra_profielen") is not False


def read_source(name: str, raw: Mapping[str, object]) -> Source:
    """The values of a parsed file, each of the right shape; everything else is a problem."""
    source = Source(name)
    root = Table(raw, "", source.problems)
    if root.has("formaat"):
        root.number("formaat", FORMAT, FORMAT)
    _take(root, "", source)
    for place in _TABLES:
        if root.has(place):
            table = root.table(place)
            _take(table, place, source)
            table.done()
    if root.has(_PROTOCOLS):
        protocols = root.table(_PROTOCOLS)
        for profile_id in filter(re.compile(PROTOCOL_ID).fullmatch, protocols.names()):
            table = protocols.table(profile_id)
            _take(table, ANY_PROTOCOL, source, profile_id)
            table.done()
        protocols.done()
    root.done()
    return source


def read_registry(name: str, tree: Mapping[str, object]) -> Source:
    """The same for the tree of the registry, which has no lists, no true or false, and no case.

    A switch is 0 or 1; a list is a key with a number per choice: 0 is not chosen. An empty key says nothing: it is what
    is left of a value that was taken back. Nor does the value without a name that any key may have.
    """
    return read_source(name, _native("", tree))


def settled(sources: Sequence[Source], profiles: Sequence[Profile]) -> Policy:
    """What all sources say together. Raises PolicyInvalid (fact ``problems``) when one of them is wrong."""
    values: Values = {}
    for source in sources:
        _check(source, profiles)
        _join(values, source)
    problems = _told(sources, lambda source: source.problems)
    if problems:
        raise PolicyInvalid(problems=problems)
    return replace(_policy(values), without_effect=_told(sources, lambda source: source.in_vain))


def _told(sources: Sequence[Source], which: Callable[[Source], Problems]) -> tuple[tuple[str, str], ...]:
    return tuple((f"{source.name}: {where}", what) for source in sources for where, what in which(source))


def _native(place: str, tree: Mapping[str, object]) -> dict[str, object]:
    found: dict[str, object] = {}
    for written, value in tree.items():
        key = written.casefold()
        where = f"{place}.{key}" if place else key
        kind = next((setting.kind for setting in SETTINGS if setting.place == where), None)
        if kind is Kind.SWITCH and value in (0, 1):
            found[key] = bool(value)
        elif kind is Kind.CHOICES and isinstance(value, Mapping) and all(ticked in (0, 1) for ticked in value.values()):
            if value:
                ticked = {name.casefold() for name, is_ticked in value.items() if is_ticked}
                found[key] = [*(name for name in MAIL_PROGRAMS if name in ticked), *sorted(ticked - {*MAIL_PROGRAMS})]
        elif isinstance(value, Mapping) and kind is None:
            if value:
                found[key] = _native(where, value)
        elif key:
            found[key] = value
    return found


def _take(table: Table, name: str, source: Source, profile_id: str = "") -> None:
    """Read every setting of this table that is there."""
    for setting in SETTINGS:
        if setting.table == name and table.has(setting.key):
            before = len(source.problems)
            value = _value(table, setting)
            if len(source.problems) == before and not _may_exist(setting.kind, value):
                table.wrong(setting.key, "kan niet bestaan: kijk het na")
            if len(source.problems) == before:  # an empty stand-in for a wrong value is not judged any further
                source.values[setting.place.replace("*", profile_id)] = value


def _value(table: Table, setting: Setting) -> object:
    if setting.kind is Kind.NUMBER:
        return table.number(setting.key, setting.low, setting.high)
    if setting.kind is Kind.SWITCH:
        return table.switch(setting.key)
    if setting.kind is Kind.EMAIL:
        return table.text(setting.key, EMAIL, "naam@voorbeeld.be")
    if setting.kind is Kind.PHONE:
        return table.text(setting.key, PHONE, "014 00 00 00")
    chosen = table.texts(setting.key)
    if not set(chosen) <= set(MAIL_PROGRAMS):
        table.wrong(setting.key, f"mag alleen hieruit kiezen: {', '.join(MAIL_PROGRAMS)}")
    return chosen


def _may_exist(kind: Kind, value: object) -> bool:
    """The form of the program accepts it as well: a fixed mailbox that it refused would stop the user."""
    readers = {Kind.EMAIL: readable_email, Kind.PHONE: readable_phone}
    return kind not in readers or readers[kind](str(value)) is not None


def _check(source: Source, profiles: Sequence[Profile]) -> None:
    """What cannot be seen without the protocols, or without another value of the same source."""
    high, usual = (source.values.get(f"op_slot.{key}_minuten") for key in ("hoogstens", "standaard"))
    if isinstance(high, int) and isinstance(usual, int) and usual > high:
        source.problems.append(("op_slot.standaard_minuten", f"is meer dan hoogstens_minuten ({high})"))
    mailbox = str(source.values.get("mail.team_mailbox", "")).casefold()
    if mailbox in {profile.recipient.email.casefold() for profile in profiles}:
        source.problems.append(("mail.team_mailbox", "is het adres van het OCMW zelf"))
    for place, why in (*_terms_in_vain(source, profiles), *_numbers_in_vain(source, profiles)):
        del source.values[place]
        if why:
            source.in_vain.append((place, why))


def _terms_in_vain(source: Source, profiles: Sequence[Profile]) -> list[tuple[str, str]]:
    """Those that are not shorter than in any protocol; one that is the same needs no word."""
    found = []
    for key, name in TERMS.items():
        days = source.values.get(f"termijnen.{key}")
        most = max((getattr(profile.terms, name) for profile in profiles), default=0)
        if isinstance(days, int) and days >= most:
            why = f"is ruimer dan het protocol: hoogstens {most}" if days > most else ""
            found.append((f"termijnen.{key}", why))
    return found


def _numbers_in_vain(source: Source, profiles: Sequence[Profile]) -> list[tuple[str, str]]:
    known = {profile.id: profile.recipient.phone for profile in profiles}
    found = []
    for place, number in source.values.items():
        if not place.startswith(f"{_PROTOCOLS}."):
            continue
        profile_id = place.split(".")[1]
        if profile_id not in known:
            found.append((place, f"hoort bij geen protocol van deze computer: kies uit {', '.join(known)}"))
        elif known[profile_id] and not _says_the_same(number, known[profile_id]):
            found.append((place, "geldt niet: het protocol noemt zelf een ander nummer"))
    return found


def _says_the_same(one: object, other: object) -> bool:
    """Two mailboxes in another case, or two numbers with other signs between the digits."""
    texts = [str(text).casefold() for text in (one, other)]
    return len({text if "@" in text else re.sub(r"[ ./]", "", text) for text in texts}) == 1


def _join(values: Values, source: Source) -> None:
    """Add a source to the values of those before it: the stricter of the two."""
    for place, new in source.values.items():
        old = values.get(place, new)
        if isinstance(old, int) and isinstance(new, int):
            values[place] = min(old, new)
        elif isinstance(old, tuple) and isinstance(new, tuple):
            values[place] = tuple(one for one in old if one in new)
            if not values[place]:
                source.problems.append((place, f"laat niets over: elders staat {', '.join(old)}"))
        else:
            values[place] = old
            if not _says_the_same(old, new):
                source.problems.append((place, "zegt iets anders dan de andere bron"))


def _policy(values: Values) -> Policy:
    def number(place: str, otherwise: int) -> int:
        found = values.get(place, otherwise)
        assert isinstance(found, int)
        return found

    programs = values.get("mail.programmas", MAIL_PROGRAMS)
    assert isinstance(programs, tuple)
    longest = number("op_slot.hoogstens_minuten", LONGEST_LOCK)
    return Policy(
        longest_lock=longest,
        usual_lock=min(number("op_slot.standaard_minuten", USUAL_LOCK), longest),
        mail_programs=programs,
        team_mailbox=str(values.get("mail.team_mailbox", "")),
        terms={name: number(f"termijnen.{key}", 0) for key, name in TERMS.items() if f"termijnen.{key}" in values},
        phones={place.split(".")[1]: str(value) for place, value in values.items() if place.startswith(_PROTOCOLS)},
    )
