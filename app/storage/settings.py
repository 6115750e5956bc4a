# SPDX-License-Identifier: EUPL-1.2
"""Sender, choices, latest time seen (inside the vault)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from app.domain.limits import Limits
from app.domain.policy import LONGEST_LOCK, SHORTEST_LOCK, USUAL_LOCK
from app.domain.sender import Sender
from app.storage.counter import next_count
from app.storage.database import Database
from app.storage.rows import moment_of, moment_text


class Settings:
    """A closed list of values; the database refuses any other name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sender(self) -> Sender:
        """Who refers; empty until asked."""
        found = self._get("sender")
        return Sender() if found is None else Sender(**json.loads(found))

    def set_sender(self, sender: Sender) -> None:
        """Store who refers."""
        self._set("sender", json.dumps(asdict(sender), ensure_ascii=False, sort_keys=True))

    def auto_lock_minutes(self, usual: int = USUAL_LOCK) -> int:
        """Minutes without use before the program locks itself; ``usual`` as long as nothing was chosen."""
        found = self._get("auto_lock_minutes")
        return usual if found is None else int(found)

    def set_auto_lock_minutes(self, minutes: int) -> None:
        """1 to 15; it cannot be switched off (R35)."""
        if not SHORTEST_LOCK <= minutes <= LONGEST_LOCK:
            raise ValueError("auto-lock takes 1 to 15 minutes")
        self._set("auto_lock_minutes", str(minutes))

    def latest_seen(self) -> datetime | None:
        """The latest moment that was ever believed (security.md P10)."""
        found = self._get("latest_seen")
        return None if found is None else moment_of(found)

    def see(self, now: datetime) -> None:
        """Remember a moment; an earlier one never replaces a later one."""
        seen = self.latest_seen()
        if seen is None or now > seen:
            self._set("latest_seen", moment_text(now), counts=False)

    def limits(self) -> dict[str, Limits]:
        """By protocol, the hard limits that were known last."""
        found = json.loads(self._get("hard_limits") or "{}").items()
        return {name: Limits(**one | {"until": one["until"] and moment_of(one["until"])}) for name, one in found}

    def set_limits(self, limits: Mapping[str, Limits]) -> None:
        """Store them; only what changed needs to be."""
        told = {name: asdict(one) | {"until": one.until and moment_text(one.until)} for name, one in limits.items()}
        self._set("hard_limits", json.dumps(told, sort_keys=True), counts=False)

    def mail_program(self) -> str:
        """The mail route that the user chose; empty means: the first that works."""
        return self._get("mail_program") or ""

    def set_mail_program(self, route: str) -> None:
        """Store the chosen mail route."""
        self._set("mail_program", route)

    def _get(self, name: str) -> str | None:
        rows = self._database.execute("SELECT value FROM setting WHERE name = ?", (name,))
        return str(rows[0][0]) if rows else None

    def _set(self, name: str, value: str, *, counts: bool = True) -> None:
        """``counts`` is False for a value that alone does not make a new copy worth making."""
        with self._database.transaction():
            self._database.execute(
                "INSERT INTO setting VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value",
                (name, value),
            )
            if counts:
                next_count(self._database)
