# SPDX-License-Identifier: EUPL-1.2
"""The whole way from a disclosure to a verified archive, and every way it may fail."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sys
import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from app.domain.errors import ExportFailed, ProfileInvalid
from app.domain.profile_reader import read_profile
from app.export.archive import Archiver, SevenZip, read_archive
from app.export.layout import Layout, disclosure_layout
from app.export.package import Package, Packager, file_name
from app.export.pdf import draw
from app.export.sheet_layout import sheet_layout
from app.paths import resource
from tests.export.material import PHRASE, a_disclosure, ask, linux_programs, text_of, the_longest_disclosure
from tests.export.test_layout import VALUES
from tests.factory import the_profile

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def package() -> Package:
    """The archive of the usual disclosure."""
    return Packager(draw).build(a_disclosure(), PHRASE)


def in_all_forms(text: str) -> list[bytes]:
    """A text as it may lie in a file: encodings, JSON escapes, base64 at each alignment."""
    forms = [text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be"), json.dumps(text)[1:-1].encode()]
    forms += [base64.b64encode(b"x" * shift + text.encode())[4 if shift else 0 : -4] for shift in range(3)]
    return [form for form in forms if len(form) >= 4]


@linux_programs
def test_R29_R40_the_archive_has_a_neutral_name_and_hides_everything(package: Package) -> None:
    # GIVEN the archive of a client
    disclosure = a_disclosure()
    # THEN its name is the reference, and no word of the client is in the raw bytes
    assert package.file_name == "KG-OCMW_K7M4-29QK.7z"
    for value in (disclosure.first_name, disclosure.last_name, disclosure.street, disclosure.phone, disclosure.email):
        assert value
        assert not [form for form in in_all_forms(value) if form in package.data]
    assert b"doorverwijzing" not in package.data
    # AND what a program prints of it holds no content
    assert "data" not in repr(package)


def test_R29_control_an_unencrypted_archive_shows_a_client() -> None:
    # GIVEN the same search in the document itself
    from app.export.document import to_json

    # THEN the name is found: the search above has teeth
    assert any(form in to_json(a_disclosure()) for form in in_all_forms("D'Hondt-Çelik"))


@linux_programs
def test_R40_with_the_phrase_it_holds_exactly_the_two_files(package: Package, tmp_path: Path) -> None:
    # WHEN 7-Zip lists the archive with the phrase
    archive = tmp_path / package.file_name
    archive.write_bytes(package.data)
    listing = ask("7zz", "l", "-slt", f"-p{PHRASE}", archive).stdout
    # THEN the inner names are neutral too
    assert re.findall(r"^Path = (.*)$", listing, re.M)[1:] == ["doorverwijzing.pdf", "doorverwijzing.json"]
    assert ask("7zz", "t", f"-p{PHRASE}", archive).returncode == 0


@pytest.mark.parametrize(
    ("reference", "version", "name"),
    [
        ("K7M4-29QK", 1, "KG-OCMW_K7M4-29QK.7z"),
        ("K7M4-29QK", 2, "KG-OCMW_K7M4-29QK-2.7z"),
        ("K7M4-29QK", 11, "KG-OCMW_K7M4-29QK-11.7z"),
    ],
)
def test_R40_R51_a_correction_shows_in_the_name(reference: str, version: int, name: str) -> None:
    made = Packager(draw).build(a_disclosure(reference=reference, version=version), PHRASE)
    assert made.file_name == name


def test_R40_a_name_that_is_no_reference_never_becomes_a_file_name() -> None:
    for text in ("Çelik", "../K7M4-29QK", "K7M4-29QX", ""):
        with pytest.raises(ValueError, match="reference"):
            file_name(text)


def test_R44_there_is_no_other_format(package: Package) -> None:
    # GIVEN the profile as shipped
    assert the_profile().zip_fallback_allowed is False
    # AND one that asks for another format is refused
    kasterlee = resource("protocols", "kasterlee.toml").read_text(encoding="utf-8")
    with pytest.raises(ProfileInvalid):
        read_profile(kasterlee.replace("zip_als_terugval = false", "zip_als_terugval = true"))
    # THEN what is made is 7z, in name and in content, and the packager has no way to make anything else
    assert package.file_name.endswith(".7z")
    assert package.data.startswith(b"7z\xbc\xaf\x27\x1c")
    assert {name for name in vars(Packager) if not name.startswith("_")} == {"build", "prepare"}


def test_the_control_code_is_the_beginning_of_the_hash(package: Package) -> None:
    assert package.sha256 == hashlib.sha256(package.data).hexdigest()
    assert package.control_code == package.sha256[:8]
    assert re.fullmatch("[0-9a-f]{8}", package.control_code)


def test_R31_the_phrase_is_nowhere_in_the_package_nor_in_what_is_inside(package: Package) -> None:
    # GIVEN everything that leaves
    inside = read_archive(package.data, PHRASE)
    leaving = [package.data, repr(package).encode(), *inside.values(), text_bytes(inside["doorverwijzing.pdf"])]
    # THEN neither the phrase nor one of its words is in it
    for word in (PHRASE, *PHRASE.split("-")):
        assert not [form for form in in_all_forms(word) for data in leaving if form in data], word


def text_bytes(pdf: bytes) -> bytes:
    """The content of a PDF with all its streams unpacked."""
    from io import BytesIO

    from pypdf import PdfReader

    contents = PdfReader(BytesIO(pdf)).pages[0].get_contents()
    assert contents is not None
    return contents.get_data()


@linux_programs
def test_R08_protocol_title_date_and_version_stand_in_all_three_texts(tmp_path: Path) -> None:
    # GIVEN page, document and information sheet of one profile
    profile = the_profile()
    inside = read_archive(Packager(draw).build(a_disclosure(), PHRASE).data, PHRASE)
    page = text_of(inside["doorverwijzing.pdf"], tmp_path)
    values = VALUES | {"versie_protocol": profile.version}
    sheet = text_of(draw(sheet_layout(profile.dutch_sheet, values)), tmp_path)
    document = json.loads(inside["doorverwijzing.json"])["protocol"]
    # THEN each names the protocol as the profile does
    day = f"{profile.in_force_from:%d/%m/%Y}"
    assert f"{profile.title}, in werking sinds {day}, versie {profile.version}" in page
    assert f"in werking sinds {day}, versie {profile.version}" in sheet
    assert "Opgroeien regie en OCMW Kasterlee" in sheet
    assert document == {
        "titel": profile.title,
        "in_werking": profile.in_force_from.isoformat(),
        "versie": profile.version,
    }


def test_the_longest_disclosure_is_packed_and_verified() -> None:
    longest = the_longest_disclosure()
    assert Packager(draw).build(longest, PHRASE).file_name == f"KG-OCMW_{longest.reference}.7z"


def test_R34_R36_R62_a_whole_export_writes_no_file_starts_no_program_and_opens_no_socket() -> None:
    # GIVEN a fresh process without a window that reports each of these
    story = """
        import sys
        told = []
        def watch(event, args):
            if event in ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.fork", "os.system", "socket.__new__"):
                told.append(event)
            if event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+"):
                told.append(f"write {args[0]}")
        from tests.export.material import PHRASE, a_disclosure
        disclosure = a_disclosure()
        sys.addaudithook(watch)
        from app.export.package import Packager
        from app.export.pdf import draw, offscreen_surface
        surface = offscreen_surface()
        print(Packager(draw).build(disclosure, PHRASE).file_name, told)
    """
    # WHEN it makes an archive from beginning to end
    answer = ask(sys.executable, "-B", "-c", textwrap.dedent(story))
    # THEN there was none of them: everything happened in memory
    assert answer.stdout.strip() == "KG-OCMW_K7M4-29QK.7z []", answer.stderr


def test_a_sign_that_our_fonts_lack_never_stops_an_export() -> None:
    # GIVEN a name with signs beyond the bundled fonts
    package = Packager(draw).build(a_disclosure(first_name="😀 王", last_name="ዮሐንስ"), PHRASE)
    # THEN the archive is made and the document holds them exactly
    document = json.loads(read_archive(package.data, PHRASE)["doorverwijzing.json"])
    assert (document["voornaam"], document["naam"]) == ("😀 王", "ዮሐንስ")


def test_two_clients_never_share_an_archive() -> None:
    # GIVEN one packager used twice, each time with a phrase of its own
    packager = Packager(draw)
    first = packager.build(a_disclosure(), PHRASE)
    second = packager.build(a_disclosure(last_name="Peeters"), "andere-woorden-hier")
    # THEN each archive opens with its own phrase and holds its own client
    assert b"Peeters" in read_archive(second.data, "andere-woorden-hier")["doorverwijzing.json"]
    assert b"Peeters" not in read_archive(first.data, PHRASE)["doorverwijzing.json"]
    with pytest.raises(Exception):  # noqa: B017, PT011 - the library raises anything
        read_archive(second.data, PHRASE)


class Faulty:
    """An archiver that goes wrong at one step."""

    def __init__(
        self, damage: Callable[[bytes], bytes] = bytes, read: Callable[[], dict[str, bytes]] | None = None
    ) -> None:
        self._own = SevenZip()
        self._damage = damage
        self._read = read
        self.forgotten = 0

    def prepare(self, phrase: str) -> None:
        self._own.prepare(phrase)

    def pack(self, files: Mapping[str, bytes], phrase: str) -> bytes:
        return self._damage(self._own.pack(files, phrase))

    def unpack(self, data: bytes, phrase: str) -> dict[str, bytes]:
        return self._read() if self._read else self._own.unpack(data, phrase)

    def forget(self) -> None:
        self.forgotten += 1
        self._own.forget()


def flipped(data: bytes) -> bytes:
    """One bit in the middle turned over."""
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def refuse() -> dict[str, bytes]:
    raise TypeError("D'Hondt-Çelik")


@pytest.mark.parametrize(
    "archiver",
    [
        Faulty(damage=flipped),
        Faulty(damage=lambda data: data[:-1]),
        Faulty(damage=lambda _: b""),
        Faulty(read=refuse),
        Faulty(read=dict),
        Faulty(read=lambda: {"doorverwijzing.pdf": b"", "doorverwijzing.json": b""}),
    ],
    ids=["bit flipped", "cut off", "empty", "reading raises", "nothing inside", "other content"],
)
def test_R39_an_archive_that_does_not_read_back_the_same_is_never_handed_out(archiver: Faulty) -> None:
    # GIVEN an archiver that spoils its work
    checked: Archiver = archiver
    # WHEN a package is asked for
    with pytest.raises(ExportFailed) as failed:
        Packager(draw, checked).build(a_disclosure(), PHRASE)
    # THEN there is none; the error has a code and no word of the client, and the key is forgotten
    assert failed.value.code == "E12"
    assert "Çelik" not in repr(failed.value) + str(failed.value.facts)
    assert failed.value.__context__ is None or failed.value.__suppress_context__
    assert archiver.forgotten == 1


def test_R39_a_page_that_cannot_be_drawn_is_an_export_that_failed() -> None:
    def broken(layout: Layout) -> bytes:
        raise RuntimeError(str(layout.blocks))

    with pytest.raises(ExportFailed) as failed:
        Packager(broken).build(a_disclosure(), PHRASE)
    assert failed.value.facts == {"cause": "RuntimeError"}


def test_R39_a_page_that_is_too_full_keeps_its_reason() -> None:
    # GIVEN a team name that no form lets through
    with pytest.raises(ExportFailed) as failed:
        Packager(draw).build(a_disclosure(team="W" * 9000), PHRASE)
    assert failed.value.facts == {"cause": "page too full"}


def test_R17_the_page_shown_before_export_is_the_page_that_is_packed() -> None:
    # GIVEN what the packager draws
    drawn: list[Layout] = []

    def watching(layout: Layout) -> bytes:
        drawn.append(layout)
        return draw(layout)

    Packager(watching).build(a_disclosure(), PHRASE)
    # THEN it is the page of this disclosure and no other
    assert drawn == [disclosure_layout(a_disclosure())]
