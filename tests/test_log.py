# SPDX-License-Identifier: EUPL-1.2
"""The log holds codes and counts, never what somebody typed (R38)."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import log
from app.domain.errors import WrongPassphrase

CLIENT = "Zoë D'Hondt-Çelik"


@pytest.fixture
def log_file(data_folder: Path) -> Iterator[Path]:
    log.open_log(data_folder / "log")
    yield data_folder / "log" / "log.txt"
    log.close_log()


@pytest.mark.posix
def test_R42_the_log_is_for_this_user_alone_whatever_the_session_gives_new_files(log_file: Path) -> None:
    before = os.umask(0)
    try:
        log.event("started")
    finally:
        os.umask(before)
    assert stat.S_IMODE(log_file.stat().st_mode) == 0o600


def raised(error: BaseException) -> BaseException:
    """The same error with a traceback through our own code."""
    try:
        raise error
    except BaseException as caught:  # noqa: BLE001 - any kind at all is the point here
        return caught


def test_R38_an_event_is_a_moment_a_code_and_counts(log_file: Path) -> None:
    # WHEN something happens
    log.event("purged", referrals=2, files=1)
    # THEN the line says when, what and how many, and nothing else
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ purged referrals=2 files=1\n", log_file.read_text("utf-8"))


def test_R38_text_is_refused_even_when_a_programmer_passes_it(log_file: Path) -> None:
    # WHEN a client's name lands where a code belongs
    log.event(CLIENT)
    log.event("Jansens woont in Tielen")
    # THEN the log tells that, without the text
    text = log_file.read_text("utf-8")
    assert text.count("code_refused") == 2
    assert "Hondt" not in text
    assert "Tielen" not in text


def test_R38_a_number_is_all_that_fits_beside_a_code(log_file: Path) -> None:
    # WHEN text is passed as a count THEN it is an error, and nothing is written
    with pytest.raises(ValueError, match="invalid literal"):
        log.event("saved", row=CLIENT)  # type: ignore[arg-type]
    assert not log_file.exists() or "Hondt" not in log_file.read_text("utf-8")


def test_R38_an_expected_error_is_logged_by_its_code() -> None:
    assert log.error_code(WrongPassphrase()) == "V01"


def test_R38_an_unexpected_error_is_a_type_and_a_place_without_its_message(log_file: Path) -> None:
    # GIVEN an error whose message quotes what was typed
    error = raised(ValueError(CLIENT))
    # WHEN it is logged
    code = log.error_code(error)
    log.event(code)
    # THEN the line names type, module and line
    assert re.fullmatch(r"ValueError@[\w.]+:\d+", code)
    text = log_file.read_text("utf-8")
    assert code in text
    assert "Hondt" not in text


def test_R38_the_text_of_an_exit_is_not_a_code() -> None:
    assert "Hondt" not in log.error_code(raised(SystemExit(CLIENT)))


def test_the_place_is_in_our_own_code_when_a_library_raised(log_file: Path) -> None:
    # WHEN the standard library fails below our code
    with pytest.raises(ValueError, match="invalid literal") as caught:
        log.event("x", row="?")  # type: ignore[arg-type]
    # THEN the line of ours that called it is named
    assert log.error_code(caught.value).startswith("ValueError@app.log:")


def test_the_log_stays_small(log_file: Path) -> None:
    # WHEN much happens
    for number in range(40_000):
        log.event("autosaved", number=number)
    # THEN four files of a quarter megabyte remain
    files = list(log_file.parent.iterdir())
    assert len(files) == 4
    assert sum(file.stat().st_size for file in files) <= 4 * 256 * 1024


def test_a_folder_that_cannot_be_written_does_not_disturb(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    # GIVEN a file where the folder should be
    (tmp_path / "log").write_text("in the way", encoding="utf-8")
    # WHEN the log is opened and used
    log.open_log(tmp_path / "log")
    log.event("started")
    log.close_log()
    # THEN nothing was raised or printed
    assert capfd.readouterr() == ("", "")


def test_without_an_open_log_events_are_dropped(capfd: pytest.CaptureFixture[str]) -> None:
    log.event("early", count=1)
    assert capfd.readouterr() == ("", "")
