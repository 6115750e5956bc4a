# SPDX-License-Identifier: EUPL-1.2
"""--self-test: a fictitious referral through the built program, one line per check, no window and no network."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.clock import SystemClock
from app.content import blocked_phrases, help_texts, load_profiles, spelling, words
from app.domain.consent import Route
from app.domain.errors import AppError
from app.domain.referral import State
from app.domain.sender import Sender
from app.export.archive import read_archive
from app.export.pdf import draw, offscreen_surface
from app.log import error_code
from app.mail.chain import MailChain
from app.paths import Paths, resource
from app.storage.vault import Vault
from app.workflow import Workflow
from app.workflow.assembly import Parts, assemble

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
    workflow: Workflow
    passphrase: str
    recovery: str
    reference: str = ""
    archive: bytes = b""


def run(beside: Paths, say: Callable[[str], None] = print) -> int:
    """Walk the story in a vault of its own, removed afterwards; exit code 0 when every check holds, else 1."""
    paths = beside.beside(f"zelftest-{secrets.token_hex(4)}")
    surface = offscreen_surface()
    parts = Parts(
        paths=paths,
        clock=SystemClock(),
        profiles=load_profiles(resource("protocols")),
        words=words(),
        alphabet=spelling(),
        refused_passphrases=blocked_phrases(),
        help_texts=help_texts(),
        random=secrets.token_bytes,
        draw=draw,
        chain=MailChain(()),
        vault=Vault(paths),
    )
    workflow = assemble(parts)
    story = _Run(paths, workflow, workflow.vault.propose_passphrase(), workflow.vault.new_recovery_code())
    try:
        for name, check in _checks(story):
            try:
                good = check()
            except (AppError, OSError, ValueError) as error:
                say(f"FOUT  {name} ({error_code(error)})")
                return 1
            if not good:
                say(f"FOUT  {name}")
                return 1
            say(f"goed  {name}")
    finally:
        workflow.vault.lock()
        shutil.rmtree(paths.data, ignore_errors=True)
        del surface
    say("De zelftest is geslaagd.")
    return 0


def _checks(run: _Run) -> Iterator[tuple[str, Callable[[], bool]]]:
    yield "een nieuwe kluis maken", lambda: _create(run)
    yield "de kluis is onleesbaar zonder wachtzin", lambda: _is_encrypted(run)
    yield "toestemming eerst, dan gegevens", lambda: _consent_and_client(run)
    yield "het beveiligde bestand maken en nakijken", lambda: _export(run)
    yield "het bestand gaat open met de wachtzin", lambda: _opens(run)
    yield "de e-mail klaarzetten, zonder te verzenden", lambda: _draft(run)
    yield "na ontvangst is alles gewist", lambda: _erased(run)
    yield "het register klopt", lambda: _register(run)


def _create(run: _Run) -> bool:
    statement = run.workflow.settings.statement().id
    sender = Sender("Zelftest", "Team Zelftest", "014 00 00 00", "team@example.org", statement)
    run.workflow.vault.create(sender, run.passphrase, run.recovery)
    return run.workflow.settings.may_refer()


def _is_encrypted(run: _Run) -> bool:
    return not run.paths.database.read_bytes().startswith(b"SQLite format 3")


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
