"""What README, FAQ and the declarations' examples say must work."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import keyring
import pytest

from alegra_cli import exact
from alegra_cli.sandbox.database import open_books
from alegra_cli.testing import Runner, words
from alegra_cli.testing.each import each
from tests.cli.conftest import Inside, Program, Served
from tests.cli.console import follow, steps
from tests.cli.file_keyring import Keyring
from tests.companies import Companies
from tests.contract.conftest import RESOURCES

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(
    str(file.relative_to(DOCS))
    for file in DOCS.rglob("*.md")
    if file.parent.name not in ("decisions", "reference")
)


@pytest.fixture
def reader(tmp_path: Path, filled: Path, page_language: str) -> Iterator[Program]:
    """Somebody with the account that the FAQ speaks of, served from their own sandbox file."""
    program = Program(
        tmp_path,
        {
            "ALEGRA_LANG": page_language,
            "PYTHON_KEYRING_BACKEND": "tests.cli.file_keyring.Keyring",
            "PYTHONPATH": str(ROOT),
        },
    )
    database = tmp_path / ".config" / "alegra-cli" / "sandbox.sqlite3"
    database.parent.mkdir(parents=True)
    shutil.copy(filled, database)
    words = "sandbox serve --port 0 -o json --email ana@example.com --token 0123456789abcdef"
    process = program.start(*words.split(), stdout=subprocess.PIPE)
    assert process.stdout is not None
    program.env["ALEGRA_BASE_URL"] = exact.loads(process.stdout.readline())["url"]
    with one_keyring(program.home):
        yield program
    process.terminate()
    assert process.wait(timeout=20) == 0
    process.stdout.close()


@contextmanager
def one_keyring(home: Path) -> Iterator[None]:
    """The same keyring for lines that run in this process as for those that need their own."""
    before = keyring.get_keyring()
    own = Keyring()
    own.home = home
    keyring.set_keyring(own)
    yield
    keyring.set_keyring(before)


@pytest.mark.parametrize(
    ("page", "page_language"), [("faq.md", "en"), ("faq.es.md", "es")], ids=["en", "es"]
)
def test_the_faq(reader: Program, page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    assert len(re.findall("^## ", text, re.MULTILINE)) == 18
    follow(reader, text)


@pytest.mark.parametrize(("page", "language"), [("copy.md", "en"), ("copy.es.md", "es")])
def test_copying_from_a_company_that_is_served(
    tmp_path: Path, filled: Path, served: Served, page: str, language: str
) -> None:
    config = tmp_path / ".config" / "alegra-cli" / "config.yaml"
    program = Inside(tmp_path, {"ALEGRA_LANG": language, "ALEGRA_CONFIG": str(config)})
    line = ("--profile", "acme", "--email", served.email, "--base-url", served.url)
    done = program("auth", "login", *line, "--insecure-storage", stdin=served.token + "\n")
    assert done.code == 0, done.err
    follow(program, (DOCS / page).read_text(encoding="utf-8"))


def test_the_readme(tmp_path: Path) -> None:
    follow(Program(tmp_path), (ROOT / "README.md").read_text(encoding="utf-8"))


@cache
def sections(page: str) -> list[str]:
    """A cookbook by its recipes, each of which stands alone; any other page as a whole."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return re.split(r"^(?=## )", text, flags=re.MULTILINE) if "cookbook" in page else [text]


DAY = re.compile(r"`alegra sandbox reset --today (\S+)`")
"""A recipe, or all recipes of a page, that show the company as it was on a day."""

FOLLOWED = [
    page
    for page in PAGES
    # Followed elsewhere: with a keyring, from another company, with pip.
    if not page.startswith(("faq", "copy", "plugin-guide"))
    and any(any(steps(part)) for part in sections(page))
]


@pytest.fixture(scope="module")
def on_a_day(
    filled: Path, companies: Companies, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Path]:
    """The company as it was on a day, or as it is today, each made once for all parts.

    Without a quota, as `filled` is: here a minute's wait takes no time, and the sandbox's minute
    stays.
    """
    folder = tmp_path_factory.mktemp("days")

    @cache
    def company(day: str) -> Path:
        if not day:
            return filled
        made = folder / f"{day}.sqlite3"
        shutil.copy(companies(today=date.fromisoformat(day)), made)
        books = open_books(made)
        books.settings.set("rate_limit", 100_000)
        books.close()
        return made

    return company


@pytest.mark.parametrize("page", FOLLOWED)
def test_what_a_page_shows_is_what_happens(
    tmp_path: Path, on_a_day: Callable[[str], Path], page: str
) -> None:
    """On the sandbox, in the language of the page, each part in a home of its own."""

    def happens(numbered: tuple[int, str]) -> None:
        number, part = numbered
        home = tmp_path / str(number)
        has_its_company(home, on_a_day, page, part)
        language = "es" if page.endswith(".es.md") else "en"
        follow(Program(home, {"ALEGRA_LANG": language, "ALEGRA_PROFILE": "sandbox"}), part)

    parts = [(number, part) for number, part in enumerate(sections(page)) if any(steps(part))]
    each(((one[1].partition("\n")[0], one) for one in parts), happens)


def has_its_company(home: Path, on_a_day: Callable[[str], Path], page: str, part: str) -> None:
    """In the home that a part of a page is followed in, where it does not make one itself."""
    database = home / ".config" / "alegra-cli" / "sandbox.sqlite3"
    database.parent.mkdir(parents=True)
    lines = [step.line for step in steps(part) if not step.line.startswith("export ")]
    # Who makes a new company has none before, so nobody has to be asked.
    if not "".join(lines[:1]).startswith("alegra sandbox reset --today"):
        day = DAY.search(part) or DAY.search(sections(page)[0])
        shutil.copy(on_a_day(day[1] if day else ""), database)


@pytest.fixture
def person(tmp_path: Path, filled: Path) -> Runner:
    (tmp_path / "config").mkdir()
    shutil.copy(filled, tmp_path / "config" / "sandbox.sqlite3")
    return Runner(tmp_path, {"ALEGRA_PROFILE": "sandbox"})


def test_the_examples_of_every_declaration(person: Runner) -> None:
    def shows_something(line: str) -> None:
        result = person(*words(line))
        assert result.code == 0, result.err
        assert result.out

    each(((line, line) for resource in RESOURCES for line in resource.examples), shows_something)


def test_every_resource_has_two_examples() -> None:
    few = [resource.name for resource in RESOURCES if len(resource.examples) < 2]
    assert few == []


CODE = re.compile(r"^```(?:python|toml|json)\b.*?^```", re.MULTILINE | re.DOTALL)


def what_is_shown(page: str) -> list[str]:
    """What no language changes: the depth of headings, command lines, names of files, code."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return [
        *re.findall(r"^#+(?= )", text, re.MULTILINE),
        *(f"{step.file}{step.line}" for step in steps(text)),
        *CODE.findall(text),
    ]


def test_a_page_shows_the_same_in_both_languages() -> None:
    def shows_the_same(page: str) -> None:
        assert what_is_shown(page.replace(".md", ".es.md")) == what_is_shown(page)

    each(((page, page) for page in PAGES if not page.endswith(".es.md")), shows_the_same)


@pytest.mark.parametrize("language", ["", ".es"])
def test_every_recipe_is_linked_in_the_index_of_tasks(language: str) -> None:
    index = (DOCS / "cookbook" / f"index{language}.md").read_text(encoding="utf-8")
    linked = re.findall(r"^(\d+)\. \[.+\]\((\w+)\.md#\1-", index, re.MULTILINE)
    there = [
        (number, page)
        for page in dict.fromkeys(page for _number, page in linked)
        for number in re.findall(
            r"^## (\d+)\.",
            (DOCS / "cookbook" / f"{page}{language}.md").read_text(encoding="utf-8"),
            re.MULTILINE,
        )
    ]
    assert linked == there
    assert len(linked) == 82


@pytest.mark.parametrize("language", ["", ".es"])
def test_the_pictures_of_the_first_page_are_there_and_tell_no_place(language: str) -> None:
    """Made by `make pictures`; that they play is seen in a browser."""
    for name, word in (("recording", "libro.xlsx"), ("workbook", "Total")):
        text = (DOCS / "assets" / f"{name}{language}.svg").read_text(encoding="utf-8")
        assert ElementTree.fromstring(text).tag.endswith("svg")
        assert word in text
        assert not re.search(r"/(home|root|tmp|work)/", text)
        assert f"assets/{name}.svg" in (DOCS / f"index{language}.md").read_text(encoding="utf-8")
