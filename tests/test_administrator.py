# SPDX-License-Identifier: EUPL-1.2
"""The administrator's folder and registry: trusted or left out, refused with every problem, the stricter one wins."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from app import APP_ID
from app.administrator import Protocols, check_policy, load_protocols
from app.desktop.plain import PlainDesktop
from app.domain.errors import PolicyInvalid, ResourceDamaged
from app.domain.policy import SETTINGS, TERMS, Policy
from app.main import main, protocols
from app.paths import Paths, resource
from app.ui.program import Setting
from app.ui.texts import problems_of, sentence
from tests.factory import the_practice_profile, the_profile, the_second_profile
from tests.source_tree import ROOT

SHIPPED = resource("protocols")
EXAMPLE = ROOT / "packaging" / "policy.example.toml"
SECOND = ROOT / "tests" / "data" / "protocols" / "verzonnendorp.toml"
NO_PROTOCOL = "hoort bij geen protocol van deze computer"
NUMBER = "[protocollen.kasterlee]\ntelefoon = '014 00 00 00'\n"


def put(folder: Path, text: str | bytes, name: str = "policy.toml") -> Path:
    """A file in the administrator's folder."""
    file = folder / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def everybody(path: Path) -> bool:
    """Only administrators could have written anything."""
    return True


class Managed(PlainDesktop):
    """A computer on which GPO wrote something, and whose folders are safe."""

    def __init__(self, values: Mapping[str, object]) -> None:
        super().__init__()
        self.values = values
        self.hardened: list[str] = []

    def harden(self, app_id: str) -> None:
        self.hardened.append(app_id)

    def only_administrators_write(self, path: Path) -> bool:
        return True

    def policy_values(self) -> Mapping[str, object]:
        return self.values


def refused(folder: Path, values: Mapping[str, object] | None = None) -> tuple[str, ...]:
    """Every problem, as the fault page tells it."""
    with pytest.raises(PolicyInvalid) as told:
        protocols(practice=False, administrators=folder, desktop=Managed(values or {}))
    assert sentence(told.value) == "De instellingen van je ICT-dienst kloppen niet. Geef dit door aan je ICT-dienst."
    return problems_of(told.value)


def test_R32_the_number_of_the_administrator_is_laid_over_the_profile(tmp_path: Path) -> None:
    # GIVEN a policy that only administrators could write
    put(tmp_path, NUMBER)
    found = load_protocols(SHIPPED, tmp_path, everybody)
    # THEN the protocol has a number, and nothing else of it changed
    assert found.profiles == (found.policy.over(the_profile()),)
    assert found.profiles[0].recipient.phone == "014 00 00 00"
    assert found.left_out is None


@pytest.mark.parametrize("planted", ["folder", "policy.toml", "ander.toml"])
def test_R01_a_policy_that_anybody_could_have_planted_is_left_out_as_a_whole(tmp_path: Path, planted: str) -> None:
    # GIVEN a folder of which one part could have been written by anybody; the policy is not even TOML
    put(tmp_path, "dit wordt niet eens gelezen")
    put(tmp_path, SECOND.read_bytes(), "ander.toml")
    wrong = tmp_path if planted == "folder" else tmp_path / planted
    found = load_protocols(SHIPPED, tmp_path, lambda path: path != wrong)
    # THEN neither policy nor profile counts, and the folder is named
    assert found == Protocols((the_profile(),), tmp_path)


@pytest.mark.posix  # on Windows a link is the administrator's to make
def test_R01_a_link_to_a_policy_elsewhere_is_left_out(tmp_path: Path) -> None:
    # GIVEN the real judgement of this system, and a policy that the user of this test wrote
    target = put(tmp_path, NUMBER, "elders.txt")
    folder = tmp_path / "beheer"
    folder.mkdir()
    (folder / "policy.toml").symlink_to(target)
    found = protocols(practice=False, administrators=folder, desktop=PlainDesktop())
    assert (found.left_out, found.policy) == (folder, Policy())


def test_the_registry_counts_also_when_the_folder_is_left_out(tmp_path: Path) -> None:
    put(tmp_path, "op_slot.hoogstens_minuten = 3")
    found = load_protocols(SHIPPED, tmp_path, lambda _path: False, lambda: {"op_slot": {"hoogstens_minuten": 6}})
    assert (found.left_out, found.policy.longest_lock) == (tmp_path, 6)


def test_R35_the_stricter_of_file_and_registry_wins(tmp_path: Path) -> None:
    put(tmp_path, "op_slot.hoogstens_minuten = 3")
    for minutes, wins in ((2, 2), (6, 3)):
        found = load_protocols(SHIPPED, tmp_path, everybody, lambda m=minutes: {"op_slot": {"hoogstens_minuten": m}})  # type: ignore[misc]
        assert found.policy.longest_lock == wins


