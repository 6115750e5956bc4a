# SPDX-License-Identifier: EUPL-1.2
"""Every code has a Dutch sentence, filled with the facts of the error and never with its message."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.domain import errors, refusals
from app.domain.errors import AppError, RegisterBroken, WaitFirst
from app.domain.phrase import PhraseProblem
from app.domain.validation import Note, NoteCode, Problem, ProblemCode
from app.ui import texts


def kinds() -> list[type[AppError]]:
    known = {**vars(errors), **vars(refusals)}.values()
    return [kind for kind in known if isinstance(kind, type) and issubclass(kind, AppError)]


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
def test_every_error_has_a_sentence(kind: type[AppError]) -> None:
    sentence = texts.sentence(kind())
    assert sentence.endswith((".", ")"))
    assert "{" not in sentence


def test_no_code_is_used_twice() -> None:
    codes = [kind.code for kind in kinds()]
    assert len(codes) == len(set(codes))
    assert set(codes) == set(texts.ERRORS)


def test_facts_fill_the_sentence_and_a_message_never_does() -> None:
    assert texts.sentence(WaitFirst(seconds=8)) == "Wacht 8 seconden en probeer dan opnieuw."
    assert texts.sentence(WaitFirst(seconds=1)) == "Wacht 1 seconde en probeer dan opnieuw."
    assert texts.sentence(WaitFirst(seconds=11)) == "Wacht 11 seconden en probeer dan opnieuw."
    assert "rij 17" in texts.sentence(RegisterBroken(row=17))
    assert "Çelik" not in texts.sentence(ValueError("Zoë D'Hondt-Çelik"))


@pytest.mark.parametrize("code", list(ProblemCode))
def test_every_field_problem_has_a_sentence(code: ProblemCode) -> None:
    facts = {"n": 130, "max": 120, "recipient": "OCMW X", "places": "2460 A", "place": "A", "agreed": "OCMW Y"}
    sentence = texts.problem(Problem("place", code, facts))
    assert sentence.endswith(".")
    assert "{" not in sentence
    assert "?" not in sentence.replace("één naam?", "")


@pytest.mark.parametrize("code", list(PhraseProblem))
def test_every_refused_passphrase_has_a_sentence(code: PhraseProblem) -> None:
    assert texts.passphrase_problem(str(code), 7).startswith("Deze zin is te ")


def test_a_short_passphrase_says_how_short() -> None:
    assert texts.passphrase_problem("too_short", 7) == "Deze zin is te kort (7 van 15 tekens)."


@pytest.mark.parametrize("code", list(NoteCode))
def test_every_note_has_a_sentence(code: NoteCode) -> None:
    assert texts.note(Note("street", code)).endswith(".")


def test_moments_are_written_as_people_write_them_and_by_the_belgian_clock() -> None:
    now = datetime(2026, 11, 23, 12, 5, tzinfo=UTC)
    assert texts.moment_of(now, now) == "13:05"
    assert texts.moment_of(datetime(2026, 7, 1, 22, 30, tzinfo=UTC), now) == "02/07/2026 om 00:30"
    assert texts.moment_of(datetime(2026, 11, 22, 23, 0, tzinfo=UTC), now) == "00:00"
