"""Files that are whole or not there."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from alegra_cli.files import as_text, replacing, write_whole


@pytest.fixture(autouse=True)
def mask() -> object:
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("problem", [KeyboardInterrupt, OSError, SystemExit, RuntimeError])
def test_what_does_not_end_well_leaves_all_as_it_was(
    tmp_path: Path, problem: type[BaseException]
) -> None:
    path = tmp_path / "file"
    path.write_text("before")

    def interrupted() -> None:
        with replacing(path) as file:
            file.write(b"half")
            file.flush()
            assert path.read_text() == "before"
            raise problem

    with pytest.raises(problem):
        interrupted()
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("file", "before")]


def test_a_secret_is_for_its_owner_from_the_first_moment(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    with replacing(path, 0o600) as file:
        (beside,) = tmp_path.iterdir()
        assert mode(beside) == 0o600
        file.write(b"x")
    assert mode(path) == 0o600


def test_a_file_keeps_its_mode_and_a_new_one_gets_the_usual(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.touch()
    old.chmod(0o640)
    for path in (old, new):
        with replacing(path):
            pass
    assert (mode(old), mode(new)) == (0o640, 0o644)


def test_a_link_keeps_being_one(tmp_path: Path) -> None:
    link, target = tmp_path / "link", tmp_path / "folder" / "target"
    target.parent.mkdir()
    link.symlink_to(target)
    write_whole(link, "text")
    assert link.is_symlink()
    assert target.read_text() == "text"


def test_a_file_that_is_there_stays_if_it_should(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    with replacing(path, overwrite=False) as file:
        file.write(b"first")

    def write_second() -> None:
        with replacing(path, overwrite=False) as file:
            file.write(b"second")

    with pytest.raises(FileExistsError):
        write_second()

    def without_links(*_paths: object) -> None:
        raise PermissionError("no hard links here")

    monkeypatch.setattr(os, "link", without_links)
    with pytest.raises(FileExistsError):
        write_second()
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("file", "first")]
    path.unlink()
    write_second()
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("file", "second")]


def test_the_longest_name_has_room(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 255)
    write_whole(path, "text")
    assert path.read_text() == "text"


def test_line_ends_stay(tmp_path: Path) -> None:
    with replacing(tmp_path / "file") as file, as_text(file) as text:
        text.write("a\r\nb\n")
    assert (tmp_path / "file").read_bytes() == b"a\r\nb\n"