def test_R07_further_protocols_can_be_forbidden_by_either_source(tmp_path: Path) -> None:
    # GIVEN a second municipality beside the policy, which gets a number too
    put(tmp_path, SECOND.read_bytes(), "verzonnendorp.toml")
    put(tmp_path, "extra_profielen = true")
    both = [the_profile().id, the_second_profile().id]
    assert [profile.id for profile in load_protocols(SHIPPED, tmp_path, everybody).profiles] == both
    # WHEN the file, or the registry, forbids it
    forbidden = {"extra_profielen": 0}
    assert load_protocols(SHIPPED, tmp_path, everybody, lambda: forbidden).profiles == (the_profile(),)
    put(tmp_path, "extra_profielen = false")
    assert load_protocols(SHIPPED, tmp_path, everybody).profiles == (the_profile(),)
    # THEN a number for it counts for nothing: whoever checks the policy hears it, and nobody is stopped
    file = put(tmp_path, "extra_profielen = false\n[protocollen.verzonnendorp]\ntelefoon = '014 00 00 00'")
    told = ("policy.toml: protocollen.verzonnendorp.telefoon", f"{NO_PROTOCOL}: kies uit kasterlee")
    assert load_protocols(SHIPPED, tmp_path, everybody).policy == Policy(without_effect=(told,))
    with pytest.raises(PolicyInvalid) as checked:
        check_policy(file, SHIPPED)
    assert checked.value.facts["problems"] == (told,)


def test_R01_a_number_in_the_registry_for_a_folder_that_is_left_out_stops_nobody(tmp_path: Path) -> None:
    # GIVEN a second municipality in a folder that anybody could have written, and its number by GPO
    put(tmp_path, SECOND.read_bytes(), "verzonnendorp.toml")
    number = {"protocollen": {"verzonnendorp": {"telefoon": "014 00 00 00"}}}
    found = load_protocols(SHIPPED, tmp_path, lambda _path: False, lambda: number)
    assert (found.profiles, found.left_out, found.policy.phones) == ((the_profile(),), tmp_path, {})


def test_R01_the_folder_is_judged_before_it_is_looked_into(tmp_path: Path) -> None:
    """Whoever made the folder could put a recipient of his own there just after it was found empty."""

    # GIVEN an empty folder of a user, who writes a profile the moment that it was judged
    def judge(path: Path) -> bool:
        if path == tmp_path:
            put(tmp_path, SECOND.read_bytes(), "verzonnendorp.toml")
        return False

    # THEN that profile is not read, whenever it came
    assert load_protocols(SHIPPED, tmp_path, judge) == Protocols((the_profile(),), tmp_path)


def test_R01_only_files_that_were_judged_are_read(tmp_path: Path) -> None:
    # GIVEN a folder of the administrator, in which a second file appears while the first is judged
    put(tmp_path, "op_slot.hoogstens_minuten = 4")

    def judge(path: Path) -> bool:
        if path.name == "policy.toml":
            put(tmp_path, SECOND.read_bytes(), "verzonnendorp.toml")
        return True

    assert load_protocols(SHIPPED, tmp_path, judge).profiles == (the_profile(),)


def test_a_wrong_policy_stops_the_start_with_every_problem_of_both_sources(tmp_path: Path) -> None:
    put(tmp_path, "[ontvanger]\nemail = 'x@example.org'\n[op_slot]\nhoogstens_minuten = 60")
    assert refused(tmp_path, {"termijnen": {"klaar_dagen": 80}}) == (
        "policy.toml: op_slot.hoogstens_minuten: moet tussen 1 en 15 liggen",
        "policy.toml: ontvanger: is een onbekende sleutel",
        "register van Windows: termijnen.klaar_dagen: moet tussen 1 en 30 liggen",
    )
    # AND practice, which never reads that folder, goes on
    found = protocols(practice=True, administrators=tmp_path, desktop=Managed({"x": 1}))
    assert found == Protocols((the_practice_profile(),))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"formaat = 1\n= 2", "bestand: is geen geldig TOML, kijk rond regel 2"),
        (b"\xff\xfe", "bestand: is geen UTF-8"),
        (b"#" * 900_000, "bestand: is te groot: hoogstens 200000 tekens"),
        (None, "bestand: is niet leesbaar"),
    ],
)
def test_P11_a_file_that_is_no_policy_is_refused(tmp_path: Path, content: bytes | None, told: str) -> None:
    if content is None:
        (tmp_path / "policy.toml").mkdir()
    else:
        put(tmp_path, content)
    assert refused(tmp_path) == (f"policy.toml: {told}",)


