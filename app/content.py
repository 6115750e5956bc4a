# SPDX-License-Identifier: EUPL-1.2
"""Read and check every resource once: profiles with their translations, texts, word list, spelling alphabet."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from app.domain.accountability import Document, read_documents
from app.domain.errors import PlacesOverlap, ProfileInvalid, ResourceDamaged
from app.domain.languages import LANGUAGES
from app.domain.manual import Manual, files_of, read_manual
from app.domain.profile import Profile, Sheet, normal_place
from app.domain.profile_reader import LONGEST_FILE, read_profile
from app.domain.translation_reader import read_translation
from app.paths import resource

T = TypeVar("T")

WORDS_SHA256 = "186cc6b216f8ef0c5583139682dabe2743b878880333692ce1ef3d5074841fdd"
"""Pins the word list: a changed list is refused, because the strength of every archive rests on it."""


_MOST_BYTES = 4 * LONGEST_FILE  # UTF-8 takes four at most for a sign


def load_profiles(*folders: Path, also: Sequence[Path] = (), practice: bool = False) -> tuple[Profile, ...]:
    """Every real (or every practice) profile of these folders and files, by id; a folder that is absent holds none.

    Raises ProfileInvalid (each problem names its file) and PlacesOverlap: two profiles never claim one place.
    """
    files = (*(file for folder in folders for file in profile_files(folder)), *also)
    found = [(file, read_profile_file(file)) for file in files]
    chosen = sorted(((file, one) for file, one in found if one.practice is practice), key=lambda pair: pair[1].id)
    _refuse_double_claims(chosen)
    return tuple(profile for _file, profile in chosen)


def profile_files(folder: Path) -> list[Path]:
    """The profiles of a folder; the administrator's values beside them are none. A folder that is absent has none."""
    return [file for file in sorted(folder.glob("*.toml")) if not _is_policy(file)]


def _is_policy(file: Path) -> bool:
    return file.name.casefold() == "policy.toml"


def read_profile_file(file: Path) -> Profile:
    """One profile file with the translations beside it, strictly; problems carry the file's name in front."""
    return with_translations(_told(file.name, lambda: read_profile(profile_text(file))), file)


def with_translations(profile: Profile, file: Path) -> Profile:
    """The profile of this file with the translations of its sheet, in the order in which they are offered."""
    problems: list[tuple[str, str]] = []
    sheets = []
    for other in translation_files(file):
        try:
            sheets.append(_translation(other, profile))
        except ProfileInvalid as fault:
            problems += _problems(fault)
    if problems:
        raise ProfileInvalid(problems=tuple(problems))
    order = tuple(LANGUAGES)
    sheets.sort(key=lambda sheet: order.index(sheet.language))
    return replace(profile, sheets=(*profile.sheets, *sheets))


def translations_folder(file: Path) -> Path:
    """Where the translations of a profile's sheet stand: beside ``gemeente.toml`` in the folder ``gemeente``."""
    return file.with_suffix("")


def translation_files(file: Path) -> list[Path]:
    """The translations of the sheet of this profile file."""
    return sorted(translations_folder(file).glob("*.toml"))


def _translation(file: Path, profile: Profile) -> Sheet:
    """One translation, named after its language: so there is one of each."""
    name = f"{file.parent.name}/{file.name}"
    sheet = _told(name, lambda: read_translation(profile_text(file), profile.dutch_sheet))
    if file.name != f"infoblad.{sheet.language}.toml":
        raise ProfileInvalid(problems=((f"{name}: bestand", f"moet infoblad.{sheet.language}.toml heten"),))
    return sheet


def _told(name: str, read: Callable[[], T]) -> T:
    """Read a file; every problem carries its name in front."""
    try:
        return read()
    except UnicodeDecodeError:
        problems: tuple[tuple[str, str], ...] = (("bestand", "is geen UTF-8"),)
    except OSError:
        problems = (("bestand", "is niet leesbaar"),)
    except ProfileInvalid as fault:
        problems = _problems(fault)
    raise ProfileInvalid(problems=tuple((f"{name}: {where}", what) for where, what in problems))


def _problems(fault: ProfileInvalid) -> tuple[tuple[str, str], ...]:
    found = fault.facts["problems"]
    return found if isinstance(found, tuple) else ()


