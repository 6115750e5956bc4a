# SPDX-License-Identifier: EUPL-1.2
"""The parts that make the packages: names that never change, what goes in, the same bytes from the same tree."""

from __future__ import annotations

import io
import os
import re
import struct
import subprocess
import tarfile
from pathlib import Path
from uuid import UUID

import pytest

import app
from tests.scripts import script
from tests.source_tree import ROOT

pytestmark = pytest.mark.posix


from identity import EPOCH, MUTEX, NAME, PACKAGE, UPGRADE_CODE, declared, identifier, version_numbers  # noqa: E402
from linux.deb import make_deb  # noqa: E402
from linux.needed import needed  # noqa: E402
from supply import write_sums  # noqa: E402
from trim import UNUSED, is_used, lines  # noqa: E402
from windows.folder import LIBRARY_LEFT_OUT, MODULES_LEFT_OUT, QT_FILES  # noqa: E402
from windows.icon import SIZES, icon, png  # noqa: E402
from windows.msi import describe  # noqa: E402
from windows.signing import is_signed  # noqa: E402

PACKAGING = ROOT / "packaging"


def test_what_an_upgrade_finds_its_predecessor_by_never_changes() -> None:
    """A change here would leave two programs on every laptop: the older one could not read the newer one's vault."""
    assert UUID("5a5a1c0a-dfba-4e09-82bf-e64b76dface1") == UPGRADE_CODE
    assert (NAME, PACKAGE, MUTEX) == ("Doorverwijzing", "doorverwijzing", r"Local\Doorverwijzing-running")
    assert declared() == {"APP_ID": "KindEnGezin.Doorverwijzing", "__version__": app.__version__}


@pytest.mark.parametrize("wrong", ["1.0", "1.0.0.0", "1.0.0rc1", "256.0.0", "1.0.65536", "", "1.0.x"])
def test_a_version_that_windows_cannot_compare_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="no version"):
        version_numbers(wrong)
    assert version_numbers("1.20.3") == (1, 20, 3)


def test_R63_the_setup_and_the_program_ask_no_rights_and_the_msi_is_for_all_users(tmp_path: Path) -> None:
    """What happens then is lived through in the lane: silent installation, use, removal."""
    # GIVEN what Windows reads to decide whether it asks for an administrator
    setup = (PACKAGING / "windows" / "setup.nsi").read_text("utf-8")
    launcher = (PACKAGING / "windows" / "launcher" / "launcher.manifest").read_text("utf-8")
    msi = _text(describe(a_folder(tmp_path), tmp_path / "app.ico", "1.0.0"))
    # THEN only the MSI does, and it never lets one user install it for himself
    assert re.findall(r"^RequestExecutionLevel (\w+)$", setup, re.MULTILINE) == ["user"]
    assert "HKLM" not in "".join(line for line in setup.splitlines() if "Write" in line)
    assert re.findall(r'requestedExecutionLevel level="(\w+)"', launcher) == ["asInvoker"]
    assert re.findall(r'InstallScope="(\w+)"', msi) == ["perMachine"]


def test_the_key_file_needs_sqlite_and_qt_its_dutch_words() -> None:
    """Found on a bare Debian: the key file is a small SQLite file, and without the time zones no day is Belgian."""
    assert not {"_sqlite3.pyd", "sqlite3.dll"} & MODULES_LEFT_OUT
    assert "sqlite3" not in LIBRARY_LEFT_OUT
    assert "PySide6/translations/qtbase_nl.qm" in QT_FILES
    from linux.deb import NEEDED

    assert "tzdata" in NEEDED


def test_R36_the_windows_package_holds_no_tls_and_no_network_of_qt() -> None:
    assert {"_ssl.pyd", "libssl-3.dll", "libcrypto-3.dll"} <= MODULES_LEFT_OUT
    assert not [name for name in QT_FILES if "Network" in name or "/tls/" in name]
    assert {"smtplib.py", "ftplib.py", "asyncio"} <= LIBRARY_LEFT_OUT


def test_every_list_names_a_thing_once() -> None:
    for file in sorted(PACKAGING.rglob("*.txt")):
        if file.name != "words-refused.txt":
            assert len(lines(file)) == len(set(lines(file))) > 0, file.name


def test_licences_go_along_and_what_nobody_imports_stays_out() -> None:
    assert is_used("cryptography-50.0.2.dist-info/licenses/LICENSE.APACHE")
    assert is_used("holidays/countries/belgium.py")
    assert is_used("holidays/countries/__init__.py")
    assert not is_used("holidays/countries/belize.py")
    assert is_used("phonenumbers/data/region_BE.py")
    assert not is_used("phonenumbers/geodata/data0.py")
    assert not is_used("dns/resolver.py")
    assert not is_used("PySide6/QtCore.pyi")
    assert "dns/*" in UNUSED


