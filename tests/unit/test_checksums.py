"""Facts that must survive anything, in a file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alegra_cli.files import checksums, hold
from tests.cases import cases


def write_ledger(path: Path, *facts: dict[str, object]) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        checksums.append(descriptor, b"".join(map(checksums.line, facts)))
    finally:
        os.close(descriptor)


@given(st.dictionaries(st.text().filter(lambda key: key != "check"), st.text() | st.integers()))
def test_a_line_says_what_was_written(tmp_path_factory: pytest.TempPathFactory, fact: dict) -> None:  # type: ignore[type-arg]
    path = tmp_path_factory.mktemp("ledger") / "file"
    write_ledger(path, fact, {"row": 2})
    assert list(checksums.read(path)) == [fact, {"row": 2}]


def test_no_file_says_nothing(tmp_path: Path) -> None:
    assert list(checksums.read(tmp_path / "none")) == []


def test_a_last_line_that_was_cut_is_taken_off(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_ledger(path, {"row": 1}, {"row": 2})
    whole = path.read_bytes()
    path.write_bytes(whole[:-5])
    assert list(checksums.read(path)) == [{"row": 1}]
    write_ledger(path, {"row": 3})
    assert list(checksums.read(path)) == [{"row": 1}, {"row": 3}]


@cases("damage", [b'{"row": 5}\n', b"[]\n", b"not json\n", b'{"check": 1}\n'])
def test_another_line_that_is_not_what_was_written_stops_the_reader(
    tmp_path: Path, damage: bytes
) -> None:
    path = tmp_path / "file"
    write_ledger(path, {"row": 1})
    path.write_bytes(path.read_bytes() + damage + checksums.line({"row": 3}))
    with pytest.raises(checksums.DamagedLine) as caught:
        list(checksums.read(path))
    assert caught.value.number == 2


def test_one_holder_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()
    one, other = os.open(path, os.O_RDWR), os.open(path, os.O_RDWR)
    assert hold(one)
    assert not hold(other)
    os.close(one)
    assert hold(other)
    os.close(other)
