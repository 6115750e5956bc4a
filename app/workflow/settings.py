# SPDX-License-Identifier: EUPL-1.2
"""Settings: who refers, the statement on professional secrecy, when the program locks itself, which mail program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from app.domain.policy import SHORTEST_LOCK, Policy
from app.domain.profile import Profile, Text
from app.domain.sender import Sender
from app.domain.validation import Problem, checked_sender
from app.mail.chain import Choice, MailChain
from app.workflow.session import Session

__all__ = ["Choice", "ContactFacts", "ProtocolFacts", "SettingsVerbs", "use_mail_choice"]


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """A data protection officer of a protocol, with the day of the last check; ``is_stale`` after 12 months (R55)."""

    email: str
    checked_on: date
    is_stale: bool


@dataclass(frozen=True, slots=True)
class ProtocolFacts:
    """What the profile of one protocol says about reaching people; to be read, never typed (decision 10)."""

    title: str
    desk: str
    phone: str
    phone_by_ict: bool
    own_dpo: ContactFacts
    other_dpo: ContactFacts


@dataclass(frozen=True, slots=True)
class SettingsVerbs:
    """What the user may change; nothing here can name or change a recipient (R01)."""

    session: Session
    chain: MailChain

    @property
    def policy(self) -> Policy:
        """What the administrator of this computer set; a page shows it and says who set it."""
        return self.session.policy

    def sender(self) -> Sender:
        """Who refers, as stored."""
        return self.session.sender()

    def statement(self) -> Text:
        """The statement on professional secrecy that must be confirmed in its present wording (R02).

        Of several protocols: the first statement that was not confirmed yet.
        """
        session = self.session
        present = session.present_profile().statement
        if not session.is_open:
            return present
        today, sender = session.today(), session.sender()
        asked = (profile.statement for profile in session.profiles if profile.in_force(today))
        return next((one for one in asked if not sender.has_confirmed(one.id)), present)

    def check_sender(self, raw: Mapping[str, str]) -> tuple[Sender, tuple[Problem, ...]]:
        """The cleaned sender of what was typed, and what is wrong with it; stores nothing.

        ``raw`` has ``name``, ``team``, ``phone``, ``email``, and ``statement_id`` (empty when not confirmed). A mailbox
        that the administrator set stands in place of what was typed.
        """
        mailbox = self.policy.team_mailbox
        return checked_sender({**raw, "email": mailbox} if mailbox else raw)

    def save_sender(self, sender: Sender) -> None:
        """Store who refers. A statement that was confirmed before stays so, while some protocol asks for it."""
        store = self.session.store
        asked = {profile.statement.id for profile in self.session.profiles}
        if sender.statement_id in asked:
            known = {*store.settings.sender().statement_id.split()} & asked
            sender = replace(sender, statement_id=" ".join(sorted(known | {sender.statement_id})))
        sender = replace(sender, email=self.policy.team_mailbox or sender.email)
        with store.transaction():
            store.settings.set_sender(sender)

    def may_refer(self) -> bool:
        """Did the user confirm the present statement?"""
        return self.session.sender().may_refer(self.statement().id)

    def auto_lock_minutes(self) -> int:
        """Minutes without use before the program locks itself (R35), within the administrator's bounds."""
        policy = self.policy
        return policy.lock_minutes(self.session.store.settings.auto_lock_minutes(policy.usual_lock))

    def set_auto_lock_minutes(self, minutes: int) -> None:
        """1 to 15 minutes, or what the administrator left of that; it cannot be switched off."""
        if minutes < SHORTEST_LOCK or minutes != self.policy.lock_minutes(minutes):
            raise ValueError(minutes)
        store = self.session.store
        with store.transaction():
            store.settings.set_auto_lock_minutes(minutes)

    def mail_choice(self) -> Choice:
        """Which mail program the user chose; automatic when none, or one of a newer version."""
        return self.chain.choice

    def mail_choices(self) -> tuple[Choice, ...]:
        """What this computer has to choose from; may ask the system, so it runs on the mail lane."""
        return self.chain.choices()

    def set_mail_choice(self, choice: Choice) -> None:
        """Store it, and use it from now on for every mail; ValueError for one that the administrator does not allow."""
        if choice not in self.chain.allowed:
            raise ValueError(choice)
        self.session.store.settings.set_mail_program(choice.value)
        self.chain.choice = choice

    def protocols(self) -> tuple[ProtocolFacts, ...]:
        """Telephone number and contacts of each protocol, and whether somebody should check them again."""
        return tuple(map(self._facts, self.session.profiles))

    def _facts(self, profile: Profile) -> ProtocolFacts:
        today = self.session.today()
        own, other = (
            ContactFacts(contact.email, contact.checked_on, contact.is_stale(today))
            for contact in (profile.own_dpo, profile.other_dpo)
        )
        by_ict = profile.id in self.policy.phones
        return ProtocolFacts(profile.title, profile.recipient.desk, profile.recipient.phone, by_ict, own, other)


def use_mail_choice(session: Session, chain: MailChain) -> None:
    """What the user chose once holds in every run: called after each unlock."""
    stored = session.store.settings.mail_program()
    chain.choice = Choice(stored) if stored in set(Choice) else chain.allowed[0]
