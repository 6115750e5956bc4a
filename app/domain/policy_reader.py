# SPDX-License-Identifier: EUPL-1.2
"""Text of policy.toml → Policy, or PolicyInvalid with every problem at once, in Dutch."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence

from app.domain.contact_forms import readable_phone
from app.domain.errors import PolicyInvalid
from app.domain.policy import MAIL_PROGRAMS, MOST_LOCK_MINUTES, TERM_KEYS, Policy
from app.domain.profile import Profile
from app.domain.toml_table import Problems, Table

FORMAT = 1
LONGEST_FILE = 20_000


def read_policy(text: str, profiles: Sequence[Profile]) -> Policy:
    """The policy in a TOML text, held against the profiles it lies over.

    Raises PolicyInvalid (fact ``problems``: all of them) for what is wrong, unknown, or looser than a profile.
    """
    problems: Problems = []
    policy = _policy(Table(_parsed(text), "", problems), profiles)
    if problems:
        raise PolicyInvalid(problems=tuple(problems))
    return policy


def _parsed(text: str) -> dict[str, object]:
    if len(text) > LONGEST_FILE:
        raise PolicyInvalid(problems=(("bestand", f"is te groot: hoogstens {LONGEST_FILE} tekens"),))
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        line = f" ({error})" if isinstance(error, tomllib.TOMLDecodeError) else ""
        raise PolicyInvalid(problems=(("bestand", f"is geen geldig TOML{line}"),)) from None


def _policy(root: Table, profiles: Sequence[Profile]) -> Policy:
    root.number("formaat", 1, FORMAT)
    lock, mail, phones, terms = (root.table_or_empty(name) for name in ("slot", "mail", "telefoon", "termijnen"))
    policy = Policy(
        lock_most=lock.number("hoogstens_minuten", 1, MOST_LOCK_MINUTES) if lock.keys() else MOST_LOCK_MINUTES,
        mail_program=_mail_program(mail),
        phones=_phones(phones, profiles),
        terms=_terms(terms, profiles),
        more_profiles=root.switch("extra_profielen", otherwise=True),
    )
    for table in (lock, mail, phones, terms, root):
        table.done()
    return policy


def _mail_program(table: Table) -> str:
    if not table.keys():
        return ""
    name = table.text("programma")
    if name and name not in MAIL_PROGRAMS:
        table.wrong("programma", f"moet een van deze zijn: {', '.join(MAIL_PROGRAMS)}")
    return name


def _phones(table: Table, profiles: Sequence[Profile]) -> tuple[tuple[str, str], ...]:
    known = {profile.id: profile for profile in profiles}
    found = []
    for profile_id in table.keys():  # noqa: SIM118 - a Table is no mapping
        number = table.text(profile_id)
        phone = readable_phone(number) if number else ""
        if profile_id not in known:
            table.wrong(profile_id, "is geen protocol dat de app heeft")
        elif known[profile_id].recipient.phone:
            table.wrong(profile_id, "heeft al een nummer in het profiel, en dat geldt")
        elif phone is None:
            table.wrong(profile_id, "is geen telefoonnummer, zoals 014 12 34 56")
        elif phone:
            found.append((profile_id, phone))
    return tuple(found)


def _terms(table: Table, profiles: Sequence[Profile]) -> tuple[tuple[str, int], ...]:
    """Each at most what every profile gives: nobody keeps data longer because of this file."""
    found = []
    for key in table.keys():  # noqa: SIM118 - as above
        if key not in TERM_KEYS:
            continue  # ``done`` reports it
        field = TERM_KEYS[key]
        least = 0 if field == "extend_days" else 1
        most = min((getattr(profile.terms, field) for profile in profiles), default=least)
        found.append((field, table.number(key, least, most)))
    return tuple(found)
