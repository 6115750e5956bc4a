# SPDX-License-Identifier: EUPL-1.2
"""What the ICT department set is said where it acts and cannot be typed; a wrong policy stops the start on one page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.facts import FolderKind
from app.desktop.plain import PlainDesktop
from app.domain.errors import AppError, PolicyInvalid
from app.domain.policy import TERMS, Policy
from app.paths import Paths
from app.ui import start
from app.ui.application import Look
from app.ui.pages.fault import FaultPage
from app.ui.pages.first_start import FirstStartPage
from app.ui.pages.sender import SenderPage
from app.ui.pages.settings import SettingsPage
from app.ui.program import Setting
from app.ui.wording_terms import lines
from app.workflow.settings import Choice
from tests.ui.doubles import SENDER, FakeSettings, FakeVault, InstantLane
from tests.ui.gallery_pages.opening import PAGES

MAILBOX = "vast.team@example.org"
STRICT = Policy(
    longest_lock=5,
    usual_lock=5,
    mail_programs=("thunderbird", "geen"),
    team_mailbox=MAILBOX,
    terms={"concept_days": 1, "extend_days": 0},
)
BY_ICT = "Door je ICT-dienst ingesteld. Wijzigen kan niet."


def shown(page: QWidget) -> list[str]:
    """Every text that is not hidden."""
    return [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]


@pytest.fixture
def settings(qtbot: QtBot) -> SettingsPage:
    verbs = FakeSettings(policy=STRICT, choice=Choice.NONE, minutes=4)
    page = SettingsPage(verbs, FakeVault(), InstantLane(), InstantLane())
    qtbot.addWidget(page)
    page.load()
    return page


def test_R35_the_lock_offers_what_the_administrator_left_and_says_who_did(settings: SettingsPage) -> None:
    box = settings.locking.minutes
    assert (box.minimum(), box.maximum(), box.value()) == (1, 5, 4)
    told = "minuten zonder gebruik (1 tot 5: dat koos je ICT-dienst). Uitzetten kan niet."
    assert box.accessibleDescription() == told
    assert told in shown(settings)


def test_R35_showing_the_bounds_is_no_choice_of_the_user(qtbot: QtBot) -> None:
    # GIVEN a time of before that lies outside the bounds
    verbs = FakeSettings(policy=STRICT, minutes=5)
    page = SettingsPage(verbs, FakeVault(), InstantLane(), InstantLane())
    qtbot.addWidget(page)
    changes: list[int] = []
    page.auto_lock_changed.connect(changes.append)
    page.load()
    assert changes == []


def test_R64_only_allowed_mail_programs_can_be_chosen(settings: SettingsPage) -> None:
    assert [button.objectName() for button in settings.mail.buttons] == [
        "mail_program_thunderbird",
        "mail_program_none",
    ]
    assert "De app verzendt nooit zelf. Dat doe jij. Je ICT-dienst koos wat hier staat." in shown(settings)


def test_R32_the_number_of_the_ocmw_says_who_set_it_and_only_then(qtbot: QtBot) -> None:
    told = "Dit nummer is door je ICT-dienst ingesteld."
    for name, is_told in (("settings_managed", True), ("settings", False)):
        page = PAGES[name]()
        qtbot.addWidget(page)
        assert (told in shown(page)) is is_told, name


def test_R45_shorter_terms_are_told(settings: SettingsPage) -> None:
    texts = shown(settings)
    assert "Kortere termijnen van je ICT-dienst" in texts
    assert "Begonnen: na 1 dag kies je wat ermee gebeurt." in texts
    assert "Verlengen kan niet." in texts
    # AND there is a sentence for every term that can be set
    assert len(lines(dict.fromkeys(TERMS.values(), 2))) == len(TERMS)


def test_without_a_policy_nothing_is_said_of_an_ict_department(qtbot: QtBot) -> None:
    page = PAGES["settings"]()
    qtbot.addWidget(page)
    assert not [text for text in shown(page) if "ICT-dienst" in text and ("koos" in text or "gesteld" in text)]
    assert [text for text in shown(PAGES["settings_managed"]()) if "1 tot 5: dat koos je ICT-dienst" in text]


def made(name: str, verbs: FakeSettings) -> FirstStartPage | SenderPage | SettingsPage:
    if name == "first start":
        return FirstStartPage(FakeVault(), verbs, InstantLane())
    if name == "changed statement":
        return SenderPage(verbs, InstantLane())
    return SettingsPage(verbs, FakeVault(), InstantLane(), InstantLane())


@pytest.mark.parametrize("name", ["first start", "changed statement", "settings"])
def test_R15_the_mailbox_is_filled_in_and_cannot_be_typed(qtbot: QtBot, name: str) -> None:
    # GIVEN any page with the form of who refers
    page = made(name, FakeSettings(policy=STRICT))
    qtbot.addWidget(page)
    page.load()
    field = page.form.fields["email"]
    # THEN the mailbox stands there, to read and to reach, with who set it
    assert field.text() == page.form.raw()["email"] == MAILBOX
    assert field.input.isReadOnly()
    assert field.help.text() == field.input.accessibleDescription() == BY_ICT
    QTest.keyClicks(field.input, "ander")
    assert field.text() == MAILBOX
    # AND without a policy it is an ordinary field
    page = made(name, FakeSettings(stored=SENDER))
    qtbot.addWidget(page)
    page.load()
    assert not page.form.fields["email"].input.isReadOnly()


class Computer(PlainDesktop):
    """Its data folder lies where the test says."""

    def __init__(self, kind: FolderKind) -> None:
        super().__init__()
        self.kind = kind

    def folder_kind(self, folder: Path) -> FolderKind:
        return self.kind


@pytest.fixture
def begin(qtbot: QtBot, paths: Paths, monkeypatch: pytest.MonkeyPatch) -> Callable[[AppError, FolderKind], int]:
    """Start the program upon what cannot be read, and close the page it shows."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    monkeypatch.setattr(start, "make_application", lambda _arguments: (application, Look(application)))
    monkeypatch.setattr(start, "Garbage", lambda _application: None)
    quits = application.quitOnLastWindowClosed()

    def close() -> None:
        for page in (found for window in application.topLevelWidgets() for found in window.findChildren(FaultPage)):
            page.back_requested.emit()

    def run(error: AppError, kind: FolderKind) -> int:
        def make() -> Setting:
            raise error

        QTimer.singleShot(0, close)
        code = start.run(paths, Computer(kind), make)
        application.setQuitOnLastWindowClosed(quits)
        return code

    return run


