"""Every error that docs/errors.md tells of happens as it says."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

import pytest

from alegra_cli import exact
from alegra_cli.errors.catalogue import CODES, GROUPS, OWN, STAMPING, STATUSES
from alegra_cli.errors.code_meaning import CodeMeaning
from alegra_cli.testing import Runner, words
from alegra_cli.testing.each import each_at_home

ALL = [known for _title, group in GROUPS for known in group]


@pytest.mark.parametrize("title", [title for title, _group in GROUPS])
def test_their_steps_end_in_them(alegra: Runner, filled: Path, title: str) -> None:
    cases = [(known.code, known) for known in dict(GROUPS)[title]]
    assert cases
    each_at_home(alegra, cases, partial(ends_in_it, filled))


def ends_in_it(filled: Path, alegra: Runner, known: CodeMeaning) -> None:
    (alegra.home / "config").mkdir()
    shutil.copy(filled, alegra.home / "config" / "sandbox.sqlite3")
    if known.code != "unreachable":
        alegra = Runner(alegra.home, {"ALEGRA_EMAIL": "", "ALEGRA_TOKEN": ""})
    for line in known.steps[:-1]:
        assert alegra(*words(line)).code == 0, line
    result = alegra(*words(known.steps[-1]), "-o", "json")
    assert result.code == known.exits, result.err
    error = exact.loads(result.err.splitlines()[-1])["error"]
    assert known.code in (str(error["status"]), str(error["code"]), error["kind"])
    if len(known.steps) > 1 and known.steps[-1].endswith(" terms list"):
        told = alegra("-p", "sandbox", "terms", "create", "--name", "5 días", "--days", "5")
        assert told.code == (known.of_write or known.exits), told.err


def test_no_code_twice() -> None:
    codes = [known.code for known in (*STATUSES, *CODES, *STAMPING, *OWN)]
    assert len(set(codes)) == len(codes) == len(ALL)
