# SPDX-License-Identifier: EUPL-1.2
"""Where a breach is noted: table and register, or beside the locked vault until the next unlock, once in any case."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from app import files
from app.domain.errors import AppError
from app.domain.events import Entry, Event
from app.domain.incident import Incident
from app.domain.reference import new_incident
from app.log import error_code, event
from app.storage.outside import Outside, WaitingIncident
from app.workflow.session import Session

T = TypeVar("T")


@dataclass(slots=True)
class BreachNotes:
    """Nothing here keeps anybody from reporting: what cannot be written is remembered until it can be."""

    session: Session
    outside: Outside
    text_version: str
    _unwritten: dict[str, WaitingIncident] = field(default_factory=dict)

    def new_number(self) -> str:
        """One that is not in use, as far as can be read now."""
        unread: set[str] = set()
        used = ask(self._numbers, unread) | {one.number for one in self._waiting()}
        while (number := new_incident(self.session.random)) in used:
            pass
        return number

    def stored(self, number: str) -> Incident | None:
        """The breach with this number in the vault, if any; raises VaultLocked while locked."""
        return next((one for one in self.session.store.incidents.all() if one.number == number), None)

    def note(self, incident: Incident, protocol: str) -> bool:
        """In the vault; when it is locked or refuses, beside it; False when only this run of the program knows."""
        if self.session.is_open and attempt(lambda: self._store(incident, protocol)):
            return True
        waiting = WaitingIncident(incident.number, incident.discovered_at)
        if attempt(lambda: self._wait(waiting)):
            return True
        self._unwritten[waiting.number] = waiting
        return False

    def told(self, number: str, now: datetime) -> None:
        """The officer was told: the first time counts."""
        incident = self.stored(number) if self.session.is_open else None
        if incident is not None:
            if incident.is_open:
                self.session.store.incidents.put(replace(incident, mailed_at=now))
        elif number in self._unwritten:
            self._unwritten[number] = replace(self._unwritten[number], told_at=now)
        else:
            attempt(lambda: self.outside.incident_told(number, now))

    def take_over_waiting(self) -> None:
        """After an unlock: what waits enters table and register in one transaction; then it is forgotten outside.

        A crash in between leaves it waiting: a number that the table has already is not noted a second time.
        """
        waiting = self._waiting()
        if waiting and attempt(lambda: self._take_over(waiting)):
            self._unwritten.clear()
            attempt(self.outside.clear_incidents)

    def _waiting(self) -> tuple[WaitingIncident, ...]:
        return (*self.outside.incidents(), *self._unwritten.values())

    def _numbers(self) -> set[str]:
        return {one.number for one in self.session.store.incidents.all()}

    def _store(self, incident: Incident, protocol: str) -> None:
        store = self.session.store
        with store.transaction():
            known = self.stored(incident.number)
            if known is None:
                self._register(incident.number, protocol)
            else:
                incident = replace(incident, recorded_at=known.recorded_at)  # only its mail was made again
            store.incidents.put(incident)

    def _wait(self, waiting: WaitingIncident) -> None:
        files.make_folder(self.session.paths.data)  # before the first start there is none
        self.outside.add_incident(waiting)

    def _take_over(self, waiting: Iterable[WaitingIncident]) -> None:
        store, now = self.session.store, self.session.now()
        with store.transaction():
            for one in waiting:
                known = self.stored(one.number)
                if known is None:
                    store.incidents.put(Incident(one.number, one.moment, now, mailed_at=one.told_at))
                    self._register(one.number, "")
                elif known.is_open and one.told_at is not None:
                    store.incidents.put(replace(known, mailed_at=one.told_at))

    def _register(self, number: str, protocol: str) -> None:
        session = self.session
        entry = Entry(Event.INCIDENT, number, protocol, text_versions=self.text_version, user=session.sender().name)
        session.store.register.append(entry, session.now())


def attempt(step: Callable[[], None]) -> bool:
    """Did it work? If not, the log has the code, and reporting goes on."""
    try:
        step()
    except AppError as error:
        event(f"breach:{error_code(error)}")
        return False
    return True


def ask(question: Callable[[], T], otherwise: T) -> T:
    """The answer of the vault; something else while it is locked or cannot be read."""
    try:
        return question()
    except AppError:
        return otherwise
