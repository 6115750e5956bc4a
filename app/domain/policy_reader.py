# SPDX-License-Identifier: EUPL-1.2
"""Values of policy.toml and of the registry → Policy, or PolicyInvalid with every problem at once, in Dutch.

Both sources are read by the same table of settings. Where both say something, the stricter one wins: the smaller number
(a lower bound of the lock too: nobody is kept from locking sooner), forbidden over allowed, only the mail programs that
both allow. A mailbox or a number cannot be stricter than another: two that differ are refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.contact_forms import readable_email, readable_phone
from app.domain.errors import PolicyInvalid
from app.domain.policy import (
    ANY_PROTOCOL,
    FORMAT,
    LONGEST_LOCK,
    MAIL_PROGRAMS,
    SETTINGS,
    SHORTEST_LOCK,
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
    """What one file or the registry says; ``name`` stands in front of its problems."""

    name: str
    values: Values = field(default_factory=dict)
    problems: Problems = field(default_factory=list)

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
    """The same for the tree of the registry, which has no lists and no true or false.

    A switch is 0 or 1; a list is a key with a number per choice: 0 is not chosen. An empty key says nothing: it is what
    is left of a value that was taken back.
    """
    return read_source(name, {key: _native(key, value) for key, value in tree.items()})


def settled(sources: Sequence[Source], profiles: Sequence[Profile]) -> Policy:
    """What all sources say together. Raises PolicyInvalid (fact ``problems``) when one of them is wrong or looser."""
    problems: Problems = []
    values: Values = {}
    for source in sources:
        _check(source, profiles)
        _join(values, source)
        problems += [(f"{source.name}: {where}", what) for where, what in source.problems]
    if problems:
        raise PolicyInvalid(problems=tuple(problems))
    return _policy(values)


def _native(place: str, value: object) -> object:
    kind = next((setting.kind for setting in SETTINGS if setting.place == place), None)
    if kind is Kind.SWITCH and value in (0, 1):
        return bool(value)
    if isinstance(value, Mapping):
        if kind is Kind.CHOICES:
            return [*(name for name in MAIL_PROGRAMS if value.get(name)), *(set(value) - set(MAIL_PROGRAMS))]
        return {key: _native(f"{place}.{key}", inner) for key, inner in value.items() if inner != {}}
    return value


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
    _check_lock(source)
    for key, name in TERMS.items():
        days = source.values.get(f"termijnen.{key}")
        most = max(getattr(profile.terms, name) for profile in profiles)
        if isinstance(days, int) and days > most:
            source.problems.append((f"termijnen.{key}", f"is ruimer dan het protocol: hoogstens {most}"))
    mailbox = str(source.values.get("mail.team_mailbox", "")).casefold()
    if mailbox in {profile.recipient.email.casefold() for profile in profiles}:
        source.problems.append(("mail.team_mailbox", "is het adres van het OCMW zelf"))
    known = {profile.id: profile for profile in profiles}
    for place, number in source.values.items():
        profile_id = place.split(".")[1] if place.startswith(f"{_PROTOCOLS}.") else ""
        if profile_id and profile_id not in known:
            what = f"is geen protocol van deze app: kies uit {', '.join(known)}"
            source.problems.append((f"{_PROTOCOLS}.{profile_id}", what))
        elif profile_id and known[profile_id].recipient.phone not in ("", number):
            source.problems.append((place, "kan niet: het protocol noemt zelf een ander nummer"))


def _check_lock(source: Source) -> None:
    low = source.values.get("op_slot.minstens_minuten", SHORTEST_LOCK)
    high = source.values.get("op_slot.hoogstens_minuten", LONGEST_LOCK)
    usual = source.values.get("op_slot.standaard_minuten", low)
    assert isinstance(low, int)
    assert isinstance(high, int)
    assert isinstance(usual, int)
    if low > high:
        source.problems.append(("op_slot.minstens_minuten", f"is meer dan hoogstens_minuten ({high})"))
    elif not low <= usual <= high:
        source.problems.append(("op_slot.standaard_minuten", f"moet tussen {low} en {high} liggen"))


def _join(values: Values, source: Source) -> None:
    """Add a source to the values of those before it: the stricter of the two."""
    for place, new in source.values.items():
        old = values.get(place, new)
        if isinstance(old, int) and isinstance(new, int):  # of true and false, the lower one forbids
            values[place] = min(old, new)
        elif isinstance(old, tuple) and isinstance(new, tuple):
            values[place] = tuple(one for one in old if one in new)
            if not values[place]:
                source.problems.append((place, f"laat niets over: elders staat {', '.join(old)}"))
        else:
            values[place] = old
            if old != new:
                source.problems.append((place, "zegt iets anders dan de andere bron"))


def _policy(values: Values) -> Policy:
    def number(place: str, otherwise: int) -> int:
        found = values.get(place, otherwise)
        assert isinstance(found, int)
        return found

    programs = values.get("mail.programmas", MAIL_PROGRAMS)
    assert isinstance(programs, tuple)
    longest = number("op_slot.hoogstens_minuten", LONGEST_LOCK)
    shortest = min(number("op_slot.minstens_minuten", SHORTEST_LOCK), longest)
    usual = number("op_slot.standaard_minuten", USUAL_LOCK)
    return Policy(
        shortest_lock=shortest,
        longest_lock=longest,
        usual_lock=max(shortest, min(usual, longest)),
        mail_programs=programs,
        team_mailbox=str(values.get("mail.team_mailbox", "")),
        terms={name: number(f"termijnen.{key}", 0) for key, name in TERMS.items() if f"termijnen.{key}" in values},
        phones={place.split(".")[1]: str(value) for place, value in values.items() if place.startswith(_PROTOCOLS)},
    )
