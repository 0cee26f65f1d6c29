"""How the bytes of a file become text: by its mark, by what they are, and never by guessing."""

from __future__ import annotations

import codecs
import contextlib
import io
from collections.abc import Callable, Iterator
from typing import IO, NamedTuple

from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _
from alegra_cli.input.code_page import CodePageCheck, is_telling

Opener = Callable[[], IO[bytes]]

MARK = "\ufeff"
_START = 1 << 12
_BLOCK = 1 << 17
_LONGEST_SHOWN = 60
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TITLES = {"cp1252": "Windows-1252", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
# What the programs call them that save such files.
_SYNONYMS = {"ansi": "cp1252", "dos": "cp850", "oem": "cp850", "mac": "mac_roman"}


class BadPlace(NamedTuple):
    """The first bytes that an encoding gives no letter. line, column: from 1, in characters."""

    line: int
    column: int
    bytes: str
    before: str


class Encoding(NamedTuple):
    """name: as Python knows it. note: what was assumed and a person should know."""

    name: str
    note: str = ""


def asked_for(name: str) -> str:
    """The encoding that a person names, as Python knows it."""
    return _SYNONYMS.get(name.strip().casefold(), name.strip())


def unicode_of(start: bytes, name: str) -> Encoding | None:
    """By its mark, or by the zeros of UTF-16; None where neither is there.

    start: the first bytes, an even number of them where there are more. name: of the file.
    """
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return Encoding(encoding)
    pairs = len(start) // 2
    first, second = start[0 : 2 * pairs : 2].count(0), start[1 : 2 * pairs : 2].count(0)
    found = ""
    if pairs and not first and second * 5 > pairs * 2:
        found = "utf-16-le"
    elif pairs and not second and first * 5 > pairs * 2:
        found = "utf-16-be"
    return Encoding(found, _assumption(name, found)) if found else None


def text_of(content: bytes, name: str) -> str:
    """The text of a body. Raises `UsageProblem` for bytes that are no Unicode."""
    found = unicode_of(content[:_START], name)
    encoding = found.name if found else "utf-8"
    try:
        return content.decode(encoding).lstrip(MARK)
    except UnicodeDecodeError as problem:
        raise text_problem(lambda: io.BytesIO(content), name, encoding, options=False) from problem


def encoding_of(opener: Opener, name: str) -> Encoding:
    """Unicode where it is, else Windows-1252 where nothing else can be meant.

    Raises `UsageProblem` where a letter is broken, or where it takes a person to know.
    """
    with opener() as raw:
        start = raw.read(_START)
    if found := unicode_of(start, name):
        return found
    bad = bad_place(opener, "utf-8")
    if bad is None:
        return Encoding("utf-8")
    letters, telling, number = _looked_at(opener)
    if letters is None:
        raise text_problem(opener, name, "utf-8", bad)
    if letters.certainly_windows():
        return Encoding("cp1252", _assumption(name, "cp1252"))
    raise _unclear(name, letters.likely(), telling, number)


def _assumption(name: str, encoding: str) -> str:
    if encoding == "cp1252":
        return _("{file} is not UTF-8; it was read as Windows-1252.").format(file=name)
    return _("{file} has no mark of its encoding; it was read as {encoding}.").format(
        file=name, encoding=_TITLES[encoding]
    )


def _looked_at(opener: Opener) -> tuple[CodePageCheck | None, bytes, int]:
    """(letters, a line with some, its number); no letters where some of it is UTF-8."""
    letters, telling, where, number = CodePageCheck(), b"", 0, 0
    with opener() as raw:
        # A line that never ends comes in pieces.
        while line := raw.readline(_BLOCK):
            number += 1
            if line.isascii():
                continue
            if _has_utf8(line):
                return None, line, number
            letters.see(line)
            if not telling and is_telling(line):
                telling, where = line, number
    return letters, telling, where


def _has_utf8(line: bytes) -> bool:
    """Whether some letter of several bytes is whole."""
    return any(sign > "\x7f" for sign in line.decode("utf-8", "ignore"))


@contextlib.contextmanager
def open_text(opener: Opener, name: str, encoding: str) -> Iterator[io.TextIOWrapper]:
    """The text of a file, with its own line ends. Raises `UsageProblem` for what is no letter."""
    try:
        codecs.lookup(encoding)
        with opener() as raw:
            yield io.TextIOWrapper(raw, encoding, newline="")
    except UnicodeError as problem:
        raise text_problem(opener, name, encoding) from problem
    except LookupError as problem:
        raise UsageProblem(
            _("{file} can't be read as {encoding}.").format(file=name, encoding=encoding),
            _("Name its encoding with --encoding, as utf-8, cp1252 or utf-16."),
        ) from problem


def bad_place(opener: Opener, encoding: str) -> BadPlace | None:
    """Where the first bytes are that the encoding can't take. Raises ``LookupError``."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line, column, last = 1, 1, ""
    with opener() as raw:
        while True:
            block = raw.read(_BLOCK)
            stray = None
            try:
                text = decoder.decode(block, not block)
            except UnicodeDecodeError as problem:
                text = problem.object[: problem.start].decode(encoding, "ignore")
                stray = problem.object[problem.start : max(problem.end, problem.start + 1)]
            rest = text[text.rfind("\n") + 1 :]
            if len(rest) < len(text):
                line, column, last = line + text.count("\n"), 1, ""
            column, last = column + len(rest), (last + rest[-_LONGEST_SHOWN:])[-_LONGEST_SHOWN:]
            if stray is not None:
                return BadPlace(line, column, stray.hex(" ").upper(), last)
            if not block:
                return None


def text_problem(
    opener: Opener, name: str, encoding: str, bad: BadPlace | None = None, options: bool = True
) -> UsageProblem:
    """What is told of a file that an encoding can't take.

    options: whether the command has ``--encoding``.
    """
    bad = bad or bad_place(opener, encoding)
    hint = _("Correct that letter, or name the encoding of the file with --encoding, as cp1252.")
    if not options:
        hint = _("Correct that letter, or save the file as UTF-8.")
    if bad is None:
        text = _("{file} can't be read as {encoding}.").format(file=name, encoding=encoding)
        return UsageProblem(text, hint)
    if encoding.startswith("utf-8"):
        text = _(
            "{file} is not UTF-8 in line {line}, character {column}: byte {bytes} after “{before}”."
        )
    else:
        text = _(
            "{file} can't be read as {encoding}: line {line}, character {column}, "
            "byte {bytes} after “{before}”."
        )
    told = bad._asdict() | {"before": bad.before.lstrip(MARK)}
    return UsageProblem(text.format(file=name, encoding=encoding, **told), hint)


def _unclear(name: str, likely: list[str], line: bytes, number: int) -> UsageProblem:
    """Asks for the encoding, with what each makes of a line."""
    piece = _around(line)
    text = _("{file} is not UTF-8, and its letters can be read in more than one way.")
    reads = [
        _("--encoding {encoding} reads line {line} as {text}").format(
            encoding=encoding, line=number, text=piece.decode(encoding, "replace")
        )
        for encoding in likely
    ]
    return UsageProblem(text.format(file=name), "; ".join(reads) + ".")


def _around(line: bytes) -> bytes:
    """The beginning of a line, or what stands around its first letter that is not ASCII."""
    line = line.strip()
    first = next((place for place, byte in enumerate(line) if byte > 0x7F), 0)
    begin = 0 if first < _LONGEST_SHOWN // 2 else first - _LONGEST_SHOWN // 2
    return line[begin : begin + _LONGEST_SHOWN]
