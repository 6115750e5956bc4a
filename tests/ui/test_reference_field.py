# SPDX-License-Identifier: EUPL-1.2
"""Wherever a reference is typed, it is asked, refused and mended in the same way."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.ui import texts
from app.ui.widgets.reference_field import ReferenceField
from tests.ui.room import Room

PAGES: dict[str, tuple[Callable[[Room], object], str]] = {
    "withdraw_reference": (lambda room: room.withdrawal.stop_by_reference(), "withdraw_confirm"),
    "invalid_reference": (lambda room: room.withdrawal._ask_invalid(""), "declare_invalid"),
    "access_reference": (lambda room: room.access.ask(), "access_show"),
    "correction_reference": (lambda room: room.correction.correct_by_reference(), "correction_find"),
    "report_reference": (lambda room: room.correction.enter_report(), "report_save"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_reference_is_asked_refused_and_mended_in_the_same_way_everywhere(room: Room, name: str) -> None:
    # GIVEN a page that asks for a reference, and what else it needs
    show, verb = PAGES[name]
    show(room)
    if name == "report_reference":
        room.press("report_kind_foutief")
    field = room.see(name).parentWidget()
    assert isinstance(field, ReferenceField)
    assert room.name_of(name).startswith("Referentie ")
    asked = room.page
    # WHEN it is empty, cannot be one, or is none of this vault THEN that is said beside it, where the cursor is
    for wrong in ("", "ILOU-1234", "K7M4-29QX", "K7M4-29QK"):
        room.type(name, wrong)
        assert field.problem.text() == ""
        room.press(verb)
        assert room.page == asked
        assert field.problem.text() == texts.ERRORS["T04"]
        assert room.see(name).accessibleDescription().startswith(texts.ERRORS["T04"])
        assert room.see(name).hasFocus()
    # WHEN the next sign is typed THEN the words go
    room.type(name, "K")
    assert field.problem.text() == ""
    # AND a reference of this vault is taken as people type it
    room.type(name, f" {room.desk.sent().lower()} ")
    room.press(verb)
    assert room.page != asked or room.all("report_known") or room.all("correction_start")
