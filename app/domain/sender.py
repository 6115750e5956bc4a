# SPDX-License-Identifier: EUPL-1.2
"""Sender: the user's name, team, telephone, mailbox, and the statement on professional secrecy (R02, decision 11)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sender:
    """Who refers: asked once at first start, changeable in settings.

    ``statement_id`` is the version of the statement ("lid van het lokaal team, gebonden door het beroepsgeheim") that
    the user confirmed, blank-separated when protocols have several; empty when not confirmed.
    """

    name: str = ""
    team: str = ""
    phone: str = ""
    email: str = ""
    statement_id: str = ""

    def may_refer(self, statement_id: str) -> bool:
        """True when the user confirmed this very text; a changed text asks again."""
        return bool(self.name and self.team and self.phone and self.email) and self.has_confirmed(statement_id)

    def has_confirmed(self, statement_id: str) -> bool:
        """Did the user confirm this version of the statement?"""
        return statement_id in self.statement_id.split()
