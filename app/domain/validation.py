# SPDX-License-Identifier: EUPL-1.2
"""Field rules → Problem(field, code, facts); refuses national and account numbers, dates. Reports, never loses text."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.cleaning import clean
from app.domain.client import FIELD_LIMITS, FIELD_NAMES, Client
from app.domain.contact_forms import readable_email, readable_phone
from app.domain.forbidden import has_account_number, has_date, has_national_number
from app.domain.profile import Place, Profile, for_place
from app.domain.sender import Sender

MOST_WORDS_OF_A_STREET = 8
SENDER_LIMITS = {"name": 100, "team": 100, "phone": 30, "email": 254}


class ProblemCode(StrEnum):
    """What can be wrong with a field; the interface holds a Dutch sentence for each.

    Facts: TOO_LONG has ``n`` and ``max``; PLACE_ELSEWHERE has ``recipient`` and ``places``; PLACE_OF_ANOTHER has
    ``place``, its ``recipient`` and the one that was ``agreed`` to.
    """

    FIRST_NAME_MISSING = "first_name_missing"
    LAST_NAME_MISSING = "last_name_missing"
    STREET_MISSING = "street_missing"
    STREET_ONLY = "street_only"
    HOUSE_NUMBER_MISSING = "house_number_missing"
    PLACE_MISSING = "place_missing"
    PLACE_ELSEWHERE = "place_elsewhere"
    PLACE_OF_ANOTHER = "place_of_another"
    PHONE_WRONG = "phone_wrong"
    EMAIL_WRONG = "email_wrong"
    EMAIL_OF_RECIPIENT = "email_of_recipient"
    CHANNEL_MISSING = "channel_missing"
    NATIONAL_NUMBER = "national_number"
    ACCOUNT_NUMBER = "account_number"
    DATE = "date"
    TOO_LONG = "too_long"
    NAME_MISSING = "name_missing"
    TEAM_MISSING = "team_missing"
    STATEMENT_MISSING = "statement_missing"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at. ``field`` is a field name of Client (or of Sender), empty for the form as a whole.

    ``facts`` fill the sentence and hold numbers or profile values, never what was typed.
    """

    field: str
    code: ProblemCode
    facts: Mapping[str, object] = dataclasses.field(default_factory=dict)


class NoteCode(StrEnum):
    """What cleaning did that the user should look at."""

    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Note:
    """Invisible signs were taken out of a field."""

    field: str
    code: NoteCode = NoteCode.REMOVED


def cleaned_client(
    raw: Mapping[str, str], single_name: bool, profile: Profile, others: Sequence[Profile] = ()
) -> tuple[Client, tuple[Note, ...]]:
    """The model's border: typed text → a Client of clean text; wrong text stays as typed, ``validate`` reports it.

    ``others`` are protocols whose places are known too, though this consent is not for them.
    """
    texts: dict[str, str] = {}
    notes: list[Note] = []
    for name in FIELD_NAMES:
        cleaned = clean(raw.get(name, ""))
        texts[name] = cleaned.text
        if cleaned.removed:
            notes.append(Note(name))
    texts["phone"] = readable_phone(texts["phone"]) or texts["phone"]
    texts["email"] = readable_email(texts["email"]) or texts["email"]
    competent = for_place((profile, *others), texts["place"])
    place = None if competent is None else competent.place_named(texts["place"])
    if place is not None and _postcode_before(texts["place"]) in ("", place.postcode):
        texts |= {"place": place.name, "postcode": texts["postcode"] or place.postcode}
    client = Client(**texts)
    return (replace(client, first_name=None) if single_name else client), tuple(notes)


def validate(client: Client, profile: Profile, others: Sequence[Profile] = ()) -> tuple[Problem, ...]:
    """Everything that keeps this client from being reviewed: at most one problem per field, in the form's order.

    ``others`` are protocols that a new consent could be asked for: a place of theirs is told apart (R07).
    """
    found = [_content_problem(name, getattr(client, name)) for name in FIELD_NAMES]
    problems = {problem.field: problem for problem in found if problem is not None}
    of_address = (*_address_problems(client), *_place_problems(client, profile, others))
    for problem in (*_name_problems(client), *of_address, *_channel_problems(client, profile)):
        problems.setdefault(problem.field, problem)
    order = ("", *FIELD_NAMES)
    return tuple(sorted(problems.values(), key=lambda problem: order.index(problem.field)))


def checked_sender(raw: Mapping[str, str]) -> tuple[Sender, tuple[Problem, ...]]:
    """The cleaned sender of what was typed (name, team, phone, email, statement_id), and what is wrong with it."""
    texts = {name: clean(raw.get(name, "")).text for name in (*SENDER_LIMITS, "statement_id")}
    phone, email = readable_phone(texts["phone"]), readable_email(texts["email"])
    sender = Sender(**texts | {"phone": phone or texts["phone"], "email": email or texts["email"]})
    checks = (
        ("name", ProblemCode.NAME_MISSING, bool(sender.name)),
        ("team", ProblemCode.TEAM_MISSING, bool(sender.team)),
        ("phone", ProblemCode.PHONE_WRONG, phone is not None),
        ("email", ProblemCode.EMAIL_WRONG, email is not None),
        ("statement_id", ProblemCode.STATEMENT_MISSING, bool(sender.statement_id)),
    )
    problems = []
    for name, code, holds in checks:
        long = _too_long(name, texts[name], SENDER_LIMITS) if name in SENDER_LIMITS else None
        if long is not None:
            problems.append(long)
        elif not holds:
            problems.append(Problem(name, code))
    return sender, tuple(problems)


