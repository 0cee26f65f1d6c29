"""Start-up and request times, as ratios against bare scripts in the same run.

    python tools/bench.py [--rounds N]

Wanted: `alegra --help` at most 2.2 × `python -c "import click"`; a `get` against a loopback
server at most 1.25 × a bare script that imports click and requests and does the same call.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from alegra_cli import exact

ALEGRA = str(Path(sys.executable).with_name("alegra"))
BARE_GET = """
import os, click, requests
answer = requests.get(os.environ["ALEGRA_BASE_URL"] + "/contacts/1",
                      auth=(os.environ["ALEGRA_EMAIL"], os.environ["ALEGRA_TOKEN"]), timeout=60)
click.echo(answer.text)
"""


def main(words: Sequence[str]) -> int:
    rounds = int(words[words.index("--rounds") + 1]) if "--rounds" in words else 15
    with tempfile.TemporaryDirectory() as home:
        env = {"PATH": os.environ["PATH"], "HOME": home, "ALEGRA_LANG": "en"}
        server = subprocess.Popen(
            [ALEGRA, "sandbox", "serve", "--port", "0", "-o", "json"],
            env=env,
            stdout=subprocess.PIPE,
        )
        assert server.stdout is not None
        told = exact.loads(server.stdout.readline())
        env |= {
            "ALEGRA_BASE_URL": told["url"],
            "ALEGRA_EMAIL": told["email"],
            "ALEGRA_TOKEN": told["token"],
        }
        subprocess.run(
            [ALEGRA, "sandbox", "set", "--rate-limit", "100000"],
            env=env,
            check=True,
            capture_output=True,
        )
        try:
            compare(
                "alegra --help",
                [ALEGRA, "--help"],
                "import click",
                [sys.executable, "-c", "import click"],
                2.2,
                env,
                rounds,
            )
            compare(
                "alegra contacts get 1",
                [ALEGRA, "contacts", "get", "1", "-o", "json"],
                "click + requests, same call",
                [sys.executable, "-c", BARE_GET],
                1.25,
                env,
                rounds,
            )
        finally:
            server.terminate()
            server.wait()
    return 0


def compare(
    name: str,
    line: list[str],
    other: str,
    bare: list[str],
    wanted: float,
    env: dict[str, str],
    rounds: int,
) -> None:
    """Run the two in turn and print both medians and the median of the ratios."""
    for command in (line, bare):
        timed(command, env)
    pairs = [(timed(line, env), timed(bare, env)) for _round in range(rounds)]
    ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(
        f"{name}: {ours * 1000:.0f} ms; {other}: {theirs * 1000:.0f} ms; "
        f"ratio {ratio:.2f}, wanted at most {wanted}"
    )


def timed(line: list[str], env: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(line, env=env, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
