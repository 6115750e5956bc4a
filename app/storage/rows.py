# SPDX-License-Identifier: EUPL-1.2
"""How values become columns, and the SHA-256 that each row carries of itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime

from app.domain.errors import RowDamaged


def row_sha256(values: Mapping[str, object]) -> str:
    """SHA-256 over the canonical JSON of all columns but ``sha256`` itself."""
    rest = {name: value for name, value in values.items() if name != "sha256"}
    canonical = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def check_row(table: str, values: Mapping[str, object]) -> None:
    """Refuse a row that is not what was written, whatever the reason."""
    if values["sha256"] != row_sha256(values):
        raise RowDamaged(table=table)


def moment_text(moment: datetime) -> str:
    """A moment as it stands in a column: UTC, to the microsecond, in text that sorts."""
    if moment.tzinfo is None:
        raise ValueError("a moment must know its time zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def optional_text(moment: datetime | None) -> str | None:
    """The same for a moment that has not come."""
    return None if moment is None else moment_text(moment)


def moment_of(text: str) -> datetime:
    """The moment in a column."""
    return datetime.fromisoformat(text)


def optional_moment(text: str | None) -> datetime | None:
    """The moment in a column that may be empty."""
    return None if text is None else moment_of(text)
