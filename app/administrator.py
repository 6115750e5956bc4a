# SPDX-License-Identifier: EUPL-1.2
"""What the administrator of this computer put in the machine-wide folder and in the registry, trusted or left out."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.content import load_profiles, profile_files, profile_text, read_profile_file, translation_files
from app.content import translations_folder as folder_of_translations
from app.domain.errors import PolicyInvalid, ProfileInvalid, ResourceDamaged
from app.domain.policy import Policy
from app.domain.policy_reader import Source, read_registry, read_source, settled
from app.domain.profile import Profile
from app.domain.profile_reader import parsed

POLICY_FILE = "policy.toml"
REGISTRY = "register van Windows"
"""How problems name the second source: what GPO or Intune wrote through the ADMX."""


@dataclass(frozen=True, slots=True)
class Protocols:
    """The profiles of one run with the administrator's values laid over them, and his policy.

    ``left_out``: his folder, when others than he could write there.
    """

    profiles: tuple[Profile, ...]
    left_out: Path | None = None
    policy: Policy = field(default_factory=Policy)


def load_protocols(
    shipped: Path,
    administrators: Path,
    is_safe: Callable[[Path], bool],
    managed: Callable[[], Mapping[str, object]] = dict,
) -> Protocols:
    """The shipped profiles, those beside ``policy.toml`` in the folder of the administrator, and his values over them.

    ``is_safe`` tells that only administrators can have written a folder or file. One that others could write is a
    planted recipient or telephone number: then the folder is left out as a whole, and the user hears it. ``managed``
    reads the registry, where Windows lets administrators alone write; it counts in either case. Where file and registry
    both say something, the stricter one wins. Raises PolicyInvalid, ProfileInvalid and PlacesOverlap.
    """
    folder = _look_into(administrators, is_safe)
    sources = [*map(_file, folder.policies), _registry(managed)]
    with_extra = all(source.allows_extra_profiles for source in sources)
    profiles = load_profiles(shipped, also=folder.profiles if with_extra else ())
    if not profiles:
        raise ResourceDamaged(name=shipped.name)
    policy = settled(sources, profiles)
    return Protocols(tuple(map(policy.over, profiles)), administrators if folder.is_left_out else None, policy)


def check_policy(file: Path, shipped: Path) -> None:
    """The policy of this one file, beside the shipped profiles and those that stand beside it.

    Raises PolicyInvalid, also for what would have no effect; OSError or UnicodeDecodeError when it has no text.
    """
    source = _source(file)
    profiles = {profile.id: profile for profile in load_profiles(shipped)}
    for other in profile_files(file.parent) if source.allows_extra_profiles else ():
        try:
            profile = read_profile_file(other)
        except ProfileInvalid:
            continue  # --check-protocol tells about it
        profiles.setdefault(profile.id, profile)
    policy = settled((source,), tuple(profiles.values()))
    if policy.without_effect:
        raise PolicyInvalid(problems=policy.without_effect)


@dataclass(frozen=True, slots=True)
class _Folder:
    """What of ours lies in the administrator's folder, and whether it may not be used."""

    policies: Sequence[Path] = ()
    profiles: Sequence[Path] = ()
    is_left_out: bool = False


def _look_into(folder: Path, is_safe: Callable[[Path], bool]) -> _Folder:
    """The folder is judged before it is looked into: from then on nobody else can put anything there."""
    if not os.path.lexists(folder):
        return _Folder()
    is_trusted = is_safe(folder)
    try:
        ours = sorted(path for path in folder.iterdir() if path.suffix.casefold() == ".toml")
    except (FileNotFoundError, NotADirectoryError):
        return _Folder()
    except OSError:
        if not is_trusted:
            return _Folder(is_left_out=True)
        raise PolicyInvalid(problems=((str(folder), "is niet leesbaar"),)) from None
    policies = [path for path in ours if path.name.casefold() == POLICY_FILE]
    profiles = [path for path in ours if path not in policies]
    beside = (
        path for file in profiles for path in (folder_of_translations(file), *translation_files(file)) if path.exists()
    )
    if ours and not (is_trusted and all(map(is_safe, (*ours, *beside)))):
        return _Folder(is_left_out=True)
    return _Folder(policies, profiles)


def _file(file: Path) -> Source:
    """What a file says; that it cannot be read is a problem like any other."""
    try:
        return _source(file)
    except UnicodeDecodeError:
        return Source(file.name, problems=[("bestand", "is geen UTF-8")])
    except OSError:
        return Source(file.name, problems=[("bestand", "is niet leesbaar")])


def _source(file: Path) -> Source:
    try:
        return read_source(file.name, parsed(profile_text(file)))
    except ProfileInvalid as fault:
        problems = fault.facts["problems"]
        assert isinstance(problems, tuple)
        return Source(file.name, problems=list(problems))


def _registry(managed: Callable[[], Mapping[str, object]]) -> Source:
    try:
        return read_registry(REGISTRY, managed())
    except OSError:
        return Source(REGISTRY, problems=[("sleutel", "is niet leesbaar")])
