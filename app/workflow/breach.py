# SPDX-License-Identifier: EUPL-1.2
"""Breach (gegevenslek, art. 9): the mail to the officers, also while locked; register row at the next unlock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from app.clock import belgian_day
from app.domain.errors import DraftFailed, ReferenceUnknown
from app.domain.incident import Answers, Incident
from app.domain.profile import Profile
from app.domain.reference import parse_full_reference, parse_reference
from app.domain.referral import Referral
from app.domain.refusals import BeforeProtocol, DayInFuture, HappenedLater, RecipientUnclear, TooManyReferences
from app.domain.sender import Sender
from app.mail.chain import MailChain, Outcome
from app.mail.draft import MailDraft, read_draft, to_privacy_officers, write_draft
from app.mail.texts import MailTexts
from app.storage.outside import Outside
from app.workflow.breach_notes import BreachNotes, ask, attempt
from app.workflow.outbox import draft_path, remove_draft
from app.workflow.session import Session

YES, UNKNOWN, NOTHING_YET = "ja", "weet ik niet", "nog niets"
QUESTIONS = ("kind", "encrypted", "phrase_known", "measures", "other_party")
MOST_REFERENCES = 50
"""A mail that names more is read by nobody, and some mail programs get it on a command line."""


@dataclass(frozen=True, slots=True)
class Form:
    """What the page asks: closed lists per question, whose protocol it can be about, references of the open vault."""

    choices: Mapping[str, tuple[str, ...]]
    profiles: tuple[Profile, ...]
    references: tuple[str, ...]
    today: date


@dataclass(frozen=True, slots=True)
class Reported:
    """A breach with its number and mail. ``is_noted``: kept on disk; ``is_written``: a mail program can be asked."""

    number: str
    discovered_at: datetime
    draft: MailDraft
    is_noted: bool
    is_written: bool


@dataclass(slots=True)
class BreachVerbs:
    """Reporting wins: no fault of vault or disk keeps the user from the mail; the vault is not needed at all."""

    session: Session
    texts: MailTexts
    chain: MailChain
    outside: Outside
    notes: BreachNotes = field(init=False)

    def __post_init__(self) -> None:
        """Notes tell which text of the mail was used."""
        self.notes = BreachNotes(self.session, self.outside, self.texts.version("breach"))

    def form(self) -> Form:
        """What to ask; references only while the vault is open, the latest first, and never a name."""
        choices = {name: self.texts.choices("breach", name) for name in QUESTIONS}
        known = sorted(self._referrals(), key=lambda one: one.created_at, reverse=True)
        references = tuple(one.full_reference for one in known)
        return Form(choices, self.session.profiles, references, belgian_day(self.session.clock.now()))

    def report(self, answers: Answers, profile_id: str = "", number: str = "") -> Reported:
        """Number, mail to the own officer, on "ja" also to the other party's (R53); then noted, also while locked.

        ``number`` is given when the mail of a breach that is known already must be made again. Raises DayInFuture,
        HappenedLater, BeforeProtocol, TooManyReferences, ReferenceUnknown or RecipientUnclear.
        """
        answers = replace(answers, references=_references(answers.references))
        profile = self._profile(profile_id, answers)
        clock_now = self.session.clock.now()
        now = ask(self.session.now, clock_now)
        _check_moments(answers, profile, clock_now, now)
        number = number or self.notes.new_number()
        draft = self._draft(answers, profile, number)
        incident = Incident(number, answers.discovered_at, now, answers.references)
        is_noted = self.notes.note(incident, profile.id)
        is_written = attempt(lambda: write_draft(draft, clock_now))
        return Reported(number, answers.discovered_at, draft, is_noted, is_written)

    def open_mail(self, draft: MailDraft) -> Outcome:
        """Ask the user's mail program to show the mail; runs on the mail lane, never sends."""
        return self.chain.open(draft)

    def incident(self, number: str) -> Incident:
        """What the vault knows of this breach; raises ReferenceUnknown."""
        return self.session.store.incidents.get(number)

    def mail(self, number: str) -> MailDraft | None:
        """The mail as it was made, or None when its file is gone: the answers are kept nowhere else."""
        try:
            draft = read_draft(draft_path(self.session, number))
        except DraftFailed:
            return None
        officers = {one.email for profile in self.session.profiles for one in (profile.own_dpo, profile.other_dpo)}
        return draft if officers.issuperset(draft.recipients) else None  # only ever to a contact of a profile (R01)

    def told(self, number: str) -> None:
        """*Ik heb de e-mail verzonden*: the user's own word; the task ends and the draft goes."""
        self.notes.told(number, self.session.now())
        remove_draft(self.session, draft_path(self.session, number))

    def take_over_waiting(self) -> None:
        """After an unlock: what was reported while locked enters table and register."""
        self.notes.take_over_waiting()

    def _draft(self, answers: Answers, profile: Profile, number: str) -> MailDraft:
        text = self.texts.breach(
            profile,
            ask(self.session.sender, Sender()),  # while locked nobody knows who reports: the mail then says so
            number,
            discovered=answers.discovered_at,
            happened=answers.happened_at,
            kind=answers.kind,
            references=answers.references,
            clients=answers.clients,
            encrypted=answers.encrypted,
            phrase_known=answers.phrase_known,
            measures=answers.measures,
            other_party=answers.other_party,
        )
        path = draft_path(self.session, number)
        return to_privacy_officers(profile, text, path, other_party=answers.other_party == YES)

    def _profile(self, profile_id: str, answers: Answers) -> Profile:
        """The chosen one, else the only one, else the one to which every reference known here belongs."""
        session = self.session
        wanted = {parse_reference(reference) for reference in answers.references}
        ids = {profile_id} if profile_id else {one.profile_id for one in self._referrals() if one.reference in wanted}
        fitting = [profile for profile in session.profiles if profile.id in ids] or session.profiles
        if len(fitting) == 1:
            return fitting[0]
        if answers.other_party == YES:
            raise RecipientUnclear()
        return ask(session.present_profile, session.profiles[0])

    def _referrals(self) -> list[Referral]:
        return ask(lambda: list(self.session.store.referrals.all()), [])


def _references(typed: Iterable[str]) -> tuple[str, ...]:
    """Each once, as this program writes them; raises ReferenceUnknown at a wrong check sign."""
    try:
        found = tuple(dict.fromkeys(parse_full_reference(text) for text in typed))
    except ValueError:
        raise ReferenceUnknown() from None
    if len(found) > MOST_REFERENCES:
        raise TooManyReferences(most=MOST_REFERENCES)
    return found


def _check_moments(answers: Answers, profile: Profile, clock_now: datetime, now: datetime) -> None:
    """``now`` may differ from the computer's clock while that is in doubt: neither must stop a report."""
    if answers.discovered_at > max(clock_now, now):
        raise DayInFuture()
    if answers.happened_at is not None and answers.happened_at > answers.discovered_at:
        raise HappenedLater()
    if belgian_day(answers.discovered_at) < profile.in_force_from <= belgian_day(clock_now):
        raise BeforeProtocol()
