"""Console blocks of our documents, run line by line and held against what they show.

A block ```` ```csv title="clients.csv" ```` is a file that the reader has when the lines after
it run. A line that ends in a backslash goes on in the next one.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import chdir
from datetime import datetime, timedelta
from typing import TextIO

import attrs

from alegra_cli.cli import run as run_inside
from alegra_cli.clock import Clock
from tests.cli.conftest import Program
from tests.cli.fork_server import server_for

# A block of a tab is set in.
BLOCK = re.compile(
    r'^(?P<indent> *)```(?:console|\w+ title="(?P<name>[^"]+)")\n(?P<text>.*?)^(?P=indent)```',
    re.M | re.S,
)
# What needs no shell: variables, the program, quotes, a URL with its question, nothing on stdin or
# what is said there, output that nobody wants or that goes into a file, the question for its exit
# code. What other programs, or a second `alegra`, make of the output is theirs: they get it when it
# is whole (`test_processes.py` has the pipe that ends early).
PLAIN = re.compile(
    r"(?:echo (?P<said>[\w-]+|'[^'\\]*'|\"\$[A-Z_]+\") \| )?"
    r"(?:env -u (?P<unset>[A-Z_]+) )?"
    r"(?P<sets>(?:[A-Z_]+=[^\s'\"$`;|&<>]+ )*)"
    r"(?P<line>alegra (?:[^|&;<>$`*?~\\'\"\n]|://[\w./-]+\?[\w=]+|'[^']*'|\"[^\"$`\\]*\")*?)"
    r"(?: < /dev/null)?"
    r"(?: > (?P<out>[\w./-]+))?"
    r"(?: (?P<err>2> ?/dev/null|2>&1(?P<alone> > ?/dev/null)?))?"
    r"(?:; echo \"?(?P<asked>[^\"$`;|]*)\$\?\"?"
    r"| \| (?P<piped>(?:alegra|head|tail|wc|grep|sort|uniq)\b(?:[^<>&;$`'\"]|'[^']*')*))?"
)
# What a file says, as one word.
IN_A_FILE = re.compile(r'"\$\(cat (?P<name>[\w.]+)\)"')


@attrs.frozen
class Step:
    """One command line of a document and the lines it must print; or a file that it shows."""

    line: str
    output: str
    file: str = ""


def steps(text: str) -> Iterator[Step]:
    for block in BLOCK.finditer(text):
        text = re.sub(f"^{block['indent']}", "", block["text"], flags=re.MULTILINE)
        if name := block["name"]:
            yield Step("", text, name)
            continue
        for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
            line, _end, shown = part.replace("\\\n", "").partition("\n")
            yield Step(line, shown)


def follow(program: Program, text: str) -> None:
    """Do what a document says; everything has to print what it shows."""
    for step in steps(text):
        if step.file:
            (program.home / step.file).write_text(step.output, encoding="utf-8")
            continue
        printed = run(program, step.line)
        assert matches(step.output, printed), f"$ {step.line}\n{printed}"


def run(program: Program, line: str, read: str = "") -> str:
    """What the line prints, stderr among it; an ``export`` stays for the next lines.

    A line that needs no shell runs without a process of its own. read: what it finds on stdin.
    """
    if line.startswith("export "):
        program.env.update(settings(line.removeprefix("export ")))
        return ""
    plain = PLAIN.fullmatch(with_files(program, line))
    if not plain:
        return in_a_shell(program, line, read)
    seen, piped = io.StringIO(), io.StringIO()
    with chdir(program.home), contextlib.ExitStack() as opened:
        out: TextIO = piped if plain["piped"] else seen
        if name := plain["out"]:
            out = opened.enter_context(open(name, "w", encoding="utf-8", newline=""))
        err = {None: seen, "2>&1": out}.get(plain["err"], io.StringIO())
        if plain["alone"]:
            out, err = io.StringIO(), out
        env = program.variables() | settings(plain["sets"])
        env.pop(plain["unset"], None)
        stdin = io.StringIO(echo(plain["said"], env) if plain["said"] else read)
        code = run_inside(shlex.split(plain["line"])[1:], env, (stdin, out, err), Hurried())
    if plain["piped"]:
        return seen.getvalue() + run(program, plain["piped"], piped.getvalue())
    asked = plain["asked"]
    return seen.getvalue() + ("" if asked is None else f"{asked}{code}\n")


def with_files(program: Program, line: str) -> str:
    """The line with what is in the files that it asks `cat` for."""
    return IN_A_FILE.sub(
        lambda asked: shlex.quote((program.home / asked["name"]).read_text("utf-8").rstrip("\n")),
        line,
    )


class Hurried(Clock):
    """Runs like any other, but waiting takes no time: it is only so much later afterwards."""

    def __init__(self) -> None:
        self._waited = 0.0

    def now(self) -> datetime:
        return super().now() + timedelta(seconds=self._waited)

    def seconds(self) -> float:
        return super().seconds() + self._waited

    def sleep(self, seconds: float) -> None:
        self._waited += seconds


def echo(word: str, env: Mapping[str, str]) -> str:
    """What ``echo`` writes for a word: a text, or a variable's."""
    return (env.get(word[2:-1], "") if word.startswith('"') else word.strip("'")) + "\n"


def settings(words: str) -> dict[str, str]:
    pairs = (word.partition("=") for word in shlex.split(words))
    return {name: value for name, _equals, value in pairs}


def in_a_shell(program: Program, line: str, read: str = "") -> str:
    """read: what it finds on stdin."""
    env = program.variables()
    server = server_for(env)
    assert server is not None
    env["PATH"] = f"{server.folder_of_alegra}{os.pathsep}{env['PATH']}"
    done = subprocess.run(
        ["bash", "-c", line],
        cwd=program.home,
        env=env,
        input=read.encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
        check=False,
    )
    return done.stdout.decode()


def matches(shown: str, printed: str) -> bool:
    """Whether the output is what the document shows; ``…`` stands for anything.

    The mark that begins a file for a spreadsheet is not seen on a terminal.
    """
    seen = printed.strip("\ufeff \n")
    parts = shown.strip().split("…")
    if len(parts) == 1:
        return seen == parts[0]
    pattern = ".*".join(map(re.escape, parts))
    return re.fullmatch(pattern, seen, flags=re.DOTALL) is not None
