# SPDX-License-Identifier: EUPL-1.2
"""One colleague at one desk: real verbs over a real vault, a clock that obeys, a mail program that is made up."""

from __future__ import annotations

import hashlib
import secrets
import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest

from app.content import blocked_phrases, manual, spelling, words
from app.domain.client import Client
from app.domain.consent import ConsentTalk, Route
from app.domain.policy import Policy
from app.domain.profile import Profile
from app.domain.reference import new_recovery_code
from app.domain.referral import Referral, State
from app.domain.report import Kind as Wrong
from app.domain.report import Report
from app.export.layout import Layout
from app.export.package import Packager
from app.export.pdf import draw
from app.mail.chain import MailChain, Outcome
from app.mail.draft import MailDraft
from app.mail.route import Choice, Hint, Kind, Opener, System
from app.paths import Paths
from app.storage.exports import ExportRecord
from app.storage.store import Store
from app.workflow import Workflow
from app.workflow.assembly import Parts, assemble
from app.workflow.session import Session
from app.workflow.upkeep import Upkeep
from tests.factory import a_client, a_profile, a_sender, the_profile
from tests.fakes import FixedClock
from tests.mail.fake_system import FakeSystem
from tests.small_vault import PASSPHRASE, small_vault

RECOVERY = new_recovery_code(lambda count: bytes(range(count)))
"""A recovery code whose check signs hold."""


@dataclass(frozen=True)
class Program:
    """A mail program that fits every computer."""

    name: str = "program"
    limit: float = 1.0
    when_unknown: Literal["asked", "failed"] = "asked"
    end_when_late: bool = True

    def fits(self, system: System, choice: Choice) -> bool:
        return True

    def open(self, draft: MailDraft, system: System) -> Outcome:
        raise AssertionError("only the runner opens")

    def hint(self) -> Hint:
        return Hint.TASKBAR


@dataclass
class Mailer:
    """Runs that program: answers what the test says and keeps what it was shown."""

    answer: Kind = "opened"
    code: str = ""
    seen: list[bytes] = field(default_factory=list)
    shown: list[Path] = field(default_factory=list)

    def open(self, opener: Opener, draft: MailDraft) -> Outcome:
        self.seen.append(draft.draft_path.read_bytes())
        return Outcome(self.answer, opener.name, self.code)

    def show(self, path: Path) -> Outcome:
        self.shown.append(path)
        return Outcome(self.answer, "folder", self.code)


class PlainArchiver:
    """Joins files without a key derivation, for stories that make hundreds of archives and never read one."""

    def prepare(self, phrase: str) -> None:
        """Nothing to derive."""

    def forget(self) -> None:
        """Nothing was kept."""

    def pack(self, files: Mapping[str, bytes], phrase: str) -> bytes:
        self._files = dict(files)
        return b"7z" + hashlib.sha512(phrase.encode()).digest() + b"".join(files.values())

    def unpack(self, data: bytes, phrase: str) -> dict[str, bytes]:
        assert hashlib.sha512(phrase.encode()).digest() in data
        return self._files


def no_page(layout: Layout) -> bytes:
    """Draws nothing: for the same stories."""
    return b"%PDF-"


