# SPDX-License-Identifier: EUPL-1.2
"""Read and check every resource once: profiles, texts, word list, spelling alphabet."""

from __future__ import annotations

import errno
import hashlib
import tomllib
from collections.abc import Sequence
from pathlib import Path

from app.domain.errors import PlacesOverlap, ProfileInvalid, ResourceDamaged
from app.domain.profile import Profile, normal_place
from app.domain.profile_reader import LONGEST_FILE, read_profile
from app.paths import resource

WORDS_SHA256 = "186cc6b216f8ef0c5583139682dabe2743b878880333692ce1ef3d5074841fdd"
"""Pins the word list: a changed list is refused, because the strength of every archive rests on it."""


_MOST_BYTES = 4 * LONGEST_FILE  # UTF-8 takes four at most for a sign


def load_profiles(*folders: Path, practice: bool = False) -> tuple[Profile, ...]:
    """Every real (or every practice) profile of these folders, by id; a folder that is absent holds none.

    Raises ProfileInvalid (each problem names its file) and PlacesOverlap: two profiles never claim one place.
    """
    files = [file for folder in folders if folder.is_dir() for file in sorted(folder.glob("*.toml"))]
    profiles = [read_profile_file(file) for file in files if file.name != "policy.toml"]
    chosen = tuple(sorted((one for one in profiles if one.practice is practice), key=lambda one: one.id))
    _refuse_double_claims(chosen)
    return chosen


def read_profile_file(file: Path) -> Profile:
    """One profile file, strictly; problems carry the file's name in front."""
    try:
        return read_profile(profile_text(file))
    except UnicodeDecodeError:
        problems: tuple[tuple[str, str], ...] = (("bestand", "is geen UTF-8"),)
    except OSError:
        problems = (("bestand", "is niet leesbaar"),)
    except ProfileInvalid as fault:
        found = fault.facts["problems"]
        problems = found if isinstance(found, tuple) else ()
    raise ProfileInvalid(problems=tuple((f"{file.name}: {where}", what) for where, what in problems))


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


def help_texts(file: Path | None = None) -> dict[str, tuple[str, str]]:
    """Help by key: question and answer, Dutch, in the order of the file."""
    path = file or resource("texts", "help.toml")
    try:
        raw = tomllib.loads(_bytes(path).decode("utf-8"))
        return {key: (entry["vraag"].strip(), entry["antwoord"].strip()) for key, entry in raw.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ResourceDamaged(name=path.name) from None


def _refuse_double_claims(profiles: Sequence[Profile]) -> None:
    claimed: dict[str, Profile] = {}
    for nr, profile in enumerate(profiles):
        if profile.id in {other.id for other in profiles[:nr]}:
            raise ProfileInvalid(problems=(("protocol.id", f"{profile.id} komt in twee bestanden voor"),))
        for place in profile.places:
            other = claimed.setdefault(normal_place(place.name), profile)
            if other is not profile:
                raise PlacesOverlap(place=place.name, profiles=(other.id, profile.id))


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
