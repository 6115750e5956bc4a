# SPDX-License-Identifier: EUPL-1.2
"""Paper without client data: the information sheet, the tick card and the blank recovery card (R26, R27)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from app.clock import belgian_day
from app.domain.languages import isolated
from app.domain.profile import Profile, Sheet, SheetSection
from app.domain.sender import Sender
from app.export.layout import Layout, recovery_layout
from app.export.sheet_layout import card_layout, sheet_layout
from app.files import write_whole
from app.workflow.session import Session


@dataclass(frozen=True, slots=True)
class PaperVerbs:
    """Makes layouts; the interface prints them or asks for the PDF. None of them can hold client data."""

    session: Session
    draw: Callable[[Layout], bytes]

    def languages(self, profile: Profile) -> tuple[str, ...]:
        """Languages in which a sheet may be shown: Dutch first, then translations of this very Dutch version."""
        others = (sheet.language for sheet in profile.sheets if sheet.language != "nl")
        return ("nl", *(language for language in others if profile.sheet(language) is not None))

    def sheet_text(self, profile: Profile, language: str = "nl") -> Sheet:
        """The sheet to read together on screen, with the team's and the parties' details filled in."""
        sheet = profile.sheet(language) or profile.dutch_sheet
        values = self._values(profile, sheet)
        sections = tuple(SheetSection(fill(s.heading, values), fill(s.body, values)) for s in sheet.sections)
        return replace(sheet, sections=sections, footer=fill(sheet.footer, values))

    def translation(self, profile: Profile, language: str) -> Sheet | None:
        """The sheet to stand beside the Dutch one, or None for Dutch alone and for one that is out of date."""
        return None if language not in self.languages(profile)[1:] else self.sheet_text(profile, language)

    def sheet(self, profile: Profile, language: str = "nl") -> Layout:
        """The sheet, ready to print: Dutch on the front, always, and a translation on the back."""
        return sheet_layout(self.sheet_text(profile), translation=self.translation(profile, language))

    def tick_card(self, profile: Profile) -> Layout:
        """The checklist on paper, for a home visit without the laptop."""
        return card_layout(profile)

    def recovery_card(self) -> Layout:
        """A blank card on which the recovery code is written by hand; the code itself is never printed."""
        return recovery_layout(belgian_day(self.session.clock.now()))

    def save_sheet(self, profile: Profile, language: str, target: str) -> None:
        """Save the sheet as PDF where the user chose; it holds no client data."""
        write_whole(Path(target), self.draw(self.sheet(profile, language)))

    def save_card(self, profile: Profile, target: str) -> None:
        """Save the tick card as PDF where the user chose; it holds no client data."""
        write_whole(Path(target), self.draw(self.tick_card(profile)))

    def _values(self, profile: Profile, sheet: Sheet) -> dict[str, str]:
        sender = self.session.sender() if self.session.is_open else Sender()
        today = belgian_day(self.session.clock.now()).strftime("%d/%m/%Y")
        values = sheet_values(profile, sender, today, sheet.language)
        if sheet.words is not None and not sender.phone:
            values["telefoon_team"] = sheet.words.nurse
        return values


def sheet_values(profile: Profile, sender: Sender, today: str, language: str = "nl") -> dict[str, str]:
    """What the placeholders of a sheet may stand for: profile and team, never a client."""
    values = {
        "telefoon_team": sender.phone or "je verpleegkundige",
        "versie_protocol": profile.version,
        "contact_dpo_ocmw": profile.other_dpo.email,
        "toezichthouder": profile.supervisory_authority,
        "datum": today,
    }
    return {name: isolated(value, language) for name, value in values.items()}


def fill(text: str, values: dict[str, str]) -> str:
    """Replace each ``{name}`` by its value; an unknown name cannot occur, the profile reader refuses it."""
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text