@dataclass
class Desk:
    """Everything one colleague has; ``restart`` is what a crash, a lock or the next morning leaves of it."""

    paths: Paths
    clock: FixedClock
    downloads: Path
    profiles: tuple[Profile, ...] = field(default_factory=lambda: (the_profile(),))
    mailer: Mailer = field(default_factory=Mailer)
    is_light: bool = False
    random: Callable[[int], bytes] = secrets.token_bytes
    policy: Policy = field(default_factory=Policy)

    def __post_init__(self) -> None:
        self.flow = self._assembled()

    def _assembled(self) -> Workflow:
        flow = assemble(
            Parts(
                paths=self.paths,
                clock=self.clock,
                profiles=self.profiles,
                words=words(),
                alphabet=spelling(),
                refused_passphrases=blocked_phrases(),
                manual=manual,
                random=self.random,
                draw=no_page if self.is_light else draw,
                chain=MailChain((Program(),), FakeSystem(folder=self.downloads), self.mailer, lambda code: None),
                vault=small_vault(self.paths),
                policy=self.policy,
            )
        )
        if self.is_light:
            flow.export.packager = flow.trial.packager = Packager(no_page, PlainArchiver())
        return flow

    @property
    def session(self) -> Session:
        return self.flow.vault.session

    @property
    def store(self) -> Store:
        return self.session.store

    # --- opening and closing ---

    def settle_in(self) -> Desk:
        """First start: a vault, who refers, the upkeep of every unlock."""
        self.flow.vault.create(a_sender(), PASSPHRASE, RECOVERY)
        self.flow.upkeep.after_unlock()
        return self

    def move_in(self, furnished: Path) -> Desk:
        """The same, from a data folder that was settled before."""
        shutil.copytree(furnished, self.paths.data, dirs_exist_ok=True)
        self.flow.vault.unlock(PASSPHRASE)
        self.flow.upkeep.after_unlock()
        return self

    def restart(self) -> Upkeep:
        """The process ends here, whatever it was doing; a fresh one unlocks and looks after what it finds."""
        self.leave()
        self.flow = self._assembled()
        self.flow.vault.unlock(PASSPHRASE)
        return self.flow.upkeep.after_unlock()

    def leave(self) -> None:
        """Let go of the files without doing anything else."""
        self.session.closed()

    def under(self, **changes: Any) -> Profile:
        """The protocol is from now on as told."""
        self.profiles = (a_profile(**changes),)
        self.session.profiles = self.profiles
        return self.profiles[0]

    # --- the steps of a referral ---

    def talk(self) -> ConsentTalk:
        """A talk in which everything was said and answered."""
        talk = self.flow.consent.begin()
        for item in talk.profile.checklist:
            talk.tick(item.id, True)
        talk.route = Route.CONVERSATION
        return talk

    def concept(self, client: Client | None = None) -> str:
        """A concept in which everything is typed."""
        reference = self.flow.consent.agree(self.talk()).reference
        self.type(reference, client or a_client())
        return reference

    def type(self, reference: str, client: Client) -> None:
        """Type these fields."""
        raw = {name: text or "" for name, text in asdict(client).items()}
        self.flow.referral.edit(reference, raw, single_name=client.first_name is None)

    def ready(self, client: Client | None = None) -> str:
        reference = self.concept(client)
        self.flow.referral.finish(reference)
        return reference

    def exported(self, client: Client | None = None) -> str:
        reference = self.ready(client)
        self.flow.export.export(reference)
        return reference

    def killed_while_exporting(self, reference: str) -> None:
        """The process ends while it writes an archive; a fresh one finds the referral ready to be exported anew."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("app.workflow.publish.write_whole", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
            with pytest.raises(KeyboardInterrupt):
                self.flow.export.export(reference)
        self.restart()
        assert self.referral(reference).state is State.READY

    def sent(self, client: Client | None = None) -> str:
        reference = self.exported(client)
        self.flow.handover.prepare_mail(reference)
        self.flow.handover.declare_sent(reference)
        return reference

    def withdrawn(self, client: Client | None = None) -> str:
        reference = self.sent(client)
        self.flow.withdrawal.stop(reference, mail_may_have_left=True)
        return reference

    def erased(self, client: Client | None = None) -> str:
        reference = self.sent(client)
        self.flow.handover.received(reference)
        return reference

    def corrected(self, reference: str, kind: Wrong = Wrong.WRONG) -> Referral:
        """The next version is begun; after wiping the user also asked about each way of contact."""
        wiped = not self.flow.correction.view(reference).has_data
        return self.flow.correction.start(reference, kind, confirmed=True, new_channels_agreed=wiped)

    def in_state(self, state: State) -> str:
        """A referral that came there on the ordinary way."""
        ways: dict[State, Callable[[], str]] = {
            State.CONCEPT: self.concept,
            State.READY: self.ready,
            State.EXPORTED: self.exported,
            State.SENT: self.sent,
            State.WITHDRAWN: self.withdrawn,
            State.ERASED: self.erased,
        }
        return ways[state]()

    # --- looking ---

    def referral(self, reference: str) -> Referral:
        return self.store.referrals.get(reference)

    def record(self, reference: str) -> ExportRecord | None:
        return self.store.exports.get(self.referral(reference).full_reference)

    def events(self, reference: str = "") -> list[str]:
        """The register, or the rows about one referral."""
        return [row.gebeurtenis for row in self.store.register.rows() if not reference or row.ref == reference]

    def open_reports(self) -> tuple[Report, ...]:
        """Reports of the OCMW that wait for an answer, oldest first."""
        found = (report for report in self.store.reports.all() if report.is_open)
        return tuple(sorted(found, key=lambda report: report.reported_on))

    def outbox(self) -> list[str]:
        return sorted(path.name for path in self.paths.outbox.iterdir())

    def everything(self) -> dict[str, bytes]:
        """Each file of the data folder with its bytes."""
        files = (path for path in sorted(self.paths.data.rglob("*")) if path.is_file())
        return {str(path.relative_to(self.paths.data)): path.read_bytes() for path in files}
