# SPDX-License-Identifier: EUPL-1.2
"""Recovery, a changed statement, settings and about: what the pages ask of the verbs, and what they say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from app.domain.errors import (
    DatabaseDamaged,
    KeyFileDamaged,
    NewerVersion,
    WrongPassphrase,
    WrongRecoveryCode,
)
from app.domain.profile import Text
from app.ui import texts, tokens
from app.ui.main_window import MainWindow
from app.ui.pages.about import AboutPage
from app.ui.pages.recovery import RecoveryPage
from app.ui.pages.sender import SenderPage
from app.ui.pages.settings import SettingsPage
from app.ui.widgets.buttons import LinkLine
from app.ui.widgets.contact_card import ContactCard
from app.ui.widgets.message_bar import Message
from app.ui.widgets.page import Page
from app.workflow.settings import Choice
from tests.factory import the_profile
from tests.fakes import FixedClock
from tests.ui.doubles import CODE, PROTOCOL, STATEMENT, FakeSettings, FakeVault, InstantLane
from tests.ui.gallery_pages.opening import PAGES
from tests.ui.walk import tab_order, walk

PHRASE = "anker-fiets-molen-appel-wolk"


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
        self.page = SettingsPage(self.settings, self.vault, InstantLane(), InstantLane(), screen_protected=True)
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
    assert story.page.locking.minutes.value() == 10
    assert (story.page.locking.minutes.minimum(), story.page.locking.minutes.maximum()) == (1, 15)
    with qtbot.waitSignal(story.page.auto_lock_changed) as signal:
        story.page.locking.minutes.setValue(3)
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


def test_R64_the_mail_program_is_chosen_from_what_is_on_this_computer(qtbot: QtBot) -> None:
    # GIVEN a computer with Thunderbird, chosen automatically until now
    story = Settings(qtbot)
    choices = story.page.mail.choices
    assert choices is not None
    assert choices.choice() == "mail_program_automatic"
    # AND the keyboard comes by it where it stands, though it came late
    story.page.show()
    order = tab_order(story.page)
    assert order.index("change_passphrase") < order.index("mail_program_automatic") < order.index("settings_back")
    # WHEN the user always makes the mail by hand
    choices.buttons["mail_program_none"].click()
    # THEN that is stored, and shown the next time
    assert story.settings.choice is Choice.NONE
    story.page.load()
    assert story.page.mail.choices is not None
    assert story.page.mail.choices.choice() == "mail_program_none"


def test_R55_settings_show_when_contacts_were_checked_and_warn_after_a_year(qtbot: QtBot) -> None:
    # GIVEN a protocol whose second contact was checked more than a year ago, and one that is in order
    story = Settings(qtbot)
    [card] = story.page.findChildren(ContactCard)
    said = " ".join(label.text() for label in card.findChildren(QLabel))
    assert "dpo@example.org, nagekeken op 25/02/2026" in said
    assert "dpo.ocmw@example.org, nagekeken op 25/02/2025" in said
    assert "De contactgegevens zijn langer dan een jaar niet nagekeken." in said
    fresh = replace(PROTOCOL, other_dpo=PROTOCOL.own_dpo, phone="014 00 00 00")
    in_order = ContactCard(fresh)
    qtbot.addWidget(in_order)
    calm = " ".join(label.text() for label in in_order.findChildren(QLabel))
    assert "langer dan een jaar" not in calm
    assert "Nummer van het Sociaal Huis: 014 00 00 00." in calm


def test_R32_an_empty_number_says_who_fills_it_in_and_which_number_not_to_use(qtbot: QtBot) -> None:
    story = Settings(qtbot)
    [card] = story.page.findChildren(ContactCard)
    assert "nog niet ingevuld. Alleen je ICT-dienst kan dat doen." in card.number.text()
    assert "nooit een nummer uit een e-mail" in card.number.text()


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
    assert [link.objectName() for link in page.findChildren(LinkLine)] == [
        "about_help_niet_beschermd",
        "about_help_toegankelijkheid",
    ]


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
