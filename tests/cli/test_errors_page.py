"""Every error that docs/errors.md tells of happens as it says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from alegra_cli import exact
from alegra_cli.errors.catalogue import CODES, GROUPS, OWN, STAMPING, STATUSES
from alegra_cli.errors.code_meaning import CodeMeaning
from alegra_cli.testing import Runner, words

ALL = [known for _title, group in GROUPS for known in group]


@pytest.mark.parametrize("known", ALL, ids=[known.code for known in ALL])
def test_its_steps_end_in_it(tmp_path: Path, filled: Path, known: CodeMeaning) -> None:
    (tmp_path / "config").mkdir()
    shutil.copy(filled, tmp_path / "config" / "sandbox.sqlite3")
    alegra = Runner(tmp_path, {"ALEGRA_EMAIL": "", "ALEGRA_TOKEN": ""})
    if known.code == "unreachable":
        alegra = Runner(tmp_path)
    for line in known.steps[:-1]:
        assert alegra(*words(line)).code == 0, line
    result = alegra(*words(known.steps[-1]), "-o", "json")
    assert result.code == known.exits, result.err
    error = exact.loads(result.err.splitlines()[-1])["error"]
    assert known.code in (str(error["status"]), str(error["code"]), error["kind"])


def test_no_code_twice() -> None:
    codes = [known.code for known in (*STATUSES, *CODES, *STAMPING, *OWN)]
    assert len(set(codes)) == len(codes) == len(ALL)
