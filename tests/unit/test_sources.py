"""docs/sources.md: every fact that a comment stands on, and no document that nobody can read."""

from __future__ import annotations

import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = sorted(
    file
    for folder in ("alegra_cli", "plugins", "tests", "tools")
    for file in (ROOT / folder).rglob("*.py")
)
TEXTS = [
    *CODE,
    *sorted((ROOT / "alegra_cli" / "scaffold" / "files").iterdir()),
    *sorted((ROOT / "alegra_cli" / "assistant" / "files").iterdir()),
    *(
        ROOT / name
        for name in ("Makefile", "pyproject.toml", "setup.cfg", ".ci/run", "docs/demo.sh")
    ),
]
# Notes that the program was once written from; they were never in this repository.
ELSEWHERE = re.compile(
    r"\b(?:CLI|DESIGN)\.md|_CROSS_CUTTING|_COUNTRY_CONTACT_RULES|lifecycle\.md|dependencies\.md"
    r"|\brules\.yaml|\bapi/[\w-]+\.yaml|\bcountry/(?:catalogs|rules)|\bparity/"
)
PAGE = re.compile(r"docs/[\w./-]+\.md")
CITED = re.compile(r"\bS([1-9]\d*)(?: to S([1-9]\d*))?\b")


def numbers(page: str) -> list[int]:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return [int(number) for number in re.findall(r"^\| S(\d+) \|", text, re.MULTILINE)]


@cache
def remarks(file: Path) -> list[str]:
    """Comments and docstrings: what is said to a reader, not what the program works with.

    None of a file that names neither a fact nor a page, which needs no taking apart.
    """
    text = file.read_text(encoding="utf-8")
    if not CITED.search(text) and not PAGE.search(text):
        return []
    with tokenize.open(file) as lines:
        return [
            token.string
            for token in tokenize.generate_tokens(lines.readline)
            if token.type == tokenize.COMMENT or token.string.startswith('"""')
        ]


def cited(file: Path) -> Iterator[int]:
    for remark in remarks(file):
        for match in CITED.finditer(remark):
            first = int(match[1])
            yield from range(first, int(match[2] or first) + 1)


def test_a_number_is_one_fact_in_both_languages() -> None:
    english = numbers("sources.md")
    assert len(english) > 100
    assert len(set(english)) == len(english)
    assert numbers("sources.es.md") == english


def test_every_fact_that_is_cited_is_there() -> None:
    known = set(numbers("sources.md"))
    used = {(str(file.relative_to(ROOT)), number) for file in CODE for number in cited(file)}
    assert len(used) > 100
    assert sorted(entry for entry in used if entry[1] not in known) == []


def test_every_fact_is_one_that_code_relies_on() -> None:
    """A fact that nobody cites is looked for in vain by whoever corrects it."""
    program = [file for file in CODE if (ROOT / "tests") not in file.parents]
    used = {number for file in program for number in cited(file)}
    assert sorted(set(numbers("sources.md")) - used) == []


def test_no_code_sends_a_reader_to_a_document_that_is_not_here() -> None:
    lost = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()}"
        for file in TEXTS
        if file != Path(__file__)
        for text in [file.read_text(encoding="utf-8")]
        if ELSEWHERE.search(text)
        for number, line in enumerate(text.splitlines(), 1)
        if ELSEWHERE.search(line)
    ]
    assert lost == []


def test_the_pages_that_a_remark_names_exist() -> None:
    named = {page for file in CODE for remark in remarks(file) for page in PAGE.findall(remark)}
    assert named
    assert sorted(page for page in named if not (ROOT / page).is_file()) == []
