# SPDX-License-Identifier: EUPL-1.2
"""Options and exit codes; --version, --check-protocol, --check-policy and --verify-register need no window."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from app import __version__

if TYPE_CHECKING:
    from app.domain.profile import Profile

OK, FAILED, USAGE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked on the command line."""

    data_dir: Path | None
    practice: bool
    self_test: bool
    version: bool
    check_protocol: Path | None
    place: str
    verify_register: Path | None = None
    check_policy: Path | None = None

    def again(self) -> tuple[str, ...]:
        """The options for the locked process that takes over from this one."""
        folder = () if self.data_dir is None else ("--data-dir", str(self.data_dir))
        return (*folder, *(("--practice",) if self.practice else ()))


def _folder(text: str) -> Path:
    """Absolute from here on: the locked process and the mail child work from another folder than this one."""
    if not text:  # a variable of a script that was never filled: not the folder we happen to stand in
        raise argparse.ArgumentTypeError
    return Path(text).absolute()


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One clear Dutch line and exit 2, no usage block in English."""
        del message  # English, and it may quote what was typed
        print("doorverwijzing: deze optie ken ik niet. Probeer 'doorverwijzing --help'.", file=sys.stderr)
        raise SystemExit(USAGE)


def parse(arguments: Sequence[str]) -> Options:
    """Read the arguments; a wrong one prints one line and ends with exit 2."""
    parser = _Parser(
        prog="doorverwijzing",
        description="Doorverwijzen van Kind en Gezin naar het OCMW, volgens het protocol.",
        add_help=False,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("-h", "--help", action="help", help="toon deze uitleg")
    add("--data-dir", type=_folder, metavar="MAP", help="bewaar alles van deze keer in deze map")
    add("--practice", action="store_true", help="oefenmodus: alles is verzonnen, er gaat niets naar het OCMW")
    add("--self-test", action="store_true", help="test het programma zonder venster en zonder netwerk")
    add("--check-protocol", type=Path, metavar="BESTAND", help="kijk een protocolprofiel na")
    add("--check-policy", type=Path, metavar="BESTAND", help="kijk de instellingen van een beheerder na (policy.toml)")
    add("--verify-register", type=Path, metavar="BESTAND", help="kijk een bewaard register (CSV) na")
    add("--version", action="store_true", help="toon de versies")
    add("--place", default="", help=argparse.SUPPRESS)  # where the window stood before it locked: x,y,w,h
    found = parser.parse_args(list(arguments))
    from_environment = os.environ.get("DOORVERWIJZING_DATA_DIR")
    return Options(
        data_dir=found.data_dir or (_folder(from_environment) if from_environment else None),
        practice=found.practice,
        self_test=found.self_test,
        version=found.version,
        check_protocol=found.check_protocol,
        place=found.place,
        verify_register=found.verify_register,
        check_policy=found.check_policy,
    )


def print_versions() -> int:
    """Name and version, and the versions of what a fault report needs."""
    from importlib.metadata import version

    from app.storage.database import cipher_version

    print(f"Doorverwijzing {__version__}")
    print(f"Qt {version('PySide6-Essentials')}")
    print(f"SQLCipher {cipher_version()}")
    print(f"py7zr {version('py7zr')}")
    return OK


def check_protocol(path: Path) -> int:
    """Say, per problem of a profile, where and what, also beside the shipped ones; exit 0 when there is none."""
    from app.content import clashes_with, load_profiles, profile_text, with_translations
    from app.domain.errors import ProfileInvalid
    from app.domain.profile_reader import read_profile
    from app.paths import resource

    try:
        profile = with_translations(read_profile(profile_text(path)), path)
    except (OSError, UnicodeDecodeError):
        return _unreadable()
    except ProfileInvalid as error:
        return _wrong("Dit profiel is", error.facts["problems"])
    shipped = load_profiles(resource("protocols"), practice=profile.practice)
    clashes = clashes_with(profile, shipped)
    if clashes:
        return _wrong("Dit profiel is", clashes)
    print(f"Dit profiel is in orde: {profile.title}, versie {profile.version}.")
    for note in (*_notes(profile, shipped), *_notes_on_translations(profile)):
        print(f"Let op: {note}")
    return OK


def check_policy(path: Path) -> int:
    """Say, per problem of an administrator's file, where and what; exit 0 when there is none.

    The protocols that stand beside it count too.
    """
    from app import administrator
    from app.domain.errors import PolicyInvalid, ProfileInvalid
    from app.paths import resource

    try:
        administrator.check_policy(path, resource("protocols"))
    except (OSError, UnicodeDecodeError):
        return _unreadable()
    except (PolicyInvalid, ProfileInvalid) as error:
        return _wrong("Deze instellingen zijn", error.facts["problems"])
    print("Deze instellingen zijn in orde.")
    print("Let op: ze gelden alleen als gewone gebruikers niet in de map kunnen schrijven. --self-test kijkt dat na.")
    return OK


def _unreadable() -> int:
    print("Dit bestand kan ik niet lezen. Kijk of het bestaat en of het een tekstbestand in UTF-8 is.", file=sys.stderr)
    return USAGE


def _wrong(what_is: str, problems: object) -> int:
    assert isinstance(problems, tuple)
    print(f"{what_is} niet in orde: {len(problems)} probleem(en).")
    for where, what in problems:
        print(f"- {where}: {what}")
    return FAILED


def _notes(profile: Profile, shipped: Sequence[Profile]) -> Iterator[str]:
    """What is no mistake in itself, about a new version of a profile that the program has already."""
    for known in shipped:
        if known.id != profile.id or replace(known, sheets=(known.dutch_sheet,)) == replace(
            profile, sheets=(profile.dutch_sheet,)
        ):
            continue
        yield (
            f"de app heeft zelf al een profiel ‘{known.id}’, versie {known.version}. In de map van de beheerder kan "
            "dit bestand niet staan: het hoort in een nieuwe versie van de app."
        )
        told, new = known.consent_text, profile.consent_text
        if told.id == new.id and told.sha256 != new.sha256:
            yield f"de tekst voor de cliënt is veranderd, maar heet nog {told.id}. Geef ze een nieuwe versie."


def _notes_on_translations(profile: Profile) -> Iterator[str]:
    """Which translations of the sheet nobody has read yet, and which nobody will see."""
    from app.domain.languages import LANGUAGES

    translations = [sheet for sheet in profile.sheets if sheet.words is not None]
    unread = [LANGUAGES[sheet.language].dutch for sheet in translations if not sheet.validated_by]
    if unread:
        yield f"vertalingen van het infoblad die nog niet nagelezen zijn: {', '.join(unread)}."
    dutch = profile.dutch_sheet
    for sheet in translations:
        if not sheet.follows(dutch):
            yield (
                f"de app toont de vertaling in het {LANGUAGES[sheet.language].dutch} niet: ze hoort bij versie "
                f"{sheet.source} van het Nederlandse infoblad, en dat is nu versie {dutch.version}."
            )


LARGEST_REGISTER = 64 * 1024 * 1024
"""A hundred years of rows; nothing larger is read into memory."""


def verify_register(path: Path) -> int:
    """Check the chain of an exported register; exit 1 with the first broken row, 2 when it is no such file."""
    from app.domain.errors import RegisterBroken
    from app.storage.register_file import examine

    try:
        text = _register_text(path)
    except OSError:
        print("Dit bestand kan ik niet lezen. Kijk of het bestaat.", file=sys.stderr)
        return USAGE
    except ValueError:
        print("Dit is geen bewaard register: het is geen tekst, of het is te groot.", file=sys.stderr)
        return USAGE
    try:
        found = examine(text)
    except RegisterBroken:
        print("Dit is geen bewaard register: de eerste regel met de namen van de kolommen ontbreekt.", file=sys.stderr)
        return USAGE
    if found.fault is not None:
        print(f"Het register klopt niet. Eerste fout: rij {found.number}, regel {found.line} van het bestand.")
        print(_MEANING[found.fault.value].format(number=found.number))
        return FAILED
    if not found.rows:
        print("Het register is leeg: 0 rijen.")
        return OK
    print(f"Het register klopt: {found.rows} rijen, van rij {found.first} tot en met rij {found.last}.")
    print(f"Kop van rij {found.last}: {found.head}")
    if found.first > 1:
        print(f"Rij 1 tot en met {found.first - 1} staan er niet in. Oude rijen vervallen na de bewaartermijn.")
    print(
        "Vergelijk met een verzonden bestand: daarin staat een rijnummer met de eerste 12 tekens van de kolom 'hash'. "
        "Ontbreken er rijen aan het einde, dan zie je dat alleen zo."
    )
    return OK


_MEANING = {
    "shape": "Deze regel is geen rij: een kolom te veel of te weinig, of een getal dat anders geschreven is.",
    "edited": "De inhoud van deze rij is veranderd. Bewaarde een rekenblad het bestand? Neem dan het eerste bestand.",
    "replaced": "Deze rij volgt niet op de rij ervoor: een van die twee is vervangen.",
    "lost": "Voor deze rij ontbreken een of meer rijen.",
    "doubled": "Deze rij staat er twee keer in.",
    "order": "De rijen staan in een andere volgorde.",
}


def _register_text(path: Path) -> str:
    """ValueError for what is no text or too large. A spreadsheet may have saved it in the code page of Windows."""
    if not path.is_file():
        raise FileNotFoundError
    with path.open("rb") as opened:
        data = opened.read(LARGEST_REGISTER + 1)
    if len(data) > LARGEST_REGISTER:
        raise ValueError("too large")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")
