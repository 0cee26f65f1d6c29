"""A few bytes that stand for milliards: refused within five seconds and 200 MB."""

from __future__ import annotations

import functools
import gzip
import io
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.fuzz.case import Case
from tests.fuzz.running import judged
from tests.hostile import reply

MEGABYTE = 1 << 20
ZEROS = gzip.compress(b"0" * MEGABYTE)
HEAD = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c>'
    b'<c r="B1" t="inlineStr"><is><t>days</t></is></c></row>'
)
TAIL = b"</sheetData></worksheet>"


@pytest.fixture
def lived(tmp_path: Path, filled: Path) -> Path:
    home = tmp_path / "lived"
    (home / "config").mkdir(parents=True)
    shutil.copy(filled, home / "config" / "sandbox.sqlite3")
    return home


def refused(lived: Path, *line: str, **how: Any) -> str:
    """What is told of a line that must fail plainly, soon and small."""
    made = Case("bombs", 0, line, **how)
    outcome, problems = judged(made, lived)
    assert problems == []
    assert outcome.code in (1, 2, 8, 10), outcome.err
    assert outcome.err.startswith("Error: ")
    return outcome.err


def packed(start: bytes, times: int = 400) -> bytes:
    """A gzip file that unpacks to so many megabytes: seven times what it may."""
    return gzip.compress(start) + ZEROS * times


def workbook(**parts: bytes) -> bytes:
    """An XLSX file with the parts ``sheet`` and ``shared`` as they are given."""
    from openpyxl import Workbook

    made, result = io.BytesIO(), io.BytesIO()
    book = Workbook()
    book.worksheets[0].append(["name", "days"])
    book.save(made)
    places = {"xl/worksheets/sheet1.xml": "sheet", "xl/sharedStrings.xml": "shared"}
    packing = zipfile.ZIP_DEFLATED
    with (
        zipfile.ZipFile(made) as whole,
        zipfile.ZipFile(result, "w", packing, compresslevel=1) as archive,
    ):
        for name in whole.namelist():
            own = parts.get(places.get(name, ""))
            archive.writestr(name, whole.read(name) if own is None else own)
    return result.getvalue()


SHARED = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
BOMBS = {
    "f.csv.gz": lambda: packed(b"name,days\n"),
    "lines.csv.gz": lambda: gzip.compress(b"name,days\n") + gzip.compress(b"a,1\n" * 262144) * 400,
    "f.json.gz": lambda: packed(b'[{"name": "'),
    "f.jsonl.gz": lambda: packed(b'{"name": "'),
    "f.yaml.gz": lambda: packed(b"- name: "),
    "f.csv.GZ": lambda: packed(b"name,days\n"),
    "far.xlsx": lambda: workbook(
        sheet=HEAD + b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' + TAIL
    ),
    "wide.xlsx": lambda: workbook(sheet=HEAD + b'<row r="2"><c r="XFD2"/></row>' + TAIL),
    "empty.xlsx": lambda: workbook(sheet=HEAD + b'<row r="1048570"/><row r="9048570"/>' + TAIL),
    "million.xlsx": lambda: workbook(
        sheet=HEAD + b"<row>" + b"<c/>" * 2_000_000 + b"</row>" + TAIL
    ),
    "huge.xlsx": lambda: workbook(
        sheet=HEAD + b"<row><c><v>" + b"1" * (50 * MEGABYTE) + b"</v></c></row>" + TAIL
    ),
    "shared.xlsx": lambda: workbook(shared=SHARED + b"<si><t>x</t></si>" * 4_000_000 + b"</sst>"),
    "aliases.yaml": lambda: (
        b"a: &a [x,x,x,x,x,x,x,x,x]\n"
        + b"".join(
            b"%c: &%c [%s]\n" % (n, n, b",".join([b"*%c" % (n - 1)] * 9)) for n in range(98, 110)
        )
    ),
    "deep.yaml": lambda: b"- " * 100_000,
    "nested.yaml": lambda: b"a: " + b"{b: " * 150 + b"1" + b"}" * 150,
    "deep.json": lambda: b'[{"a":' + b"[" * 100_000,
    "closed.json": lambda: b'{"a":' * 20_000 + b"1" + b"}" * 20_000,
    "brackets.json": lambda: b'{"n": "[", "a":' * 500 + b"1" + b"}" * 500,
    "deep.jsonl": lambda: b'{"a":' * 400 + b"1" + b"}" * 400,
}


