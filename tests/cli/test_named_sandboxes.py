"""``-p sandbox:norte``: sandboxes with a name, each a company of its own."""

from __future__ import annotations

from alegra_cli import exact
from alegra_cli.testing import Runner
from tests.cases import cases


def test_each_is_a_company_of_its_own(alegra: Runner) -> None:
    made = alegra("-p", "sandbox:norte", "sandbox", "reset", "--country", "mexico", "-o", "json")
    assert made.code == 0, made.err
    assert exact.loads(made.out)["country"] == "mexico"
    created = alegra("-p", "sandbox:norte", "terms", "create", "--name", "X", "--days", "3")
    assert created.code == 0, created.err
    other = alegra("-p", "sandbox:sur", "terms", "list", "-o", "json")
    assert "sandbox:sur is new: a company in Colombia" in other.err
    assert "X" not in [term["name"] for term in exact.loads(other.out)]
    again = alegra("-p", "sandbox:sur", "terms", "list")
    assert again.err == ""
    rows = exact.loads(alegra("config", "list-profiles", "-o", "json").out)
    told = {row["profile"]: row["country"] for row in rows}
    assert told == {"sandbox": None, "sandbox:norte": "mexico", "sandbox:sur": "colombia"}


def test_one_is_the_default_and_goes_again(alegra: Runner) -> None:
    assert alegra("-p", "sandbox:norte", "terms", "list").code == 0
    assert alegra("config", "use", "sandbox:norte").code == 0
    status = exact.loads(alegra("sandbox", "status", "-o", "json").out)
    assert status["profile"] == "sandbox:norte"
    assert alegra("terms", "create", "--name", "Y", "--days", "3").code == 0
    assert alegra("config", "delete", "sandbox:norte", "--yes").code == 0
    assert list(alegra.home.rglob("sandbox-norte*")) == []


def test_no_line_keeps_its_file_open(alegra: Runner) -> None:
    """Many lines run in the process of a server of tools; the last to close clears up."""
    lines = ("terms list", "terms get none", "terms delete 1 --yes", "sandbox status")
    for line in (*lines, "sandbox reset --yes", "sandbox authority rejects"):
        alegra("-p", "sandbox:norte", *line.split())
        file = next(alegra.home.rglob("sandbox-norte.sqlite3"))
        assert not file.with_name(f"{file.name}-wal").exists(), line


@cases("name", ["sandbox:", "sandbox:../x", "sandbox:a b", "sandbox:.x"])
def test_a_name_that_is_none_stops_everything(alegra: Runner, name: str) -> None:
    before = sorted(alegra.home.rglob("*"))
    for line in (("terms", "list"), ("sandbox", "reset"), ("sandbox", "status")):
        told = alegra("-p", name, *line)
        assert (told.code, "names no sandbox" in told.err) == (2, True), line
    assert alegra("config", "use", name).code == 2
    assert [one for one in alegra.home.rglob("*.sqlite3") if one not in before] == []
    saved = alegra("config", "set-profile", "--name", "sandbox:x")
    assert (saved.code, "built in" in saved.err) == (2, True)
