# SPDX-License-Identifier: EUPL-1.2
"""The chain: fixed order, only a definite failure goes on, never two at once."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Literal

import pytest

from app.mail.chain import MailChain, Outcome, for_this_computer
from app.mail.draft import MailDraft
from app.mail.openers import all_openers
from app.mail.route import Choice, Hint, Kind, Opener, System
from tests.factory import NOW
from tests.mail.drafts import a_draft, a_written_draft
from tests.mail.fake_system import FakeSystem, linux, windows


@dataclass(frozen=True)
class FakeRoute:
    """A route that answers what the test says."""

    name: str
    kind: Kind = "failed"
    fitting: bool = True
    limit: float = 1.0
    when_unknown: Literal["asked", "failed"] = "asked"
    end_when_late: bool = True

    def fits(self, system: System, choice: Choice) -> bool:
        return self.fitting

    def open(self, draft: MailDraft, system: System) -> Outcome:
        return Outcome(self.kind, self.name, "code")

    def hint(self) -> Hint:
        return Hint.TASKBAR


@dataclass
class Here:
    """Runs a route in this process and keeps the order; may wait in the middle."""

    opened: list[str] = field(default_factory=list)
    shown: list[Path] = field(default_factory=list)
    reached: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)
    answer: Kind = "asked"

    def open(self, opener: Opener, draft: MailDraft) -> Outcome:
        self.opened.append(opener.name)
        self.reached.set()
        assert self.go_on.wait(20)
        return opener.open(draft, FakeSystem())

    def show(self, path: Path) -> Outcome:
        self.shown.append(path)
        return Outcome(self.answer, "by_hand")


def runner() -> Here:
    here = Here()
    here.go_on.set()
    return here


def chain(here: Here, *routes: FakeRoute, notes: list[str] | None = None) -> MailChain:
    return MailChain(routes, FakeSystem(), here, (notes if notes is not None else []).append)


@pytest.mark.parametrize("kind", ["opened", "asked"])
def test_R64_first_route_that_works_is_the_only_one(tmp_path: Path, kind: Kind) -> None:
    # GIVEN a route that does not fit, one that fails, one that works, and one more
    here, notes = runner(), list[str]()
    routes = (FakeRoute("a", fitting=False), FakeRoute("b"), FakeRoute("c", kind), FakeRoute("d", "opened"))

    # WHEN a draft is opened
    outcome = chain(here, *routes, notes=notes).open(a_draft(tmp_path))

    # THEN it stops at the first that works, and one line tells which one failed and why
    assert outcome == Outcome(kind, "c", "code")
    assert here.opened == ["b", "c"]
    assert notes == ["mail_b_code"]


def test_R64_when_all_fail_the_last_reason_is_told(tmp_path: Path) -> None:
    here = runner()
    assert chain(here, FakeRoute("a"), FakeRoute("b")).open(a_draft(tmp_path)) == Outcome("failed", "b", "code")


def test_R64_without_any_route_the_user_can_go_straight_to_the_manual_page(tmp_path: Path) -> None:
    # GIVEN a computer without a mail program, and practice mode, which has no routes
    for nothing in (chain(runner(), FakeRoute("a", fitting=False)), MailChain(())):
        # THEN that is known beforehand, and opening says the same
        assert not nothing.available()
        assert nothing.open(a_draft(tmp_path)) == Outcome("failed", "", "no_route")
    assert chain(runner(), FakeRoute("a")).available()


def test_after_the_user_says_nothing_opened_the_next_route_goes(tmp_path: Path) -> None:
    here = runner()
    routes = (FakeRoute("a", "asked"), FakeRoute("b", "asked"))
    assert chain(here, *routes).open(a_draft(tmp_path), after="a").route == "b"
    assert chain(here, *routes).open(a_draft(tmp_path), after="b") == Outcome("failed", "", "no_route")
    assert here.opened == ["b"]


def test_two_quick_clicks_open_one_draft(tmp_path: Path) -> None:
    # GIVEN a mail program that takes its time
    here, draft = Here(), a_draft(tmp_path)
    mail = chain(here, FakeRoute("a", "asked"))
    first: list[Outcome] = []
    click = threading.Thread(target=lambda: first.append(mail.open(draft)))
    click.start()
    assert here.reached.wait(20)

    # WHEN the user clicks again before it is there
    second = mail.open(draft)

    # THEN nothing more is opened, and it is no failure either
    here.go_on.set()
    click.join(20)
    assert second == Outcome("asked", "", "busy")
    assert first == [Outcome("asked", "a", "code")]
    assert here.opened == ["a"]

    # WHEN the first is done, a new click works again
    assert mail.open(draft).route == "a"


def test_chain_is_free_again_after_an_error(tmp_path: Path) -> None:
    # GIVEN a route that breaks in an unexpected way
    here = runner()

    @dataclass(frozen=True)
    class Broken(FakeRoute):
        def open(self, draft: MailDraft, system: System) -> Outcome:
            raise RuntimeError

    mail = chain(here, Broken("a"))
    for _ in range(2):
        # WHEN it is tried, the error is seen, and the next try is not told to wait
        with pytest.raises(RuntimeError):
            mail.open(a_draft(tmp_path))


def test_show_folder_tells_whether_a_file_manager_was_started(tmp_path: Path) -> None:
    here = runner()
    assert chain(here).show_folder(tmp_path)
    here.answer = "failed"
    assert not chain(here).show_folder(tmp_path)
    assert here.shown == [tmp_path, tmp_path]


def test_the_note_of_a_failed_route_holds_no_recipient_and_no_subject(tmp_path: Path) -> None:
    # GIVEN a route that fails
    notes: list[str] = []
    draft = a_draft(tmp_path)
    chain(runner(), FakeRoute("a"), notes=notes).open(draft)

    # THEN the note is a code
    assert all(part not in notes[0] for part in (*draft.recipients, "K7M4", "Beveiligd"))


def test_the_real_chain_has_every_route_and_answers_without_starting_anything() -> None:
    assert for_this_computer().choices()[0] is Choice.AUTOMATIC
    assert not for_this_computer().available(Choice.NONE)


def test_R64_only_an_allowed_mail_program_is_offered_and_used(tmp_path: Path) -> None:
    # GIVEN an administrator who allows two programs, and a user who wants another one
    asked: list[Choice] = []

    @dataclass(frozen=True)
    class Asking(FakeRoute):
        def fits(self, system: System, choice: Choice) -> bool:
            asked.append(choice)
            return True

    here = runner()
    mail = chain(here, Asking("a", "asked"))
    mail.allowed = (Choice.THUNDERBIRD, Choice.NONE)
    # THEN the first that is allowed counts until the user chooses one of these
    assert mail.choices() == (Choice.THUNDERBIRD, Choice.NONE)
    for wish, used in (
        (Choice.AUTOMATIC, Choice.THUNDERBIRD),
        (Choice.NEW_OUTLOOK, Choice.THUNDERBIRD),
        (Choice.NONE, Choice.NONE),
    ):
        mail.choice = wish
        asked.clear()
        mail.open(a_draft(tmp_path))
        assert (mail.choice, asked) == (used, [used])


def test_copies_for_confined_programs_go_after_a_day_and_nothing_else_does(tmp_path: Path) -> None:
    # GIVEN a download folder with an old copy of ours, a new one, an archive the user saved, and other files
    downloads = tmp_path / "Downloads"
    downloads.mkdir()
    draft = a_written_draft(tmp_path)
    old = downloads / "KG-OCMW_9QK2-7M4X.eml"
    others = [downloads / name for name in ("KG-OCMW_9QK2-7M4X.7z", "KG-OCMW_vakantie.eml", "brief.eml", "foto.jpg")]
    for path in (old, *others, downloads / draft.draft_path.name):
        path.write_bytes(b"x")
    mail = MailChain((), linux("thunderbird.desktop", "thunderbird %u", folder=downloads), runner())
    written = max(path.stat().st_mtime for path in downloads.iterdir())
    age = timedelta(seconds=written - NOW.timestamp())

    # WHEN the program starts within a day, and after more than one
    mail.forget_old_copies(NOW + age + timedelta(hours=23))
    assert old.exists()
    mail.forget_old_copies(NOW + age + timedelta(hours=25))

    # THEN only our own drafts are gone
    assert sorted(downloads.iterdir()) == sorted(others)


def test_copies_in_temp_include_an_archive(tmp_path: Path) -> None:
    # GIVEN a copy of draft and archive in %TEMP%
    for suffix in (".eml", ".7z"):
        (tmp_path / f"KG-OCMW_K7M4-29QX{suffix}").write_bytes(b"x")

    # WHEN the mail was declared sent
    MailChain((), windows(folder=tmp_path), runner()).forget_copy(Path("outbox/KG-OCMW_K7M4-29QX.eml"))

    # THEN both are gone
    assert list(tmp_path.iterdir()) == []


def test_without_a_folder_for_copies_there_is_nothing_to_forget(tmp_path: Path) -> None:
    for system in (FakeSystem(), FakeSystem(folder=tmp_path / "none")):
        mail = MailChain((), system, runner())
        mail.forget_copy(tmp_path / "KG-OCMW_K7M4-29QX.eml")
        mail.forget_old_copies(NOW)


@pytest.mark.parametrize(
    ("choice", "offered"),
    [
        (Choice.AUTOMATIC, (Choice.AUTOMATIC, Choice.THUNDERBIRD, Choice.NONE)),
        # what was chosen once stays on the list, also when that program is gone
        (Choice.NEW_OUTLOOK, (Choice.AUTOMATIC, Choice.NEW_OUTLOOK, Choice.THUNDERBIRD, Choice.NONE)),
    ],
)
def test_R64_settings_offer_the_programs_that_are_there_and_making_it_by_hand(
    choice: Choice, offered: tuple[Choice, ...]
) -> None:
    # GIVEN a computer on which only Thunderbird is found
    mail = MailChain(all_openers(), linux("thunderbird.desktop", "thunderbird %u"), runner())
    mail.choice = choice
    # THEN that is what can be chosen
    assert mail.choices() == offered


def test_R64_the_choice_decides_which_route_is_asked(tmp_path: Path) -> None:
    # GIVEN a computer whose mailto belongs to Thunderbird
    here = runner()
    mail = MailChain(all_openers(), linux("thunderbird.desktop", "thunderbird %u"), here, lambda code: None)
    # WHEN the user always makes the mail by hand
    mail.choice = Choice.NONE
    # THEN nothing is opened
    assert mail.open(a_draft(tmp_path)) == Outcome("failed", "", "no_route")
    assert here.opened == []
    # WHEN Thunderbird is chosen it is asked
    mail.choice = Choice.THUNDERBIRD
    mail.open(a_draft(tmp_path))
    assert here.opened[0] == "thunderbird"
