"""Odd texts and bytes, and damage to those that were whole."""

from __future__ import annotations

import gzip
import io
import json
import re
import zipfile
from random import Random

WORDS = (
    "",
    " ",
    "0",
    "-0",
    "-1",
    "1",
    "1.50",
    "1e5",
    "1e999",
    "NaN",
    "Infinity",
    "9" * 30,
    "1" * 5000,
    "null",
    "true",
    "[]",
    "{}",
    '{"a":',
    "[" * 3000,
    '{"a":' * 3000,
    "x" * 3000,
    "é",
    "\u00a0",
    "\u202eabc",
    "\x1b[31m",
    "\t",
    "a\nb",
    "a,b",
    ",",
    "a.b",
    ".",
    "a..b",
    "items.0.0.0,.",
    "items.-1.x",
    "items.999999999.x=1",
    "id:=",
    "=",
    ":=",
    "a=b",
    "-",
    "--",
    "---",
    "$1",
    "%s",
    "{0}",
    "{a}",
    "today",
    "2026-02-30",
    "2026-06-15",
    "0001-01-01",
    "9999-12-31",
    "99999999999-01-01",
    "today-99999999999",
    "*",
    "[::0]",
    "@",
    "FE1",
    "terms",
    "\ud800",
    "x\udcff",
    "\U0001f600",
    "csv",
    "json",
    "COP",
    "latin-1",
    "base64",
    "idna",
    "undefined",
)

SELECTS = (
    "@",
    "[*]",
    "[]",
    "[0]",
    "[-1]",
    "[::-1]",
    "[::0]",
    "[99999999999999999999]",
    "name",
    "*.*",
    "[?days>`3`]",
    "[?name]",
    "[].{a: id, b: name}",
    "length(@)",
    "keys([0])",
    "sort(@)",
    "sort_by(@, &name)",
    "max_by(@, &days)",
    "sum([].days)",
    "avg([].days)",
    "join(',', [].name)",
    "map(&@, @)",
    "to_number(name)",
    "to_string(@)",
    "to_array(@)",
    "merge([0], [1])",
    "not_null(@)",
    "reverse(@)",
    "type(@)",
    "contains(@, `1`)",
    "abs(`1`)",
    "ceil(`1.5`)",
    "`1e999`",
    "`NaN`",
    "`{`",
    "'x",
    '"x',
    "a ||",
    "!",
    "&name",
    "foo()",
    "length()",
    "sum(@)",
    "starts_with(@, 'a')",
)

TEMPLATES = (
    "{{ id }}",
    "{{ record }}",
    "{{ id.x.y }}",
    "{{ id[0] }}",
    "{{ name ~ days }}",
    "{{ days * 2 }}",
    "{{ days / 0 }}",
    "{{ days // 3 }}",
    "{{ days ** 99 }}",
    "{{ 9 ** 9 ** 9 }}",
    '{{ "x" * 99999999999 }}',
    "{% for a in range(99999) %}x{% endfor %}",
    "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
    "{% for a in record %}{{ a }}{% endfor %}",
    "{% if x %}",
    "{{",
    "{{ }}",
    "{% x %}",
    "{{ name|upper }}",
    "{{ name|center(99999999999) }}",
    "{{ name|indent(999999999) }}",
    "{{ name|replace('', 'x' * 9999) }}",
    "{{ '%999999999d' % 1 }}",
    "{{ '{:>999999999}'.format(1) }}",
    "{{ name|nofilter }}",
    "{{ record|tojson }}",
    "{{ days|round(99999) }}",
    "{{ name|wordwrap(0) }}",
    "{{ name|truncate(0) }}",
    "{{ record|batch(0)|list }}",
    "{{ lipsum(99999) }}",
    "{{ cycler() }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ self }}",
    "{{ loop }}",
    "{% include 'x' %}",
    "{% import 'x' as y %}",
    "{% extends 'x' %}",
    "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    "{% set a = namespace() %}{{ a.b }}",
    "{{ '\ud800' }}",
    "{{ [1]|sum('x') }}",
    "{{ " + "(" * 500,
    "{{ a" + ".b" * 3000 + " }}",
)


def word(random: Random) -> str:
    if random.random() < 0.15:
        signs = "ab1.,:=[]{}()'\"`?*&|!@- \\/é\ud800\x00\n"
        return "".join(random.choices(signs.replace("\x00", ""), k=random.randrange(1, 30)))
    if random.random() < 0.1:
        return random.choice(WORDS) + random.choice(WORDS)
    return random.choice(WORDS)


def select(random: Random) -> str:
    parts = random.choices(SELECTS, k=random.choice((1, 1, 2, 3)))
    return random.choice((" | ", "", ".", " || ", " && ", ", ")).join(parts)


