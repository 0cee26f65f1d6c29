"""The small file of what is known of an account's limits."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

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
