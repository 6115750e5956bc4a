# SPDX-License-Identifier: EUPL-1.2
"""First start and unlocking: what the pages ask of the verbs, and what they say."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import (
    DatabaseDamaged,
    DiskFull,
    KeyFileDamaged,
    NewerVersion,
    NotEnoughMemory,
    WaitFirst,
    WrongPassphrase,
)
from app.ui import texts
from app.ui.pages.first_start import FirstStartPage
from app.ui.pages.unlock import UnlockPage
from app.ui.widgets.buttons import Button
from app.ui.widgets.message_bar import Message
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.stepper import Stepper
from tests.ui.doubles import CODE, SENDER, FakeSettings, FakeVault, InstantLane, LateLane

PHRASE = "anker-fiets-molen-appel-wolk"


def step(page: FirstStartPage) -> str:
    """What a screen reader says about where the user is."""
    (stepper,) = [part for part in page.findChildren(Stepper) if not part.isHidden()]
    return stepper.accessibleName()


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


def test_P1_what_is_typed_before_the_first_page_has_its_answer_stays(qtbot: QtBot) -> None:
    """Found on a busy computer: the statement came a moment later, and wiped the names."""
    # GIVEN a first page on a busy computer
    lane = LateLane()
    page = FirstStartPage(FakeVault(), FakeSettings(), lane)
    qtbot.addWidget(page)
    page.load()
    # WHEN somebody types at once, and then the answer comes
    page.form.fields["name"].set_text("Annelies Vercammen")
    page.form.statement.set_ticked(True)
    lane.answer()
    # THEN the name is there, and the statement that can be read now still has to be confirmed
    assert page.form.raw()["name"] == "Annelies Vercammen"
    assert page.form.raw()["statement_id"] == ""
    page.form.statement.set_ticked(True)
    assert page.form.raw()["statement_id"] == FakeSettings().statement().id


def test_first_start_makes_the_vault_in_three_steps(qtbot: QtBot) -> None:
    # GIVEN
    story = FirstStart(qtbot)
    assert step(story.page) == "Stap 1 van 3: Wie ben je?"
    # WHEN
    story.fill_in_who()
    assert step(story.page) == "Stap 2 van 3: Je eigen wachtzin"
    assert story.page.passphrase.words.accessibleName() == PHRASE
    story.type_phrase()
    assert step(story.page) == "Stap 3 van 3: Je herstelcode"
    assert story.page.recovery.code.accessibleName() == CODE
    story.type_groups(*(group.lower() for group in story.page.recovery.expected()))
    # THEN
    assert story.vault.asked == [("create", SENDER, PHRASE, CODE)]
    assert story.created == [True]
    assert story.page.title.text() == "Alles staat klaar"
    assert story.page.recovery.code.accessibleName() == "", "the code is shown once"
    assert story.page.passphrase.value() == ""


def test_the_first_page_welcomes_and_says_what_lies_ready(qtbot: QtBot) -> None:
    # GIVEN the first page
    story = FirstStart(qtbot)
    story.page.show()
    said = " ".join(label.text() for label in story.page.welcome.findChildren(PlainLabel))
    assert "drie minuten, een pen en een omslag voor je herstelcode" in said
    assert story.page.first_focus is story.page.form.fields["name"].input, "no click more than before"
    # WHEN something is to be mended, or the next step comes, THEN it makes room
    story.page.to_passphrase.click()
    assert not story.page.welcome.isVisible()
    story.fill_in_who()
    assert not story.page.welcome.isVisible()


def test_at_the_end_practice_is_offered_first(qtbot: QtBot) -> None:
    # GIVEN a vault that was made
    story = FirstStart(qtbot)
    story.page.show()
    story.fill_in_who()
    story.type_phrase()
    story.type_groups(*story.page.recovery.expected())
    # THEN the three minutes of practice are the primary verb, and the overview is one click away
    offered = [button for button in story.page.findChildren(Button) if button.isVisible()]
    assert [(button.objectName(), button.property("kind")) for button in offered] == [
        ("to_overview", "secondary"),
        ("start_practice", "primary"),
    ]
    with qtbot.waitSignal(story.page.practice_requested):
        story.page.practise.click()
    with qtbot.waitSignal(story.page.overview_requested):
        story.page.go.click()


def test_nothing_is_filled_in_for_the_user(qtbot: QtBot) -> None:
    story = FirstStart(qtbot)
    assert set(story.page.form.raw().values()) == {""}


def test_R02_without_the_statement_there_is_no_next_step(qtbot: QtBot) -> None:
    story = FirstStart(qtbot)
    story.fill_in_who(statement=False)
    assert step(story.page) == "Stap 1 van 3: Wie ben je?"
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
    assert step(story.page) == "Stap 2 van 3: Je eigen wachtzin"


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
