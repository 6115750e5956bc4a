# SPDX-License-Identifier: EUPL-1.2
"""First start, unlocking, recovery, settings and about."""

from __future__ import annotations

from dataclasses import replace

from app.domain.errors import DatabaseDamaged, WrongPassphrase
from app.domain.policy import Policy
from app.domain.profile import Text
from app.ui.pages.about import AboutPage
from app.ui.pages.first_start import FirstStartPage
from app.ui.pages.recovery import RecoveryPage
from app.ui.pages.sender import SenderPage
from app.ui.pages.settings import SettingsPage
from app.ui.pages.unlock import UnlockPage
from app.workflow.settings import Choice
from tests.factory import the_profile
from tests.fakes import FixedClock
from tests.ui.doubles import PROTOCOL, SENDER, FakeSettings, FakeVault, InstantLane


def first_start() -> FirstStartPage:
    """Step 1."""
    page = FirstStartPage(FakeVault(), FakeSettings(), InstantLane())
    page.load()
    return page


def first_start_problems() -> FirstStartPage:
    """Step 1 with nothing filled in."""
    page = first_start()
    page.to_passphrase.click()
    return page


def passphrase() -> FirstStartPage:
    """Step 2."""
    page = first_start()
    page.form.fill(SENDER, FakeSettings().statement())
    page.to_passphrase.click()
    return page


def passphrase_problem() -> FirstStartPage:
    """Step 2 with a short passphrase."""
    page = passphrase()
    page.passphrase.first.set_text("te kort")
    page.to_code.click()
    return page


def recovery_code() -> FirstStartPage:
    """Step 3."""
    page = passphrase()
    page.passphrase.take.click()
    page.passphrase.repeat.set_text(page.passphrase.value())
    page.to_code.click()
    return page


def ready() -> FirstStartPage:
    """The end of the first start."""
    page = recovery_code()
    page.recovery.checks[0].set_text(page.recovery.expected()[0])
    page.recovery.checks[1].set_text(page.recovery.expected()[1])
    page.finish.click()
    return page


def unlock() -> UnlockPage:
    """Locked."""
    return UnlockPage(FakeVault(), InstantLane())


def unlock_wrong() -> UnlockPage:
    """A wrong passphrase."""
    page = UnlockPage(FakeVault(raises=WrongPassphrase()), InstantLane())
    page.phrase.set_text("een verkeerde zin")
    page.open.click()
    return page


def forgotten() -> RecoveryPage:
    """Forgotten passphrase."""
    return RecoveryPage(FakeVault(), InstantLane(), FixedClock())


def damaged() -> RecoveryPage:
    """Damaged database, with a copy."""
    page = forgotten()
    page.show_damage(DatabaseDamaged())
    return page


def lost() -> RecoveryPage:
    """No recovery code either."""
    page = forgotten()
    page.no_code.click()
    return page


def statement_changed() -> SenderPage:
    """The statement must be confirmed again."""
    changed = Text("verklaring.nl@1.1.0", "Ik werk in het lokaal team en ben gebonden door het beroepsgeheim.")
    page = SenderPage(FakeSettings(text=changed), InstantLane())
    page.load()
    return page


def settings() -> SettingsPage:
    """Settings with all cards."""
    page = SettingsPage(FakeSettings(), FakeVault(), InstantLane(), InstantLane(), screen_protected=True)
    page.load()
    return page


def settings_managed() -> SettingsPage:
    """Settings on a computer on which the ICT department set what it can."""
    policy = Policy(
        longest_lock=5,
        mail_programs=("klassieke_outlook", "geen"),
        team_mailbox="team.voorbeeld@example.org",
        terms={"concept_days": 5, "hard_consent_days": 21, "extend_days": 0},
    )
    facts = replace(PROTOCOL, phone="014 00 00 00", phone_by_ict=True)
    verbs = FakeSettings(policy=policy, minutes=5, choice=Choice.NONE, facts=(facts,))
    page = SettingsPage(verbs, FakeVault(), InstantLane(), InstantLane(), screen_protected=True)
    page.load()
    return page


def settings_passphrase() -> SettingsPage:
    """Changing the own passphrase."""
    page = settings()
    page.change.click()
    return page


def about() -> AboutPage:
    """About."""
    page = AboutPage("1.0.0")
    page.show_about((the_profile(),))
    return page


PAGES = {
    "first_start_1": first_start,
    "first_start_1_problems": first_start_problems,
    "first_start_2": passphrase,
    "first_start_2_problem": passphrase_problem,
    "first_start_3": recovery_code,
    "first_start_4_ready": ready,
    "unlock": unlock,
    "unlock_wrong": unlock_wrong,
    "recovery_forgotten": forgotten,
    "recovery_damaged": damaged,
    "recovery_lost": lost,
    "sender_changed": statement_changed,
    "settings": settings,
    "settings_managed": settings_managed,
    "settings_passphrase": settings_passphrase,
    "about": about,
}
