# SPDX-License-Identifier: EUPL-1.2
"""The 7z archive, opened by 7-Zip itself: hidden names, equal content, damage noticed."""

from __future__ import annotations

import io
import subprocess
import sys
import textwrap
from pathlib import Path

import py7zr
import pytest
from py7zr import compressor

from app.export.archive import SevenZip, read_archive
from tests.export.material import PHRASE, ask, linux_programs

FILES = {
    "doorverwijzing.pdf": b"%PDF-1.6\n" + bytes(range(256)) * 90,
    "doorverwijzing.json": '{"naam": "Çelik"}'.encode(),
}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive of ours on disk."""
    file = tmp_path / "a.7z"
    file.write_bytes(SevenZip().pack(FILES, PHRASE))
    return file


@linux_programs
def test_R29_listing_without_the_phrase_fails(archive: Path) -> None:
    # GIVEN an archive of ours
    # WHEN 7-Zip is asked for its names without the phrase, and with a wrong one
    # THEN it fails and shows no name
    for option in ("-p", "-pverkeerd-woord"):
        answer = ask("7zz", "l", option, archive)
        assert answer.returncode != 0
        assert "doorverwijzing" not in answer.stdout


@linux_programs
def test_R29_control_an_archive_with_open_headers_shows_its_names(tmp_path: Path) -> None:
    # GIVEN an archive with the same phrase, but without encrypted headers
    file = tmp_path / "open.7z"
    with py7zr.SevenZipFile(file, "w", password=PHRASE) as made:
        made.writestr(FILES["doorverwijzing.json"], "doorverwijzing.json")
    # THEN 7-Zip lists it without the phrase: the test above has teeth
    answer = ask("7zz", "l", "-p", file)
    assert "doorverwijzing.json" in answer.stdout


@linux_programs
def test_R16_R29_seven_zip_opens_it_with_the_phrase_and_finds_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    # WHEN the recipient's own program tests and unpacks it
    assert ask("7zz", "t", f"-p{PHRASE}", archive).returncode == 0
    assert ask("7zz", "x", f"-p{PHRASE}", f"-o{tmp_path / 'out'}", archive).returncode == 0
    # THEN every byte is the same, and there is nothing else
    assert {file.name: file.read_bytes() for file in (tmp_path / "out").iterdir()} == FILES


@linux_programs
def test_R29_the_archive_is_AES_256_with_the_work_factor_of_seven_zip(archive: Path) -> None:
    # WHEN 7-Zip describes the archive
    answer = ask("7zz", "l", "-slt", f"-p{PHRASE}", archive)
    # THEN the method is LZMA2 and 7zAES with 2**19 rounds
    assert "7zAES:19" in answer.stdout
    assert "LZMA2:16" in answer.stdout


def test_reading_back_gives_the_same_files() -> None:
    assert read_archive(SevenZip().pack(FILES, PHRASE), PHRASE) == FILES


def test_a_large_file_gets_a_dictionary_of_its_size_and_survives() -> None:
    files = {"doorverwijzing.pdf": bytes(index * 7919 % 251 for index in range(300_000))}
    assert read_archive(SevenZip().pack(files, PHRASE), PHRASE) == files


def test_two_archives_of_the_same_content_differ() -> None:
    # GIVEN the same files and phrase; the vectors are random
    assert SevenZip().pack(FILES, PHRASE) != SevenZip().pack(FILES, PHRASE)


def test_the_keys_of_the_library_are_its_own_again_afterwards() -> None:
    # GIVEN the library's own function
    own = vars(compressor)["calculate_key"]
    # WHEN packing succeeds, and reading fails
    data = SevenZip().pack(FILES, PHRASE)
    with pytest.raises(Exception):  # noqa: B017, PT011 - the library raises anything
        read_archive(data[:-40], PHRASE)
    # THEN the library is as it was
    assert vars(compressor)["calculate_key"] is own


def test_each_flipped_bit_is_noticed() -> None:
    # GIVEN an archive with its key at hand
    seven_zip = SevenZip()
    data = seven_zip.pack(FILES, PHRASE)
    unnoticed = []
    # WHEN one bit is flipped, all through the file
    for place in [*range(8, 48), *range(48, len(data), 53)]:
        changed = bytearray(data)
        changed[place] ^= 1 << place % 8
        try:
            if seven_zip.unpack(bytes(changed), PHRASE) == FILES:
                unnoticed.append(place)
        except Exception:  # noqa: BLE001 - the library raises anything
            continue
    # THEN none goes by unnoticed: reading fails or the content differs
    assert unnoticed == []


def test_a_wrong_phrase_never_gives_the_content() -> None:
    data = SevenZip().pack(FILES, PHRASE)
    with pytest.raises(Exception):  # noqa: B017, PT011 - the library raises TypeError and others
        read_archive(data, PHRASE + "x")


def test_R34_R36_packing_starts_no_program_opens_no_socket_and_writes_no_file() -> None:
    """pycryptodomex without cffi would run the program ``file`` from PATH while it is imported."""
    # GIVEN a fresh process that reports each program, socket and file opened for writing
    story = """
        import sys
        told = []
        def watch(event, args):
            if event in ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.fork", "os.system", "socket.__new__"):
                told.append(event)
            if event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+"):
                told.append(f"write {args[0]}")
        sys.addaudithook(watch)
        from app.export.archive import SevenZip
        seven_zip = SevenZip()
        data = seven_zip.pack({"doorverwijzing.pdf": bytes(40000)}, "een-twee")
        assert seven_zip.unpack(data, "een-twee") == {"doorverwijzing.pdf": bytes(40000)}
        print(told)
    """
    # WHEN it packs and reads back
    answer = ask(sys.executable, "-B", "-c", textwrap.dedent(story))
    # THEN there was none of them
    assert answer.stdout.strip() == "[]", answer.stderr


def test_the_library_is_not_loaded_before_it_is_needed() -> None:
    # GIVEN a fresh process that imports everything of this package but draws and packs nothing
    story = "import sys, app.export.package, app.export.pdf; print({'py7zr', 'Cryptodome', 'pypdf'} & set(sys.modules))"
    assert ask(sys.executable, "-c", story).stdout.strip() == "set()"


@linux_programs
def test_an_archive_made_by_seven_zip_itself_is_read(tmp_path: Path) -> None:
    # GIVEN an archive of the recipient's program
    (tmp_path / "doorverwijzing.json").write_bytes(FILES["doorverwijzing.json"])
    command = ["7zz", "a", "-mhe=on", f"-p{PHRASE}", "b.7z", "doorverwijzing.json"]
    subprocess.run(command, cwd=tmp_path, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    # THEN our fast key opens it
    read = read_archive((tmp_path / "b.7z").read_bytes(), PHRASE)
    assert read == {"doorverwijzing.json": FILES["doorverwijzing.json"]}


def test_archives_begin_with_the_sign_of_the_format() -> None:
    assert io.BytesIO(SevenZip().pack(FILES, PHRASE)).read(6) == b"7z\xbc\xaf\x27\x1c"