# Packed, and read a row at a time: nothing else but its size is wrong with such a file.
UNPACKING = {name for name in BOMBS if ".csv." in name or name.endswith(".xlsx")} - {"shared.xlsx"}


@functools.cache
def bomb(name: str) -> bytes:
    return BOMBS[name]()


# A file is opened in one place for both: of each form, one is enough for what is made of its rows.
UPDATED = {"lines.csv.gz", "empty.xlsx", "f.json.gz", "closed.json", "deep.jsonl", "aliases.yaml"}
UPDATE = ("update", "--yes", "-f")


@pytest.mark.parametrize(
    ("verb", "name"),
    [*((("import",), name) for name in BOMBS), *((UPDATE, name) for name in sorted(UPDATED))],
    ids=lambda words: words if isinstance(words, str) else words[0],
)
def test_of_a_file_it_is_told_which(lived: Path, verb: tuple[str, ...], name: str) -> None:
    told = refused(lived, "terms", *verb, name, files={name: bomb(name)})
    assert name in told
    assert (name in UNPACKING) is ("unpacks to far more than any table" in told)


DEEP = ("[" * 100_000, '{"a":' * 400 + "1" + "}" * 400, '{"a":' * 5000)


@pytest.mark.parametrize("text", DEEP, ids=["open", "closed", "half"])
def test_deep_json_on_the_command_line(lived: Path, text: str) -> None:
    assert "nested too deeply" in refused(lived, "terms", "create", "-d", text)
    assert "nested too deeply" in refused(lived, "api", "POST", "/terms", "-d", text)


@pytest.mark.parametrize("text", DEEP, ids=["open", "closed", "half"])
def test_an_answer_that_is_deep(lived: Path, text: str) -> None:
    deep = (reply(text.encode()),)
    assert "not JSON" in refused(lived, "terms", "list", answers=deep)
    told = refused(lived, "terms", "create", "--name", "x", "--days", "3", answers=deep)
    assert "It may have been done" in told


@pytest.mark.parametrize(
    "expression",
    [
        "|".join(["{a: @, b: @}"] * 40),
        "|".join(["[@, @][]"] * 40),
        "|".join(["[@, @]"] * 40) + "|to_string(@)",
        "join('" + "x" * 50_000 + "', " + "|".join(["[].name"] + ["[@, @][]"] * 16) + ")",
    ],
    ids=["records", "lists", "text", "join"],
)
def test_a_selection_that_multiplies(lived: Path, expression: str) -> None:
    told = refused(lived, "terms", "list", "--select", expression)
    assert "--select can't be" in told


@pytest.mark.parametrize(
    "template",
    [
        '{{ "x" * 99999999999 }}',
        '{{ (name ~ "x") * 999999999 }}',
        "{{ (days|int + 9) ** 99999999 }}",
        "{{ 9 ** 99999999 }}",
        "{{ name|center(9999999999) }}",
        "{{ '%999999999d' % 1 }}",
        "{{ lipsum(99999) }}",
        "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
        "{% set n = namespace(a='x') %}{% for i in range(60) %}{% set n.a = n.a ~ n.a %}"
        "{% endfor %}",
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    ],
)
def test_a_template_that_multiplies(lived: Path, template: str) -> None:
    assert "template" in refused(lived, "terms", "list", "-o", f"template={template}")


def test_what_packs_well_and_is_no_bomb_is_taken(lived: Path) -> None:
    rows = b"name,days\n" + b"".join(b"Plazo %d,30\n" % n for n in range(300))
    line = ("terms", "import", "f.csv.gz", "--dry-run", "--no-validate")
    outcome, problems = judged(Case("", 0, line, files={"f.csv.gz": gzip.compress(rows)}), lived)
    assert (problems, outcome.code) == ([], 0), outcome.err
