"""The small file of what is known of an account's limits."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from alegra_cli.transport.account_file import AccountFile


def test_a_shorter_object_leaves_nothing_of_a_longer_one(tmp_path: Path) -> None:
    path = tmp_path / "account.json"
    with AccountFile(path).state() as state:
        state["paths"] = {f"/contacts/{number}": {} for number in range(50)}
    with AccountFile(path).state() as state:
        state.clear()
        state["used"] = 1
    assert json.loads(path.read_text(encoding="utf-8")) == {"used": 1}
    with AccountFile(path).state() as state:
        assert state == {"used": 1}


def test_its_folder_is_made_for_its_owner_also_when_it_was_cleared_away(tmp_path: Path) -> None:
    folder = tmp_path / "cache" / "alegra-cli"
    file = AccountFile(folder / "account.json")
    for number in range(2):
        with file.state() as state:
            state["number"] = number
        with AccountFile(folder / "account.json").state() as state:
            assert state == {"number": number}
        assert folder.stat().st_mode & 0o777 == 0o700
        shutil.rmtree(folder)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "account.json"


def test_each_sees_what_the_other_wrote_last(path: Path) -> None:
    one, other = AccountFile(path), AccountFile(path)
    for turn, file in enumerate((one, other, one, one, other, other, one)):
        with file.state() as state:
            assert state.get("count", 0) == turn
            state["count"] = turn + 1


def test_what_is_below_is_there_again(path: Path) -> None:
    file = AccountFile(path)
    with file.state() as state:
        state["paths"] = {"/contacts": {"granted": [1.5, 2.25]}}
    for other in (file, AccountFile(path)):
        with other.state() as state:
            assert state == {"paths": {"/contacts": {"granted": [1.5, 2.25]}}}
            state["paths"]["/contacts"]["granted"].remove(2.25)
            state["paths"]["/contacts"]["granted"].append(2.25)


def test_what_failed_half_way_is_as_if_it_had_not_begun(path: Path) -> None:
    file = AccountFile(path)
    with file.state() as state:
        state["count"] = 1
    with pytest.raises(KeyboardInterrupt):
        _interrupted(file)
    with file.state() as state:
        assert state == {"count": 1}


@pytest.mark.parametrize("text", [b"", b"[]", b"{", b"\xff", b'{"count": 5}'])
def test_a_file_that_somebody_wrote_over_is_read_again(path: Path, text: bytes) -> None:
    file = AccountFile(path)
    with file.state() as state:
        state["count"] = 1
    path.write_bytes(text)
    with file.state() as state:
        assert state == ({"count": 5} if text.endswith(b"5}") else {})


def test_one_without_a_file_keeps_what_it_knows() -> None:
    file = AccountFile(None)
    with file.state() as state:
        state["count"] = 1
    with file.state() as state:
        assert state == {"count": 1}


def _interrupted(file: AccountFile) -> None:
    with file.state() as state:
        state["count"] = 2
        raise KeyboardInterrupt
