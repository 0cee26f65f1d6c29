"""docs/sources.md: every fact that code stands on is there, and cited where it is relied on.

And no document is named that nobody can read.
"""

from __future__ import annotations

import re
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
    *sorted(file for end in ("tsv", "txt") for file in (ROOT / "tests").rglob(f"*.{end}")),
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / ".github").rglob("*.yml")),
]
# Folders of such notes: named as a place, or with a file in it.
FOLDERS = ("api", "country", "field", "next", "parity", "payloads", "reviews", "samples")
IN_A_FOLDER = r"(?<![\w./:{}-])%s/(?:(?![\w{}<*\"'/$])|(?:[\w-]+/)*[\w-]+\.[a-z]{2,5}\b)"
# Notes that the program was once written from; they were never in this repository.
# Each by a part that is found at once, or is not there.
ELSEWHERE = (
    ("CLI.md", r"\bCLI\.md"),
    ("DESIGN.md", r"\bDESIGN\.md"),
    ("_CROSS_CUTTING", "_CROSS_CUTTING"),
    ("_COUNTRY_CONTACT_RULES", "_COUNTRY_CONTACT_RULES"),
    ("lifecycle.md", r"lifecycle\.md"),
    ("dependencies.md", r"dependencies\.md"),
    ("rules.yaml", r"\brules\.yaml"),
    ("country/", r"\bcountry/(?:catalogs|rules)"),
    ("parity/", r"\bparity/"),
    *((f"{name}/", IN_A_FOLDER % name) for name in FOLDERS),
)
PAGE = re.compile(r"docs/[\w./-]+\.md")
# A comment or a text. The module tokenize knows more, and takes half a second for it.
TOKEN = re.compile(
    r"""#[^\n]*|\"{3}[\s\S]*?\"{3}|'{3}[\s\S]*?'{3}"""
    r"""|"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'"""
)
CITED = re.compile(r"\bS([1-9]\d*)(?: to S([1-9]\d*))?\b")

# Code that asks the API, plays it, or reads what the tax authorities' formats hold.
SPEAKING = (
    "alegra_cli/builtin/received",
    "alegra_cli/connection",
    "alegra_cli/emission",
    "alegra_cli/mailing",
    "alegra_cli/operations",
    "alegra_cli/received",
    "alegra_cli/sandbox",
    "alegra_cli/transport",
    "plugins/alegra-eprovider/alegra_eprovider",
    "plugins/alegra_plugins",
)
# A key in two words (`dueDate`, `IdDoc/Folio`), or a path: nothing else is spelled so here.
KEY = re.compile(r"""["'](?:[\w./\[\]{}-]*[a-z][A-Z][\w./\[\]{}-]*|/[a-z][\w/{}-]*)["']""")
NAMES = re.compile(r"^__all__ = [(\[][^)\]]*[)\]]", re.MULTILINE)
# Whose keys are ours: those of the records that these commands show.
OWN_KEYS = ["alegra_cli/builtin/received/checking.py", "alegra_cli/received/record.py"]


def numbers(page: str) -> list[int]:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return [int(number) for number in re.findall(r"^\| S(\d+) \|", text, re.MULTILINE)]


# What each column may say, in both languages.
FROM = {
    "página oficial": "official page",
    "cuentas reales": "live accounts",
    "otros programas": "other programs",
    "muestras": "samples",
    "supuesto": "believed",
}
SURE = {"alta": "high", "media": "fair", "baja": "low"}


