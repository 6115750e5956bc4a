# SPDX-License-Identifier: EUPL-1.2
"""Openers in fixed order, first success wins, never two at once → Outcome."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from app.log import event
from app.mail.child import ChildProcess
from app.mail.clients import Computer
from app.mail.copies import forget_copy, forget_old_copies
from app.mail.draft import MailDraft
from app.mail.openers import all_openers
from app.mail.route import Choice, Opener, Outcome, System

__all__ = ["Choice", "MailChain", "Outcome", "for_this_computer"]

NO_ROUTE = "no_route"
BUSY = "busy"


class Runner(Protocol):
    """Runs one route where it cannot hang the program."""

    def open(self, opener: Opener, draft: MailDraft) -> Outcome:
        """Put the draft in front of the user by this route."""
        ...

    def show(self, path: Path) -> Outcome:
        """Show a file in its folder."""
        ...


def for_this_computer() -> MailChain:
    """The chain of the real program: every route, each in a child process."""
    return MailChain(all_openers())


class MailChain:
    """Puts a draft in front of the user by the first route that works; callable from any one thread, without Qt.

    Without openers it opens nothing (practice mode, self-test), and the manual page takes over. ``choice`` is the mail
    program of the settings; the workflow sets it when the vault opens. ``allowed`` are those that the administrator
    lets be used, at least one (decision 29): any other choice counts as the first of them.
    """

    def __init__(
        self,
        openers: Iterable[Opener],
        system: System | None = None,
        runner: Runner | None = None,
        note: Callable[[str], None] = event,
    ) -> None:
        """``note`` gets one code per failed route: route and reason, no recipient, no subject."""
        self._openers: Sequence[Opener] = tuple(openers)
        self._system: System = system or Computer()
        self._runner: Runner = runner or ChildProcess()
        self._note = note
        self.allowed: Sequence[Choice] = tuple(Choice)
        self._wish = Choice.AUTOMATIC
        self._turn = deque([object()])  # taking from a deque is atomic: a second click finds it empty

    @property
    def choice(self) -> Choice:
        """The mail program that is used: the user's wish when it is allowed."""
        return self._wish if self._wish in self.allowed else self.allowed[0]

    @choice.setter
    def choice(self, wish: Choice) -> None:
        self._wish = wish

    def open(self, draft: MailDraft, after: str = "") -> Outcome:
        """Try the routes that fit, in order; only a definite failure leads to the next one.

        ``after`` names a route of which the user said that nothing opened: the routes behind it get their turn.
        While another call is under way the answer is ``asked``/``busy`` and nothing is opened.
        """
        try:
            turn = self._turn.pop()
        except IndexError:
            return Outcome("asked", "", BUSY)
        try:
            return self._first_that_works(draft, after)
        finally:
            self._turn.append(turn)

    def choices(self) -> tuple[Choice, ...]:
        """What settings may offer on this computer: automatic, what is there or was chosen, and by hand.

        Out of what is allowed alone.
        """
        always = (Choice.AUTOMATIC, Choice.NONE, self.choice)
        return tuple(one for one in Choice if one in self.allowed and (one in always or self.available(one)))

    def available(self, choice: Choice = Choice.AUTOMATIC) -> bool:
        """Does any route fit? If not, the manual page is all there is."""
        return any(opener.fits(self._system, choice) for opener in self._openers)

    def show_folder(self, path: Path) -> bool:
        """Show the archive in its folder; True when a file manager was started."""
        return self._runner.show(path).kind != "failed"

    def forget_copy(self, draft_path: Path) -> None:
        """Remove what was copied of this draft for a program that cannot read the data folder."""
        forget_copy(draft_path, self._system)

    def forget_old_copies(self, now: datetime) -> None:
        """Remove such copies older than a day; called at start."""
        forget_old_copies(now, self._system)

    def _first_that_works(self, draft: MailDraft, after: str) -> Outcome:
        outcome = Outcome("failed", "", NO_ROUTE)
        for opener in self._rest(after):
            if not opener.fits(self._system, self.choice):
                continue
            outcome = self._runner.open(opener, draft)
            if outcome.kind != "failed":
                return outcome
            self._note(f"mail_{outcome.route}_{outcome.code}")
        return outcome

    def _rest(self, after: str) -> Sequence[Opener]:
        if not after:
            return self._openers
        return tuple(itertools.dropwhile(lambda opener: opener.name != after, self._openers))[1:]
