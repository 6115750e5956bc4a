# SPDX-License-Identifier: EUPL-1.2
"""Text of a profile file → Profile, or ProfileInvalid with every problem at once, in Dutch."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence

from app.domain.errors import ProfileInvalid
from app.domain.profile import (
    SHEET_SLOTS,
    TERM_BOUNDS,
    ChecklistItem,
    Contact,
    Party,
    Place,
    Profile,
    Recipient,
    Sheet,
    SheetSection,
    Status,
    Terms,
    Text,
    normal_place,
)
from app.domain.toml_table import EMAIL, Problems, Table, kbo_holds

FORMAT = 1
LONGEST_FILE = 200_000
CHECKLIST_IDS = ("I1", "I2", "I3", "I4", "I5", "I6", "T1", "T2", "T3", "T4")
MOST_PLACES = 400
_VERSION = r"\d{1,3}(?:\.\d{1,3}){0,2}"
PROTOCOL_ID = r"[a-z][a-z0-9-]{1,30}"
PHONE = r"(?:\+|0)[0-9 ./]{7,20}"
TEXT_VERSION = r"\d{1,3}\.\d{1,3}\.\d{1,3}"


def read_profile(text: str) -> Profile:
    """The profile in a TOML text. Raises ProfileInvalid (fact ``problems``: all of them) and nothing else."""
    problems: Problems = []
    profile = _profile(Table(parsed(text), "", problems), problems)
    if problems:
        raise ProfileInvalid(problems=tuple(problems))
    return profile


def parsed(text: str) -> dict[str, object]:
    """The TOML of a profile or translation; ProfileInvalid, with the line, for what is none."""
    if len(text) > LONGEST_FILE:
        raise ProfileInvalid(problems=(("bestand", f"is te groot: hoogstens {LONGEST_FILE} tekens"),))
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):  # also an integer of thousands of digits and lists a thousand deep
        problem = ("bestand", f"is geen geldig TOML{_line_of_fault(text)}")
        raise ProfileInvalid(problems=(problem,)) from None


def _line_of_fault(text: str) -> str:
    """The first line after which the file no longer reads, when that can be told."""
    lines = text.removeprefix("\ufeff").split("\n")
    low, high = 0, len(lines)
    while high - low > 1:  # a longest readable beginning, found by halving
        middle = (low + high) // 2
        try:
            tomllib.loads("\n".join(lines[:middle]))
            low = middle
        except (ValueError, RecursionError):
            high = middle
    return f", kijk rond regel {high}"


def _profile(root: Table, problems: Problems) -> Profile:
    root.number("formaat", FORMAT, FORMAT)
    protocol, rules = root.table("protocol"), root.table("regels")
    parties, contacts = root.table("partijen"), root.table("contacten")
    checklist = _checklist(root)
    sheets = _sheets(root)
    profile = Profile(
        id=protocol.text("id", PROTOCOL_ID, "kleine letters, cijfers en streepjes"),
        version=protocol.text("versie", _VERSION, "1.0"),
        title=protocol.text("titel"),
        heading=protocol.text("opschrift"),
        signed_on=protocol.day("opgemaakt_op"),
        in_force_from=protocol.day("in_werking_sinds"),
        valid_until=protocol.day_or_none("geldig_tot"),
        status=_status(protocol),
        notice_ends_on=protocol.day_or_none("opgezegd_tegen"),
        purpose=protocol.text("doel"),
        shared_fields=protocol.texts("gegevens"),
        law_and_court=protocol.text("recht"),
        practice=protocol.switch("oefening", otherwise=False),
        sender_party=_party(parties.table("afzender")),
        recipient_party=_party(parties.table("ontvanger")),
        recipient=_recipient(root.table("ontvanger")),
        places=_places(root),
        stays_elsewhere_allowed=rules.switch("verblijft_elders"),
        zip_fallback_allowed=rules.switch("zip_als_terugval"),
        own_dpo=_contact(contacts.table("eigen_dpo")),
        other_dpo=_contact(contacts.table("andere_dpo")),
        supervisory_authority=contacts.text("toezichthouder"),
        terms=_terms(root.table("termijnen")),
        checklist=checklist,
        consent_text=_consent_text(root.table("toestemming"), checklist, sheets),
        statement=_statement(root.table("verklaring")),
        sheets=sheets,
    )
    for table in (protocol, rules, parties, contacts, root):
        table.done()
    _check_whole(profile, problems)
    return profile


def _status(table: Table) -> Status:
    word = table.text("status")
    if word in {status.value for status in Status}:
        return Status(word)
    if word:
        table.wrong("status", "moet actief, geschorst of beeindigd zijn")
    return Status.ENDED


def _party(table: Table) -> Party:
    number = table.text("kbo", r"[01]\d{3}\.\d{3}\.\d{3}", "0123.456.789")
    if number and not kbo_holds(number):
        table.wrong("kbo", "is geen geldig ondernemingsnummer (controlegetal)")
    party = Party(
        name=table.text("naam"),
        short_name=table.text("korte_naam"),
        enterprise_number=number,
        address=table.text("adres"),
    )
    table.done()
    return party


def _recipient(table: Table) -> Recipient:
    recipient = Recipient(
        name=table.text("naam"),
        desk=table.text("dienst"),
        email=table.text("email", EMAIL, "naam@voorbeeld.be"),
        phone=table.text("telefoon", PHONE, "014 00 00 00", empty=True),
    )
    table.done()
    return recipient


def _contact(table: Table) -> Contact:
    contact = Contact(
        email=table.text("email", EMAIL, "naam@voorbeeld.be"),
        checked_on=table.day("nagekeken_op"),
        advised_on=table.day_or_none("advies_op"),
    )
    table.done()
    return contact


def _places(root: Table) -> tuple[Place, ...]:
    places: list[Place] = []
    for table in root.tables("plaatsen", MOST_PLACES):
        place = Place(name=table.text("naam"), postcode=table.text("postcode", r"[1-9]\d{3}", "1000"))
        table.done()
        if normal_place(place.name) in {normal_place(other.name) for other in places}:
            table.wrong("naam", "staat twee keer in de lijst")
        places.append(place)
    return tuple(places)


def _terms(table: Table) -> Terms:
    terms = Terms(*(table.number(key, *bounds) for key, bounds in TERM_BOUNDS.items()))
    if terms.consent_max_days > terms.hard_consent_days:
        table.wrong("toestemming_geldig_dagen", "is langer dan hard_na_toestemming_dagen")
    if terms.sent_days > terms.hard_sent_days:
        table.wrong("verzonden_dagen", "is langer dan hard_na_verzenden_dagen")
    if terms.remind_sent_days > terms.sent_days:
        table.wrong("herinneren_na_verzenden_dagen", "is langer dan verzonden_dagen")
    table.done()
    return terms


def _checklist(root: Table) -> tuple[ChecklistItem, ...]:
    items = []
    for table in root.tables("vinkjes", len(CHECKLIST_IDS)):
        item_id = table.text("id", "|".join(CHECKLIST_IDS), "I1 tot I6 of T1 tot T4")
        kind = "info" if item_id.startswith("I") else "consent"
        items.append(ChecklistItem(item_id, kind, table.text("tekst"), table.text("zeg"), table.text("bron")))
        table.done()
    if tuple(item.id for item in items) != CHECKLIST_IDS:
        root.wrong("vinkjes", "moeten precies I1 tot I6 en T1 tot T4 zijn, in die volgorde")
    return tuple(items)


def _sheets(root: Table) -> tuple[Sheet, ...]:
    """The Dutch sheet alone: each translation stands in a file of its own (translation_reader.py)."""
    sheets = []
    for table in root.tables("infobladen", 1):
        sheet = Sheet(
            language=table.text("taal", "nl", "nl: een vertaling staat in een eigen bestand"),
            version=table.text("versie", TEXT_VERSION, "1.0.0"),
            title=table.text("titel"),
            sections=tuple(_section(part) for part in table.tables("delen", 20)),
            footer=table.text("voet", slots=SHEET_SLOTS),
            source=table.text("bron", "", empty=True),
            validated_by=table.text("nagelezen_door", empty=True),
        )
        if sheet.source:
            table.wrong("bron", "moet leeg zijn: dit is het Nederlandse infoblad zelf")
        table.done()
        sheets.append(sheet)
    return tuple(sheets)


def _section(table: Table) -> SheetSection:
    section = SheetSection(table.text("kop"), table.text("tekst", slots=SHEET_SLOTS))
    table.done()
    return section


def _consent_text(table: Table, checklist: Sequence[ChecklistItem], sheets: Sequence[Sheet]) -> Text:
    """What the client was told: every item with its spoken sentence, and the Dutch sheet; one version, one hash."""
    lines = [f"{item.id} {item.text} | {item.say} | {item.source}" for item in checklist]
    for sheet in sheets[:1]:
        lines += [sheet.title, *(f"{part.heading}\n{part.body}" for part in sheet.sections), sheet.footer]
    text = Text(table.text("versie", rf"toestemming\.nl@{TEXT_VERSION}", "toestemming.nl@1.0.0"), "\n".join(lines))
    table.done()
    return text


def _statement(table: Table) -> Text:
    text = Text(table.text("versie", rf"verklaring\.nl@{TEXT_VERSION}", "verklaring.nl@1.0.0"), table.text("tekst"))
    table.done()
    return text


def _check_whole(profile: Profile, problems: Problems) -> None:
    """What no single key can tell."""
    if profile.in_force_from < profile.signed_on:
        problems.append(("protocol.in_werking_sinds", "ligt voor opgemaakt_op"))
    for key, day in (("geldig_tot", profile.valid_until), ("opgezegd_tegen", profile.notice_ends_on)):
        if day is not None and day < profile.in_force_from:
            problems.append((f"protocol.{key}", "ligt voor in_werking_sinds"))
    for rule, wanted in (
        ("verblijft_elders", profile.stays_elsewhere_allowed),
        ("zip_als_terugval", profile.zip_fallback_allowed),
    ):
        if wanted:  # a switch that did nothing would promise what the program does not do
            problems.append((f"regels.{rule}", "kan dit programma niet: het moet false zijn"))
    addresses = (profile.recipient.email, profile.own_dpo.email, profile.other_dpo.email)
    invented = [address.endswith(".invalid") for address in addresses]
    if profile.practice and not all(invented):
        problems.append(("protocol.oefening", "een oefenprofiel heeft alleen adressen die op .invalid eindigen"))
    if not profile.practice and any(invented):
        problems.append(("protocol.oefening", "een echt profiel heeft geen adressen die op .invalid eindigen"))