def facts(page: str) -> dict[str, tuple[str, str, list[str]]]:
    """By number: where it is from, how sure it is, and what of it needs no translation."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    found = {}
    for number, said, source, sure in re.findall(
        r"^\| S(\d+) \| (.+) \| ([^|]+) \| ([^|]+) \|$", text, re.MULTILINE
    ):
        spelled = sorted(re.findall(r"`[^`]+`|\d+", said.replace("AAAA", "YYYY")))
        found[number] = (FROM.get(source, source), SURE.get(sure, sure), spelled)
    assert len(found) == len(numbers(page))
    assert {source for source, _sure, _spelled in found.values()} == {*FROM.values()}
    assert {sure for _source, sure, _spelled in found.values()} == {*SURE.values()}
    return found


@cache
def remarks(file: Path) -> list[str]:
    """Comments and docstrings: what is said to a reader, not what the program works with.

    None of a file that names neither a fact nor a page, which needs no taking apart.
    """
    text = file.read_text(encoding="utf-8")
    if not CITED.search(text) and not PAGE.search(text):
        return []
    return remarks_in(text)


def remarks_in(source: str) -> list[str]:
    return [
        token[0]
        for token in TOKEN.finditer(source)
        if token[0].startswith(("#", '"""'))
        # A template, as f or r say before the quotes, is what the program works with.
        and not source[max(0, token.start() - 1) : token.start()].isalpha()
    ]


def lost_in(text: str) -> bool:
    """Whether it names one of those notes."""
    return any(part in text and re.search(form, text) for part, form in ELSEWHERE)


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


def test_a_fact_says_as_much_in_both_languages() -> None:
    """The same numbers and spellings, from the same source, as sure: words alone differ."""
    english, spanish = facts("sources.md"), facts("sources.es.md")
    assert len(english) > 100
    assert {number: fact for number, fact in english.items() if fact != spanish[number]} == {}


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


def keys_in(source: str) -> list[str]:
    found = (token[0] for token in TOKEN.finditer(NAMES.sub("", source)))
    return [token for token in found if KEY.fullmatch(token)]


def test_code_that_has_keys_of_the_api_cites_a_fact() -> None:
    """At least one a module: how the API spells a key is a fact as any other."""
    silent = [
        str(file.relative_to(ROOT))
        for folder in SPEAKING
        for file in sorted((ROOT / folder).rglob("*.py"))
        if not any(cited(file)) and keys_in(file.read_text(encoding="utf-8"))
    ]
    assert silent == OWN_KEYS


def test_keys_and_paths_are_told_from_words() -> None:
    source = "\n".join(
        (
            '"""Not "dueDate"."""',
            'at(body, "client.idType"), Path("a b"), "plain", "Title"  # "costCenter"',
            "one = ('/terms', 'IdDoc/Folio', '/', 'ALL_UPPER', f'{a}_name')",
            '__all__ = ["CamelCase"]',
        )
    )
    assert keys_in(source) == ['"client.idType"', "'/terms'", "'IdDoc/Folio'"]


def test_no_code_sends_a_reader_to_a_document_that_is_not_here() -> None:
    lost = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()}"
        for file in TEXTS
        if file != Path(__file__)
        for text in [file.read_text(encoding="utf-8")]
        if lost_in(text)
        for number, line in enumerate(text.splitlines(), 1)
        if lost_in(line)
    ]
    assert lost == []


def test_a_remark_is_told_from_a_text() -> None:
    source = "\n".join(
        (
            'x = "# no" + \'"""\' + r"\\\\"  # one: \'"',
            'def f():\n    """Two: "S1" # \'',
            '    lines."""',
            '    return f"""no # {x}""", \'it\\\'s\', "", \'a\'  # three',
            "# four",
        )
    )
    assert remarks_in(source) == [
        "# one: '\"",
        '"""Two: "S1" # \'\n    lines."""',
        "# three",
        "# four",
    ]


def test_a_note_that_was_never_here_is_seen() -> None:
    for name in (
        "DESIGN.md",
        "see CLI.md.",
        "api/items.yaml",
        "country/rules",
        "parity/x",
        "The operations that api/ documents",
        "field/31-ledger.csv",
        "(next/received.md)",
        "api/payloads/bill.json",
        "all of reviews/.",
    ):
        assert lost_in(name), name
    for name in ("MYDESIGN.md", "country/x, disparity/", "/api/v1", "its_api/x.md", "api/{id}"):
        assert not lost_in(name), name
    assert [name for name in FOLDERS if (ROOT / name).exists()] == []


def test_the_pages_that_a_remark_names_exist() -> None:
    named = {page for file in CODE for remark in remarks(file) for page in PAGE.findall(remark)}
    assert named
    assert sorted(page for page in named if not (ROOT / page).is_file()) == []
