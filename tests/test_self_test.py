# SPDX-License-Identifier: EUPL-1.2
"""--self-test: each check can fail, says where, and leaves nothing behind; it passes when the protocol stopped too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app import self_test
from app.clock import SystemClock
from app.desktop.plain import PlainDesktop
from app.domain.errors import DiskFull, ResourceDamaged
from app.domain.profile import Status
from app.paths import Paths
from app.workflow.export import Exported, ExportVerbs
from app.workflow.settings import SettingsVerbs
from app.workflow.vault import VaultVerbs
from tests.factory import a_profile, the_practice_profile
from tests.fakes import FixedClock
from tests.small_vault import small_vault

pytestmark = pytest.mark.usefixtures("qapp")

CHECKS = (
    "alle onderdelen laden",
    "de Belgische feestdagen zijn er",
    "een nieuwe kluis maken",
    "de kluis is onleesbaar zonder wachtzin",
    "de kluis gaat open met de wachtzin",
    "toestemming eerst, dan gegevens",
    "het beveiligde bestand maken en nakijken",
    "het bestand gaat open met de wachtzin",
    "de e-mail klaarzetten, zonder te verzenden",
    "na ontvangst is alles gewist",
    "het register klopt",
    "de map van de beheerder",
)


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same story with a key derivation that costs nothing."""
    monkeypatch.setattr(self_test, "Vault", small_vault)


def told(paths: Paths) -> tuple[int, list[str]]:
    """Exit code and lines."""
    lines: list[str] = []
    return self_test.run(paths, lines.append, FixedClock()), lines


def test_it_says_of_each_check_that_it_is_good_and_leaves_nothing(paths: Paths) -> None:
    code, lines = told(paths)
    assert code == 0
    assert lines == [*(f"goed  {name}" for name in CHECKS), "De zelftest is geslaagd."]
    # AND the vault of the user is not touched, that of the test is gone
    assert [path.name for path in paths.data.parent.iterdir()] == [paths.data.name]
    assert list(paths.data.iterdir()) == []


