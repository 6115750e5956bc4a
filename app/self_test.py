# SPDX-License-Identifier: EUPL-1.2
"""--self-test: a fictitious referral through the built program, one line per check, no window and no network."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.administrator import load_protocols
from app.clock import Clock, SystemClock
from app.content import blocked_phrases, load_profiles, manual, spelling, words
from app.desktop.adapter import Desktop, for_this_computer
from app.domain.consent import Route
from app.domain.errors import FileInvalid, PolicyInvalid
from app.domain.referral import State
from app.domain.sender import Sender
from app.export.archive import read_archive
from app.export.pdf import draw, offscreen_surface
from app.log import error_code
from app.mail.chain import MailChain
from app.paths import POLICY_FOLDER, Paths, resource
from app.storage.vault import Vault
from app.workflow import Workflow
from app.workflow.assembly import Parts, assemble
from app.working_days import working_days_after

FICTION = {
    "first_name": "Zoë",
    "last_name": "Voorbeeld-D'Hondt",
    "street": "Verzonnenstraat",
    "house_number": "1",
    "phone": "0470 00 00 00",
    "email": "zoe@example.org",
}
"""Nobody: invented for this test alone."""


@dataclass(slots=True)
class _Run:
    """The story so far."""

    paths: Paths
    clock: Clock
    flow: Workflow | None = None
    passphrase: str = ""
    reference: str = ""
    archive: bytes = b""

    @property
    def workflow(self) -> Workflow:
        assert self.flow is not None, "the first check assembles it"
        return self.flow


def run(
    beside: Paths,
    say: Callable[[str], None] = print,
    clock: Clock | None = None,
    administrators: Path = POLICY_FOLDER,
    desktop: Desktop | None = None,
) -> int:
    """Walk the story in a vault of its own, removed afterwards; exit code 0 when every check holds, else 1."""
    story = _Run(beside.beside(f"zelftest-{secrets.token_hex(4)}"), clock or SystemClock())
    surface = offscreen_surface()
    try:
        for name, check in (
            *_checks(story),
            ("de map van de beheerder", lambda: _administrator(administrators, desktop)),
        ):
            try:
                holds = check()
            except Exception as error:  # noqa: BLE001 - a self-test reports whatever goes wrong, and where
                say(f"FOUT  {name} ({error_code(error)})")
                for line in error.lines() if isinstance(error, FileInvalid) else ():
                    say(f"- {line}")
                return 1
            if not holds:
                say(f"FOUT  {name}")
                return 1
            say(f"goed  {name}")
    finally:
        if story.flow is not None:
            story.flow.vault.lock()
        shutil.rmtree(story.paths.data, ignore_errors=True)
        del surface
    say("De zelftest is geslaagd.")
    return 0


def _administrator(folder: Path, desktop: Desktop | None) -> bool:
    """His profiles and values are right, and used: the program itself works on without, its administrator may not."""
    system = desktop or for_this_computer()
    found = load_protocols(resource("protocols"), folder, system.only_administrators_write, system.policy_values)
    unused = ((str(folder), "niet gebruikt: ook gewone gebruikers kunnen daar schrijven"),) if found.left_out else ()
    if unused or found.policy.without_effect:
        raise PolicyInvalid(problems=(*unused, *found.policy.without_effect))
    return True


def _checks(run: _Run) -> Iterator[tuple[str, Callable[[], bool]]]:
    yield "alle onderdelen laden", lambda: _load(run)
    yield "de Belgische feestdagen zijn er", _knows_holidays
    yield "een nieuwe kluis maken", lambda: _create(run)
    yield "de kluis is onleesbaar zonder wachtzin", lambda: _is_encrypted(run)
    yield "de kluis gaat open met de wachtzin", lambda: _reopens(run)
    yield "toestemming eerst, dan gegevens", lambda: _consent_and_client(run)
    yield "het beveiligde bestand maken en nakijken", lambda: _export(run)
    yield "het bestand gaat open met de wachtzin", lambda: _opens(run)
    yield "de e-mail klaarzetten, zonder te verzenden", lambda: _draft(run)
    yield "na ontvangst is alles gewist", lambda: _erased(run)
    yield "het register klopt", lambda: _register(run)


def _load(run: _Run) -> bool:
    """The story itself follows the practice protocol: it must pass also when the real one was suspended."""
    run.flow = assemble(
        Parts(
            paths=run.paths,
            clock=run.clock,
            profiles=load_profiles(resource("protocols"), practice=True),
            words=words(),
            alphabet=spelling(),
            refused_passphrases=blocked_phrases(),
            manual=manual,
            random=secrets.token_bytes,
            draw=draw,
            chain=MailChain(()),
            vault=Vault(run.paths),
        )
    )
    return bool(load_profiles(resource("protocols")))


def _knows_holidays() -> bool:
    """Read only when an answer is waited for, so a trimmed package could lack them unnoticed."""
    return working_days_after(date(2026, 12, 24), 1) == date(2026, 12, 28)


def _create(run: _Run) -> bool:
    statement = run.workflow.settings.statement().id
    sender = Sender("Zelftest", "Team Zelftest", "014 00 00 00", "team@example.org", statement)
    verbs = run.workflow.vault
    run.passphrase = verbs.propose_passphrase()
    verbs.create(sender, run.passphrase, verbs.new_recovery_code())
    return run.workflow.settings.may_refer()


def _is_encrypted(run: _Run) -> bool:
    return not run.paths.database.read_bytes().startswith(b"SQLite format 3")


def _reopens(run: _Run) -> bool:
    run.workflow.vault.lock()
    run.workflow.vault.unlock(run.passphrase)
    run.workflow.upkeep.after_unlock()
    return run.workflow.vault.is_open()


def _consent_and_client(run: _Run) -> bool:
    flow = run.workflow
    talk = flow.consent.begin()
    for item in talk.profile.checklist:
        talk.tick(item.id, True)
    talk.route = Route.CONVERSATION
    run.reference = flow.consent.agree(talk).reference
    place = talk.profile.places[0]
    raw = FICTION | {"place": place.name, "postcode": place.postcode}
    return not flow.referral.edit(run.reference, raw, single_name=False).problems


def _export(run: _Run) -> bool:
    run.workflow.referral.finish(run.reference)
    made = run.workflow.export.export(run.reference)
    run.archive = (run.paths.outbox / made.file_name).read_bytes()
    return run.archive.startswith(b"7z\xbc\xaf\x27\x1c") and FICTION["last_name"].encode() not in run.archive


def _opens(run: _Run) -> bool:
    record = run.workflow.export.session.store.exports.get(run.reference)
    if record is None:
        return False
    names = set(read_archive(run.archive, record.phrase))
    return names == {"doorverwijzing.pdf", "doorverwijzing.json"}


def _draft(run: _Run) -> bool:
    draft = run.workflow.handover.prepare_mail(run.reference)
    return draft.draft_path.read_bytes().startswith(b"Date:")


def _erased(run: _Run) -> bool:
    flow = run.workflow
    flow.handover.declare_sent(run.reference)
    flow.handover.passed_on(run.reference)
    flow.handover.received(run.reference)
    referral = flow.referral.get(run.reference)
    return referral.state is State.ERASED and referral.client is None and not any(run.paths.outbox.iterdir())


def _register(run: _Run) -> bool:
    store = run.workflow.export.session.store
    store.register.verify()
    return len(store.register.rows()) >= 7
