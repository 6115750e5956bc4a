# SPDX-License-Identifier: EUPL-1.2
"""The folder of practice: marked before anything is in it, refused to real work, and emptied whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app import files
from app.domain.errors import PracticeMixed
from app.paths import Paths
from app.storage import practice_folder
from app.storage.practice_folder import keep_apart
from app.storage.vault import Vault
from tests.small_vault import PASSPHRASE, RECOVERY


def held(paths: Paths) -> set[str]:
    return {path.relative_to(paths.data).as_posix() for path in paths.data.rglob("*")}


def test_R66_an_empty_folder_is_marked_for_practice_and_not_for_real_work(paths: Paths) -> None:
    keep_apart(paths, practice=False)
    assert held(paths) == set()
    keep_apart(paths, practice=True)
    keep_apart(paths, practice=True)
    assert held(paths) == {"oefening.txt"}


def test_R66_a_folder_that_does_not_exist_is_made_for_practice(paths: Paths) -> None:
    beside = paths.beside("oefening")
    keep_apart(beside, practice=True)
    assert beside.practice_mark.is_file()


def test_R66_real_work_never_opens_a_practice_folder(paths: Paths) -> None:
    keep_apart(paths, practice=True)
    with pytest.raises(PracticeMixed):
        keep_apart(paths, practice=False)


@pytest.mark.parametrize(
    "part", [lambda p: p.database, lambda p: p.keyfile, lambda p: p.backup], ids=["database", "key file", "copies"]
)
def test_R66_practice_never_opens_a_folder_in_which_anything_of_a_vault_lies(
    paths: Paths, part: Callable[[Paths], object]
) -> None:
    # GIVEN half a real vault: also that may be somebody's work
    (paths.data / str(part(paths))).write_bytes(b"real")
    before = held(paths)
    # THEN it is refused, and nothing is marked or removed
    verbs: tuple[Callable[[], None], ...] = (
        lambda: keep_apart(paths, practice=True),
        lambda: practice_folder.empty(paths),
    )
    for verb in verbs:
        with pytest.raises(PracticeMixed):
            verb()
    practice_folder.remove(paths)
    assert held(paths) == before


@pytest.mark.parametrize("name", ["verslag.odt", "set-aside-20261123-100000/vault.db"])
def test_R66_P3_practice_never_marks_nor_wipes_a_folder_that_holds_something_else(paths: Paths, name: str) -> None:
    # GIVEN a folder of that name, in which no vault lies but somebody's papers, or a vault that was set aside
    file = paths.data / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"nobody else has this")
    # WHEN practice would begin there THEN it is refused, and everything is as it was
    with pytest.raises(PracticeMixed):
        keep_apart(paths, practice=True)
    with pytest.raises(PracticeMixed):
        practice_folder.empty(paths)
    practice_folder.remove(paths)
    assert file.read_bytes() == b"nobody else has this"
    assert not paths.practice_mark.exists()


def test_R66_a_mark_that_a_crash_left_half_written_is_written_anew(paths: Paths) -> None:
    paths.practice_mark.with_name("oefening.txt.part").write_bytes(b"Deze map")
    keep_apart(paths, practice=True)
    assert held(paths) == {"oefening.txt"}


def test_R66_while_a_file_is_held_the_folder_stays_marked_for_the_next_practice(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a practice vault of which a virus scanner holds the database
    keep_apart(paths, practice=True)
    paths.database.write_bytes(b"x")
    paths.keyfile.write_bytes(b"x")
    remove = files.remove
    monkeypatch.setattr(files, "remove", lambda path: path != paths.database and remove(path))
    # WHEN practice ends THEN what is left is still known to be invented, so that real work refuses it
    practice_folder.remove(paths)
    assert held(paths) == {"oefening.txt", "vault.db"}
    # AND the next practice wipes it
    monkeypatch.setattr(files, "remove", remove)
    keep_apart(paths, practice=True)
    practice_folder.empty(paths)
    assert held(paths) == {"oefening.txt"}


def test_R66_emptying_takes_everything_but_what_the_program_holds(paths: Paths, vault: Vault) -> None:
    # GIVEN a practice folder with a whole vault, exports, a set-aside folder and what a crash left
    keep_apart(paths, practice=True)
    vault.create(PASSPHRASE, RECOVERY).close()
    for folder in (paths.outbox, paths.set_aside("20261123-100000") / "backup", paths.log):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "file").write_bytes(b"x")
    for file in (paths.lock_file, paths.raise_file, paths.outside, paths.ballast):
        file.write_bytes(b"x")
    # WHEN
    practice_folder.empty(paths)
    # THEN
    assert held(paths) == {"oefening.txt", "running.lock", "raise", "log", "log/file"}
    # AND at the very end the folder goes too
    practice_folder.remove(paths)
    assert not paths.data.exists()


@pytest.mark.posix
def test_R66_a_link_out_of_the_folder_is_removed_and_not_followed(paths: Paths) -> None:
    # GIVEN a link to a folder of real work
    keep_apart(paths, practice=True)
    real = paths.data.with_name("echt")
    real.mkdir()
    (real / "vault.db").write_bytes(b"real")
    (paths.data / "link").symlink_to(real, target_is_directory=True)
    # WHEN
    practice_folder.empty(paths)
    # THEN
    assert (real / "vault.db").read_bytes() == b"real"
    assert held(paths) == {"oefening.txt"}