def test_the_clock_is_that_of_the_computer_when_none_is_given(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []

    def stop(parts: Any) -> None:
        seen.append(parts.clock)
        raise ResourceDamaged(name="x")

    monkeypatch.setattr(self_test, "assemble", stop)
    assert self_test.run(paths, seen.append) == 1
    assert isinstance(seen[0], SystemClock)
    assert seen[1] == "FOUT  alle onderdelen laden (P04)"


def test_R09_it_passes_while_the_real_protocol_is_suspended(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a real protocol that lets nothing leave
    def profiles(_: Path, *, practice: bool = False) -> tuple[Any, ...]:
        return (the_practice_profile(),) if practice else (a_profile(status=Status.SUSPENDED),)

    monkeypatch.setattr(self_test, "load_profiles", profiles)
    # THEN the program itself is still right
    assert told(paths)[0] == 0


def fails(*_: object, **__: object) -> None:
    raise DiskFull()


def breaks(*_: object, **__: object) -> None:
    raise RuntimeError("Zoë Voorbeeld")


real_read = Path.read_bytes


def readable_database(path: Path) -> bytes:
    """As if nothing had been encrypted."""
    return b"SQLite format 3\0" if path.name == "vault.db" else real_read(path)


FAULTS: dict[str, tuple[Any, str, Any]] = {
    "alle onderdelen laden": (self_test, "words", fails),
    "de Belgische feestdagen zijn er": (self_test, "working_days_after", lambda day, count: day),
    "een nieuwe kluis maken": (SettingsVerbs, "may_refer", lambda verbs: False),
    "de kluis is onleesbaar zonder wachtzin": (Path, "read_bytes", readable_database),
    "de kluis gaat open met de wachtzin": (VaultVerbs, "is_open", lambda verbs: False),
    "toestemming eerst, dan gegevens": (self_test, "FICTION", self_test.FICTION | {"phone": "12"}),
    "het beveiligde bestand maken en nakijken": (self_test, "FICTION", self_test.FICTION | {"last_name": "7z"}),
    "het bestand gaat open met de wachtzin": (self_test, "read_archive", lambda data, phrase: {"x": b""}),
    "de e-mail klaarzetten, zonder te verzenden": (
        "app.workflow.handover.write_draft", "", lambda draft, now: draft.draft_path.write_bytes(b"?"),
    ),
    "na ontvangst is alles gewist": ("app.workflow.handover.wipe", "", lambda *_: None),
    "het register klopt": ("app.storage.register.Register.rows", "", lambda register: []),
    "de map van de beheerder": (self_test, "load_protocols", fails),
}  # fmt: skip


@pytest.mark.parametrize("check", CHECKS)
def test_each_check_can_fail_and_then_nothing_more_is_tried(
    paths: Paths, check: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN one fault
    target, name, instead = FAULTS[check]
    if name:
        monkeypatch.setattr(target, name, instead)
    else:
        monkeypatch.setattr(target, instead)
    # WHEN the test runs
    code, lines = told(paths)
    monkeypatch.undo()
    # THEN it stops at that check, and leaves nothing
    assert code == 1
    assert lines[:-1] == [f"goed  {name}" for name in CHECKS[: CHECKS.index(check)]]
    assert lines[-1].startswith(f"FOUT  {check}")
    assert [path.name for path in paths.data.parent.iterdir()] == [paths.data.name]


def test_a_record_that_is_gone_is_a_fault(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN an export that is not remembered
    real = ExportVerbs.export

    def forgetful(verbs: ExportVerbs, reference: str) -> Exported:
        made = real(verbs, reference)
        verbs.session.store.exports.drop(reference)
        return made

    monkeypatch.setattr(ExportVerbs, "export", forgetful)
    assert told(paths)[1][-1].startswith("FOUT  het bestand gaat open met de wachtzin")


def test_R37_a_surprise_is_told_by_its_kind_and_place_never_by_its_words(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a fault of the program itself, whose message quotes a name
    monkeypatch.setattr(ExportVerbs, "export", breaks)
    code, lines = told(paths)
    # THEN the line has a code, and no name
    assert code == 1
    assert lines[-1].startswith("FOUT  het beveiligde bestand maken en nakijken (RuntimeError@app.self_test:")
    assert "Voorbeeld" not in " ".join(lines)


def with_administrator(paths: Paths, folder: Path, *, safe: bool) -> tuple[int, list[str]]:
    """Exit code and lines of a run with this folder of an administrator."""

    class Judge(PlainDesktop):
        def only_administrators_write(self, path: Path) -> bool:
            return safe

    lines: list[str] = []
    return self_test.run(paths, lines.append, FixedClock(), folder, Judge()), lines


def test_the_administrators_folder_is_read_as_at_a_start(paths: Paths, tmp_path: Path) -> None:
    # GIVEN a policy that is right
    folder = tmp_path / "beheer"
    folder.mkdir()
    (folder / "policy.toml").write_text("op_slot.hoogstens_minuten = 5", "utf-8")
    assert with_administrator(paths, folder, safe=True)[1][-2] == "goed  de map van de beheerder"
    # WHEN ordinary users can write there THEN whoever rolls it out hears that it is not used
    code, lines = with_administrator(paths, folder, safe=False)
    assert code == 1
    assert lines[-2:] == [
        "FOUT  de map van de beheerder (P06)",
        f"- {folder}: niet gebruikt: ook gewone gebruikers kunnen daar schrijven",
    ]
    # AND so it is when a value has no effect
    (folder / "policy.toml").write_text("termijnen.klaar_dagen = 8", "utf-8")
    code, lines = with_administrator(paths, folder, safe=True)
    assert code == 1
    assert lines[-1] == "- policy.toml: termijnen.klaar_dagen: is ruimer dan het protocol: hoogstens 7"
    # WHEN it is wrong THEN every problem is told
    (folder / "policy.toml").write_text("op_slot.hoogstens_minuten = 50\nx = 1", "utf-8")
    code, lines = with_administrator(paths, folder, safe=True)
    assert code == 1
    assert lines[-3:] == [
        "FOUT  de map van de beheerder (P06)",
        "- policy.toml: op_slot.hoogstens_minuten: moet tussen 1 en 15 liggen",
        "- policy.toml: x: is een onbekende sleutel",
    ]
