"""No output and no file of any command has the token, however it is written."""

from __future__ import annotations

import base64
import html
import io
import json
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import quote, quote_plus

import click
import pytest

from alegra_cli.app import App
from alegra_cli.cli import root
from alegra_cli.testing import Runner
from tests.hostile import Answer, hostile, reply

EMAIL = "ana@example.com"
TOKEN = 's3cr3t/"t+k%n=&<9'
# They wait for somebody who speaks to them, and are tested where somebody does.
SERVERS = ("mcp serve", "sandbox serve")


def spellings(secret: str) -> set[str]:
    """The secret as it may be found in a text: also inside of something that is in base64."""
    found = {secret, quote(secret), quote(secret, safe=""), quote_plus(secret)}
    found |= {html.escape(secret), json.dumps(secret)[1:-1], repr(secret)[1:-1], secret[::-1]}
    found |= {json.dumps(one)[1:-1] for one in list(found)} | {secret.encode().hex()}
    for before in ("", "x", "xx", f"{EMAIL}:"):
        coded = base64.b64encode((before + secret).encode()).decode()
        # What depends on what comes before and after is left out.
        skipped = (len(before) * 8 + 5) // 6
        core = coded.rstrip("=")[skipped:-1]
        found |= {core, core.replace("+", "-").replace("/", "_")}
    return found


def leaves(group: click.Group, context: click.Context) -> Iterator[tuple[str, click.Command]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            inner = click.Context(command, info_name=name, parent=context, obj=context.obj)
            for path, leaf in leaves(command, inner):
                yield f"{name} {path}", leaf
        else:
            yield name, command


@cache
def commands() -> list[tuple[list[str], list[bool]]]:
    """The words of every command, and which of its arguments are files."""
    app = App({}, io.StringIO(), io.StringIO(), io.StringIO())
    group = root()
    found = []
    for path, command in leaves(group, click.Context(group, obj=app)):
        arguments = [param for param in command.params if isinstance(param, click.Argument)]
        if path not in SERVERS:
            found.append((path.split(), ["file" in str(one.name) for one in arguments]))
    assert len(found) > 200
    return found


# A long test by itself holds up the whole run where others have nothing more to do. Each has some
# commands from everywhere, so that those that tell what was done before have something to tell.
COUNT = 2
in_parts = pytest.mark.parametrize("part", range(COUNT))


def lines(file: str, part: int) -> list[list[str]]:
    """A line of every command of the part, with something for each of its arguments."""
    return [
        [*words, *(file if is_file else "1" for is_file in arguments)]
        for words, arguments in commands()[part::COUNT]
    ]


@pytest.fixture
def alegra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    # Where downloads without a name go, so that these are looked at as well.
    monkeypatch.chdir(tmp_path)
    # A pip that tells all that it was given, and starts sooner than the real one.
    pip = tmp_path / "modules" / "pip"
    pip.mkdir(parents=True)
    (pip / "__init__.py").touch()
    (pip / "__main__.py").write_text(
        "import os, sys\nsys.exit(f'{sys.argv} {sorted(os.environ.items())} {sys.stdin.read()}')\n"
    )
    path = str(tmp_path / "modules")
    return Runner(tmp_path, {"ALEGRA_EMAIL": EMAIL, "ALEGRA_TOKEN": TOKEN, "PYTHONPATH": path})


def clean(alegra: Runner, texts: list[tuple[str, str]]) -> None:
    wanted = spellings(TOKEN)
    for path in alegra.home.rglob("*"):
        if path.is_file():
            texts.append((str(path), path.read_bytes().decode("latin-1")))
    for what, text in texts:
        assert not [one for one in wanted if one in text], what


def run_all(alegra: Runner, part: int, *more: str, env: dict[str, str]) -> None:
    file = alegra.home / "f.csv"
    file.write_text("id,name,days\n1,Ana,3\n", encoding="utf-8")
    texts = []
    for line in lines(str(file), part):
        told = alegra(*line, *more, "-vv", stdin="", env=env)
        texts += [(f"{line} stdout", told.out), (f"{line} stderr", told.err)]
    clean(alegra, texts)


def test_the_spellings_are_found_where_they_are() -> None:
    header = "Basic " + base64.b64encode(f"{EMAIL}:{TOKEN}".encode()).decode()
    for text in (
        header,
        json.dumps({"a": TOKEN}),
        quote(TOKEN, safe=""),
        f"?t={quote_plus(TOKEN)}",
    ):
        assert [one for one in spellings(TOKEN) if one in text], text


@in_parts
def test_every_command_in_a_dry_run(alegra: Runner, part: int) -> None:
    run_all(alegra, part, "--dry-run", env={"ALEGRA_BASE_URL": "http://127.0.0.1:9/api/v1"})


@in_parts
def test_every_command_against_a_server(alegra: Runner, part: int) -> None:
    def answer(request: bytes) -> Answer:
        assert b"authorization: basic " in request.lower()
        return reply(b'{"id": "1", "name": "Ana"}')

    with hostile(answer) as server:
        run_all(alegra, part, "--timeout", "5", env={"ALEGRA_BASE_URL": server.url})


@in_parts
def test_every_command_against_the_sandbox(alegra: Runner, filled: Path, part: int) -> None:
    # With a quota of its own most of them would be answered that it is used up.
    database = alegra.home / "config" / "sandbox.sqlite3"
    database.parent.mkdir()
    shutil.copy(filled, database)
    run_all(alegra, part, env={"ALEGRA_PROFILE": "sandbox"})
