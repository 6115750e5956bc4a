# SPDX-License-Identifier: EUPL-1.2
"""Composition root: wires everything; also enters the locked process and the mail child."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from app import APP_ID
from app.command_line import Options, check_policy, check_protocol, parse, print_versions, verify_register

if TYPE_CHECKING:
    from pathlib import Path

    from app.administrator import Protocols
    from app.desktop.adapter import Desktop
    from app.domain.policy import Policy
    from app.domain.profile import Profile
    from app.paths import Paths
    from app.workflow import Workflow


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit code (0 fine, 1 a check failed, 2 something a person must do first)."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["--mail-child"]:  # before anything of Qt is loaded: the child must start at once
        from app.mail.child import run_child

        return run_child(sys.stdin, sys.stdout)
    _never_fail_on_a_sign()
    options = parse(given)
    if options.version:
        return print_versions()
    if options.check_protocol is not None:
        return check_protocol(options.check_protocol)
    if options.check_policy is not None:
        return check_policy(options.check_policy)
    if options.verify_register is not None:
        return verify_register(options.verify_register)
    paths = _paths(options)
    if options.self_test:
        from app.self_test import run

        return run(paths)
    return _window(options, paths)


def _never_fail_on_a_sign() -> None:
    """A console that lacks a sign shows another one: a message must not end in an error of its own."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _paths(options: Options) -> Paths:
    from app.paths import Paths
    from app.practice import practice_paths

    if options.practice:
        return practice_paths(options.data_dir)
    return Paths.default() if options.data_dir is None else Paths(options.data_dir)


def protocols(*, practice: bool, administrators: Path | None = None, desktop: Desktop | None = None) -> Protocols:
    """The protocols and the policy of a run; ``administrators`` is his folder, by default this computer's.

    Practice reads nothing of him.
    """
    from app.administrator import Protocols, load_protocols
    from app.desktop.adapter import for_this_computer
    from app.paths import POLICY_FOLDER, resource
    from app.practice import practice_profiles

    if practice:
        return Protocols(practice_profiles())
    system = desktop or for_this_computer()
    folder = administrators or POLICY_FOLDER
    return load_protocols(resource("protocols"), folder, system.only_administrators_write, system.policy_values)


def wire(paths: Paths, profiles: tuple[Profile, ...], *, practice: bool, policy: Policy | None = None) -> Workflow:
    """All verbs with the collaborators of the real program, or of practice mode."""
    import secrets

    from app.clock import SystemClock
    from app.content import blocked_phrases, manual, spelling, words
    from app.domain.policy import Policy
    from app.export.pdf import draw
    from app.mail.chain import MailChain, for_this_computer
    from app.storage.vault import Vault
    from app.workflow.assembly import Parts, assemble

    return assemble(
        Parts(
            paths=paths,
            clock=SystemClock(),
            profiles=profiles,
            words=words(),
            alphabet=spelling(),
            refused_passphrases=blocked_phrases(),
            manual=manual,
            random=secrets.token_bytes,
            draw=draw,
            chain=MailChain(()) if practice else for_this_computer(),
            vault=Vault(paths),
            policy=policy or Policy(),
        )
    )


def _window(options: Options, paths: Paths) -> int:
    from app.desktop.adapter import for_this_computer

    desktop = for_this_computer()
    desktop.harden(APP_ID)  # before the imports below: they load libraries, and argon2 asks what computer this is

    from app.clock import SystemClock
    from app.export.pdf import paint
    from app.ui.program import Setting
    from app.ui.start import run

    def setting() -> Setting:
        known = protocols(practice=options.practice, desktop=desktop)
        return Setting(
            workflow=wire(paths, known.profiles, practice=options.practice, policy=known.policy),
            clock=SystemClock(),
            desktop=desktop,
            paint=paint,
            practice=options.practice,
            options=options.again(),
            place=options.place,
            left_out=known.left_out,
        )

    return run(paths, desktop, setting)