def test_the_icon_holds_every_size_that_windows_asks_for(qapp: object) -> None:
    data = icon([(size, png(ROOT / "resources" / "icons" / "app.svg", size)) for size in SIZES])
    assert struct.unpack_from("<HHH", data) == (0, 1, len(SIZES))
    for nr, size in enumerate(SIZES):
        side, _, _, _, _, bits, length, offset = struct.unpack_from("<BBBBHHII", data, 6 + 16 * nr)
        assert (side or 256, bits) == (size, 32)
        picture = data[offset : offset + length]
        assert picture.startswith(b"\x89PNG")
        assert struct.unpack_from(">II", picture, 16) == (size, size)


def a_folder(place: Path) -> Path:
    """A small program folder."""
    folder = place / NAME
    for name in (f"{NAME}.exe", "lib/app/__init__.pyc", "lib/holidays/a.pyc", "runtime/a.pyc"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(name.encode())
    return folder


def test_every_file_is_a_component_of_the_msi_known_by_its_path(tmp_path: Path) -> None:
    folder = a_folder(tmp_path)
    old, new = (describe(folder, tmp_path / "app.ico", version) for version in ("1.0.0", "1.1.0"))
    found = {}
    for tree in (old, new):
        text = re.sub(r' xmlns="[^"]+"', "", _text(tree))
        components = re.findall(r'<Component [^>]*Guid="([^"]+)"', text)
        files = re.findall(r'Source="([^"]+)"', text)
        references = re.findall(r'<ComponentRef Id="([^"]+)"', text)
        assert len(components) == len(set(components)) == len(references) == len(set(references)) == 6
        assert sorted(files) == sorted(
            path.relative_to(tmp_path).as_posix() for path in folder.rglob("*") if path.is_file()
        )
        assert 'InstallScope="perMachine"' in text
        assert re.findall(r'<Property Id="REINSTALLMODE" Value="([a-z]+)"', text) == ["amus"]
        found[text.split('Version="')[1].split('"')[0]] = (components, re.findall(r'<Product Id="([^"]+)"', text))
    # the same file is the same component in each version; the product is not the same
    assert found["1.0.0"][0] == found["1.1.0"][0]
    assert found["1.0.0"][1] != found["1.1.0"][1]
    assert identifier("a") == identifier("a").upper() != identifier("b")


def _text(tree: object) -> str:
    from xml.etree import ElementTree as Xml

    assert isinstance(tree, Xml.Element)
    return Xml.tostring(tree, "unicode")


@pytest.mark.parametrize(("address", "size", "signed"), [(0, 0, False), (4096, 800, True), (4096, 0, False)])
@pytest.mark.parametrize(("kind", "place"), [(0x20B, 112), (0x10B, 96)])
def test_a_signature_is_seen_in_both_kinds_of_programs(
    tmp_path: Path, address: int, size: int, signed: bool, kind: int, place: int
) -> None:
    data = bytearray(1024)
    struct.pack_into("<I", data, 0x3C, 128)
    struct.pack_into("<H", data, 128 + 24, kind)
    struct.pack_into("<II", data, 128 + 24 + place + 32, address, size)
    program = tmp_path / "a.exe"
    program.write_bytes(data)
    assert is_signed(program) is signed


def test_the_same_folder_makes_the_same_debian_package(tmp_path: Path) -> None:
    folder = a_folder(tmp_path)
    papers = tmp_path / "papers"
    (papers / "admx").mkdir(parents=True)
    (papers / "beheerder.html").write_text("handleiding", "utf-8")
    (folder / PACKAGE).write_bytes(b"program")
    (folder / "libqt.so.6").write_bytes(b"library")
    for name in (PACKAGE, "libqt.so.6"):
        (folder / name).chmod(0o700)
    packages = []
    for nr, umask in enumerate((0o022, 0o077)):
        target = tmp_path / f"{nr}.deb"
        for path in (*folder.rglob("*"), *papers.rglob("*")):  # made on two days
            os.utime(path, (1_000_000_000 + nr * 86_400,) * 2)
        before = os.umask(umask)
        try:
            make_deb(folder, papers, "1.0.0", target)
        finally:
            os.umask(before)
        packages.append(target.read_bytes())
    assert packages[0] == packages[1]
    # every time in it is ours: those of the parts of the archive, and those of the files
    assert int(packages[0][8 + 16 : 8 + 28]) == EPOCH
    files = subprocess.run(
        ["dpkg-deb", "--fsys-tarfile", str(tmp_path / "0.deb")], capture_output=True, check=True
    ).stdout
    with tarfile.open(fileobj=io.BytesIO(files)) as tree:
        assert {member.mtime for member in tree} == {EPOCH}
    told = subprocess.run(
        ["dpkg-deb", "-c", str(tmp_path / "0.deb")], capture_output=True, text=True, check=True
    ).stdout
    assert re.search(rf"-rwxr-xr-x root/root .* \./opt/{PACKAGE}/{PACKAGE}\n", told)
    assert re.search(rf"-rw-r--r-- root/root .* \./opt/{PACKAGE}/libqt.so.6\n", told)  # nobody runs a library
    assert f"./usr/bin/{PACKAGE} -> ../../opt/{PACKAGE}/{PACKAGE}" in told
    for part in ("applications", "metainfo", "icons/hicolor/scalable/apps", "doc"):
        assert f"./usr/share/{part}/{PACKAGE}" in told
    assert f"./usr/share/doc/{PACKAGE}/beheerder.html" in told


def test_the_debian_package_asks_for_what_it_leaves_to_the_system(tmp_path: Path) -> None:
    """The window needs libxcb1 and OpenGL, text the fonts' configuration, Belgian days the time zones."""
    (tmp_path / "papers").mkdir()
    make_deb(a_folder(tmp_path), tmp_path / "papers", "1.0.0", tmp_path / "a.deb")
    command = ["dpkg-deb", "-f", str(tmp_path / "a.deb"), "Depends"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert told == "libc6 (>= 2.36), libegl1, libgl1, libxcb1, fontconfig-config, tzdata\n"


@pytest.mark.parametrize(("mirror", "last"), [("http://here.example.org/debian", True), ("", False)])
def test_a_bare_debian_comes_from_where_this_computer_gets_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mirror: str, last: bool
) -> None:
    bare = script("linux/bare")
    done: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        done.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(bare.dev, "install", lambda _: None)
    monkeypatch.setattr(bare, "debian_mirror", lambda: mirror)
    monkeypatch.setattr(bare.subprocess, "run", run)
    (tmp_path / "a.deb").touch()
    assert bare.main([str(tmp_path / "a.deb")]) == 0
    assert (done[0][-1] == mirror) is last
    assert "bookworm" in done[0][-3:]


@pytest.mark.parametrize(
    "other", ["Doorverwijzing-1.2.30.msi", "Doorverwijzing-1.2.2-setup.exe", "doorverwijzing_1.2.2_amd64.deb"]
)
def test_a_folder_with_another_version_is_not_added_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], other: str
) -> None:
    """Its hashes and sizes would be those of two versions."""
    # GIVEN a folder with packages of this version and one of another
    build = script("build")
    monkeypatch.setattr(build, "provide_tools", lambda: pytest.fail("it began to build"))
    for name in ("Doorverwijzing-1.2.3.msi", "Doorverwijzing-1.2.3-beheer.zip", "SHA256SUMS", other):
        (tmp_path / name).touch()
    # WHEN packages are asked for there
    with pytest.raises(SystemExit) as ended:
        build.main(["deb", "--version", "1.2.3", "--out", str(tmp_path)])
    # THEN one line names the one that is in the way, before anything is built
    assert ended.value.code == 2
    assert capsys.readouterr().err.endswith(f"name another --out: {other}\n")
    # AND without it they are built
    (tmp_path / other).unlink()
    monkeypatch.setattr(build, "provide_tools", lambda: None)
    monkeypatch.setitem(build.STEPS, "deb", ())
    assert build.main(["deb", "--version", "1.2.3", "--out", str(tmp_path)]) == 0


