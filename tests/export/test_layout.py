# SPDX-License-Identifier: EUPL-1.2
"""What stands on each page, before anything is drawn."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from app.domain.disclosure import Disclosure
from app.domain.errors import ProfileInvalid
from app.domain.profile import SheetSection
from app.export.layout import (
    Banner,
    Block,
    Boxes,
    Choice,
    Heading,
    Label,
    Layout,
    Note,
    Panel,
    Paragraph,
    Row,
    Tick,
    Twin,
    disclosure_layout,
    recovery_layout,
)
from app.export.sheet_layout import card_layout, sheet_layout
from tests.export.material import a_disclosure
from tests.factory import the_practice_profile, the_profile

VALUES = {
    "telefoon_team": "014 12 34 56",
    "versie_protocol": "1.0.0",
    "contact_dpo_ocmw": "dpo@example.org",
    "toezichthouder": "de toezichthouder",
    "datum": "23/11/2026",
}


def rows(layout: Layout) -> dict[str, str]:
    """Label → value of all table rows."""
    return {block.label: block.value for block in layout.blocks if isinstance(block, Row)}


def words(layout: Layout) -> str:
    """Every word of a page."""

    def text(block: Block) -> str:
        return " ".join(str(getattr(block, field.name)) for field in fields(block))

    return " ".join(text(block) for block in layout.blocks + layout.foot)


def test_R15_the_rows_stand_in_the_order_of_the_protocol_page() -> None:
    # GIVEN a complete disclosure
    layout = disclosure_layout(a_disclosure())
    # THEN the page has these rows in this order and no other
    assert list(rows(layout).items()) == [
        ("Referentie", "K7M4-29QK"),
        ("Versie", "1"),
        ("Voornaam", "Zoë"),
        ("Familienaam", "D'Hondt-Çelik"),
        ("Adres", "Pastoor Theo Verbeelenstraat 5A bus 2"),
        ("Postcode en plaats", "2460 Tielen"),
        ("Telefoon", "0470 12 34 56"),
        ("E-mail", "zoe.celik@example.org"),
        ("Toestemming gegeven op", "20/11/2026"),
        ("Infotekst", "toestemming.nl@1.0.0"),
        ("Volgens", f"{the_profile().title}, in werking sinds 24/03/2025, versie {the_profile().version}"),
    ]
    assert (
        Panel(
            "Vragen, of klopt er iets niet (artikel 7)?",
            "Lokaal team Voorbeeld: 014 12 34 56, team.voorbeeld@example.org",
        )
        in layout.blocks
    )
    assert layout.foot == (
        Note("Controle: register rij 12, kop 3f9a51c07be2"),
        Note("Niet meegedeeld = de cliënt deelt dit niet."),
    )
    assert layout.blocks[:2] == (Label("Vertrouwelijk – beroepsgeheim"), Heading(the_profile().heading, 1))


def test_R15_every_field_of_the_disclosure_stands_on_the_page_once() -> None:
    # GIVEN a disclosure whose text fields each hold a marker of their own
    texts = [field.name for field in fields(Disclosure) if field.type in ("str", "str | None")]
    marked = a_disclosure(**{name: f"<{name}>" for name in texts})
    # THEN each marker is on the page exactly once
    page = words(disclosure_layout(marked))
    assert [name for name in texts if page.count(f"<{name}>") != 1] == []


def test_R14_what_the_client_does_not_share_is_said() -> None:
    # GIVEN a client with one name, no channel but the place
    bare = a_disclosure(first_name=None, street=None, house_number=None, box=None, phone=None, email=None)
    layout = disclosure_layout(bare)
    # THEN every gap has its words, drawn softer than a value
    found = rows(layout)
    assert found["Voornaam"] == "– (de cliënt heeft maar één naam)"
    assert {found[label] for label in ("Adres", "Telefoon", "E-mail")} == {"Niet meegedeeld"}
    soft = {block.label for block in layout.blocks if isinstance(block, Row) and not block.given}
    assert soft == {"Voornaam", "Adres", "Telefoon", "E-mail"}


def test_an_address_without_box_says_nothing_of_a_box() -> None:
    assert rows(disclosure_layout(a_disclosure(box=None)))["Adres"] == "Pastoor Theo Verbeelenstraat 5A"


def test_R65_a_trial_file_says_so_on_top_and_a_real_one_does_not() -> None:
    assert disclosure_layout(a_disclosure(trial=True)).blocks[0] == Banner("TEST – verzonnen gegevens")
    assert "TEST" not in words(disclosure_layout(a_disclosure()))


def test_R37_the_title_of_the_document_names_nobody() -> None:
    assert disclosure_layout(a_disclosure()).title == "Doorverwijzing"


def test_R26_the_sheet_holds_the_whole_text_of_the_profile_and_the_team() -> None:
    # GIVEN the Dutch sheet of the profile
    sheet = the_profile().dutch_sheet
    layout = sheet_layout(sheet, VALUES)
    # THEN all sections are on it, filled in, in Dutch, with nothing left between braces
    headings = [block.text for block in layout.blocks if isinstance(block, Heading)]
    assert headings == [sheet.title, *(section.heading for section in sheet.sections)]
    page = words(layout)
    assert "bel 014 12 34 56" in page
    assert "{" not in page
    assert layout.language == "nl-BE"


def test_R26_a_placeholder_for_a_client_is_refused() -> None:
    # GIVEN a sheet into which somebody wrote a client field
    sheet = the_profile().dutch_sheet
    changed = replace(sheet, sections=(SheetSection("Dag", "Beste {voornaam}"), *sheet.sections))
    # WHEN the page is made
    with pytest.raises(ProfileInvalid) as refused:
        sheet_layout(changed, VALUES)
    # THEN it is refused by name
    assert refused.value.facts["problems"] == (("infoblad", "onbekende plaatshouder {voornaam}"),)


def test_a_sheet_that_was_filled_before_needs_no_values() -> None:
    sheet = replace(
        the_profile().dutch_sheet, sections=(SheetSection("Mag ik stoppen?", "Ja.\n\nAltijd."),), footer="Voet"
    )
    layout = sheet_layout(sheet)
    assert layout.blocks[-2:] == (Paragraph("Ja."), Paragraph("Altijd."))


@pytest.mark.parametrize("who", ["", "sociaal tolk"])
def test_R27_a_translation_stands_behind_the_dutch_page_and_says_what_it_is(who: str) -> None:
    # GIVEN the Turkish sheet, read by nobody or by somebody who knows the language
    turkish = replace(the_profile().sheets[4], validated_by=who)
    assert turkish.words is not None
    # WHEN the pages are made
    front = sheet_layout(the_profile().dutch_sheet, VALUES, turkish)
    # THEN Dutch comes first, and the other side says in both languages of what it is a translation
    assert (front.language, front.title) == ("nl-BE", "Infoblad")
    assert not [block for block in front.blocks if isinstance(block, Twin)]
    assert front.back is not None
    origin, mark, title = front.back.blocks[:3]
    assert isinstance(origin, Twin)
    assert isinstance(mark, Twin)
    assert origin.dutch == "Vertaling van het Nederlandse infoblad versie 1.0.0. De Nederlandse tekst geldt."
    assert origin.own == "Hollandaca bilgi sayfasının çevirisi, sürüm 1.0.0. Geçerli olan Hollandaca metindir."
    assert title == Heading(turkish.title, 1)
    # AND whether somebody read it
    if who:
        assert (mark.dutch, mark.own, mark.loud) == (f"Nagelezen door {who}", f"Kontrol eden: {who}", False)
    else:
        assert (mark.dutch, mark.own, mark.loud) == ("Nog niet nagelezen", "Henüz kontrol edilmedi", True)
    assert front.back.language == "tr"
    assert front.back.back is None


def test_the_tick_card_has_a_box_for_each_item_and_none_for_client_data() -> None:
    # GIVEN the tick card of the profile
    layout = card_layout(the_profile())
    ticks = [block for block in layout.blocks if isinstance(block, Tick)]
    # THEN it has the ten items with what to say, and nothing to write a name on
    assert [(tick.text, tick.say) for tick in ticks] == [(item.text, item.say) for item in the_profile().checklist]
    assert len(ticks) == 10
    assert not [block for block in layout.blocks if isinstance(block, Row | Boxes)]
    # AND it asks how the client said yes and whether there was an interpreter
    asked = {block.question: block.answers for block in layout.blocks if isinstance(block, Choice)}
    assert asked == {
        "Hoe zei de cliënt ja?": ("In een gesprek", "Via de telefoon", "Op papier"),
        "Was er een tolk?": ("Nee", "Ja"),
        "Op welke dag, hoe laat?": (),
    }
    # AND it says what to do with it
    for said in ("Schrijf hier geen naam.", "Vul de vinkjes daarna in de app in.", "Vernietig de kaart daarna."):
        assert said in words(layout)
    assert the_profile().consent_text.id in words(layout)


def test_R66_the_tick_card_of_practice_says_so() -> None:
    assert card_layout(the_practice_profile()).blocks[0] == Banner("OEFENING – alles is verzonnen")


def test_the_recovery_card_is_blank() -> None:
    # GIVEN the card of a day
    layout = recovery_layout(date(2026, 11, 3))
    # THEN it has seven groups of four empty boxes, and says what to do with it
    assert layout.blocks[0] == Heading("Herstelcode voor de app Doorverwijzing – 03/11/2026", 1)
    assert Boxes(groups=7, signs=4) in layout.blocks
    assert "gesloten omslag" in words(layout)
