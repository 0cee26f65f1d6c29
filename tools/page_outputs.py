"""Writes what commands print into the pages that show it: `page_outputs.py docs/faq.md ...`

A page is followed twice by its own test, in two homes and on two days. Of each output that has a
``…``, or is not what is printed, what was the same both times is written, and a ``…`` stays for the
rest. Where an output is long, whole lines of ``…`` that were there stay.
"""

from __future__ import annotations

import difflib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[1]
# Of the process of pytest: where to write what is printed, and how many days later it is.
RECORD, LATER = "PAGE_OUTPUTS_RECORD", "PAGE_OUTPUTS_LATER"
DAYS = 45
LONG = 25
HEAD, TAIL = 8, 3

Said = tuple[str, str]
"""What a page shows, and what was printed."""


def pytest_collection_finish(session: pytest.Session) -> None:
    """As a plugin of pytest: what is shown is written down, and never wrong."""
    from tests.cli import console

    now, later = console.Hurried.now, timedelta(days=int(os.environ[LATER]))

    def shifted(clock: Any) -> datetime:
        return now(clock) + later

    def note(shown: str, printed: str) -> bool:
        with Path(os.environ[RECORD]).open("a", encoding="utf-8") as record:
            record.write(json.dumps([shown, printed]) + "\n")
        return True

    mock.patch.object(console.Hurried, "now", shifted).start()
    mock.patch.object(console, "matches", note).start()


def followed(page: str, later: int) -> list[Said]:
    """The outputs of a page in their order."""
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as record:
        paths = os.pathsep.join([str(ROOT), str(ROOT / "tools")])
        env = os.environ | {RECORD: record.name, LATER: str(later), "PYTHONPATH": paths}
        names = "test_what_a_page_shows or test_the_faq or test_copying"
        tests = ["tests/cli/test_documents.py", "-k", f"({names}) and {_test(page)}"]
        line = [sys.executable, "-m", "pytest", "-q", "-p", "page_outputs", *tests]
        subprocess.run(line, check=True, cwd=ROOT, env=env, stdout=sys.stderr)
        lines: list[list[str]] = [json.loads(text) for text in record]
        return [(shown, printed) for shown, printed in lines]


def _test(page: str) -> str:
    """What the names of a page's tests have and those of no other: `-k` knows no word for it."""
    language = "es" if page.endswith(".es.md") else "en"
    stem = page.removesuffix(".md").removesuffix(".es")
    if stem in ("faq", "copy"):
        return f"test_the_faq[{language}]" if stem == "faq" else f"{page}-{language}]"
    return f"{page}-"


def rewritten(text: str, outputs: Iterator[Said], others: Iterator[Said]) -> str:
    """The page with its outputs in place of those that have a ``…``."""
    from tests.cli.console import BLOCK

    def block(found: re.Match[str]) -> str:
        if found["name"]:
            return found[0]
        plain = re.sub(f"^{found['indent']}", "", found["text"], flags=re.MULTILINE)
        first, *parts = re.split(r"^(?=\$ )", plain, flags=re.MULTILINE)
        told = first + "".join(_step(part, outputs, others) for part in parts)
        told = re.sub("^(?=.)", found["indent"], told, flags=re.MULTILINE)
        return found[0].replace(found["text"], told)

    return BLOCK.sub(block, text)


def _step(part: str, outputs: Iterator[Said], others: Iterator[Said]) -> str:
    """A command line and what it prints."""
    from tests.cli.console import matches

    line = re.match(r"(?:.*\\\n)*.*\n?", part)
    assert line is not None
    if line[0].startswith("$ export "):
        _output(part, next(outputs), next(others))
        return part
    shown = part[line.end() :]
    printed, other = _output(shown, next(outputs), next(others))
    if matches(shown, printed) and ("…" not in shown or _is_short_on_purpose(shown, printed)):
        return part
    return line[0] + "".join(f"{text}\n" for text in shortened(what_stays(printed, other)))


def _output(shown: str, one: Said, other: Said) -> tuple[str, str]:
    """What was printed. Fails where a test and this program read a page in two ways."""
    assert one[0] == other[0], f"{one[0]!r} and {other[0]!r}"
    assert shown.endswith(one[0]), f"{shown!r} on the page, {one[0]!r} in the test"
    return one[1], other[1]


def _is_short_on_purpose(shown: str, printed: str) -> bool:
    """Whether only whole lines are left out, of very many."""
    whole = all(line == "…" for line in shown.splitlines() if "…" in line)
    return whole and len(printed.splitlines()) > LONG


def what_stays(one: str, other: str) -> list[str]:
    """The lines of both; ``…`` for what is not the same."""
    first, second = (text.strip("\n\ufeff").splitlines() for text in (one, other))
    if len(first) == len(second):
        return [_line(*pair) for pair in zip(first, second, strict=True)]
    lines: list[str] = []
    for tag, start, end, *_rest in difflib.SequenceMatcher(None, first, second).get_opcodes():
        lines += first[start:end] if tag == "equal" else ["…"]
    return lines


def _line(one: str, other: str) -> str:
    """The words that both begin and end with."""
    words, others = (re.findall(r"[^\s,]+|\s+|,", text) for text in (one, other))
    if words == others:
        return one
    start = _same(words, others)
    end = _same(words[start:][::-1], others[start:][::-1])
    return "".join([*words[:start], "…", *words[len(words) - end :]])


def _same(words: list[str], others: list[str]) -> int:
    """How many of the first are the same."""
    pairs = enumerate(zip(words, others, strict=False))
    return next((at for at, pair in pairs if pair[0] != pair[1]), min(len(words), len(others)))


def shortened(lines: list[str]) -> list[str]:
    if len(lines) <= LONG:
        return [line.rstrip() for line in lines]
    return [line.rstrip() for line in [*lines[:HEAD], "…", *lines[-TAIL:]]]


def main(names: list[str]) -> None:
    sys.path.insert(0, str(ROOT))
    for name in dict.fromkeys(names):
        file = Path(name).resolve()
        page = file.relative_to(ROOT / "docs").as_posix()
        both = (iter(followed(page, later)) for later in (0, DAYS))
        text = rewritten(file.read_text(encoding="utf-8"), *both)
        file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
