# SPDX-License-Identifier: EUPL-1.2
"""Profile, reference, sender, incident → subject and body; refuses other placeholders."""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from app.clock import belgian_time
from app.domain.errors import ResourceDamaged
from app.domain.profile import Profile
from app.domain.sender import Sender
from app.mail.draft import REFERENCE
from app.paths import resource

KINDS = ("referral", "correction", "withdrawal", "invalid", "breach", "report_answer", "trial")
"""The mails of this program; each is a table of mails.toml with a version of its own."""

_CODES = ("reference", "version", "older_versions", "file_name", "references", "clients", "information_version")
_SENDER = ("user_name", "team", "team_phone", "team_email", "closing")
_PROFILE = ("sender", "sender_party", "recipient_party", "desk")
_DATES = ("date", "discovered", "happened")
_ANSWERS = ("kind", "encrypted", "phrase_known", "measures", "other_party", "outcome")

PLACEHOLDERS = frozenset((*_CODES, *_SENDER, *_PROFILE, *_DATES, *_ANSWERS))
"""Everything a text may ask for: codes, the sender, values of the profile, dates and answers from closed lists.

Nothing here can hold anything about a client, and there is no phrase (R31).
"""

IN_SUBJECT = frozenset(("reference", "version", "sender"))

_OTHER_TABLES = (
    "afsluiting",
    "afsluiting_vergrendeld",
    "oefening",
    "notitie",
    "notitie_intrekking",
    "notitie_ongeldig",
)
_KEYS = {"sleutel", "versie", "bron", "geldig_van", "onderwerp", "tekst", "keuzes"}
_FILE = "mails.toml"
_REFERENCE = re.compile(REFERENCE)
_VERSIONED = re.compile(r"([0-9A-Z]{4}-[0-9A-Z]{4})-([1-9][0-9]{0,2})")
_FILE_NAME = re.compile(rf"KG-OCMW_{REFERENCE}\.7z")
_UNKNOWN = "onbekend"


class MailText(NamedTuple):
    """What a mail says."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Template:
    """One text of mails.toml, checked."""

    key: str
    version: str
    subject: str
    body: str
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def chosen(self, name: str, answer: str) -> str:
        """The answer itself when it stands in the closed list of this text; anything else is a programming error."""
        if answer not in self.choices[name]:
            raise ValueError(f"not one of the answers to {name}")
        return answer


class MailTexts:
    """Every mail of the program, filled from profile, sender, codes and closed lists alone."""

    def __init__(self, text: str | None = None) -> None:
        """Read the given text, or the shipped file; raises ResourceDamaged when it is not exactly as expected."""
        self._templates = read_templates(text if text is not None else _shipped())

    def version(self, kind: str) -> str:
        """Key and version for the register, e.g. ``mail_doorverwijzing.nl@1.0.0``."""
        template = self._templates[kind]
        return f"{template.key}@{template.version}"

    def choices(self, kind: str, name: str) -> tuple[str, ...]:
        """The closed list of answers of one question of a mail, for the screen that asks it."""
        return self._templates[kind].choices[name]

    def referral(self, profile: Profile, sender: Sender, full_reference: str, file_name: str) -> MailText:
        """A. Doorverwijzing: the archive is attached."""
        return self._mail("referral", profile, sender, full_reference, file_name=_file_name(file_name))

    def correction(self, profile: Profile, sender: Sender, full_reference: str, file_name: str, kind: str) -> MailText:
        """B. Verbetering (art. 7): a later version of the same referral; ``kind`` is one of the six of art. 7."""
        found = _VERSIONED.fullmatch(full_reference)
        if found is None or int(found[2]) < 2:
            raise ValueError("a correction has a version of 2 or more")
        version = int(found[2])
        return self._mail(
            "correction",
            profile,
            sender,
            found[1],
            file_name=_file_name(file_name),
            version=str(version),
            older_versions=_listed([str(number) for number in range(1, version)]),
            kind=self._templates["correction"].chosen("kind", kind),
        )

    def withdrawal(self, profile: Profile, sender: Sender, full_reference: str, on: date) -> MailText:
        """C. Intrekking: the reference and the Belgian day, nothing else."""
        return self._mail("withdrawal", profile, sender, full_reference, date=_day(on))

    def invalid(self, profile: Profile, sender: Sender, full_reference: str) -> MailText:
        """C2. Wissen na een fout van ons: consent was never valid, or the wrong person."""
        return self._mail("invalid", profile, sender, full_reference)

    def breach(
        self,
        profile: Profile,
        sender: Sender,
        incident: str,
        *,
        discovered: datetime,
        happened: datetime | None,
        kind: str,
        references: Sequence[str],
        clients: int | None,
        encrypted: str,
        phrase_known: str,
        measures: Sequence[str],
        other_party: str,
    ) -> MailText:
        """D. Mogelijk gegevenslek (art. 9): every answer comes from its closed list; ``Sender()`` while locked."""
        template = self._templates["breach"]
        return self._mail(
            "breach",
            profile,
            sender,
            incident,
            discovered=_moment(discovered),
            happened=_moment(happened) if happened else _UNKNOWN,
            kind=template.chosen("kind", kind),
            references=", ".join(map(_reference, references)) or _UNKNOWN,
            clients=_UNKNOWN if clients is None else str(clients),
            encrypted=template.chosen("encrypted", encrypted),
            phrase_known=template.chosen("phrase_known", phrase_known),
            measures=", ".join(template.chosen("measures", measure) for measure in measures) or "nog niets",
            other_party=template.chosen("other_party", other_party),
        )

    def report_answer(
        self, profile: Profile, sender: Sender, full_reference: str, reported_on: date, outcome: str, version: int = 1
    ) -> MailText:
        """E. Antwoord op een melding (art. 7): ``outcome`` as in ``choices("report_answer", "outcome")``.

        ``version`` is the new version when the data were corrected.
        """
        if "{version}" in outcome and version < 2:
            raise ValueError("a corrected version is 2 or more")
        chosen = self._templates["report_answer"].chosen("outcome", outcome).format_map({"version": str(version)})
        return self._mail("report_answer", profile, sender, full_reference, date=_day(reported_on), outcome=chosen)

    def trial(self, profile: Profile, sender: Sender, test_reference: str, file_name: str) -> MailText:
        """F. Proefzending: fictitious data, clearly marked (R65)."""
        return self._mail("trial", profile, sender, test_reference, file_name=_file_name(file_name))

    def note(self, profile: Profile, full_reference: str, consent_text_id: str) -> str:
        """One line for the client's file at Kind en Gezin: reference and version of the information text."""
        information = consent_text_id.partition(".")[2].replace("@", " ")
        values = {"recipient_party": profile.recipient_party.short_name, "information_version": information}
        return self._templates["notitie"].body.format_map({**values, "reference": _reference(full_reference)})

    def withdrawal_note(self, full_reference: str, on: date, *, invalid: bool = False) -> str:
        """The same for a withdrawal, or with ``invalid`` for a consent that never was valid."""
        values = {"date": _day(on), "reference": _reference(full_reference)}
        return self._templates["notitie_ongeldig" if invalid else "notitie_intrekking"].body.format_map(values)

    def _mail(self, name: str, profile: Profile, sender: Sender, reference: str, **values: str) -> MailText:
        template = self._templates[name]
        known = {
            **values,
            "reference": _reference(reference),
            "user_name": sender.name,
            "team": sender.team,
            "team_phone": sender.phone,
            "team_email": sender.email,
            "sender": profile.sender_party.short_name,
            "sender_party": profile.sender_party.name,
            "recipient_party": profile.recipient_party.short_name,
            "desk": profile.recipient.desk,
        }
        closing = self._templates["afsluiting" if sender.name else "afsluiting_vergrendeld"]
        known["closing"] = closing.body.format_map(known)
        subject, body = template.subject.format_map(known), template.body.format_map(known)
        if profile.practice:
            practice = self._templates["oefening"]
            subject, body = practice.subject + subject, f"{practice.body}\n\n{body}"
        return MailText(subject, body + "\n")


