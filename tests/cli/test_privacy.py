"""docs/privacy.md says what is kept: what a day's work leaves behind is on it, closed to others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

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
    for words, stdin in (
        (("config", "set", "output", "table"), ""),
        ((*sandbox, "terms", "create", "--name", "A diez", "--days", "10"), ""),
        ((*sandbox, "terms", "import", "-", "--yes"), rows),
        ((*sandbox, "contacts", "export", "--since-last", "--out", str(alegra.home / "c.csv")), ""),
        ((*sandbox, "invoices", "emit", "--all", "--yes"), ""),
        ((*sandbox, "invoices", "email", "1", "--to", "ana@example.com", "--yes"), ""),
        ((*sandbox, "received", "rules", "set", "900123456", "--category", "5"), ""),
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
    lost = [
        file
        for file in places
        if f"`{file}`" not in told and f"`{file.partition('/')[0]}/`" not in told
    ]
    assert lost == []


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
    """Ours and others', except those that a shell has for its Tab key alone."""
    used = {
        ours or others
        for file in (ROOT / "alegra_cli").rglob("*.py")
        if "testing" not in file.parts
        for ours, others in re.findall(
            r"[\"'](ALEGRA_[A-Z_]+)[\"']|\benv(?:\.get\(|\[)\"([A-Za-z_]+)\"",
            file.read_text(encoding="utf-8"),
        )
    }
    used = {one for one in used if not one.startswith(("COMP_", "_ALEGRA", "PSModule"))}
    assert len(used) > 20
    assert sorted(variable for variable in used if f"`{variable}`" not in page(name)) == []
