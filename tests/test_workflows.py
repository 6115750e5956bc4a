# SPDX-License-Identifier: EUPL-1.2
"""What runs elsewhere: actions are pinned, the Linux job is .ci/run, a release is checked and listed; and the
administrator's papers name what exists.
"""

from __future__ import annotations

import re

import pytest

from app.domain.policy import TERMS
from app.paths import Paths
from tests.factory import the_profile
from tests.source_tree import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
MANUAL = (ROOT / "packaging" / "beheerder.md").read_text("utf-8")
RELEASE = (ROOT / "packaging" / "vrijgave.md").read_text("utf-8")
EXAMPLE = (ROOT / "packaging" / "policy.example.toml").read_text("utf-8")
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
    checks = {"--self-test", "--version", "--check-protocol", "--verify-register", "--check-policy"}
    assert named == checks | {"--data-dir"}
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
    data = (paths.database, paths.keyfile, paths.outbox, paths.backup, paths.log, paths.outside)
    for place in (*data, paths.creation, paths.ballast, paths.lock_file, paths.raise_file, paths.set_aside("*")):
        assert f"`{place.name}`" in MANUAL


def test_the_manual_tells_the_longest_terms_of_the_protocol() -> None:
    terms = the_profile().terms
    for key, name in TERMS.items():
        (most,) = re.findall(rf"(?m)^\| `\[termijnen\] {key}` \|.*\| niet langer dan (\d+) \|$", MANUAL)
        assert int(most) == getattr(terms, name), key
        (told,) = re.findall(rf"(?m)^# termijnen\.{key} = \d+ +# (\d+): ", EXAMPLE)
        assert int(told) == getattr(terms, name), key


def test_the_rights_of_the_administrators_folder_are_set_by_the_same_lines_everywhere() -> None:
    # GIVEN the lines for Windows in the manual
    (block,) = re.findall(r"(?m)^```\n(mkdir .*\n(?:.+\n)*)```$", MANUAL)
    lines = block.splitlines()
    assert [line.split()[0] for line in lines] == ["mkdir", "copy", "dir", "icacls", "icacls", "icacls"]
    # THEN the example has them too, in that order
    assert "".join(f"#      {line}\n" for line in lines) in EXAMPLE


def test_the_manual_names_whoever_gets_mail() -> None:
    profile = the_profile()
    assert all(one in MANUAL for one in (profile.recipient.email, profile.own_dpo.email, profile.other_dpo.email))


def test_a_release_checks_the_runtime_before_it_is_used_and_lists_everything_at_the_end() -> None:
    # GIVEN the commands of the workflow, in their order
    text = (ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8")
    done = re.findall(r"run: python3 packaging/(.+)$", text, re.MULTILINE)
    assert done == [
        "windows/runtime.py runtime",
        "build.py windows --runtime runtime",
        "build.py papers",
        "build.py deb",
        "build.py lists",
    ]
    # THEN the lists wait for all packages, and for the program folder that the packages hold
    last = text[text.index("\n  lists:") :]
    assert "needs: [windows-packages, debian-package]" in last
    fetched = re.findall(r"download-artifact@.*\n        with:\n          name: (\S+)\n          path: (\S+)", last)
    place = "build/windows/Doorverwijzing"
    assert fetched == [("windows-packages", "dist"), ("debian-package", "dist"), ("program-folder", place)]
    # AND the steps for a signed release say the same order
    told = [RELEASE.index(f"packaging/{command.replace(' runtime', ' MAP')}") for command in done]
    assert told == sorted(told)


def test_what_was_never_tried_stands_in_the_list_for_a_real_laptop() -> None:
    rows = RELEASE[RELEASE.index("| 1 |") :]
    subjects = ("SmartScreen", "Defender", "Outlook", "Intune", "printer", "Verteller", "AppLocker", "Proefzending")
    assert all(subject in rows for subject in subjects)
    numbers = re.findall(r"(?m)^\| (\d+) \|", rows)
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    assert MANUAL.count("niet getest op een echte Windows") >= 3


def test_what_must_be_set_before_a_release_is_named_with_its_place() -> None:
    for file, words in (("packaging/identity.py", "PUBLISHER"), ("packaging/linux/deb.py", "Maintainer")):
        assert words in (ROOT / file).read_text("utf-8")
        assert f"`{file}`" in RELEASE
        assert f"`{words}`" in RELEASE
