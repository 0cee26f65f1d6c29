"""CONTRIBUTING sends people to files: they are there, the same ones in both languages."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import yaml

import oldest
from alegra_cli import __version__
from tests.cases import cases

ROOT = Path(__file__).parents[2]
PATHS = re.compile(
    r"`((?:alegra_cli|plugins|tests|tools|docs|\.github|\.ci)/[\w./-]+|\w+\.(?:cfg|toml))`"
)
LINKS = re.compile(r"\]\((?!https?:)([^)#]+)")
PAGES = ("CONTRIBUTING.md", "CONTRIBUTING.es.md")


def text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


@cases("page", [*PAGES, "SECURITY.md", "README.md"])
def test_what_the_page_names_is_there(page: str) -> None:
    named = {*PATHS.findall(text(page)), *LINKS.findall(text(page))}
    assert named
    assert sorted(path for path in named if not (ROOT / path).exists()) == []


MAPS = ("docs/architecture.md", "docs/architecture.es.md")


@cases("page", MAPS)
def test_each_room_of_the_program_is_on_the_map_and_nothing_else(page: str) -> None:
    rows = [line.split("|")[1] for line in text(page).splitlines() if line.startswith("| `alegra")]
    named = {
        place.removeprefix("alegra_cli/").strip("/")
        for row in rows
        for place in re.findall(r"`([\w./]+)`", row)
    }
    there = {
        path.name
        for path in (ROOT / "alegra_cli").iterdir()
        if not path.name.startswith(("_", ".")) and (path.is_dir() or path.suffix == ".py")
    }
    assert named == there


def anchors(page: Path) -> set[str]:
    """As the forge makes them of headings: accents stay, which the site drops."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


# The site has an eye on those below docs.
ELSEWHERE = [*ROOT.glob("*.md"), *ROOT.glob("plugins/*/*.md"), *ROOT.glob("docs/decisions/*.md")]


@cases("page", ELSEWHERE, ids=lambda page: f"{page.parent.name}/{page.name}")
def test_links_lead_to_a_file_and_a_heading_of_it(page: Path) -> None:
    written = page.read_text(encoding="utf-8")
    for place, anchor in re.findall(r"\]\((?!\w+:)([^)#\s]*)#?([^)\s]*)\)", written):
        target = page.parent / place if place else page
        assert target.exists(), place
        assert not anchor or anchor in anchors(target), f"{place}#{anchor}"


@cases(
    "form",
    [*ROOT.glob(".github/*.md"), *ROOT.glob(".github/ISSUE_TEMPLATE/*")],
    ids=lambda form: form.name,
)
def test_pages_that_a_form_names_are_there(form: Path) -> None:
    named = re.findall(r"\b(?:docs/[\w./-]+|[A-Z]+)\.md\b", form.read_text(encoding="utf-8"))
    assert [page for page in named if not (ROOT / page).exists()] == []


def test_both_languages_name_the_same_files_and_targets() -> None:
    for what in (PATHS, re.compile(r"^(?:make \w.*?|\.venv\S.*?)(?=  )", re.MULTILINE)):
        english, spanish = (what.findall(text(page)) for page in PAGES)
        assert english == spanish
        assert english


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))
    named = set(re.findall(r"^make ([a-z-]+)", text("CONTRIBUTING.md"), re.MULTILINE))
    assert named
    assert named <= targets


def test_the_site_is_built_so_that_a_wrong_link_stops_it() -> None:
    """``mkdocs --quiet`` tells no warning, and ``--strict`` stops at those that are told."""
    line = next(line for line in text("Makefile").splitlines() if "mkdocs build" in line)
    assert "--strict" in line
    assert "--quiet" not in line


INDEXED = r"(?<!un)install (?:--\S+ )*'?alegra-(?!tips$|acme$)|pipx (?:install|run) alegra"
INSTALL = """\
python3 -m venv ~/.alegra
. ~/.alegra/bin/activate
pip install .
"""


def test_nobody_is_told_to_install_from_an_index_before_the_program_is_in_one() -> None:
    """It is installed from its source: an index has nothing, or somebody else's of that name."""
    pages = [
        *ELSEWHERE,
        *(ROOT / "docs").rglob("*.md"),
        ROOT / "alegra_cli" / "scaffold" / "files" / "README.md.txt",
    ]
    wrong = [
        f"{page.relative_to(ROOT)}: {line.strip()}"
        for page in pages
        for line in page.read_text(encoding="utf-8").splitlines()
        if re.search(INDEXED, line)
    ]
    assert wrong == []


@cases(
    "page",
    ["README.md", "docs/index.md", "docs/index.es.md", "docs/install.md", "docs/install.es.md"],
)
def test_it_is_installed_in_one_way_everywhere(page: str) -> None:
    """Into an environment of its own: many systems refuse ``pip install`` into theirs."""
    blocks = [textwrap.dedent(block) for block in re.findall(r"```sh\n(.*?)```", text(page), re.S)]
    assert INSTALL in blocks
    assert [block for block in blocks if "pip install ." in block][1:] == []


@cases("file", [*(ROOT / ".github").rglob("*.yml")], ids=lambda file: file.name)
def test_what_github_reads_is_yaml_and_actions_are_pinned(file: Path) -> None:
    assert isinstance(yaml.safe_load(file.read_text(encoding="utf-8")), dict)
    used = re.findall(r"uses: (\S+)", file.read_text(encoding="utf-8"))
    assert [action for action in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action)] == []


def test_the_bounds_are_turned_into_constraints() -> None:
    lines = ["", "# why", "click>=8.2.1", 'tzdata; sys_platform == "win32"', "PyYAML>=6.0.1,<7"]
    assert list(oldest.constraints(lines)) == ["click==8.2.1", "PyYAML==6.0.1"]


def test_no_page_shows_the_version() -> None:
    """A release changes it, and is built from a tag whose tests have to pass."""
    shown = f"\nalegra {__version__}\n"
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    assert [page.name for page in pages if shown in page.read_text(encoding="utf-8")] == []


def test_each_supported_python_is_tested_and_named() -> None:
    named = set(re.findall(r"Python :: (3\.\d+)$", text("setup.cfg"), re.MULTILINE))
    matrix = re.search(r"python: (\[.*\])", text(".github/workflows/test.yml"))
    assert matrix
    assert set(yaml.safe_load(matrix[1])) == named
    for page in ("docs/install.md", "docs/install.es.md"):
        assert set(re.findall(r" (3\.\d+) \|", text(page))) == named
