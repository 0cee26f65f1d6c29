"""The Tab key without the network: in real shells, and as the command line that they run.

    python tools/bench_completion.py [--rounds N]

Wanted: the command that answers a Tab at most 3 × `python -c "import click"`, which is less than
150 ms on an ordinary machine. In the shells the time is from the key to the word on the screen,
under tmux; a shell that is not there is left out, and said so.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench import ALEGRA, compare

TABS = (
    ("a command", "alegra invoi", "invoices"),
    ("an option", "alegra invoices list --stat", "--status"),
    ("a value", "alegra invoices list --status dr", "draft"),
    ("an id by name", "alegra contacts get andina", "34"),
)
SHELLS = ("bash", "zsh", "fish")
WANTED = 3.0


def main(words: Sequence[str]) -> int:
    rounds = int(words[words.index("--rounds") + 1]) if "--rounds" in words else 9
    # What Tab refreshes in the background may still write when this is over.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        env = {
            "PATH": f"{Path(ALEGRA).parent}:/usr/bin:/bin",
            "HOME": home,
            "ALEGRA_LANG": "en",
            "ALEGRA_PROFILE": "sandbox",
            "LC_ALL": "C.UTF-8",
            "TERM": "xterm",
        }
        commands(env, rounds)
        if shutil.which("tmux") is None:
            print("The shells were not timed: tmux is not installed.")
            return 0
        for shell in SHELLS:
            if shutil.which(shell) is None:
                print(f"{shell} was not timed: it is not installed.")
            else:
                in_shell(shell, env, rounds)
    return 0


def commands(env: Mapping[str, str], rounds: int) -> None:
    """What the shells run, beside the import that no program of ours can be faster than."""
    bare = [sys.executable, "-c", "import click"]
    for name, line, _found in TABS:
        asked = {"COMP_LINE": line, "COMP_TYPE": "9", "_ALEGRA_COMPLETE": "bash_complete"}
        told = {**env, **asked}
        compare(f"Tab for {name}", [ALEGRA], "import click", bare, WANTED, told, rounds)


def in_shell(shell: str, env: Mapping[str, str], rounds: int) -> None:
    subprocess.run(
        [ALEGRA, "completion", "install", shell, "--yes"], env=env, check=True, capture_output=True
    )
    with terminal(shell, env) as screen:
        for name, line, found in TABS:
            times = [
                screen.tab(line, line.rpartition(" ")[0] + " " + found) for _n in range(rounds)
            ]
            print(f"{shell}, Tab for {name}: {statistics.median(times[1:] or times) * 1000:.0f} ms")


class TabScreen:
    """A shell in a tmux of its own."""

    def __init__(self, socket: str) -> None:
        self._tmux = ["tmux", "-S", socket]

    def run(self, *words: str) -> str:
        done = subprocess.run([*self._tmux, *words], capture_output=True, text=True, check=True)
        return done.stdout

    def tab(self, line: str, wanted: str) -> float:
        """Seconds from the key to the finished word."""
        self.run("send-keys", "C-u")
        self.run("send-keys", "C-l")
        self.run("send-keys", "-l", line)
        self.wait(line)
        time.sleep(0.3)  # the shell may still be painting its prompt
        start = time.perf_counter()
        self.run("send-keys", "Tab")
        self.wait(wanted)
        return time.perf_counter() - start

    def wait(self, text: str) -> None:
        until = time.perf_counter() + 30
        while not any(
            row.rstrip().endswith(text) for row in self.run("capture-pane", "-p").split("\n")
        ):
            time.sleep(0.005)
            if time.perf_counter() > until:
                raise SystemExit(f"never shown: {text}\n{self.run('capture-pane', '-p')}")


@contextmanager
def terminal(shell: str, env: Mapping[str, str]) -> Iterator[TabScreen]:
    socket = str(Path(env["HOME"]) / f"{shell}.tmux")
    line = ["env", "-i", *(f"{name}={value}" for name, value in env.items()), shell, "-i"]
    screen = TabScreen(socket)
    # In a folder without a repository, which the prompt of fish would look through meanwhile.
    size = ("-x", "120", "-y", "40", "-c", env["HOME"])
    screen.run("-f", "/dev/null", "new-session", "-d", *size, *line)
    try:
        screen.run("send-keys", "-l", "echo rea''dy")
        screen.run("send-keys", "Enter")
        screen.wait("ready")
        yield screen
    finally:
        screen.run("kill-server")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
