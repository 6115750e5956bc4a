# SPDX-License-Identifier: EUPL-1.2
"""Profiles are read from folders: real and practice apart, every mistake with its file, no place claimed twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.administrator import Protocols, load_protocols
from app.content import load_profiles, manual, read_profile_file
from app.desktop.plain import PlainDesktop
from app.domain.errors import PlacesOverlap, ProfileInvalid, ResourceDamaged
from app.main import protocols
from app.paths import resource
from app.ui.texts import folder_left_out, problems_of, sentence
from tests.factory import the_practice_profile, the_profile

SHIPPED = resource("protocols")


def put(folder: Path, name: str, *changes: tuple[str, str]) -> Path:
    """A copy of the profile of Kasterlee with other words in it."""
    text = (SHIPPED / "kasterlee.toml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


OTHER_PLACES = (
    ('naam = "Kasterlee"', 'naam = "Voorbeeldem"'),
    ('naam = "Lichtaart"', 'naam = "Testegem"'),
    ('naam = "Tielen"', 'naam = "Proefdorp"'),
)


def test_R66_the_shipped_profiles_are_read_real_and_practice_apart() -> None:
    assert load_profiles(SHIPPED) == (the_profile(),)
    assert load_profiles(SHIPPED, practice=True) == (the_practice_profile(),)


def test_R07_a_second_municipality_is_a_second_file(tmp_path: Path) -> None:
    # GIVEN a profile for other places in the administrator's folder
    put(tmp_path, "ander.toml", ('id = "kasterlee"', 'id = "ander"'), *OTHER_PLACES)
    # WHEN both folders are read
    profiles = load_profiles(SHIPPED, tmp_path)
    # THEN both protocols are known
    assert [profile.id for profile in profiles] == ["ander", "kasterlee"]


def test_R07_two_profiles_for_one_place_stop_the_start(tmp_path: Path) -> None:
    # GIVEN a second profile that claims Tielen too, in other letters
    put(
        tmp_path,
        "ander.toml",
        ('id = "kasterlee"', 'id = "ander"'),
        *OTHER_PLACES[:2],
        ('naam = "Tielen"', 'naam = "TIELEN"'),
    )
    # THEN nobody guesses
    with pytest.raises(PlacesOverlap) as refused:
        load_profiles(SHIPPED, tmp_path)
    # AND the administrator reads which two, and in which files
    assert refused.value.facts["profiles"] == ("ander", "kasterlee")
    said = sentence(refused.value)
    assert said.startswith("Twee protocollen gelden voor Tielen: ")
    assert f"ander ({tmp_path / 'ander.toml'})" in said
    assert f"kasterlee ({SHIPPED / 'kasterlee.toml'})" in said


def test_two_files_with_one_id_are_refused(tmp_path: Path) -> None:
    put(tmp_path, "ander.toml", *OTHER_PLACES)
    with pytest.raises(ProfileInvalid) as refused:
        load_profiles(SHIPPED, tmp_path)
    ((where, what),) = problems(refused.value)
    assert where == "protocol.id"
    assert what == (f"kasterlee komt in twee bestanden voor: {SHIPPED / 'kasterlee.toml'} en {tmp_path / 'ander.toml'}")
    assert problems_of(refused.value) == (f"{where}: {what}",)


def test_R02_one_version_of_the_statement_has_one_wording(tmp_path: Path) -> None:
    # GIVEN a second profile whose statement says something else under the same version
    other = (('id = "kasterlee"', 'id = "ander"'), ("lid van het lokaal team en", "lid van het team en"))
    put(tmp_path, "ander.toml", *other, *OTHER_PLACES)
    # THEN nobody can tell which of the two a user confirmed
    with pytest.raises(ProfileInvalid) as refused:
        load_profiles(SHIPPED, tmp_path)
    ((where, what),) = problems(refused.value)
    assert where == "verklaring.versie"
    assert str(SHIPPED / "kasterlee.toml") in what
    assert str(tmp_path / "ander.toml") in what


def problems(error: ProfileInvalid) -> tuple[tuple[str, str], ...]:
    """Where and what."""
    found = error.facts["problems"]
    assert isinstance(found, tuple)
    return found


def nobody(path: Path) -> bool:
    """Everything could have been written by anybody."""
    return False


def test_R07_the_administrators_profiles_stand_beside_the_policy(tmp_path: Path) -> None:
    # GIVEN a profile beside the policy, which only administrators could write
    policy = tmp_path / "policy.toml"
    policy.write_text("formaat = 1\n", encoding="utf-8")
    file = put(tmp_path, "ander.toml", ('id = "kasterlee"', 'id = "ander"'), *OTHER_PLACES)
    looked_at: list[Path] = []
    found = load_protocols(SHIPPED, tmp_path, lambda path: not looked_at.append(path))  # type: ignore[func-returns-value]
    # THEN it counts, after folder and file were looked at
    assert [profile.id for profile in found.profiles] == ["ander", "kasterlee"]
    assert found.left_out is None
    assert looked_at == [tmp_path, file, tmp_path / "policy.toml"]


@pytest.mark.parametrize("planted", ["folder", "ander.toml", "tweede.toml"])
def test_R01_a_planted_profile_is_never_used_and_the_program_works_on(tmp_path: Path, planted: str) -> None:
    # GIVEN profiles of which one, or the folder itself, could have been written by anybody
    put(tmp_path, "ander.toml", ('id = "kasterlee"', 'id = "ander"'), *OTHER_PLACES)
    (tmp_path / "tweede.toml").write_text("dit wordt niet eens gelezen", encoding="utf-8")
    wrong = tmp_path if planted == "folder" else tmp_path / planted
    found = load_protocols(SHIPPED, tmp_path, lambda path: path != wrong)
    # THEN the folder is left out as a whole, and named
    assert found.profiles == (the_profile(),)
    assert found.left_out == tmp_path
    assert str(tmp_path) in folder_left_out(tmp_path)


def test_an_administrators_folder_without_anything_of_ours_needs_no_warning(tmp_path: Path) -> None:
    (tmp_path / "lees-mij.txt").write_text("", encoding="utf-8")
    for folder in (tmp_path, tmp_path / "nergens"):
        assert load_protocols(SHIPPED, folder, nobody) == Protocols((the_profile(),))


def test_R07_a_wrong_profile_of_the_administrator_stops_the_start(tmp_path: Path) -> None:
    put(tmp_path, "fout.toml", ("0886.886.638", "0886.886.639"))
    with pytest.raises(ProfileInvalid) as refused:
        protocols(practice=False, administrators=tmp_path, desktop=Trusting())
    assert problems_of(refused.value)[0].startswith("fout.toml: partijen.afzender.kbo: ")
    # AND practice, which never reads that folder, goes on
    assert protocols(practice=True, administrators=tmp_path).profiles == (the_practice_profile(),)


class Trusting(PlainDesktop):
    """Only administrators could write anything."""

    def only_administrators_write(self, path: Path) -> bool:
        return True


def test_a_mistake_is_told_with_its_file(tmp_path: Path) -> None:
    put(tmp_path, "fout.toml", ("0886.886.638", "0886.886.639"))
    with pytest.raises(ProfileInvalid) as refused:
        load_profiles(tmp_path)
    problem = ("fout.toml: partijen.afzender.kbo", "is geen geldig ondernemingsnummer (controlegetal)")
    assert refused.value.facts["problems"] == (problem,)


@pytest.mark.parametrize(("data", "what"), [(b"\xff\xfe\x00", "is geen UTF-8"), (None, "is niet leesbaar")])
def test_a_file_that_is_no_text_or_is_gone_is_told(tmp_path: Path, data: bytes | None, what: str) -> None:
    file = tmp_path / "fout.toml"
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(ProfileInvalid) as refused:
        read_profile_file(file)
    assert refused.value.facts["problems"] == (("fout.toml: bestand", what),)


def test_the_administrators_values_are_no_profile_and_a_missing_folder_is_empty(tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text("[ontvanger]\n", encoding="utf-8")
    assert load_profiles(tmp_path, tmp_path / "nergens") == ()


def test_R12_R28_the_help_says_why_there_are_no_remarks_and_for_whom_consent_counts() -> None:
    # WHEN the help is read
    found = manual()
    # THEN these two questions of the protocol are answered
    remarks, whose = found.topic("opmerkingen"), found.topic("voor_wie")
    assert remarks.title == "Waarom is er geen veld voor opmerkingen?"
    assert "Het protocol laat maar vijf gegevens toe" in remarks.lines[0]
    assert whose.title == "Voor wie geldt de toestemming?"
    assert whose.lines[0].startswith("Elke volwassene zegt ja voor zijn eigen gegevens.")
    assert "teamverantwoordelijke of de DPO" in whose.lines[1]


@pytest.mark.parametrize("data", [b"\xff", b"= =", b"groep = 'x'", b"groep = 'x'\npagina = []", None])
def test_a_damaged_help_is_refused(tmp_path: Path, data: bytes | None) -> None:
    # GIVEN contents that name one file
    (tmp_path / "inhoud.toml").write_text('versie = "hulp.nl@1.0.0"\nbestanden = ["a.toml"]\n', encoding="utf-8")
    if data is not None:
        (tmp_path / "a.toml").write_bytes(data)
    # THEN it is damaged when that file is, or is not there
    with pytest.raises(ResourceDamaged):
        manual(tmp_path)


@pytest.mark.parametrize("data", [b"\xff", b"= =", b"bestanden = 1", b"bestanden = ['../a.txt']", None])
def test_a_damaged_page_of_contents_is_refused(tmp_path: Path, data: bytes | None) -> None:
    if data is not None:
        (tmp_path / "inhoud.toml").write_bytes(data)
    with pytest.raises(ResourceDamaged):
        manual(tmp_path)


def with_french(folder: Path, *changes: tuple[str, str], name: str = "infoblad.fr.toml") -> Path:
    """A profile for other places with a French sheet beside it, in the administrator's folder."""
    put(folder, "ander.toml", ('id = "kasterlee"', 'id = "ander"'), *OTHER_PLACES)
    text = (SHIPPED / "kasterlee" / "infoblad.fr.toml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / "ander").mkdir()
    file = folder / "ander" / name
    file.write_text(text, encoding="utf-8")
    return file


def test_R27_the_administrators_profile_brings_its_own_translations_under_the_same_trust(tmp_path: Path) -> None:
    # GIVEN a profile with a translation beside it
    file = with_french(tmp_path)
    looked_at: list[Path] = []
    found = load_protocols(SHIPPED, tmp_path, lambda path: not looked_at.append(path))  # type: ignore[func-returns-value]
    # THEN it is read, after its folder and file were looked at as well
    assert [sheet.language for sheet in found.profiles[0].sheets] == ["nl", "fr"]
    assert looked_at == [tmp_path, tmp_path / "ander.toml", file.parent, file]


@pytest.mark.parametrize("planted", ["ander", "ander/infoblad.fr.toml"])
def test_R01_a_planted_translation_leaves_the_folder_out(tmp_path: Path, planted: str) -> None:
    with_french(tmp_path)
    found = load_protocols(SHIPPED, tmp_path, lambda path: path != tmp_path / planted)
    assert found == Protocols((the_profile(),), tmp_path)


@pytest.mark.parametrize("name", ["infoblad.de.toml", "frans.toml", "infoblad.FR.toml"])
def test_R27_a_translation_is_named_after_its_language(tmp_path: Path, name: str) -> None:
    with_french(tmp_path, name=name)
    with pytest.raises(ProfileInvalid) as refused:
        load_profiles(tmp_path)
    assert problems(refused.value) == ((f"ander/{name}: bestand", "moet infoblad.fr.toml heten"),)


def test_R27_a_mistake_in_a_translation_is_told_with_its_file(tmp_path: Path) -> None:
    with_french(tmp_path, ("{telefoon_team}", "014 99 99 99"), ('bron = "nl@1.0.0"', 'bron = "nl@1"'))
    (tmp_path / "ander" / "infoblad.en.toml").write_bytes(b"\xff")
    with pytest.raises(ProfileInvalid) as refused:
        load_profiles(tmp_path)
    found = [where for where, _what in problems(refused.value)]
    assert found == ["ander/infoblad.en.toml: bestand", "ander/infoblad.fr.toml: bron"]
