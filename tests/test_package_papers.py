# SPDX-License-Identifier: EUPL-1.2
"""What comes with the packages beside the program: the manual of the IT department, and how large each may be."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest

from app.domain.policy import ANY_PROTOCOL, MAIL_PROGRAMS, SETTINGS
from tests.scripts import script
from tests.source_tree import ROOT

pytestmark = pytest.mark.posix

documents = script("documents")
sizes = script("sizes")
supply = script("supply")
MANUAL = ROOT / "packaging" / "beheerder.md"


class Parts(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def all_of(self, tag: str, name: str) -> list[str]:
        return [str(given[name]) for found, given in self.found if found == tag and name in given]


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    documents.write(folder, "1.2.3")
    return folder


def test_R58_the_manual_of_the_administrator_is_a_page_that_needs_nothing_beside_it(papers: Path) -> None:
    # GIVEN the manual as it comes with the packages
    text = (papers / "beheerder.html").read_text("utf-8")
    page = Parts(text)
    # THEN its language and title are told, and its parts can be reached from the top
    assert page.all_of("html", "lang") == ["nl-BE"]
    assert "<title>Doorverwijzing voor de ICT-dienst</title>" in text
    places = page.all_of("h2", "id")
    assert len(places) == len(set(places)) == MANUAL.read_text("utf-8").count("\n## ")
    assert [f"#{place}" for place in places] == [link for link in page.all_of("a", "href") if link.startswith("#")]
    # AND nothing comes from elsewhere: no script, picture or style sheet, and links stay within the folder
    assert "default-src 'none'; style-src 'unsafe-inline'" in page.all_of("meta", "content")
    assert not {tag for tag, _given in page.found} & {"script", "img", "link", "iframe", "object", "form"}
    links = {link for link in page.all_of("a", "href") if not link.startswith("#")}
    assert links == {"vrijgave.html"}
    assert all((papers / link).is_file() for link in links)
    # AND tables are tables, with the version it belongs to at the end
    assert text.count("<table>") == len(re.findall(r"^\|[-|]+\|$", MANUAL.read_text("utf-8"), re.MULTILINE)) > 2
    assert "Doorverwijzing 1.2.3" in text


def test_what_looks_like_html_in_the_manual_is_shown_and_not_obeyed() -> None:
    text = documents.page("# Kind & <i>Gezin</i>\n\n## Deel <b>1</b>\n\n<b>vet</b> `<MAP>`\n", "1.0.0")
    assert not {"<b>", "<i>", "<MAP>"} & set(re.findall(r"<\w+>", text))
    assert "<title>Kind &amp; &lt;i&gt;Gezin&lt;/i&gt;</title>" in text
    assert ">Deel &lt;b&gt;1&lt;/b&gt;</a>" in text


def test_papers_of_before_do_not_stay_behind(papers: Path) -> None:
    (papers / "oud.html").write_text("oud", "utf-8")
    documents.write(papers, "1.2.4")
    assert not (papers / "oud.html").exists()
    assert (papers / "beheerder.html").is_file()


def test_R58_every_setting_stands_in_the_manual_under_its_own_name() -> None:
    # GIVEN the rows of the table of settings
    text = MANUAL.read_text("utf-8")
    rows = set(re.findall(r"^\| `([^`]+)` \|", text[text.index("| In `policy.toml`") :], re.MULTILINE))
    # THEN they are the settings of the program and no others
    there = set()
    for setting in SETTINGS:
        table = "protocollen.kasterlee" if setting.table == ANY_PROTOCOL else setting.table
        there.add(f"[{table}] {setting.key}" if table else setting.key)
    assert rows == there | {"formaat"}
    # AND so are the mail programs and the bounds of the numbers
    assert all(f"`{name}`" in text for name in MAIL_PROGRAMS)
    for setting in SETTINGS:
        if setting.table == "op_slot":
            assert re.search(rf"{setting.key}` .*\| {setting.low} tot {setting.high}\b", text), setting.key


def test_templates_and_example_come_along_and_the_same_folder_makes_the_same_file(papers: Path, tmp_path: Path) -> None:
    assert {path.relative_to(papers).as_posix() for path in papers.rglob("*") if path.is_file()} == {
        "beheerder.html",
        "vrijgave.html",
        "policy.example.toml",
        "admx/doorverwijzing.admx",
        "admx/nl-NL/doorverwijzing.adml",
        "admx/en-US/doorverwijzing.adml",
    }
    again = tmp_path / "again"
    shutil.copytree(papers, again)
    for path in again.rglob("*.*"):  # of another day, and by a builder who shares nothing
        os.utime(path, (1_000_000_000, 1_000_000_000))
        path.chmod(0o600)
    for folder in (papers, again):
        documents.pack(folder, tmp_path / f"{folder.name}.zip")
    assert (tmp_path / "papers.zip").read_bytes() == (tmp_path / "again.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "papers.zip") as packed:
        assert "admx/en-US/doorverwijzing.adml" in packed.namelist()
        assert {entry.external_attr >> 16 for entry in packed.infolist()} == {0o644}
        assert {entry.date_time for entry in packed.infolist()} == {(2023, 11, 14, 22, 13, 20)}
        assert packed.testzip() is None


def test_the_papers_are_asked_for_with_two_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert documents.main([]) == 2
    assert "FOLDER VERSION" in capsys.readouterr().err


def a_program_folder(place: Path) -> Path:
    """As much of one as the list of what is inside looks at."""
    folder = place / "Doorverwijzing"
    for name, data in {
        "runtime/python311.dll": b"x13.11.9\x00 3.11.9\x00",
        "runtime/sqlite3.dll": b"3.2.0\x00" + b"@" * 99 + b"3.45.1\x00",
        "runtime/pyexpat.pyd": b"expat_2.6.0\x00",
        "lib/sqlcipher3/_sqlite3.pyd": b"OpenSSL 3.6.0 1 Oct 2025\x003.6.0\x00"
        + b"@" * 99
        + b"3.53.4\x00\x00community\x00\x004.19.0\x00\x00%s %s",
        "lib/cryptography/_rust.pyd": b"OpenSSL 3's legacy provider\x00OpenSSL 4.0.3 29 Sep 2026",
        "lib/new/inside/other.dll": b"OpenSSL 3.6.0 1 Oct 2025",
        "lib/_cffi_backend.cp311.pyd": b"3.11.9\x00",
        "lib/py7zr-1.1.4.dist-info/METADATA": b"",
        "lib/argon2_cffi_bindings-26.2.0.dist-info/METADATA": b"",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


UV = Path(sys.executable).parent / "uv"


def test_the_bill_names_what_is_in_the_folder_and_nothing_else(tmp_path: Path) -> None:
    # GIVEN a program folder, and the lock file of the program
    bills = []
    for nr in range(2):
        supply.write_bill(UV, a_program_folder(tmp_path), "1.2.3", tmp_path / f"{nr}")
        bills.append((tmp_path / f"{nr}").read_text("utf-8"))
    bill = json.loads(bills[0])
    # THEN the locked packages stand in it of which something is there: by their papers, or a library without papers
    locked = {part["name"] for part in bill["components"] if "purl" in part}
    assert locked == {"py7zr", "argon2-cffi-bindings", "cffi"}
    # AND so do the libraries inside them and beside them, each with its own version and the file in which it is
    found = {
        (part["name"], part["version"], *(one["location"] for one in part["evidence"]["occurrences"]))
        for part in bill["components"]
        if "purl" not in part
    }
    assert found == {
        ("CPython", "3.11.9", "runtime/python311.dll"),
        ("Expat", "2.6.0", "runtime/pyexpat.pyd"),
        ("SQLite", "3.45.1", "runtime/sqlite3.dll"),
        ("SQLite", "3.53.4", "lib/sqlcipher3/_sqlite3.pyd"),
        ("SQLCipher", "4.19.0", "lib/sqlcipher3/_sqlite3.pyd"),
        ("OpenSSL", "3.6.0", "lib/sqlcipher3/_sqlite3.pyd"),
        ("OpenSSL", "4.0.3", "lib/cryptography/_rust.pyd"),
        ("OpenSSL", "3.6.0", "lib/new/inside/other.dll"),
    }
    # AND dependencies begin at the program and lead to what is listed, each under a name of its own
    root, names = bill["metadata"]["component"], [part["bom-ref"] for part in bill["components"]]
    leads = {one["ref"]: one.get("dependsOn", []) for one in bill["dependencies"]}
    assert root["version"] == "1.2.3"
    assert [name.partition("@")[0][:5] for name in leads[root["bom-ref"]]] == ["py7zr"]
    assert {*leads, *(name for others in leads.values() for name in others)} <= {root["bom-ref"], *names}
    assert len(names) == len(set(names))
    # AND no time, no folder of whoever built it: the same list each time
    assert "timestamp" not in bill["metadata"]
    assert str(ROOT) not in bills[0]
    assert bills[0] == bills[1]


@pytest.mark.parametrize(
    ("file", "absent"),
    [("cryptography/_rust.pyd", "OpenSSL in lib/cryptography"), ("sqlcipher3/_sqlite3.pyd", "SQLCipher")],
)
def test_a_library_that_is_no_longer_recognised_stops_the_build(tmp_path: Path, file: str, absent: str) -> None:
    folder = a_program_folder(tmp_path)
    (folder / "lib" / file).write_bytes(b"another form")
    with pytest.raises(SystemExit, match=absent):
        supply.write_bill(UV, folder, "1.2.3", tmp_path / "bill")


def test_a_package_that_is_too_large_is_told(tmp_path: Path) -> None:
    # GIVEN packages of which one is larger than it may be
    for ending, size in {"-setup.exe": 10, ".msi": 40_100_000, ".deb": 10}.items():
        with (tmp_path / f"a{ending}").open("wb") as file:
            file.truncate(size)
    found = sizes.measured(tmp_path)
    assert [*sizes.too_large(found)] == ["the package *.msi is 40.1 MB; it may be 40 MB"]
    assert [*sizes.too_large({**found, ".msi": 40.0})] == []
    # AND a page cannot leave one out
    with pytest.raises(KeyError):
        sizes.page({".msi": 1.0})


def test_the_readme_tells_the_sizes_that_were_measured() -> None:
    # GIVEN the page that the build wrote
    figures = sizes.told(sizes.PAGE.read_text("utf-8"))
    assert set(figures) == set(sizes.MOST)
    assert sizes.told(sizes.page({"-setup.exe": 1.26, ".msi": 2, ".deb": 3}))["-setup.exe"] == "1,3"
    assert "| `*-setup.exe` | 26,1 | 30 | 87% |\n" in sizes.page({"-setup.exe": 26.1, ".msi": 2, ".deb": 3})
    # THEN the README says the same, package by package, and each is small enough
    readme = (ROOT / "README.md").read_text("utf-8")
    for ending, size in figures.items():
        (row,) = re.findall(rf"^\| `\S+{re.escape(ending)}` \|.*\| (\S+) MB \|$", readme, re.MULTILINE)
        assert row == size.replace(",", ".")
        assert float(row) <= sizes.MOST[ending]
