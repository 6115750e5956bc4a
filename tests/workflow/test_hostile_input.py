# SPDX-License-Identifier: EUPL-1.2
"""Whatever is typed or pasted leaves clean and unchanged, or not at all."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import pytest

from app.domain.client import FIELD_NAMES
from app.domain.errors import (
    FieldsIncomplete,
)
from app.domain.validation import ProblemCode
from app.export.archive import read_archive
from tests.factory import AWKWARD_ADDRESSES, AWKWARD_NAMES, a_client
from tests.workflow.desk import Desk


def codes(error: pytest.ExceptionInfo[FieldsIncomplete]) -> set[str]:
    problems = error.value.facts["problems"]
    assert isinstance(problems, tuple)
    return {problem.code for problem in problems}


def opened(desk: Desk, reference: str) -> dict[str, object]:
    """The JSON in the archive of this referral, opened with its phrase."""
    record = desk.record(reference)
    assert record is not None
    archive = (desk.paths.outbox / f"KG-OCMW_{record.full_reference}.7z").read_bytes()
    content = json.loads(read_archive(archive, record.phrase)["doorverwijzing.json"])
    assert isinstance(content, dict)
    return content


HOSTILE = {
    "NUL": "a\0b",
    "newlines": "een\r\nBcc: ander@example.org\ntwee\u2028drie",
    "bidi": "\u202eabc\u2066def\u200f",
    "HTML": '<img src="//host/share">&amp;<a href="x">',
    "path": "../../etc/passwd",
    "windows path": "C:\\CON\\..\\x",
    "formula": "=HYPERLINK(1)",
    "plus": "+cmd|' /C calc'!A0",
    "at": "@SUM(A1)",
    "template": "{reference} %s ${HOME} {0.__class__}",
    "surrogate": "half \ud83d teken",
    "joiner": "a\u200db",
    "quote": "'; DROP TABLE referral; --",
}


@pytest.mark.parametrize("kind", list(HOSTILE))
def test_P11_R13_hostile_text_in_any_field_is_stored_clean_and_harms_nothing(light_desk: Desk, kind: str) -> None:
    # GIVEN a complete form with something evil in each field in turn
    desk = light_desk
    reference = desk.flow.consent.agree(desk.talk()).reference
    raw = {key: text or "" for key, text in asdict(a_client()).items()}
    for name in FIELD_NAMES:
        edited = desk.flow.referral.edit(reference, raw | {name: HOSTILE[kind]}, single_name=False)
        # THEN what is stored has no control sign, is what comes back, and typing it again changes nothing
        client = edited.referral.client
        assert client is not None
        value = getattr(client, name)
        assert not any(sign < " " or sign in "\u2028\u202e\u2066\u200f\ud83d\u200d" for sign in value)
        desk.type(reference, client)
        assert desk.referral(reference).client == client
        # AND signs that cannot be seen are noted
        invisible = kind in ("NUL", "newlines", "bidi", "surrogate", "joiner")
        assert [note.field for note in edited.notes] == ([name] if invisible else [])


@pytest.mark.parametrize("kind", list(HOSTILE))
def test_P11_R15_hostile_names_leave_exactly_as_they_were_shown(light_desk: Desk, kind: str) -> None:
    # GIVEN a surname that is an attack, in an archive whose content can be read without a key
    desk = light_desk
    reference = desk.ready(a_client(last_name="Peeters " + HOSTILE[kind]))
    shown = desk.flow.export.preview(reference)
    made = desk.flow.export.export(reference)
    # THEN the JSON holds the same text, and file name and mail know nothing of it
    archive = (desk.paths.outbox / made.file_name).read_bytes()
    assert json.dumps(shown.last_name, ensure_ascii=False).encode() in archive
    assert made.file_name == f"KG-OCMW_{reference}.7z"
    draft = desk.flow.handover.prepare_mail(reference)
    assert "Peeters" not in draft.subject + draft.body
    assert desk.outbox() == [f"KG-OCMW_{reference}.7z", f"KG-OCMW_{reference}.eml"]


def test_P11_a_pasted_book_is_cut_and_reported_and_nothing_else_is_lost(light_desk: Desk) -> None:
    # GIVEN a form, and a megabyte in one field
    desk = light_desk
    reference = desk.concept()
    full = asdict(a_client())
    for name in FIELD_NAMES:
        edited = desk.flow.referral.edit(reference, full | {name: "Zoë " * 250_000}, single_name=False)
        # THEN the database stays small, the field is reported, the other fields are as they were
        assert edited.referral.client is not None
        found = asdict(edited.referral.client)
        assert len(found.pop(name)) <= 4096
        assert name in {problem.field for problem in edited.problems}
        assert found == {key: text for key, text in full.items() if key != name}
        with pytest.raises(FieldsIncomplete):
            desk.flow.referral.finish(reference)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("last_name", "85.07.30-033.28", ProblemCode.NATIONAL_NUMBER),
        ("street", "BE71 0961 2345 6769", ProblemCode.ACCOUNT_NUMBER),
        ("first_name", "Zoë 12/03/2024", ProblemCode.DATE),
        ("last_name", "x" * 101, ProblemCode.TOO_LONG),
        ("email", "sociaalhuis@kasterlee.be", ProblemCode.EMAIL_OF_RECIPIENT),
    ],
)
def test_R13_what_may_not_be_passed_on_keeps_the_referral_a_concept(
    light_desk: Desk, name: str, text: str, code: ProblemCode
) -> None:
    reference = light_desk.concept(replace(a_client(), **{name: text}))
    with pytest.raises(FieldsIncomplete) as told:
        light_desk.flow.referral.finish(reference)
    assert code in codes(told)


@pytest.mark.parametrize(("first", "last"), AWKWARD_NAMES)
def test_R16_awkward_names_arrive_unchanged(desk: Desk, first: str | None, last: str) -> None:
    street, number, box = AWKWARD_ADDRESSES[len(last) % len(AWKWARD_ADDRESSES)]
    client = a_client(first_name=first, last_name=last, street=street, house_number=number, box=box)
    content = opened(desk, desk.exported(client))
    assert (content["voornaam"], content["naam"]) == (first, last)
    assert content["adres"] == {
        "straat": street, "nummer": number, "bus": box or None, "postcode": "2460", "gemeente": "Tielen",
    }  # fmt: skip
