# SPDX-License-Identifier: EUPL-1.2
"""Practice: where its vault lies and which profile it uses; no mail program ever opens (R66)."""

from __future__ import annotations

from pathlib import Path

from app.content import load_profiles
from app.domain.profile import Profile
from app.paths import Paths, resource


def practice_paths(data_dir: Path | None) -> Paths:
    """The practice vault, beside the real one and never inside it."""
    return Paths.practice() if data_dir is None else Paths(data_dir).beside("oefening")


def practice_profiles() -> tuple[Profile, ...]:
    """The fictitious protocol, whose recipient lies in example.invalid."""
    return load_profiles(resource("protocols"), practice=True)