def value(random: Random, depth: int = 0) -> object:
    """What JSON can say, and what it can't."""
    made: list[object] = [None, True, 0, -1, 1.5, 1e308, float("nan"), float("inf"), 10**30]
    made += ["", "x", "1", "2026-06-15", "\ud800", [], {}]
    if depth < 3 and random.random() < 0.5:
        inner = [value(random, depth + 1) for _each in range(random.randrange(4))]
        made = [inner, {random.choice(("id", "name", "a", "")): one for one in inner}]
    return random.choice(made)


def deep(random: Random) -> bytes:
    levels = random.choice((500, 3000, 100_000))
    start, end = random.choice(((b"[", b"]"), (b'{"a":', b"}"), (b"[{", b""), (b"- ", b"")))
    return start * levels + random.choice((b"", b"1")) + end * random.choice((levels, 0))


def damaged(random: Random, content: bytes) -> bytes:
    """The bytes with something done to them, up to three times."""
    for _each in range(random.choice((1, 1, 2, 3))):
        content = random.choice(DAMAGES)(random, content)
    return content


def _cut(random: Random, content: bytes) -> bytes:
    return content[: random.randrange(len(content) + 1)]


def _other(random: Random, content: bytes) -> bytes:
    if not content:
        return content
    at = random.randrange(len(content))
    return content[:at] + random.randbytes(random.randrange(1, 20)) + content[at + 3 :]


def _sign(random: Random, content: bytes) -> bytes:
    at = random.randrange(len(content) + 1)
    signs = (
        b"\x00",
        b"\xff",
        b"\n",
        b'"',
        b"{",
        b"[",
        b",",
        b":",
        b"\xef\xbb\xbf",
        b"- ",
        b"\xed\xa0",
    )
    return content[:at] + random.choice(signs) + content[at:]


def _gap(random: Random, content: bytes) -> bytes:
    at = random.randrange(len(content) + 1)
    return content[:at] + content[at + random.randrange(1, 30) :]


def _lines(random: Random, content: bytes) -> bytes:
    lines = content.splitlines(keepends=True)
    random.shuffle(lines)
    return b"".join(lines * random.choice((1, 2)))


def _another(random: Random, _content: bytes) -> bytes:
    """Something else in its place."""
    kind = random.randrange(5)
    if kind == 0:
        return deep(random)
    if kind == 1:
        return random.randbytes(random.randrange(200))
    if kind == 2:
        return b""
    return json.dumps(value(random)).encode()


def _replaced(random: Random, content: bytes) -> bytes:
    """A value of JSON or YAML that is another one now."""
    found = list(re.finditer(rb'(?<=[:,\[] )[^,{}\[\]\n"]+|"[^"\n]*"', content))
    if not found:
        return content
    one = random.choice(found)
    return content[: one.start()] + json.dumps(value(random)).encode() + content[one.end() :]


DAMAGES = (_cut, _other, _sign, _gap, _lines, _another, _replaced, _replaced, _replaced)


def rows(random: Random) -> list[dict[str, object]]:
    names = ["name", "days", "price", "id", "identification", "email", "observations", "a.b"]
    keys = ["name", *random.sample(names[1:], random.randrange(1, 4))]
    found: list[dict[str, object]] = []
    for number in range(random.randrange(1, 4)):
        row: dict[str, object] = {key: random.choice(("7", "x", 3, None)) for key in keys}
        if random.random() < 0.4:
            row[random.choice(keys)] = value(random) if random.random() < 0.5 else word(random)
        found.append({**row, "name": f"N{number}"})
    return found


def file(random: Random, kind: str) -> bytes:
    """A file of a kind that holds rows, whole."""
    content = rows(random)
    if kind == "csv":
        sign = random.choice((",", ";", "\t"))
        lines = [list(content[0]), *([str(one) for one in row.values()] for row in content)]
        text = "\n".join(sign.join(one.replace("\n", " ") for one in line) for line in lines) + "\n"
    elif kind == "jsonl":
        text = "".join(json.dumps(row) + "\n" for row in content)
    elif kind == "yaml":
        text = "".join(_list_item(row) for row in content)
    elif kind == "xlsx":
        return workbook(content)
    else:
        text = json.dumps(content)
    how = random.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252"))
    return text.encode(how, "replace")


def _list_item(row: dict[str, object]) -> str:
    lines = [f"  {key}: {json.dumps(one)}\n" for key, one in row.items()]
    return "- " + "".join(lines).lstrip()


def workbook(content: list[dict[str, object]]) -> bytes:
    from openpyxl import Workbook

    made = io.BytesIO()
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(content[0]))
    for row in content:
        cells = [json.dumps(one) if isinstance(one, (list, dict)) else one for one in row.values()]
        sheet.append(["".join(filter(str.isprintable, str(one)))[:9999] for one in cells])
    book.save(made)
    return made.getvalue()


def inside(random: Random, packed: bytes) -> bytes:
    """A workbook with a damaged part."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as whole, zipfile.ZipFile(result, "w") as archive:
        chosen = random.choice(whole.namelist())
        for name in whole.namelist():
            part = whole.read(name)
            archive.writestr(name, damaged(random, part) if name == chosen else part)
    return result.getvalue()


def packed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)