def profile_text(file: Path) -> str:
    """The text of a profile file; OSError or UnicodeDecodeError when it has none.

    Reads no more than a profile may have, and nothing but a file: a pipe would never end.
    """
    if not file.is_file():
        raise FileNotFoundError(errno.ENOENT, "no file")
    with file.open("rb") as opened:
        data = opened.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise ProfileInvalid(problems=(("bestand", f"is te groot: hoogstens {LONGEST_FILE} tekens"),))
    return data.decode("utf-8-sig")


def words(file: Path | None = None) -> tuple[str, ...]:
    """The words of archive phrases, exactly as released; ResourceDamaged when one sign differs."""
    data = _bytes(file or resource("words", "woorden.txt")).replace(b"\r\n", b"\n")
    if hashlib.sha256(data).hexdigest() != WORDS_SHA256:
        raise ResourceDamaged(name="woorden.txt")
    return tuple(data.decode("ascii").split())


def spelling(file: Path | None = None) -> dict[str, str]:
    """The spelling alphabet: letter → name, all 26."""
    names = _lines(file or resource("words", "spelalfabet.txt"))
    alphabet = {name[0].lower(): name for name in names}
    if "".join(sorted(alphabet)) != "abcdefghijklmnopqrstuvwxyz" or len(names) != 26:
        raise ResourceDamaged(name="spelalfabet.txt")
    return alphabet


def blocked_phrases(file: Path | None = None) -> frozenset[str]:
    """Common phrases that are refused as a user's own passphrase."""
    blocked = frozenset(_lines(file or resource("words", "geweigerde-zinnen.txt")))
    if not blocked:
        raise ResourceDamaged(name="geweigerde-zinnen.txt")
    return blocked


def manual(folder: Path | None = None) -> Manual:
    """The manual behind F1: a page of contents and a file for each group."""
    place = folder or resource("help")
    contents = _bytes(place / "inhoud.toml")
    try:
        text = contents.decode("utf-8")
        return read_manual(text, {name: _bytes(place / name).decode("utf-8") for name in files_of(text)})
    except ValueError:
        raise ResourceDamaged(name=place.name) from None


def documents(file: Path | None = None) -> dict[str, Document]:
    """The documents for the officers and the OCMW, by kind."""
    path = file or resource("texts", "documenten.toml")
    try:
        return read_documents(_bytes(path).decode("utf-8"))
    except ValueError:
        raise ResourceDamaged(name=path.name) from None


def _refuse_double_claims(found: Sequence[tuple[Path, Profile]]) -> None:
    """One id, one place and one version of the statement belong to one profile; the refusal names both files."""
    ids: dict[str, Path] = {}
    claimed: dict[str, tuple[Path, Profile]] = {}
    statements: dict[str, tuple[Path, Profile]] = {}
    for file, profile in found:
        twin = ids.setdefault(profile.id, file)
        if twin is not file:
            what = f"{profile.id} komt in twee bestanden voor: {twin} en {file}"
            raise ProfileInvalid(problems=(("protocol.id", what),))
        first, other = statements.setdefault(profile.statement.id, (file, profile))
        if other.statement.sha256 != profile.statement.sha256:
            what = f"{profile.statement.id} heeft twee verschillende teksten: in {first} en in {file}"
            raise ProfileInvalid(problems=(("verklaring.versie", what),))
        for place in profile.places:
            first, other = claimed.setdefault(normal_place(place.name), (file, profile))
            if other is not profile:
                raise PlacesOverlap(
                    place=place.name,
                    profiles=(other.id, profile.id),
                    first=f"{other.id} ({first})",
                    second=f"{profile.id} ({file})",
                )


def clashes_with(profile: Profile, others: Sequence[Profile]) -> tuple[tuple[str, str], ...]:
    """Why a profile cannot stand beside these, as (where, what); one with its own id is an earlier version of it."""
    problems: list[tuple[str, str]] = []
    for other in others:
        if other.id == profile.id:
            continue
        taken = {normal_place(place.name) for place in other.places}
        for nr, place in enumerate(profile.places, start=1):
            if normal_place(place.name) in taken:
                problems.append((f"plaatsen[{nr}].naam", f"{place.name} hoort al bij het profiel {other.id}"))
        if other.statement.id == profile.statement.id and other.statement.sha256 != profile.statement.sha256:
            what = f"{profile.statement.id} heeft in het profiel {other.id} een andere tekst"
            problems.append(("verklaring.versie", what))
    return tuple(problems)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        raise ResourceDamaged(name=file.name) from None


def _lines(file: Path) -> list[str]:
    """Lines without comments and blanks."""
    try:
        text = _bytes(file).decode("utf-8")
    except UnicodeDecodeError:
        raise ResourceDamaged(name=file.name) from None
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
