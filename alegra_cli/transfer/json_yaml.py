"""Records in JSON, JSON Lines and YAML files, one after another where the format lets them."""

# By hand: ijson reads JSON as it comes too, but neither keeps the text of a number nor knows the
# line of a record, which every message about a row names.

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _
from alegra_cli.input.body import parse_json, parse_yaml
from alegra_cli.input.encodings import MARK, Encoding, asked_for, open_text, unicode_of
from alegra_cli.transfer.packing import open_packed
from alegra_cli.transfer.rows import Row, Source

BLOCK = 1 << 16
# YAML says nothing before its end; this much of it takes a minute and a gigabyte.
MOST_YAML = 32 << 20
# No document is this long; a text that nobody closed is.
# No document is this long; a text that nobody closed is.
_LONGEST_RECORD = 8 << 20
# Files that were put together have the mark of a start in their middle.
_BLANKS = f" \t\r\n{MARK}"
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}"]', re.DOTALL)


def jsonl_source(file: Path, name: str, encoding: str | None = None) -> Source:
    """One object a line. encoding: None for the one of Unicode that it is in."""
    text = _text_of(file, name, encoding)
    return Source(lambda: _rows(name, _jsonl(text)), notes=text.notes)


def json_source(file: Path, name: str, encoding: str | None = None) -> Source:
    """An array of objects, or one object, or several one after another."""
    text = _text_of(file, name, encoding)
    return Source(lambda: _rows(name, _json(text)), notes=text.notes)


def yaml_source(file: Path, name: str, encoding: str | None = None) -> Source:
    """A list of objects, or one object. Raises `UsageProblem` for a file that is too large."""
    text = _text_of(file, name, encoding)
    with text.open() as lines:
        content = lines.read(MOST_YAML + 1)
    if len(content) > MOST_YAML:
        raise UsageProblem(
            _("{file} is too large for YAML, which has to be read as a whole.").format(file=name),
            _("Write it as JSON Lines or CSV."),
        )
    value = parse_yaml(name, content.lstrip(MARK))
    found = value if isinstance(value, list) else [] if value is None else [value]
    return Source(lambda: _rows(name, (("", item) for item in found)), notes=text.notes)


class _Text(NamedTuple):
    """A file of text in the encoding that it is in."""

    file: Path
    name: str
    encoding: str
    notes: tuple[str, ...] = ()

    def open(self) -> contextlib.AbstractContextManager[io.TextIOWrapper]:
        return open_text(lambda: open_packed(self.file), self.name, self.encoding)


def _text_of(file: Path, name: str, encoding: str | None) -> _Text:
    if encoding:
        return _Text(file, name, asked_for(encoding))
    with open_packed(file) as raw:
        found = unicode_of(raw.read(1 << 12), name) or Encoding("utf-8")
    return _Text(file, name, found.name, (found.note,) if found.note else ())


def _rows(name: str, records: Iterator[tuple[str, Any]]) -> Iterator[Row]:
    for number, (place, record) in enumerate(records, 1):
        place = place or _("record {number}").format(number=number)
        if not isinstance(record, dict):
            raise UsageProblem(
                _("{file}, {place}: a record must be an object.").format(file=name, place=place)
            )
        yield Row(number, place, record)


def _jsonl(source: _Text) -> Iterator[tuple[str, Any]]:
    with source.open() as text:
        for number, line in enumerate(iter(lambda: text.readline(_LONGEST_RECORD), ""), 1):
            if len(line) == _LONGEST_RECORD:
                raise UsageProblem(
                    _("{file}, line {number}: no record is that long.").format(
                        file=source.name, number=number
                    )
                )
            if line.strip(_BLANKS):
                place = _("line {number}").format(number=number)
                yield place, parse_json(source.name, line, number)


def _json(source: _Text) -> Iterator[tuple[str, Any]]:
    """Objects found one at a time, so that a file may be larger than the memory."""
    with source.open() as text:
        pieces = _Pieces(text, source.name)
        in_array = pieces.skips("[")
        while not pieces.at_end():
            if in_array and pieces.skips("]"):
                break
            yield "", pieces.value()
            if in_array and not pieces.skips(",") and not pieces.shows("]"):
                raise pieces.json_problem(_("a comma or ] is missing"))
        else:
            if in_array:
                raise pieces.json_problem(_("it ends in the middle"))
        if not pieces.at_end():
            raise pieces.json_problem(_("something follows the end"))


class _Pieces:
    """Text that is read as it is needed and forgotten when it was understood."""

    def __init__(self, text: io.TextIOWrapper, name: str) -> None:
        self._text = text
        self._name = name
        self._buffer = ""
        self._at = 0
        # What is known of the place of the character at `_counted`.
        self._mark = 0
        self._line = 1
        self._before = 0

    def at_end(self) -> bool:
        """Whether only blanks are left."""
        while True:
            while self._at < len(self._buffer) and self._buffer[self._at] in _BLANKS:
                self._at += 1
            if self._at < len(self._buffer):
                return False
            if not self._more():
                return True

    def shows(self, character: str) -> bool:
        return not self.at_end() and self._buffer[self._at] == character

    def skips(self, character: str) -> bool:
        found = self.shows(character)
        self._at += found
        return found

    def value(self) -> Any:
        """The object that begins here. Raises `UsageProblem`."""
        if not self.shows("{"):
            raise self.json_problem(_("a record must be an object"))
        end = _end_of_object(self._buffer, self._at)
        while end is None:
            # Twice as much each time, so that a large record is not looked through too often.
            longest = len(self._buffer) - self._at > _LONGEST_RECORD
            if longest or not self._more(max(BLOCK, len(self._buffer))):
                raise self.json_problem(_("it ends in the middle"))
            end = _end_of_object(self._buffer, self._at)
        found = parse_json(self._name, self._buffer[self._at : end], *self._here())
        self._at = end
        return found

    def json_problem(self, problem: str) -> UsageProblem:
        return UsageProblem(
            _("{file}, line {line}: {problem}.").format(
                file=self._name, line=self._here()[0], problem=problem
            ),
            _("Correct the file; nothing was sent."),
        )

    def _here(self) -> tuple[int, int]:
        """(line, characters before this one in it)."""
        begin = self._buffer.rfind("\n", self._mark, self._at) + 1
        self._line += self._buffer.count("\n", self._mark, self._at)
        self._before = self._at - begin if begin else self._before + self._at - self._mark
        self._mark = self._at
        return self._line, self._before

    def _more(self, size: int = BLOCK) -> bool:
        block = self._text.read(size)
        self._here()
        self._buffer = self._buffer[self._at :] + block
        self._at = self._mark = 0
        return bool(block)


def _end_of_object(text: str, start: int) -> int | None:
    """Where the braces that open at `start` are closed; None where the text ends before."""
    depth = 0
    for token in _TOKEN.finditer(text, start):
        sign = token[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                return token.end()
        elif sign == '"':
            return None  # a text that is not over yet
    return None
