# SPDX-License-Identifier: EUPL-1.2
"""Options and exit codes: one clear Dutch line for a wrong one, versions and profiles without a window."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import __version__
from app.command_line import FAILED, OK, USAGE, Options, check_policy, check_protocol, parse, print_versions
from app.main import main
from app.paths import resource
from tests.source_tree import ROOT
from tests.unreadable import lay, refusal

NOTHING = Options(None, False, False, False, None, "")
KASTERLEE = resource("protocols", "kasterlee.toml")
SECOND = Path(__file__).parent / "data" / "protocols" / "verzonnendorp.toml"


def test_without_arguments_nothing_is_asked() -> None:
    assert parse([]) == NOTHING
    assert NOTHING.again() == ()


def test_each_option_is_read(tmp_path: Path) -> None:
    found = parse(["--data-dir", str(tmp_path), "--practice", "--place", "1,2,300,400"])
    assert found == Options(tmp_path, True, False, False, None, "1,2,300,400")
    assert parse(["--self-test"]).self_test
    assert parse(["--version"]).version
    assert parse(["--check-protocol", str(KASTERLEE)]).check_protocol == KASTERLEE
    assert parse(["--check-policy", "policy.toml"]).check_policy == Path("policy.toml")
    assert parse(["--verify-register", "register.csv"]).verify_register == Path("register.csv")


def test_the_locked_process_gets_the_same_options_but_its_place(tmp_path: Path) -> None:
    found = parse(["--data-dir", str(tmp_path), "--practice", "--place", "1,2,3,4"])
    assert found.again() == ("--data-dir", str(tmp_path), "--practice")
    assert parse(found.again()) == Options(tmp_path, True, False, False, None, "")


def test_the_environment_may_name_the_folder_and_the_option_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOORVERWIJZING_DATA_DIR", str(tmp_path / "a"))
    assert parse([]).data_dir == tmp_path / "a"
    assert parse(["--data-dir", str(tmp_path / "b")]).data_dir == tmp_path / "b"


@pytest.mark.parametrize(
    "wrong",
    [
        ["--pract"],
        ["--data-dir"],
        ["--data-dir", ""],
        ["Zoë"],
        ["--to", "ander@example.org"],
        ["--check-protocol"],
        ["--verify-register"],
        ["--check-policy"],
        ["-x"],
    ],
)
def test_R01_R37_a_wrong_option_is_one_dutch_line_that_quotes_nothing(
    wrong: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(wrong)
    said = capsys.readouterr()
    assert (ended.value.code, said.out) == (USAGE, "")
    assert said.err == "doorverwijzing: deze optie ken ik niet. Probeer 'doorverwijzing --help'.\n"


def test_help_is_dutch_and_leaves_out_what_the_program_tells_itself(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(["--help"])
    said = capsys.readouterr().out
    assert ended.value.code == OK
    for option in (
        "--data-dir",
        "--practice",
        "--self-test",
        "--check-protocol",
        "--verify-register",
        "--check-policy",
        "--version",
        "--help",
    ):
        assert option in said
    assert "--place" not in said
    assert "toon deze uitleg" in said


def test_the_versions_are_those_a_fault_report_needs(capsys: pytest.CaptureFixture[str]) -> None:
    assert print_versions() == main(["--version"]) == OK
    lines = capsys.readouterr().out.splitlines()[:4]
    assert lines[0] == f"Doorverwijzing {__version__}"
    assert [line.split()[0] for line in lines] == ["Doorverwijzing", "Qt", "SQLCipher", "py7zr"]


def test_a_good_profile_is_called_good(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check-protocol", str(KASTERLEE)]) == OK
    good, note = capsys.readouterr().out.splitlines()
    assert good == "Dit profiel is in orde: Protocol Opgroeien regie – OCMW Kasterlee, versie 1.0."
    assert note.startswith("Let op: vertalingen van het infoblad die nog niet nagelezen zijn: Frans, Engels, ")


def test_each_problem_of_a_profile_is_told_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # GIVEN a profile with two mistakes
    text = KASTERLEE.read_text("utf-8").replace('status = "actief"', 'status = "soms"').replace("formaat = 1", "")
    (tmp_path / "fout.toml").write_text(text, "utf-8")
    # THEN both are named
    assert check_protocol(tmp_path / "fout.toml") == FAILED
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"Dit profiel is niet in orde: {len(lines) - 1} probleem(en)."
    assert any(line.startswith("- protocol.status: ") for line in lines)
    assert any(line.startswith("- formaat: ") for line in lines)


def changed(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    """A copy of the profile of Kasterlee with other words in it."""
    text = KASTERLEE.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (tmp_path / "ander.toml").write_text(text, "utf-8")
    return tmp_path / "ander.toml"


def test_R07_the_invented_municipality_is_called_good(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check-protocol", str(SECOND)]) == OK
    assert capsys.readouterr().out == (
        "Dit profiel is in orde: Protocol Opgroeien regie – OCMW Verzonnendorp, versie 3.2.\n"
    )


def test_R07_places_that_a_shipped_profile_serves_already_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # GIVEN a profile of another municipality that took two places along, one in other letters
    file = changed(tmp_path, ('id = "kasterlee"', 'id = "ander"'), ('"Kasterlee"', '"Anderdorp"'), ("Tielen", "TIELEN"))
    # THEN both are named
    assert check_protocol(file) == FAILED
    assert capsys.readouterr().out.splitlines() == [
        "Dit profiel is niet in orde: 2 probleem(en).",
        "- plaatsen[2].naam: Lichtaart hoort al bij het profiel kasterlee",
        "- plaatsen[3].naam: TIELEN hoort al bij het profiel kasterlee",
    ]


def test_R02_another_wording_under_a_known_version_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = [(f'naam = "{name}"', f'naam = "{name}dorp"') for name in ("Kasterlee", "Lichtaart", "Tielen")]
    file = changed(tmp_path, ('id = "kasterlee"', 'id = "ander"'), *other, ("lid van het lokaal", "lid van een lokaal"))
    assert check_protocol(file) == FAILED
    assert (
        "- verklaring.versie: verklaring.nl@1.0.0 heeft in het profiel kasterlee een andere" in capsys.readouterr().out
    )


def test_R25_a_new_version_of_a_shipped_profile_is_good_and_says_where_it_belongs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # GIVEN a copy with a later version, and with new words that kept their old version
    assert check_protocol(changed(tmp_path, ('versie = "1.0"', 'versie = "1.1"'))) == OK
    good, note = capsys.readouterr().out.splitlines()
    assert good == "Dit profiel is in orde: Protocol Opgroeien regie – OCMW Kasterlee, versie 1.1."
    assert note.startswith("Let op: de app heeft zelf al een profiel ‘kasterlee’, versie 1.0.")
    # THEN new words must get a version of their own
    assert check_protocol(changed(tmp_path, ("samen zoeken welke hulp past", "samen hulp zoeken"))) == OK
    assert capsys.readouterr().out.splitlines()[2] == (
        "Let op: de tekst voor de cliënt is veranderd, maar heet nog toestemming.nl@1.0.0. Geef ze een nieuwe versie."
    )
    # AND an untouched copy needs no note
    assert check_protocol(changed(tmp_path)) == OK
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_R27_a_translation_beside_the_profile_is_checked_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # GIVEN a copy of the profile with a French sheet that lost a placeholder
    file = changed(tmp_path)
    french = (KASTERLEE.with_suffix("") / "infoblad.fr.toml").read_text("utf-8")
    (tmp_path / "ander").mkdir()
    (tmp_path / "ander" / "infoblad.fr.toml").write_text(french.replace("{toezichthouder}", "X"), "utf-8")
    # THEN that is told
    assert check_protocol(file) == FAILED
    told = capsys.readouterr().out
    assert "- ander/infoblad.fr.toml: delen[9].tekst: mist: {toezichthouder}" in told
    # AND one of an older Dutch sheet is good, but nobody will see it
    (tmp_path / "ander" / "infoblad.fr.toml").write_text(french.replace("nl@1.0.0", "nl@0.9.0"), "utf-8")
    assert check_protocol(file) == OK
    assert (
        "Let op: de app toont de vertaling in het Frans niet: ze hoort bij versie 0.9.0 van het Nederlandse infoblad, "
        "en dat is nu versie 1.0.0."
    ) in capsys.readouterr().out


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00", "folder"])
def test_a_profile_that_cannot_be_read_is_said_so(
    tmp_path: Path, content: bytes | str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check_protocol(lay(tmp_path / "profiel.toml", content)) == USAGE
    assert refusal(capsys).startswith("Dit bestand kan ik niet lezen.")


def test_a_good_policy_is_called_good_and_says_when_it_counts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check-policy", str(ROOT / "packaging" / "policy.example.toml")]) == OK
    good, note = capsys.readouterr().out.splitlines()
    assert good == "Deze instellingen zijn in orde."
    assert note.startswith("Let op: ze gelden alleen als gewone gebruikers niet in de map kunnen schrijven.")


def test_each_problem_of_a_policy_is_told_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "policy.toml"
    file.write_text("[op_slot]\nhoogstens_minuten = 60\n[ontvanger]\nemail = 'x@example.org'\n", "utf-8")
    assert main(["--check-policy", str(file)]) == FAILED
    assert capsys.readouterr().out.splitlines() == [
        "Deze instellingen zijn niet in orde: 2 probleem(en).",
        "- policy.toml: op_slot.hoogstens_minuten: moet tussen 1 en 15 liggen",
        "- policy.toml: ontvanger: is een onbekende sleutel",
    ]
    # AND one that is no TOML, or far too large, is refused in the same way
    for wrong in (b"= 1", b"#" * 900_000):
        file.write_bytes(wrong)
        assert check_policy(file) == FAILED
        assert "- policy.toml: bestand: is " in capsys.readouterr().out


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00", "folder"])
def test_a_policy_that_cannot_be_read_is_said_so(
    tmp_path: Path, content: bytes | str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check_policy(lay(tmp_path / "policy.toml", content)) == USAGE
    assert refusal(capsys).startswith("Dit bestand kan ik niet lezen.")