def read_templates(text: str) -> dict[str, Template]:
    """All texts of a mails.toml; raises ResourceDamaged for a missing table or a placeholder outside the list."""
    try:
        raw = tomllib.loads(text)
        if set(raw) != {*KINDS, *_OTHER_TABLES}:
            raise ValueError("tables")
        return {name: _template(name, table) for name, table in raw.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ResourceDamaged(name=_FILE) from error


def _template(name: str, table: dict[str, object]) -> Template:
    subject, body = str(table.get("onderwerp", "")), str(table["tekst"]).strip("\n")
    raw_choices = table.get("keuzes", {})
    if not set(table) <= _KEYS or not isinstance(raw_choices, dict) or bool(subject) != (name in (*KINDS, "oefening")):
        raise ValueError(name)
    choices = {key: tuple(map(str, answers)) for key, answers in raw_choices.items()}
    _refuse_foreign(subject, IN_SUBJECT)
    for part in (body, *(answer for answers in choices.values() for answer in answers)):
        _refuse_foreign(part, PLACEHOLDERS)
    return Template(str(table["sleutel"]), str(table["versie"]), subject, body, choices)


def _refuse_foreign(text: str, allowed: frozenset[str]) -> None:
    """Refuse a placeholder outside the closed list, and any way to reach into a value (``{a.b}``, ``{a!r}``)."""
    for _, placeholder, form, conversion in string.Formatter().parse(text):
        if placeholder is not None and (placeholder not in allowed or form or conversion):
            raise ValueError(placeholder)


def _shipped() -> str:
    try:
        return resource("texts", _FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ResourceDamaged(name=_FILE) from error


def _reference(text: str) -> str:
    if not _REFERENCE.fullmatch(text):
        raise ValueError("not a reference")
    return text


def _file_name(text: str) -> str:
    if not _FILE_NAME.fullmatch(text):
        raise ValueError("not the name of an archive")
    return text


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def _moment(moment: datetime) -> str:
    return belgian_time(moment).strftime("%d/%m/%Y om %H:%M")


def _listed(words: Sequence[str]) -> str:
    """``1``, ``1 en 2``, ``1, 2 en 3``."""
    return " en ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]
