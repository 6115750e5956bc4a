# SPDX-License-Identifier: EUPL-1.2
"""Referral (doorverwijzing) and its state machine: states, moments and the moves that are allowed (product.md 5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from app.domain.client import Client
from app.domain.consent import Consent
from app.domain.errors import NotNow
from app.domain.reference import with_version


class State(StrEnum):
    """Where a referral stands; the consent step before CONCEPT is never stored."""

    CONCEPT = "concept"
    READY = "klaar"
    EXPORTED = "geexporteerd"
    SENT = "verzonden"
    WITHDRAWN = "ingetrokken"
    ERASED = "gewist"


LIVE = (State.CONCEPT, State.READY, State.EXPORTED, State.SENT)
"""States in which client fields exist."""


@dataclass(frozen=True, slots=True)
class Referral:
    """One client, one consent, one archive, one mail, one passphrase (R03).

    All moments are aware UTC. ``client`` is None exactly when the data are wiped. ``since`` is when the term of
    the present state began (for CONCEPT: the last edit; moved on by *Verlengen*); ``extended`` tells that it was used.
    ``version`` is 1, or higher after a correction (art. 7); then ``confirmed_at`` tells when the old consent was
    confirmed to hold, ``correction`` which of the six kinds of art. 7 was wrong, and ``agreed_channels`` the ways of
    contact the client said yes to before or since (None: all that are filled in). ``sent_version`` is the version
    that was declared sent last, 0 when none was.
    ``focus`` is the object name of the field the user was in, so that unlocking returns there.
    """

    reference: str
    consent: Consent
    profile_id: str
    created_at: datetime
    edited_at: datetime
    since: datetime
    client: Client | None
    state: State = State.CONCEPT
    version: int = 1
    extended: bool = False
    confirmed_at: datetime | None = None
    mail_opened_at: datetime | None = None
    sent_at: datetime | None = None
    spoken_at: datetime | None = None
    withdrawn_at: datetime | None = None
    sent_version: int = 0
    correction: str = ""
    agreed_channels: tuple[str, ...] | None = None
    focus: str = ""

    @property
    def full_reference(self) -> str:
        """``XXXX-XXXX``, from version 2 on ``XXXX-XXXX-2`` (R51)."""
        return with_version(self.reference, self.version)

    @property
    def was_sent(self) -> bool:
        """The user declared some version of it sent."""
        return self.sent_at is not None

    @property
    def version_sent(self) -> bool:
        """This very version was declared sent; other data are then a correction (R51)."""
        return self.sent_version == self.version

    @property
    def unagreed_channels(self) -> tuple[str, ...]:
        """Ways of contact that are filled in, were withheld before, and need a yes of the client (art. 3, GDPR 7)."""
        if self.client is None or self.agreed_channels is None:
            return ()
        return tuple(channel for channel in self.client.channels if channel not in self.agreed_channels)

    @property
    def may_be_corrected(self) -> bool:
        """A version was sent, consent still holds, and no other correction is being made."""
        return self.was_sent and not self.consent.has_ended and (self.version_sent or self.state is State.ERASED)

    def require(self, verb: str, *states: State) -> None:
        """Raise NotNow unless the referral is in one of these states."""
        if self.state not in states:
            raise NotNow(verb=verb, state=self.state.value)

    def edited(self, client: Client, now: datetime, focus: str = "") -> Referral:
        """Typed text arrives, in a concept only: the term starts anew, an extension stays used and is not cut short."""
        self.require("edit", State.CONCEPT)
        return replace(self, client=client, edited_at=now, since=max(self.since, now), focus=focus)

    def moved(self, state: State, now: datetime) -> Referral:
        """The same referral in another state, whose term starts now and may be extended once."""
        return replace(self, state=state, since=now, extended=False)

    def finished(self, now: datetime) -> Referral:
        """CONCEPT → READY (Nagekeken): the fields are read-only from here."""
        self.require("finish", State.CONCEPT)
        return self.moved(State.READY, now)

    def reopened(self, now: datetime) -> Referral:
        """READY or EXPORTED → CONCEPT (terug bewerken); an existing archive and its phrase must be dropped."""
        self.require("reopen", State.READY, State.EXPORTED)
        return replace(self.moved(State.CONCEPT, now), edited_at=now, mail_opened_at=None)

    def renewed(self, consent: Consent, profile_id: str, now: datetime) -> Referral:
        """Unsent → CONCEPT under a new consent: the text changed, the old one is too old, or another OCMW is competent.

        What was typed stays; an archive that was made must be dropped.
        """
        self.require("renew consent", State.CONCEPT, State.READY, State.EXPORTED)
        if self.was_sent or self.version > 1:
            raise NotNow(verb="renew consent", state=self.state.value)
        return replace(
            self.moved(State.CONCEPT, now),
            consent=consent,
            profile_id=profile_id,
            edited_at=now,
            mail_opened_at=None,
        )

    def exported(self, now: datetime) -> Referral:
        """READY → EXPORTED, or EXPORTED/SENT → EXPORTED again with a new archive and a new phrase."""
        self.require("export", State.READY, State.EXPORTED, State.SENT)
        return replace(self.moved(State.EXPORTED, now), mail_opened_at=None, spoken_at=None)

    def mail_opened(self, now: datetime) -> Referral:
        """A mail program was asked to show the draft; says nothing about sending (decision 7)."""
        self.require("open mail", State.EXPORTED, State.SENT)
        return replace(self, mail_opened_at=now)

    def declared_sent(self, now: datetime) -> Referral:
        """EXPORTED → SENT, on the user's own word."""
        self.require("declare sent", State.EXPORTED)
        return replace(self.moved(State.SENT, now), sent_at=now, sent_version=self.version)

    def spoken(self, now: datetime) -> Referral:
        """The phrase was passed on by voice to a social worker; only the time is kept (R32)."""
        self.require("pass on", State.SENT)
        return replace(self, spoken_at=now)

    def corrected(self, kind: str, now: datetime) -> Referral:
        """SENT, made again, or wiped → CONCEPT of the next version (verbetering, art. 7); the user said consent holds.

        What the client shared before may be shared again. After wiping nobody knows what that was: the fields are
        typed again, and the caller asked about each way of contact.
        """
        if not self.may_be_corrected:
            raise NotNow(verb="correct", state=self.state.value)
        return replace(
            self.moved(State.CONCEPT, now),
            edited_at=now,
            client=self.client or Client(),
            version=self.version + 1,
            confirmed_at=now,
            correction=kind,
            agreed_channels=None if self.client is None else self.client.channels,
            mail_opened_at=None,
            spoken_at=None,
            focus="",  # a new version is read from its first field
        )

    def channels_agreed(self) -> Referral:
        """The client said yes to each way of contact that is filled in; one added later is asked about again."""
        self.require("agree", State.CONCEPT)
        if self.agreed_channels is None:
            return self
        return replace(self, agreed_channels=(*self.agreed_channels, *self.unagreed_channels))

    def withdrawn(self, now: datetime, *, invalid: bool = False) -> Referral:
        """Data wiped at once, an open task remains until the OCMW confirms (INGETROKKEN).

        The client stops after sending (intrekken) or, with ``invalid``, consent never was valid (ongeldig verklaren).
        """
        return replace(
            self.erased(now),
            state=State.WITHDRAWN,
            withdrawn_at=now,
            consent=self.consent.ended(now, invalid=invalid),
        )

    def erased(self, now: datetime) -> Referral:
        """Any state → ERASED (Gewist): no client field, consent record reduced (product.md 5.2)."""
        return replace(
            self.moved(State.ERASED, now),
            client=None,
            consent=self.consent.reduced(),
            correction="",
            agreed_channels=None,
            focus="",
        )
