"""Console blocks of our documents, run line by line and held against what they show."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import attrs

from tests.cli.conftest import PROGRAM, Program

BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


@attrs.frozen
class Step:
    """One command line of a document and the lines it must print."""

    line: str
    shown: str


def steps(document: Path) -> Iterator[Step]:
    for block in BLOCK.findall(document.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _end, shown = part.partition("\n")
            yield Step(line, shown)


def run(program: Program, step: Step) -> str:
    """What the line prints, stderr among it; an ``export`` stays for the next lines."""
    if step.line.startswith("export "):
        pairs = (word.partition("=") for word in shlex.split(step.line)[1:])
        program.env.update({name: value for name, _equals, value in pairs})
        return ""
    env = program.variables()
    env["PATH"] = f"{Path(PROGRAM).parent}:{env['PATH']}"
    done = subprocess.run(
        ["bash", "-c", step.line],
        cwd=program.home,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
        check=False,
    )
    return done.stdout.decode()


def matches(shown: str, printed: str) -> bool:
    """Whether the output is what the document shows; ``…`` stands for anything."""
    pattern = ".*".join(re.escape(part) for part in shown.strip().split("…"))
    return re.fullmatch(pattern, printed.strip(), flags=re.DOTALL) is not None