def _too_long(name: str, text: str, limits: Mapping[str, int]) -> Problem | None:
    if len(text) <= limits[name]:
        return None
    return Problem(name, ProblemCode.TOO_LONG, {"n": len(text), "max": limits[name]})


def _content_problem(name: str, text: str | None) -> Problem | None:
    """What no field may hold (R13). A valid telephone number or e-mail address is not searched for dates."""
    if not text:
        return None
    usable = (name == "phone" and readable_phone(text)) or (name == "email" and readable_email(text))
    if not (name == "phone" and usable) and has_national_number(text):
        return Problem(name, ProblemCode.NATIONAL_NUMBER)
    if not (name == "phone" and usable) and has_account_number(text):
        return Problem(name, ProblemCode.ACCOUNT_NUMBER)
    if not usable and has_date(text, full_year_only=name in ("house_number", "box")):
        return Problem(name, ProblemCode.DATE)
    return _too_long(name, text, FIELD_LIMITS)


def _name_problems(client: Client) -> list[Problem]:
    problems = []
    if client.first_name is not None and not _has_letter(client.first_name):
        problems.append(Problem("first_name", ProblemCode.FIRST_NAME_MISSING))
    if not _has_letter(client.last_name):
        problems.append(Problem("last_name", ProblemCode.LAST_NAME_MISSING))
    return problems


def _address_problems(client: Client) -> list[Problem]:
    problems = []
    if client.street and not _is_street(client.street, client.house_number):
        problems.append(Problem("street", ProblemCode.STREET_ONLY))
    if client.street and not any(sign.isdigit() for sign in client.house_number):
        problems.append(Problem("house_number", ProblemCode.HOUSE_NUMBER_MISSING))
    if (client.house_number or client.box) and not client.street:
        problems.append(Problem("street", ProblemCode.STREET_MISSING))
    return problems


def _place_problems(client: Client, profile: Profile, others: Sequence[Profile]) -> list[Problem]:
    """The place decides the OCMW, and the consent names one (R07)."""
    if not client.place:
        return [Problem("place", ProblemCode.PLACE_MISSING)]
    competent = for_place((profile, *others), client.place)
    place = None if competent is None else competent.place_named(client.place)
    named = {client.postcode, _postcode_before(client.place)} - {""}
    if competent is None or place is None or named != {place.postcode}:
        return [Problem("place", ProblemCode.PLACE_ELSEWHERE, _served(profile))]
    if competent is not profile:
        facts = {"place": place.name, "recipient": competent.recipient.name, "agreed": profile.recipient.name}
        return [Problem("place", ProblemCode.PLACE_OF_ANOTHER, facts)]
    return []


def _channel_problems(client: Client, profile: Profile) -> list[Problem]:
    problems = []
    if client.phone and readable_phone(client.phone) is None:
        problems.append(Problem("phone", ProblemCode.PHONE_WRONG))
    if client.email and readable_email(client.email) is None:
        problems.append(Problem("email", ProblemCode.EMAIL_WRONG))
    elif client.email.casefold() == profile.recipient.email.casefold():
        problems.append(Problem("email", ProblemCode.EMAIL_OF_RECIPIENT))
    if not (client.has_address or client.phone or client.email):
        problems.append(Problem("", ProblemCode.CHANNEL_MISSING))
    return problems


def _has_letter(text: str) -> bool:
    return any(sign.isalpha() for sign in text)


def _is_street(street: str, house_number: str) -> bool:
    """A street, not a story about the family, and without the house number that has its own field."""
    if not _has_letter(street) or len(street.split()) > MOST_WORDS_OF_A_STREET or re.search(r"[!?;:()@=]|\.\.", street):
        return False
    repeated = re.search(r"\s(\d+\w?)$", street)
    return repeated is None or repeated[1].casefold() != house_number.casefold()


def _postcode_before(place: str) -> str:
    """The postcode typed in front of a place name, or the empty text."""
    found = re.match(r"(?:[Bb]-)?(\d{4})\s", place)
    return found[1] if found else ""


def _served(profile: Profile) -> dict[str, object]:
    """Whom this protocol serves, for the sentence that says so: each postcode with its places."""
    return {"recipient": profile.recipient.name, "places": " en ".join(_by_postcode(profile.places))}


def _by_postcode(places: tuple[Place, ...]) -> list[str]:
    groups: dict[str, list[str]] = {}
    for place in places:
        groups.setdefault(place.postcode, []).append(place.name)
    lists = {code: " en ".join(filter(None, (", ".join(names[:-1]), names[-1]))) for code, names in groups.items()}
    return [f"{code} {names}" for code, names in lists.items()]
