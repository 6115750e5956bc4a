# SPDX-License-Identifier: EUPL-1.2
"""Ruff, mypy and import-linter pass, and each of their fences reports when it is broken on purpose."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.source_tree import ROOT

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
BANNED: list[str] = sorted(SETTINGS["ruff"]["lint"]["flake8-tidy-imports"]["banned-api"])
LINT_IMPORTS = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]


def tool(*command: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a checker as a person would, its own colours and caches aside."""
    env = dict(os.environ, NO_COLOR="1", PYTHONPATH=str(cwd), PYTHONIOENCODING="utf-8", COLUMNS="200")
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(
    "command",
    [
        [sys.executable, "-m", "ruff", "check", "."],
        [sys.executable, "-m", "ruff", "format", "--check", "."],
        [sys.executable, "-m", "mypy", "--strict", "app", "packaging", "tests"],
        [sys.executable, "-m", "mypy", "--strict", "--platform", "win32", "app"],
        [*LINT_IMPORTS, "--no-cache"],
    ],
    ids=["style", "layout", "types", "types on Windows", "layers"],
)
@pytest.mark.timeout(600)
def test_the_whole_tree_passes(command: list[str]) -> None:
    done = tool(*command)
    assert done.returncode == 0, done.stdout + done.stderr


# Which file gets which import, and what import-linter must say about it (architecture: each rule broken on purpose).
BROKEN = [
    ("domain/client.py", "PySide6.QtCore", "app.domain.client -> PySide6"),
    ("main.py", "PySide6.QtWidgets", "app.main -> PySide6"),
    ("export/layout.py", "PySide6.QtGui", "app.export.layout -> PySide6"),
    ("workflow/export.py", "app.export.pdf", "app.workflow.export -> app.export.pdf"),
    ("workflow/paper.py", "app.export.pdf_page", "app.workflow.paper -> app.export.pdf_page"),
    ("export/document.py", "app.domain.client", "app.export.document -> app.domain.client"),
    ("mail/draft.py", "app.domain.disclosure", "app.mail.draft -> app.domain.disclosure"),
    ("domain/sender.py", "app.domain.client", "app.domain.sender -> app.domain.client"),
    ("ui/pages/about.py", "app.content", "app.ui.pages.about -> app.content"),
    ("ui/pages/unlock.py", "app.storage.vault", "app.ui.pages.unlock -> app.storage.vault"),
    ("ui/pages/overview.py", "app.ui.pages.client", "app.ui.pages.overview -> app.ui.pages.client"),
    ("mail/openers/linux.py", "app.mail.openers.macos", "app.mail.openers.linux -> app.mail.openers.macos"),
    ("export/archive.py", "app.mail.draft", "app.export.archive -> app.mail.draft"),
    ("storage/vault.py", "app.workflow.upkeep", "app.storage.vault -> app.workflow.upkeep"),
    ("domain/terms.py", "app.clock", "app.domain.terms -> app.clock"),
    ("ui/icons.py", "app.practice", "app.ui.icons -> app.practice"),
    ("self_test.py", "app.main", "app.self_test -> app.main"),
]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The program in a folder of its own, to be broken."""
    shutil.copytree(ROOT / "app", tmp_path / "app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_broken_layer_is_reported(copy: Path) -> None:
    # WHEN each contract is broken, each by a line of its own
    for file, module, _ in BROKEN:
        path = copy / "app" / file
        path.write_text(f"{path.read_text('utf-8')}\nimport {module} as broken\n", "utf-8")
    done = tool(*LINT_IMPORTS, "--no-cache", cwd=copy)
    # THEN every contract is broken, and every line is named
    assert done.returncode == 1, done.stdout + done.stderr
    assert " 0 kept" in done.stdout, done.stdout
    for _, _, said in BROKEN:
        assert said in done.stdout, f"{said} was not reported:\n{done.stdout}"


def test_a_stray_module_needs_a_layer(copy: Path) -> None:
    (copy / "app" / "utils.py").write_text('"""Anything."""\n', "utf-8")
    done = tool(*LINT_IMPORTS, "--no-cache", cwd=copy)
    assert done.returncode == 1
    assert "utils" in done.stdout


@pytest.mark.parametrize("form", ["import", "from", "attribute"])
def test_every_banned_name_is_reported_in_every_form(copy: Path, form: str) -> None:
    # GIVEN a file of the program that uses each banned name in this form
    lines = []
    for name in BANNED:
        module, _, last = name.rpartition(".")
        if form == "from":
            lines.append(f"from {module} import {last}" if module else f"from {name} import something")
        elif form == "attribute" and module and name[0].islower():
            top = name.split(".")[0]
            lines.append(f"import {top}; {name}()")
        elif form == "import" and not module:
            lines.append(f"import {name}.part")
    broken = copy / "app" / "workflow" / "broken.py"
    broken.write_text("\n".join(lines) + "\n", "utf-8")
    # WHEN ruff reads it
    done = tool(
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--no-cache",
        "--select",
        "TID251",
        "--output-format",
        "json",
        str(broken),
        cwd=copy,
    )
    # THEN not one line passes
    reported = {fault["location"]["row"] for fault in json.loads(done.stdout)}
    assert [line for number, line in enumerate(lines, 1) if number not in reported] == []
