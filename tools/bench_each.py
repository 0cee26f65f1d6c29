"""One command over fifty companies, against the slowest of them alone, in one run.

    python tools/bench_each.py

Wanted, for fifty companies of nine countries on loopback, of which five answer 401, 402, 429, 500
and very slowly: the whole takes at most 1.2 × the time of the slowest company alone; the other 45
are whole; what is merged is what single runs give, byte for byte; the memory for five times the
records within 15 %.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench_bulk import peak, server

ALEGRA = str(Path(sys.executable).with_name("alegra"))
SERVER = str(Path(__file__).with_name("companies_server.py"))
# A page takes 150 ms as upstream, and 5 s in the company that is very slow: the server of all fifty
# is one process, whose own work must not be what is measured.
HOW = ("--count", "50", "--latency", "0.15", "--slow", "5")
# The pages that are read ahead are in use from the first size on.
PARTS, SIZES = 3, (8_000, 40_000)


@contextmanager
def companies(folder: Path) -> Iterator[list[dict[str, Any]]]:
    served = folder / "served"
    served.mkdir()
    line = [sys.executable, SERVER, str(served), *HOW]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield json.loads(process.stdout.readline())
        finally:
            process.terminate()


def configured(home: Path, told: list[dict[str, Any]]) -> dict[str, str]:
    """The environment of somebody who is signed in at all of them."""
    file = home / "config.yaml"
    lines = ["profiles:"]
    for one in told:
        lines += [f"  {one['name']}:", f"    email: {one['email']}", f"    token: {one['token']}"]
        lines += [f"    baseUrl: {one['url']}"]
    file.write_text("\n".join(lines) + "\n")
    file.chmod(0o600)
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "ALEGRA_LANG": "en",
        "ALEGRA_CONFIG": str(file),
    }


def timed(line: list[str], env: dict[str, str]) -> tuple[float, str, int]:
    start = time.perf_counter()
    ended = subprocess.run([ALEGRA, *line], env=env, capture_output=True, text=True, check=False)
    return time.perf_counter() - start, ended.stdout, ended.returncode


def together() -> None:
    line = ["contacts", "list", "--all", "-o", "jsonl"]
    with tempfile.TemporaryDirectory() as home, companies(Path(home)) as told:
        env = configured(Path(home), told)
        single, slowest, whole, alone = "", 0.0, 0, 0.0
        for one in told:
            seconds, out, code = timed(["-p", one["name"], *line], env)
            slowest, alone = max(slowest, seconds), alone + seconds
            whole += code == 0
            rows = out.splitlines() if code == 0 else []
            single += "".join(f'{{"company": "{one["name"]}", {row[1:]}\n' for row in rows)
        seconds, merged, code = timed(["each", "--all", "--", *line], env)
    failed = [row for row in merged.splitlines() if '"error"' in row[:60]]
    records = "".join(row + "\n" for row in merged.splitlines() if row not in failed)
    same = "byte for byte what single runs give" if records == single else "NOT what they give"
    print(
        f"each, {len(told)} companies: {seconds:.1f} s, the slowest alone {slowest:.1f} s, "
        f"{seconds / slowest:.2f} ×, wanted at most 1.2; one after the other {alone:.0f} s; "
        f"{whole} whole, {len(failed)} failed, exit code {code}; {same}"
    )


def memory() -> None:
    used = []
    for records in SIZES:
        with server(records, 0) as env:
            url = env.pop("ALEGRA_BASE_URL")
            told = [
                {"name": f"c{number}", "email": "a@b.co", "token": f"t{number}", "url": url}
                for number in range(PARTS)
            ]
            env |= configured(Path(env["HOME"]), told)
            line = [ALEGRA, "each", "--all", "--", "contacts", "list", "--all", "-o", "csv"]
            used.append(peak(line, env))
    print(
        f"each, memory for {PARTS} companies: {used[0]:.0f} MB for {SIZES[0]:,} records of each, "
        f"{used[1]:.0f} MB for {SIZES[1]:,}; ratio {used[1] / used[0]:.2f}, wanted at most 1.15"
    )


if __name__ == "__main__":
    together()
    memory()