def test_figures_are_of_every_package_or_not_at_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        script("build").main(["deb", "--figures", "--out", str(tmp_path)])
    assert ended.value.code == 2
    assert "build.py all --figures" in capsys.readouterr().err


def test_only_libraries_that_something_loads_go_along(tmp_path: Path) -> None:
    """A module that loads liba, which loads libb; libc came for a plug-in that stays behind."""
    chain = {"libb": [], "liba": ["libb"], "libc": [], "module": ["liba"]}
    for name, others in chain.items():
        source = tmp_path / f"{name}.c"
        source.write_text(f"int {name}(void) {{ return 0; }}\n" + "".join(f"int {o}(void);\n" for o in others))
        given = [str(tmp_path / f"{other}.so") for other in others]
        command = ["gcc", "-shared", "-fPIC", "-Wl,--no-as-needed", f"-Wl,-soname,{name}.so", str(source), *given]
        subprocess.run([*command, "-o", str(tmp_path / f"{name}.so")], check=True)
    entries = [(f"{name}.so", str(tmp_path / f"{name}.so"), "BINARY") for name in ("liba", "libb", "libc")]
    module = ("package/module.so", str(tmp_path / "module.so"), "EXTENSION")
    assert needed([*entries, module]) == [*entries[:2], module]


def test_the_sums_are_those_that_the_usual_command_checks(tmp_path: Path) -> None:
    (tmp_path / "a b.msi").write_bytes(b"package")
    write_sums(tmp_path)
    write_sums(tmp_path)  # a second time its own file is not among them
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "a b.msi: OK\n"
    (tmp_path / "a b.msi").write_bytes(b"another")
    assert subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, capture_output=True, check=False).returncode


def test_the_menu_entry_starts_the_program_and_belongs_to_its_window() -> None:
    entry = (PACKAGING / "linux" / f"{PACKAGE}.desktop").read_text("utf-8")
    assert {f"Exec={PACKAGE}", f"Icon={PACKAGE}", f"StartupWMClass={PACKAGE}"} <= set(entry.splitlines())
    assert "mailto" not in entry
