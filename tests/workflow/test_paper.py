# SPDX-License-Identifier: EUPL-1.2
"""Paper: the sheet, the tick card and the blank card, from profile and team alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.domain.profile import Sheet
from app.export.layout import Layout
from tests.factory import a_profile, a_sender, the_profile
from tests.workflow.desk import Desk


def words(layout: Layout) -> str:
    return repr(layout)


def a_translation(source: str) -> Sheet:
    """A French sheet made from this Dutch version."""
    return replace(the_profile().dutch_sheet, language="fr", title="Feuille", source=source, validated_by="tolk")


def test_R08_R26_the_sheet_is_filled_from_profile_and_team(light_desk: Desk) -> None:
    # GIVEN an open vault
    paper, profile = light_desk.flow.paper, the_profile()
    sheet = paper.sheet_text(profile)
    text = sheet.footer + " ".join(section.heading + section.body for section in sheet.sections)
    # THEN team, protocol, officer and day stand on it, and nothing is left to fill in
    for value in (a_sender().phone, profile.other_dpo.email, f"versie {profile.version}", "23/11/2026"):
        assert value in text
    assert "{" not in text
    assert a_sender().phone in words(paper.sheet(profile))


def test_R26_before_the_first_start_the_sheet_names_nobody(light_desk: Desk) -> None:
    light_desk.flow.vault.lock()
    text = words(light_desk.flow.paper.sheet(the_profile()))
    assert "je verpleegkundige" in text


def test_R26_the_sheet_is_saved_as_one_pdf(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "infoblad.pdf"
    desk.flow.paper.save_sheet(the_profile(), "nl", str(target))
    assert target.read_bytes().startswith(b"%PDF-")


def test_R27_a_translation_of_this_dutch_version_is_offered_and_an_older_one_is_not(light_desk: Desk) -> None:
    paper, dutch = light_desk.flow.paper, the_profile().dutch_sheet
    now = a_profile(sheets=(dutch, a_translation(dutch.version)))
    old = a_profile(sheets=(dutch, a_translation("0.9.0")))
    assert (paper.languages(now), paper.languages(old)) == (("nl", "fr"), ("nl",))
    assert paper.sheet_text(now, "fr").title == "Feuille"
    # AND on paper Dutch comes first, always, with the translation behind it
    printed = paper.sheet(now, "fr")
    assert (printed.language, printed.back is not None and printed.back.language) == ("nl-BE", "fr")
    assert paper.sheet(old, "fr").back is None
    assert paper.sheet(now).back is None
    # AND an old one is never shown, also not when asked for
    assert paper.sheet_text(old, "fr").language == "nl"


def test_R27_a_number_in_a_text_from_right_to_left_is_not_turned_around(light_desk: Desk) -> None:
    # GIVEN a language that is written from the right
    arabic = light_desk.flow.paper.sheet_text(the_profile(), "ar")
    text = " ".join(section.body for section in arabic.sections)
    # THEN the telephone number stands apart, in its own direction
    assert f"\u2066{a_sender().phone}\u2069" in text
    assert "\u2066" not in light_desk.flow.paper.sheet_text(the_profile(), "fr").footer


def test_a_translation_before_the_first_start_names_the_nurse_in_its_own_language(light_desk: Desk) -> None:
    light_desk.flow.vault.lock()
    french = light_desk.flow.paper.sheet_text(the_profile(), "fr")
    assert "appelez votre infirmière" in french.sections[7].body


def test_the_tick_card_is_saved_as_one_pdf(desk: Desk, tmp_path: Path) -> None:
    desk.flow.paper.save_card(the_profile(), str(tmp_path / "kaart.pdf"))
    assert (tmp_path / "kaart.pdf").read_bytes().startswith(b"%PDF-")


def test_the_cards_hold_no_client_and_no_code(light_desk: Desk) -> None:
    light_desk.concept()
    paper = light_desk.flow.paper
    card, recovery = words(paper.tick_card(the_profile())), words(paper.recovery_card())
    assert all(item.text in card for item in the_profile().checklist)
    assert "23/11/2026" in recovery
    assert "Çelik" not in card + recovery
