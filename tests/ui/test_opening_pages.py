# SPDX-License-Identifier: EUPL-1.2
"""First start, unlocking, recovery, settings and about: what the pages ask of the verbs, and what they say."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import (
    DatabaseDamaged,
    DiskFull,
    KeyFileDamaged,
    NewerVersion,
    NotEnoughMemory,
    WaitFirst,
    WrongPassphrase,
    WrongRecoveryCode,
)
from app.domain.profile import Text
from app.ui import texts, tokens
from app.ui.main_window import MainWindow
from app.ui.pages.about import AboutPage
from app.ui.pages.first_start import FirstStartPage
from app.ui.pages.recovery import RecoveryPage
from app.ui.pages.sender import SenderPage
from app.ui.pages.settings import SettingsPage
from app.ui.pages.unlock import UnlockPage
from app.ui.widgets.message_bar import Message
from app.ui.widgets.page import Page
from tests.factory import the_profile
from tests.fakes import FixedClock
from tests.ui.doubles import CODE, SENDER, STATEMENT, FakeSettings, FakeVault, InstantLane
from tests.ui.gallery_pages.opening import PAGES
from tests.ui.walk import walk

PHRASE = "anker-fiets-molen-appel-wolk"


class FirstStart:
    """The page with its doubles, and the steps of a person."""

    def __init__(self, qtbot: QtBot, vault: FakeVault | None = None) -> None:
        self.vault = vault or FakeVault()
        self.page = FirstStartPage(self.vault, FakeSettings(), InstantLane())
        qtbot.addWidget(self.page)
        self.page.load()
        self.created: list[bool] = []
        self.said: list[Message] = []
        self.page.created.connect(lambda: self.created.append(True))
        self.page.said.connect(self.said.append)

    def fill_in_who(self, *, statement: bool = True) -> None:
        for name in ("name", "team", "phone", "email"):
            self.page.form.fields[name].set_text(getattr(SENDER, name))
        self.page.form.statement.set_ticked(statement)
        self.page.to_passphrase.click()

    def type_phrase(self, first: str = PHRASE, second: str = PHRASE) -> None:
        self.page.passphrase.first.set_text(first)
        self.page.passphrase.repeat.set_text(second)
        self.page.to_code.click()

    def type_groups(self, *groups: str) -> None:
        for field, group in zip(self.page.recovery.checks, groups, strict=True):
            field.set_text(group)
        self.page.finish.click()


def test_first_start_makes_the_vault_in_three_steps(qtbot: QtBot) -> None:
    # GIVEN
    story = FirstStart(qtbot)
    assert story.page.step.text() == "Stap 1 van 3"
    # WHEN
    story.fill_in_who()
    assert story.page.step.text() == "Stap 2 van 3"
    assert story.page.passphrase.words.accessibleName() == PHRASE
    story.type_phrase()
    assert story.page.step.text() == "Stap 3 van 3"
    assert story.page.recovery.code.accessibleName() == CODE
    story.type_groups(*(group.lower() for group in story.page.recovery.expected()))
    # THEN
    assert story.vault.asked == [("create", SENDER, PHRASE, CODE)]
    assert story.created == [True]
    assert story.page.title.text() == "Alles staat klaar"
    assert story.page.recovery.code.accessibleName() == "", "the code is shown once"
    assert story.page.passphrase.value() == ""


def test_nothing_is_filled_in_for_the_user(qtbot: QtBot) -> None:
    story = FirstStart(qtbot)
    assert set(story.page.form.raw().values()) == {""}


def test_R02_without_the_statement_there_is_no_next_step(qtbot: QtBot) -> None:
    story = FirstStart(qtbot)
    story.fill_in_who(statement=False)
    assert story.page.step.text() == "Stap 1 van 3"
    assert story.page.form.statement.problem.text().startswith("Zonder deze verklaring")


def test_what_is_wrong_stands_beside_each_field(qtbot: QtBot) -> None:
    story = FirstStart(qtbot)
    story.page.to_passphrase.click()
    said = {name: field.problem.text() for name, field in story.page.form.fields.items()}
    assert said["name"] == "Vul je naam in."
    assert said["team"] == "Vul de naam van je team in."
    assert said["phone"].startswith("Dit nummer klopt niet.")
    assert said["email"].startswith("Dit e-mailadres klopt niet.")


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [("te kort", "Deze zin is te kort (7 van 15 tekens)."), ("Annelies Vercammen 2026", "makkelijk te raden")],
)
def test_a_weak_passphrase_is_refused_with_a_reason(qtbot: QtBot, phrase: str, sentence: str) -> None:
    story = FirstStart(qtbot)
    story.fill_in_who()
    story.type_phrase(phrase, phrase)
    assert sentence in story.page.passphrase.first.problem.text()
    assert story.page.step.text() == "Stap 2 van 3"


def test_two_different_passphrases_are_typed_again(qtbot: QtBot) -> None:
    story = FirstStart(qtbot)
    story.fill_in_who()
    story.type_phrase(second="anker-fiets-molen-appel-wolf")
    assert story.page.passphrase.repeat.problem.text() == "De twee zinnen zijn niet gelijk. Typ ze opnieuw."
    assert story.page.passphrase.repeat.text() == ""


def test_taking_the_proposal_asks_to_type_it_once(qtbot: QtBot) -> None:
    story = FirstStart(qtbot)
    story.fill_in_who()
    story.page.passphrase.take.click()
    assert story.page.passphrase.value() == PHRASE
    assert story.page.passphrase.repeat.text() == ""


def test_R43_the_code_must_be_typed_back_before_anything_is_made(qtbot: QtBot) -> None:
    story = FirstStart(qtbot)
    story.fill_in_who()
    story.type_phrase()
    story.type_groups("AAAA", "BBBB")
    assert story.vault.asked == []
    assert {field.problem.text() for field in story.page.recovery.checks} == {"Dit klopt niet. Kijk op je blad."}


def test_the_two_groups_are_said_by_name(qtbot: QtBot) -> None:
    story = FirstStart(qtbot)
    story.fill_in_who()
    story.type_phrase()
    names = [field.input.accessibleName() for field in story.page.recovery.checks]
    numbers = [int(name.removeprefix("Groep ")) for name in names]
    assert sorted(set(numbers)) == numbers
    groups = CODE.split("-")
    assert tuple(groups[number - 1] for number in numbers) == story.page.recovery.expected()


def test_a_full_disk_keeps_the_code_on_screen(qtbot: QtBot) -> None:
    story = FirstStart(qtbot, FakeVault(raises=DiskFull()))
    story.fill_in_who()
    story.type_phrase()
    story.type_groups(*story.page.recovery.expected())
    assert [message.text for message in story.said] == [texts.ERRORS["S01"]]
    assert story.page.finish.isEnabled()
    assert story.page.recovery.code.accessibleName() == CODE


class Unlocking:
    """The locked page."""

    def __init__(self, qtbot: QtBot, error: Exception | None = None) -> None:
        self.vault = FakeVault(raises=error)
        self.page = UnlockPage(self.vault, InstantLane())
        qtbot.addWidget(self.page)
        self.facts: list[str] = []
        self.page.unlocked.connect(lambda: self.facts.append("unlocked"))
        self.page.trouble.connect(lambda error: self.facts.append(error.code))
        self.page.said.connect(lambda message: self.facts.append(message.text))

    def open(self, phrase: str = PHRASE) -> None:
        self.page.phrase.set_text(phrase)
        self.page.open.click()


def test_the_right_passphrase_opens_and_is_forgotten_by_the_page(qtbot: QtBot) -> None:
    story = Unlocking(qtbot)
    story.open()
    assert story.facts == ["unlocked"]
    assert story.page.phrase.text() == ""


def test_a_wrong_passphrase_is_said_beside_the_field(qtbot: QtBot) -> None:
    story = Unlocking(qtbot, WrongPassphrase())
    story.open()
    assert story.page.phrase.problem.text() == "Deze wachtzin klopt niet. Probeer opnieuw."
    assert story.page.open.isEnabled()


def test_waiting_counts_down_and_then_opens_again(qtbot: QtBot) -> None:
    story = Unlocking(qtbot, WaitFirst(seconds=2))
    story.open()
    assert not story.page.open.isEnabled()
    assert story.page.phrase.problem.text() == "Wacht 2 seconden en probeer dan opnieuw."
    story.page.count_down()
    assert story.page.phrase.problem.text() == "Wacht 1 seconde en probeer dan opnieuw."
    story.page.count_down()
    assert story.page.open.isEnabled()
    assert story.page.phrase.problem.text() == ""


@pytest.mark.parametrize("error", [KeyFileDamaged(), DatabaseDamaged(), NewerVersion()])
def test_damage_is_never_called_a_wrong_passphrase(qtbot: QtBot, error: DatabaseDamaged) -> None:
    story = Unlocking(qtbot, error)
    story.open()
    assert story.facts == [error.code]
    assert story.page.phrase.problem.text() == ""


def test_too_little_memory_is_said_as_such(qtbot: QtBot) -> None:
    story = Unlocking(qtbot, NotEnoughMemory())
    story.open()
    assert story.facts == [texts.ERRORS["V05"]]


def test_a_breach_can_be_reported_while_locked(qtbot: QtBot) -> None:
    story = Unlocking(qtbot)
    with qtbot.waitSignal(story.page.breach_requested):
        story.page.findChild(QWidget, "report_breach").click()  # type: ignore[union-attr]


class Recovery:
    """The recovery page."""

    def __init__(self, qtbot: QtBot, vault: FakeVault | None = None) -> None:
        self.vault = vault or FakeVault()
        self.page = RecoveryPage(self.vault, InstantLane(), FixedClock())
        qtbot.addWidget(self.page)
        self.facts: list[str] = []
        self.page.recovered.connect(lambda: self.facts.append("recovered"))
        self.page.restored.connect(lambda: self.facts.append("restored"))
        self.page.started_over.connect(lambda: self.facts.append("started over"))

    def recover(self) -> None:
        self.page.code.set_text(CODE)
        self.page.passphrase.first.set_text(PHRASE)
        self.page.passphrase.repeat.set_text(PHRASE)
        self.page.recover.click()


def test_R43_the_recovery_code_sets_a_new_passphrase_and_gives_a_new_code(qtbot: QtBot) -> None:
    # GIVEN
    story = Recovery(qtbot)
    # WHEN
    story.recover()
    # THEN the new code is shown and typed back before the work goes on
    assert story.vault.asked == [("recover", CODE, PHRASE)]
    assert story.page.new_code.code.accessibleName() == CODE
    story.page.finish.click()
    assert story.facts == []
    for field, group in zip(story.page.new_code.checks, story.page.new_code.expected(), strict=True):
        field.set_text(group)
    story.page.finish.click()
    assert story.facts == ["recovered"]


def test_R43_a_wrong_code_is_said_beside_the_code(qtbot: QtBot) -> None:
    story = Recovery(qtbot, FakeVault(raises=WrongRecoveryCode()))
    story.recover()
    assert story.page.code.problem.text() == "Deze code klopt niet. Kijk of je elke groep juist typte."
    assert story.page.recover.isEnabled()


def test_R43_without_a_code_one_begins_again_after_a_question(qtbot: QtBot) -> None:
    # GIVEN
    story = Recovery(qtbot)
    story.page.no_code.click()
    assert story.page.title.text() == "Ook geen herstelcode?"
    # WHEN the safe answer is chosen
    story.page.start_over.click()
    box = story.page.findChildren(QMessageBox)[-1]
    next(button for button in box.buttons() if button.objectName() == "confirm_keep").click()
    assert story.facts == []
    # WHEN it is really meant
    story.page.start_over.click()
    box = story.page.findChildren(QMessageBox)[-1]
    next(button for button in box.buttons() if button.objectName() == "confirm_do").click()
    # THEN
    assert story.vault.asked == [("start_over",)]
    assert story.facts == ["started over"]


def test_damaged_files_offer_the_copy(qtbot: QtBot) -> None:
    story = Recovery(qtbot)
    story.page.show_damage(KeyFileDamaged())
    assert "Het ligt niet aan je wachtzin." in story.page.damage_text.text()
    assert "Er is een kopie van" in story.page.damage_text.text()
    story.page.restore.click()
    assert story.vault.asked == [("restore_backup",)]
    assert story.facts == ["restored"]


def test_without_a_copy_it_says_so(qtbot: QtBot) -> None:
    story = Recovery(qtbot, FakeVault(backup=None))
    story.page.show_damage(DatabaseDamaged())
    assert "Er is geen kopie." in story.page.damage_text.text()
    assert story.page.restore.isHidden()


def test_a_newer_version_offers_no_copy(qtbot: QtBot) -> None:
    story = Recovery(qtbot)
    story.page.show_damage(NewerVersion())
    assert story.page.damage_text.text() == texts.ERRORS["V04"]
    assert story.page.restore.isHidden()


def test_R02_a_changed_statement_is_asked_again(qtbot: QtBot) -> None:
    # GIVEN a sender who confirmed the old text
    settings = FakeSettings(text=Text("verklaring.nl@1.1.0", "Ik ben lid van het lokaal team, met beroepsgeheim."))
    page = SenderPage(settings, InstantLane())
    qtbot.addWidget(page)
    page.load()
    assert not page.form.statement.is_ticked()
    assert page.form.statement.text.text() == settings.text.body
    # WHEN
    page.form.statement.set_ticked(True)
    with qtbot.waitSignal(page.saved):
        page.go_on.click()
    # THEN
    assert settings.stored.statement_id == "verklaring.nl@1.1.0"


class Settings:
    """The settings page."""

    def __init__(self, qtbot: QtBot, vault: FakeVault | None = None) -> None:
        self.vault, self.settings = vault or FakeVault(), FakeSettings()
        self.page = SettingsPage(self.settings, self.vault, InstantLane(), screen_protected=True)
        qtbot.addWidget(self.page)
        self.page.load()
        self.said: list[Message] = []
        self.page.said.connect(self.said.append)

    def change(self, first: str, second: str) -> None:
        self.page.change.click()
        self.page.old.set_text(PHRASE)
        self.page.new.first.set_text(first)
        self.page.new.repeat.set_text(second)
        self.page.store.click()


def test_R35_the_lock_time_goes_from_1_to_15_and_cannot_be_switched_off(qtbot: QtBot) -> None:
    story = Settings(qtbot)
    assert story.page.minutes.value() == 10
    assert (story.page.minutes.minimum(), story.page.minutes.maximum()) == (1, 15)
    with qtbot.waitSignal(story.page.auto_lock_changed) as signal:
        story.page.minutes.setValue(3)
    assert signal.args == [3]
    assert story.settings.minutes == 3


def test_R01_nothing_in_settings_names_a_recipient(qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QLineEdit

    story = Settings(qtbot)
    names = {edit.objectName() for edit in story.page.findChildren(QLineEdit)} - {"qt_spinbox_lineedit"}
    assert names == {
        "staff_name", "team_name", "team_phone", "team_email", "old_passphrase", "new_passphrase",
        "new_passphrase_repeat",
    }  # fmt: skip


def test_sender_details_are_changed_in_settings(qtbot: QtBot) -> None:
    story = Settings(qtbot)
    story.page.form.fields["name"].set_text("Zoë Jansens")
    story.page.save.click()
    assert story.settings.stored.name == "Zoë Jansens"
    assert story.settings.stored.statement_id == STATEMENT.id
    assert [message.kind for message in story.said] == ["success"]


def test_changing_the_passphrase_asks_the_old_one(qtbot: QtBot) -> None:
    story = Settings(qtbot)
    story.change("vier vrolijke wolken fietsen", "vier vrolijke wolken fietsen")
    assert story.vault.asked == [("change_passphrase", PHRASE, "vier vrolijke wolken fietsen")]
    assert story.said[-1].text == "Gewijzigd. Vanaf nu open je de app met je nieuwe wachtzin."
    assert story.page.old.text() == ""


def test_a_wrong_old_passphrase_changes_nothing(qtbot: QtBot) -> None:
    story = Settings(qtbot, FakeVault(raises=WrongPassphrase()))
    story.change("vier vrolijke wolken fietsen", "vier vrolijke wolken fietsen")
    assert story.page.old.problem.text() == "Deze wachtzin klopt niet. Probeer opnieuw."
    assert story.page.store.isEnabled()


def test_screen_sharing_is_asked_for_and_shown(qtbot: QtBot) -> None:
    story = Settings(qtbot)
    with qtbot.waitSignal(story.page.screen_share_requested):
        story.page.share.click()
    story.page.show_screen_shared()
    assert not story.page.share.isEnabled()


def test_R08_about_names_title_dates_and_version_of_the_protocol(qtbot: QtBot) -> None:
    from app.ui.widgets.plain_label import PlainLabel

    page = AboutPage("1.0.0")
    qtbot.addWidget(page)
    page.show_about((the_profile(),))
    text = "\n".join(label.text() for label in page.findChildren(PlainLabel))
    for part in (the_profile().title, "25/02/2025", "24/03/2025", f"versie {the_profile().version}", "Brussel"):
        assert part in text
    page.show_help({"geen_veld": ("Waarom is er geen veld voor opmerkingen?", "Het protocol laat het niet toe.")})
    assert page.title.text() == "Hulp"


@pytest.mark.parametrize("name", PAGES)
def test_R37_R60_every_page_has_names_and_plain_text(qtbot: QtBot, name: str) -> None:
    # GIVEN the page in its window
    maker: Callable[[], Page] = PAGES[name]
    window = MainWindow((), lambda: tokens.LIGHT)
    qtbot.addWidget(window)
    window.add_page(name, maker)
    page = window.show_page(name)
    window.show()
    # THEN
    assert walk(window) == []
    assert page.title.text()
    assert page.first_focus is not None
    assert page.first_focus.isVisibleTo(window)
