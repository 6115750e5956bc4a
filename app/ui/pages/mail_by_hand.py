# SPDX-License-Identifier: EUPL-1.2
"""Nothing opened, or the attachment is missing: the mail made by hand in three steps (product.md 7.8, R64)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal

from app.ui import accessibility, clipboard
from app.ui.icons import Icon
from app.ui.widgets.buttons import Button, ButtonRow
from app.ui.widgets.containers import Card
from app.ui.widgets.page import Page, clear
from app.ui.widgets.plain_label import PlainLabel


@dataclass(frozen=True, slots=True)
class MailByHand:
    """What the user copies: nothing of it is client data."""

    reference: str
    recipient: str
    subject: str
    body: str
    file_name: str
    always: bool = False
    """The user chose to make every mail by hand: there is no mail program to try again."""


class MailByHandPage(Page):
    """Address, subject and text to copy, the file to drag. Works on every computer.

    In practice the page shows the whole mail, says that it goes nowhere, and opens no folder (R66).
    """

    folder_requested = Signal(str)
    sent_declared = Signal(str)
    again_requested = Signal(str)
    finished = Signal(str)

    def __init__(self, *, practice: bool = False) -> None:
        super().__init__("mail_by_hand_page", "", width="tasks")
        self._reference = ""
        self._practice = practice

    def show_mail(self, mail: MailByHand, *, attachment_first: bool = False) -> None:
        """Show one mail; with ``attachment_first`` only the file was missing, so that step comes first."""
        self._reference = mail.reference
        clear(self.body)
        if self._practice:
            self._show_practice(mail)
            return
        self.set_title(self.tr("Zelf een e-mail maken"), self._intro(mail))
        steps: list[Callable[[int], Card]] = [lambda n: self._to(n, mail), lambda n: self._text(n, mail)]
        if mail.file_name:
            steps.insert(0 if attachment_first else 2, lambda n: self._file(n, mail))
        for number, step in enumerate(steps, 1):
            self.body.addWidget(step(number))
        check = self.tr(
            "Kijk na: één adres bij ‘Aan’? Het juiste bestand erbij? Schrijf niets bij over de cliënt of "
            "over de wachtzin van het bestand."
        )
        alone = self.tr("Kijk na: staat bij ‘Aan’ alleen wat hierboven staat? Schrijf niets bij over de cliënt.")
        self.body.addWidget(PlainLabel(check if mail.file_name else alone, role="strong"))
        hint = self.tr("Ging er niets open? Kijk of er in je mailprogramma een account staat.")
        if mail.always:
            hint = self.tr("Je koos om de e-mail altijd zelf te maken. Wijzig dit bij Instellingen.")
        self.body.addWidget(PlainLabel(hint, role="small"))
        self._offer(has_file=bool(mail.file_name), may_retry=not (self._practice or mail.always))

    def _offer(self, *, has_file: bool, may_retry: bool) -> None:
        """A withdrawal is done already: its mail needs no statement, and its page leads to the note."""
        if not has_file:
            self.set_footer(
                right=(
                    Button(
                        self.tr("Ga verder"),
                        "mail_done",
                        kind="primary",
                        clicked=lambda: self.finished.emit(self._reference),
                    ),
                )
            )
            return
        self._sent = Button(
            self.tr("Ik heb de e-mail verzonden"), "confirm_sent", kind="primary", clicked=self._declare
        )
        later = Button(self.tr("Later"), "mail_later", kind="quiet", clicked=self.back_requested.emit)
        again = Button(
            self.tr("Probeer mijn mailprogramma opnieuw"),
            "reopen_mail",
            icon=Icon.MAIL,
            kind="quiet",
            clicked=lambda: self.again_requested.emit(self._reference),
        )
        self.set_footer(left=(later, again) if may_retry else (later,), right=(self._sent,))

    def _declare(self) -> None:
        self._sent.setEnabled(False)  # a double click says it once
        self.sent_declared.emit(self._reference)

    def _show_practice(self, mail: MailByHand) -> None:
        """The mail to read, with nothing to copy: it is not meant to be sent."""
        self.set_title(
            self.tr("Oefenmail"),
            self.tr(
                "Bij een echte doorverwijzing opent de app nu je mailprogramma, met deze e-mail erin. "
                "Doe alsof je op Verzenden klikte."
            ),
        )
        notice = Card(look="warning", spacing="s")
        told = self.tr("Dit is een oefenmail. Ze is niet aan het OCMW gericht. Verstuur ze niet.")
        notice.add(PlainLabel(told, role="strong"))
        letter = Card(look="card", spacing="s")
        for name, line in (
            ("mail_recipient", self.tr("Aan: {address}").format(address=mail.recipient)),
            ("mail_subject", self.tr("Onderwerp: {subject}").format(subject=mail.subject)),
            ("mail_file", self.tr("Bijlage: {file}").format(file=mail.file_name) if mail.file_name else ""),
        ):
            if line:
                shown = PlainLabel(line, role="strong")
                accessibility.name(shown, name, line)
                letter.add(shown)
        text = PlainLabel(mail.body.rstrip(), role="small")
        accessibility.name(text, "mail_body", mail.body)
        letter.add(text)
        for card in (notice, letter):
            self.body.addWidget(card)
        self._offer(has_file=bool(mail.file_name), may_retry=False)
        self.first_focus = self._sent if mail.file_name else None

    def _intro(self, mail: MailByHand) -> str:
        if mail.file_name:
            return self.tr("Je beveiligde bestand is klaar. Maak zelf een nieuwe e-mail in drie stappen.")
        if mail.always:
            return self.tr("Maak zelf een nieuwe e-mail in twee stappen.")
        return self.tr("Je mailprogramma ging niet open. Maak zelf een nieuwe e-mail in twee stappen.")

    def _to(self, number: int, mail: MailByHand) -> Card:
        two = ", " in mail.recipient  # the officers of both parties (art. 9)
        heading = self.tr("{n}. Plak deze adressen bij ‘Aan’") if two else self.tr("{n}. Plak dit adres bij ‘Aan’")
        card = Card(heading.format(n=number), look="quiet", spacing="s")
        address = PlainLabel(mail.recipient, role="strong")
        accessibility.name(address, "mail_recipient", mail.recipient)
        card.add_row(address, self._copy(self.tr("Kopieer adres"), "copy_recipient", mail.recipient), stretch=(1, 0))
        return card

    def _text(self, number: int, mail: MailByHand) -> Card:
        card = Card(self.tr("{n}. Plak het onderwerp en de tekst").format(n=number), look="quiet", spacing="s")
        subject = PlainLabel(mail.subject, role="strong")
        accessibility.name(subject, "mail_subject", mail.subject)
        card.add(subject)
        card.add(
            ButtonRow(
                left=(
                    self._copy(self.tr("Kopieer onderwerp"), "copy_subject", mail.subject),
                    self._copy(self.tr("Kopieer tekst"), "copy_body", mail.body),
                )
            )
        )
        return card

    def _file(self, number: int, mail: MailByHand) -> Card:
        card = Card(self.tr("{n}. Sleep dit bestand naar je e-mail").format(n=number), look="quiet", spacing="s")
        name = PlainLabel(mail.file_name, role="strong")
        accessibility.name(name, "mail_file", mail.file_name)
        show = Button(
            self.tr("Toon het bestand in de map"),
            "show_in_folder",
            icon=Icon.FOLDER,
            clicked=lambda: self.folder_requested.emit(self._reference),
        )
        card.add_row(name, show, stretch=(1, 0))
        return card

    def _copy(self, text: str, name: str, what: str) -> Button:
        def copy() -> None:
            clipboard.put(what)
            self.say("success", self.tr("Gekopieerd."))

        return Button(text, name, clicked=copy)
