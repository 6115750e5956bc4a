# SPDX-License-Identifier: EUPL-1.2
"""What runs elsewhere: actions are pinned, the Linux job is .ci/run; the administrator's papers name what exists."""

from __future__ import annotations

import re

import pytest

from app.paths import Paths
from tests.source_tree import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
MANUAL = (ROOT / "packaging" / "beheerder.md").read_text("utf-8")
RELEASE = (ROOT / "packaging" / "vrijgave.md").read_text("utf-8")
SETUP = (ROOT / "packaging" / "windows" / "setup.nsi").read_text("utf-8")
REFUSALS = (ROOT / "packaging" / "windows" / "refusals.nsh").read_text("utf-8")


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_pinned_to_a_commit_and_may_only_read(workflow: object) -> None:
    text = getattr(workflow, "read_text")("utf-8")  # noqa: B009 - the parameter is a path
    used = re.findall(r"uses: (\S+)(.*)", text)
    assert used
    for action, behind in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", behind), action
    assert re.findall(r"(?m)^permissions:\n((?:  .*\n)+)", text) == ["  contents: read\n"]
    assert "secrets." not in text


def test_the_linux_job_is_the_one_that_everybody_can_run() -> None:
    text = (ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8")
    assert re.search(r"^      - run: \.ci/run$", text, re.MULTILINE)
    assert re.search(r"^      - run: \.ci/run --packages$", text, re.MULTILINE)
    assert "packaging/windows/try_packages.ps1 build/before dist" in text


def test_the_manual_names_the_options_that_exist() -> None:
    source = (ROOT / "app" / "command_line.py").read_text("utf-8")
    named = set(re.findall(r"(--[a-z][a-z-]+)", MANUAL))
    assert named == {"--self-test", "--version", "--check-protocol", "--verify-register", "--check-policy"}
    assert all(f'"{option}"' in source for option in named)


def test_the_manual_names_the_exit_codes_and_the_switch_of_the_setup() -> None:
    names = set(re.findall(r"!insertmacro Refuse \$\{([A-Z_]+)\}", SETUP + REFUSALS))
    codes = {name: re.findall(rf"(?m)^!define {name} (\d+)$", REFUSALS) for name in names}
    told = {
        "TOO_OLD": (4, "4 Windows te oud"),
        "RUNNING": (5, "code 5"),
        "MACHINE_WIDE": (6, "6 de MSI"),
        "NEWER": (7, "code 7"),
        "INCOMPLETE": (8, "**code 8**"),
        "WRONG_FOLDER": (9, "**code 9**"),
        "WRONG_ACCOUNT": (10, "**code 10**"),
    }
    assert codes == {name: [str(code)] for name, (code, _) in told.items()}
    header = SETUP.split("\nUnicode")[0]
    for code, words in told.values():
        assert words in MANUAL
        assert re.search(rf"\b{code}\b [a-zA-Z]", header)
    assert "/WISGEGEVENS=JA" in MANUAL
    assert '"/WISGEGEVENS="' in SETUP


def test_the_manual_names_the_files_of_a_vault(paths: Paths) -> None:
    for place in (paths.database, paths.keyfile, paths.outbox, paths.backup, paths.log, paths.outside):
        assert f"`{place.name}`" in MANUAL


def test_what_was_never_tried_stands_in_the_list_for_a_real_laptop() -> None:
    for subject in ("SmartScreen", "Defender", "Outlook", "Intune", "printer", "Verteller"):
        assert subject in RELEASE
    assert MANUAL.count("niet beproefd op een echte Windows") >= 3