def test_R15_what_the_administrator_set_reaches_the_window(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a computer with a policy, and the program started as its launcher does
    computer = Managed({"mail": {"team_mailbox": "vast.team@example.org"}})
    started: list[Setting] = []

    def run(_paths: Paths, _desktop: object, setting: Callable[[], Setting]) -> int:
        started.append(setting())
        return 0

    monkeypatch.setattr("app.desktop.adapter.for_this_computer", lambda: computer)
    monkeypatch.setattr("app.ui.start.run", run)
    assert main(["--data-dir", str(paths.data)]) == 0
    # THEN its verbs know the policy, after Windows was hardened under the program's own name
    assert started[0].workflow.settings.policy.team_mailbox == "vast.team@example.org"
    assert computer.hardened == [APP_ID]
    # AND practice, which begins with an invented client, knows none
    assert main(["--practice", "--data-dir", str(paths.data)]) == 0
    assert started[1].workflow.settings.policy == Policy()


def test_a_policy_counts_in_whatever_case_its_name_is_written(tmp_path: Path) -> None:
    put(tmp_path, "op_slot.hoogstens_minuten = 4", "Policy.TOML")
    assert load_protocols(SHIPPED, tmp_path, everybody).policy.longest_lock == 4


def unreadable(*_: object) -> Mapping[str, object]:
    raise PermissionError(13, "refused")


def test_what_is_there_and_cannot_be_read_is_never_silently_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a registry that refuses
    with pytest.raises(PolicyInvalid) as told:
        load_protocols(SHIPPED, tmp_path, everybody, unreadable)
    assert problems_of(told.value) == ("register van Windows: sleutel: is niet leesbaar",)
    # AND a folder that does
    monkeypatch.setattr(Path, "iterdir", unreadable)
    assert refused(tmp_path) == (f"{tmp_path}: is niet leesbaar",)
    # AND one that a user made and closed to others stops nobody: it is left out
    assert load_protocols(SHIPPED, tmp_path, lambda _path: False) == Protocols((the_profile(),), tmp_path)


def test_a_folder_that_is_none_or_absent_holds_nothing(tmp_path: Path) -> None:
    for folder in (tmp_path / "nergens", put(tmp_path, "", "bestand")):
        assert load_protocols(SHIPPED, folder, everybody) == Protocols((the_profile(),))


def test_without_any_protocol_the_program_is_damaged(tmp_path: Path) -> None:
    put(tmp_path, "termijnen.klaar_dagen = 1")
    with pytest.raises(ResourceDamaged):
        load_protocols(tmp_path / "nergens", tmp_path, everybody)


def test_the_example_sets_nothing_before_somebody_takes_a_mark_away(tmp_path: Path) -> None:
    # GIVEN the example that comes with the program, whose values stand behind a mark
    text = EXAMPLE.read_text("utf-8")
    assert tomllib.loads(text) == {"formaat": 1}
    check_policy(EXAMPLE, SHIPPED)
    # WHEN each line is taken into use by itself, and then all of them
    marked = re.compile(r"^# (?=[a-z_.]+ = )", re.MULTILINE)
    for found in marked.finditer(text):
        one = put(tmp_path, text[: found.start()] + text[found.end() :])
        assert tomllib.loads(one.read_text("utf-8")) != {"formaat": 1}
        check_policy(one, SHIPPED)
    every = put(tmp_path, marked.sub("", text))
    # THEN it holds, and each term is shorter than that of the protocol
    check_policy(every, SHIPPED)
    policy = load_protocols(SHIPPED, tmp_path, everybody).policy
    assert policy.phones == {the_profile().id: "014 00 00 00"}
    assert set(policy.terms) == set(TERMS.values())
    assert all(getattr(the_profile().terms, name) > days for name, days in policy.terms.items())
    # AND every setting stands in it, and nothing else
    given = tomllib.loads(every.read_text("utf-8"))
    stand = {name for name, value in given.items() if not isinstance(value, dict)} - {"formaat"}
    stand |= {f"{table}.{key}" for table in ("op_slot", "mail", "termijnen") for key in given[table]}
    stand |= {f"protocollen.*.{key}" for key in given["protocollen"]["kasterlee"]}
    assert stand == {setting.place for setting in SETTINGS}


def test_a_policy_is_checked_beside_the_profiles_of_its_own_folder(tmp_path: Path) -> None:
    # GIVEN a second municipality beside it, and a profile that is wrong
    file = put(tmp_path, "[protocollen.verzonnendorp]\ntelefoon = '014 00 00 00'")
    put(tmp_path, "fout", "fout.toml")
    put(tmp_path, SECOND.read_text("utf-8").replace('telefoon = "', 'telefoon = "" # "'), "verzonnendorp.toml")
    check_policy(file, SHIPPED)
    # AND only as long as the policy allows them
    put(tmp_path, "extra_profielen = false\n[protocollen.verzonnendorp]\ntelefoon = '014 00 00 00'")
    with pytest.raises(PolicyInvalid):
        check_policy(file, SHIPPED)
