# SPDX-License-Identifier: EUPL-1.2
"""Accountability document and profile → blocks of as many pages as it takes; there is no way in for client data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from app.domain.accountability import POINT
from app.export.layout import PRACTICE, Banner, Block, Heading, Layout, Note, Paragraph, Point, Row, belgian

if TYPE_CHECKING:
    from app.domain.accountability import Document, Part
    from app.domain.profile import Profile

SIZE = 0.92
"""Of the normal size: a document to read at a desk."""


def document_layout(document: Document, profile: Profile, made_on: date) -> Layout:
    """The document with the values of this profile; version, protocol and day stand at the foot of every page."""
    filled = document.filled(profile)
    blocks: list[Block] = [Banner(PRACTICE)] if profile.practice else []
    blocks += [Heading(filled.title, 1), Paragraph(filled.intro), Note(f"Bron: {filled.source}")]
    for part in filled.parts:
        blocks += _blocks(part)
    foot = (Note(f"{filled.id} – {profile.title}, versie {profile.version} – gemaakt op {belgian(made_on)}"),)
    return Layout(filled.title, tuple(blocks), foot, largest=SIZE, long=True)


def _blocks(part: Part) -> Iterable[Block]:
    yield Heading(part.heading)
    yield from (Row(name, value, small=True) for name, value in part.facts)
    for line in part.lines:
        yield Point(line.removeprefix(POINT)) if line.startswith(POINT) else Paragraph(line)
    yield Note(f"Bron: {part.source}")
