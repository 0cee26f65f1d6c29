"""The program on a sandbox of its own, in a folder of files."""

from __future__ import annotations

import shutil
import subprocess
from functools import cached_property
from pathlib import Path
from typing import Any

from alegra_cli import exact
from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.database import open_books
from alegra_cli.testing import Runner
from tests.cli.fork_server import LONGEST, ROOT, server_for
from tests.every_kind import one_of_every_kind
from tests.today import clock_of_today

Records = list[dict[str, Any]]


class Office:
    """The program on a sandbox of its own, in a folder of files."""

    def __init__(self, home: Path, filled: Path) -> None:
        (home / "config").mkdir()
        self.home = home
        self.database = home / "config" / "sandbox.sqlite3"
        shutil.copy(filled, self.database)
        self.alegra = Runner(home, {"ALEGRA_PROFILE": "sandbox"}, clock_of_today())

    @classmethod
    def copy_of(cls, home: Path, to: Path) -> Office:
        """What another one has in its home, in a home of its own."""
        office = cls(to, home / "config" / "sandbox.sqlite3")
        shutil.copytree(home, to, dirs_exist_ok=True)
        return office

    def file(self, content: str, name: str = "f.csv") -> str:
        (self.home / name).write_text(content, encoding="utf-8")
        return str(self.home / name)

    def bring(self, resource: str, file: str, *words: str) -> tuple[int, list[Any]]:
        """Exit code and what became of each row."""
        told = self.alegra(resource, "import", file, *words, "-o", "json")
        return told.code, exact.loads(told.out) if told.out else []

    def outcomes(self, resource: str, file: str, *words: str) -> list[str]:
        return [row["outcome"] for row in self.bring(resource, file, *words)[1]]

    def list(self, resource: str, *words: str) -> Any:
        told = self.alegra(resource, "list", "--all", "-o", "json", *words)
        assert told.code == 0, told.err
        return exact.loads(told.out)

    def thin(self, resource: str, id_key: str = "id", besides: str = "") -> Records:
        """Take away the records that are of the same kind as another; those that are left.

        besides: one that stays, whatever it is like.
        """
        every = self.list(resource)
        kept = {one[id_key] for one in one_of_every_kind(every)}
        kept |= {besides} if besides else set()
        with self.books.transaction():
            for one in every:
                if one[id_key] not in kept:
                    self.books.store.remove(resource, str(one[id_key]))
        self.books.close()
        left: Records = self.list(resource)
        assert {one[id_key] for one in left} == kept
        return left

    @cached_property
    def books(self) -> Books:
        return open_books(self.database)

    def count_of(self, name: str) -> int:
        return sum(item["name"] == name for item in self.list("contacts"))


def killed(alegra: Runner, at: int, *line: str, everywhere: bool = False) -> int:
    """The exit code of the program that is killed at the step, or ends before it.

    everywhere: readings and renamed files are steps as well.
    """
    more = {"KILL_AT": str(at)} | ({"KILL_EVERYWHERE": "yes"} if everywhere else {})
    return killed_by("tests.cli.killing", alegra, *line, **more)


def killed_by(module: str, alegra: Runner, *line: str, **more: str) -> int:
    """The exit code of the program that a module of the tests runs, with these variables too."""
    env = alegra.variables() | {"PYTHONPATH": ROOT, "PYTHONWARNINGS": "error", "PATH": ""} | more
    server = server_for(env)
    assert server is not None
    with server.start(line, env, module=module, stderr=subprocess.PIPE) as process:
        process.communicate(timeout=LONGEST)
        return process.wait(LONGEST)