WRONG = (("policy.toml: op_slot.hoogstens_minuten", "moet tussen 1 en 15 liggen"), ("policy.toml: x", "is fout"))


def test_R38_a_wrong_policy_ends_the_start_with_two_and_stands_in_the_log_as_a_code(
    begin: Callable[[AppError, FolderKind], int], paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    # WHEN the program starts upon a policy with two problems
    assert begin(PolicyInvalid(problems=WRONG), FolderKind.LOCAL) == 2
    # THEN whoever started it at a console reads both
    assert capsys.readouterr().err.splitlines() == [
        "doorverwijzing: De instellingen van je ICT-dienst kloppen niet. Geef dit door aan je ICT-dienst.",
        "policy.toml: op_slot.hoogstens_minuten: moet tussen 1 en 15 liggen",
        "policy.toml: x: is fout",
    ]
    # AND the log has the code and how many, no word
    (line,) = (paths.log / "log.txt").read_text("utf-8").splitlines()
    assert line.split(" ", 1)[1] == "P06 problems=2"


def test_R38_nothing_is_written_where_the_data_may_not_lie(
    begin: Callable[[AppError, FolderKind], int], paths: Paths
) -> None:
    assert begin(PolicyInvalid(problems=WRONG), FolderKind.SYNCED) == 2
    assert not paths.log.exists()


def test_the_fault_page_names_every_problem(qtbot: QtBot) -> None:
    page = FaultPage(PolicyInvalid(problems=WRONG))
    qtbot.addWidget(page)
    texts = shown(page)
    assert "De instellingen van je ICT-dienst kloppen niet. Geef dit door aan je ICT-dienst." in texts
    assert "policy.toml: op_slot.hoogstens_minuten: moet tussen 1 en 15 liggen" in texts
    assert "policy.toml: x: is fout" in texts
