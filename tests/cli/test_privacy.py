"""docs/privacy.md says what is kept: what a day's work leaves behind is on it, closed to others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from alegra_cli import exact
from alegra_cli.companies.choice import OF_ONE_COMPANY
from alegra_cli.testing.runner import Runner

ROOT = Path(__file__).parents[2]
PAGES = ("privacy.md", "privacy.es.md")
ORDINARY = re.compile(r"sandbox(-acme)?\.sqlite3(-shm|-wal)?|quota-…\.json|completion/alegra\.bash")
"""What the page excepts from 0600."""


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def files(folder: Path) -> dict[str, Path]:
    """By their names as the page writes them: … for a fingerprint."""
    return {
        re.sub(r"[0-9a-f]{16,}", "…", file.relative_to(folder).as_posix()): file
        for file in folder.rglob("*")
        if file.is_file()
    }


@pytest.fixture
def own_files(alegra: Runner) -> dict[str, Path]:
    """The files in configuration and cache after something of everything."""
    sandbox = ("--profile", "sandbox")
    rows = "name,days\nA quince,15\n"
    inbox = str(alegra.home / "inbox")
    made = alegra(*sandbox, "sandbox", "received", inbox, "--count", "3", "-o", "json")
    post = ("received", "post", inbox, "--only", "ready", "--create-suppliers", "--attach", "xml")
    compare = ("received", "compare", exact.loads(made.out)["list"], "--import-missing", "--yes")
    for words, stdin in (
        (("config", "set", "output", "table"), ""),
        ((*sandbox, "terms", "create", "--name", "A diez", "--days", "10"), ""),
        ((*sandbox, "terms", "import", "-", "--yes"), rows),
        ((*sandbox, "contacts", "export", "--since-last", "--out", str(alegra.home / "c.csv")), ""),
        ((*sandbox, "invoices", "emit", "--all", "--yes"), ""),
        ((*sandbox, "invoices", "email", "1", "--to", "ana@example.com", "--yes"), ""),
        ((*sandbox, "received", "rules", "set", "*", "--category", "5"), ""),
        ((*sandbox, *post, "--yes"), ""),
        ((*sandbox, *compare), ""),
        (("--profile", "sandbox:acme", "terms", "list"), ""),
        (("completion", "install", "bash", "--yes"), ""),
    ):
        told = alegra(*words, stdin=stdin)
        assert told.code in (0, 9), (words, told.err)
    config = Path(alegra.variables()["ALEGRA_CONFIG"]).parent
    cache = Path(alegra.variables()["XDG_CACHE_HOME"]) / "alegra-cli"
    return files(config) | files(cache)


@pytest.mark.parametrize("name", PAGES)
def test_what_is_kept_is_on_the_page(own_files: dict[str, Path], name: str) -> None:
    told = page(name)
    names = {file for file in own_files if not file.endswith((".lock", "-shm", "-wal"))}
    assert len(names) > 6
    places = {re.sub(r"\d{4}-\d\d", "2026-11", file).replace("-acme.", "-NAME.") for file in names}
    assert [file for file in places if not is_named(file, told)] == []


def is_named(file: str, told: str) -> bool:
    """By its whole name, or by that of its folder and its own; a fingerprint needs no name."""
    folder, _slash, rest = file.partition("/")
    own = rest.rpartition("/")[2]
    called = f"`{own}`" in told or "…" in own or own == "alegra.bash"
    return f"`{file}`" in told or (f"`{folder}/`" in told and bool(rest) and called)


def test_it_is_closed_to_others_except_what_the_page_says(own_files: dict[str, Path]) -> None:
    closed = {name: file for name, file in own_files.items() if not ORDINARY.fullmatch(name)}
    assert len(closed) > 5
    assert sorted(name for name, file in closed.items() if file.stat().st_mode & 0o077) == []


@pytest.mark.parametrize(
    ("first", "place"),
    [
        ("completion install bash --yes", "completion"),
        ("terms create --name A --days 1 --base-url http://127.0.0.1:9/api/v1", "log"),
        ("--profile sandbox received rules set 900123456 --category 5", "received"),
    ],
)
def test_so_are_the_folders_whichever_command_comes_first(
    alegra: Runner, first: str, place: str
) -> None:
    alegra.env = {"ALEGRA_CONFIG": "", "XDG_CACHE_HOME": ""}
    alegra(*first.split())
    ours = [folder for folder in alegra.home.rglob("*alegra-cli") if folder.is_dir()]
    folders = [folder for one in ours for folder in (one, *one.rglob("*")) if folder.is_dir()]
    assert place in {folder.name for folder in folders}
    assert [folder for folder in folders if folder.stat().st_mode & 0o077] == []


@pytest.mark.parametrize("name", PAGES)
def test_every_variable_that_is_read_is_on_the_page(name: str) -> None:
    """Ours and others', those for one company of several, and those of the Tab key."""
    used = {
        ours or others
        for file in (ROOT / "alegra_cli").rglob("*.py")
        if "testing" not in file.parts
        for ours, others in re.findall(
            r"[\"'](_?ALEGRA_[A-Z_]+)[\"']|\benv(?:\.get\(|\[)\"([A-Za-z_]+)\"",
            file.read_text(encoding="utf-8"),
        )
    }
    used |= {f"{variable}__NAME" for variable in OF_ONE_COMPANY}
    assert len(used) > 20
    assert sorted(variable for variable in used if f"`{variable}`" not in page(name)) == []
