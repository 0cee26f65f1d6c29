"""Reading and importing in bulk, as ratios against curl and against the bound, in one run.

    python tools/bench_bulk.py

Wanted, against a loopback server with 150 ms latency that takes nine at once: `list --all` of
3,000 records at least 5 × as fast as a sequential keep-alive loop in curl for somebody who comes
for the first time, and within 1.3 × of the bound, latency × ceil(pages / jobs), for whom the
account is known. Of what servers allow that take nine at once, three at once, or so many a
window: at least 90 % after the first seconds, with fewer than 2 % refused. The memory for 100,000
records below 80 MB and within 15 % of that for 10,000.
"""

from __future__ import annotations

import contextlib
import csv
import json
import math
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ALEGRA = str(Path(sys.executable).with_name("alegra"))
SERVER = str(Path(__file__).with_name("slow_server.py"))
LATENCY, PAGE, JOBS = 0.150, 30, 9


@contextlib.contextmanager
def server(records: int, milliseconds: int, *more: str) -> Iterator[dict[str, str]]:
    """A slow server, and the environment of somebody who uses it from a new home."""
    process = subprocess.Popen(
        [sys.executable, SERVER, str(records), str(milliseconds), *more],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    port = process.stdout.readline().strip()
    with tempfile.TemporaryDirectory() as home:
        try:
            yield {
                "PATH": os.environ["PATH"],
                "HOME": home,
                "ALEGRA_LANG": "en",
                "ALEGRA_BASE_URL": f"http://127.0.0.1:{port}/api/v1",
                "ALEGRA_EMAIL": "ana@example.com",
                "ALEGRA_TOKEN": "x",
            }
        finally:
            process.terminate()
            process.wait()


def timed(line: list[str], env: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(line, env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def peak(line: list[str], env: dict[str, str]) -> float:
    """Megabytes that the process used at most."""
    script = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, *line], env=env, check=True, capture_output=True, text=True
    )
    return float(told.stdout)


def speed() -> None:
    records = 3000
    pages = math.ceil(records / PAGE)
    with server(records, int(LATENCY * 1000)) as env:
        urls = Path(env["HOME"], "urls")
        base = env["ALEGRA_BASE_URL"]
        urls.write_text(
            "".join(
                f'url = "{base}/contacts?start={start}&limit={PAGE}"\n'
                for start in range(0, records, PAGE)
            )
        )
        curl = timed(["curl", "-s", "-K", str(urls)], env)
        line = [ALEGRA, "contacts", "list", "--all", "-o", "jsonl"]
        first = timed(line, env)
        ours = min(timed(line, env) for _round in range(3))
        count = min(timed([ALEGRA, "contacts", "list", "--count"], env) for _round in range(3))
    bound = LATENCY * math.ceil(pages / JOBS)
    print(
        f"{records} records, {LATENCY * 1000:.0f} ms latency: {ours:.2f} s, "
        f"{pages / ours:.0f} pages a second; curl {curl:.2f} s, {pages / curl:.1f} pages a second; "
        f"{curl / ours:.1f} × as fast, the first time {curl / first:.1f} ×, wanted at least 5; "
        f"{ours / bound:.2f} × the bound of {bound:.2f} s, wanted at most 1.3"
    )
    print(f"--count: {count:.2f} s, one request of {LATENCY:.2f} s in it")


def counts(env: dict[str, str]) -> tuple[list[float], int]:
    """When the server granted requests, in seconds of its clock, and how many it refused."""
    with urllib.request.urlopen(f"{env['ALEGRA_BASE_URL']}/counts", timeout=10) as answer:
        told = json.load(answer)
    return told["granted"], told["refused"]


def told_of(what: str, used: float, granted: list[float], refused: int) -> None:
    print(
        f"{what}: {used:.0%} of what it allows, wanted at least 90 %; {refused} of "
        f"{len(granted) + refused} refused, {refused / len(granted):.1%}, wanted below 2 %"
    )


def together() -> None:
    """Servers that take so many at once, read for the first time."""
    for allowed, records in ((9, 9000), (3, 6000)):
        with server(records, int(LATENCY * 1000), "--at-once", str(allowed)) as env:
            timed([ALEGRA, "items", "list", "--all", "-o", "jsonl"], env)
            granted, refused = counts(env)
        steady = [at for at in granted if granted[0] + 3 <= at <= granted[-1] - LATENCY]
        rate = (len(steady) - 1) / (steady[-1] - steady[0])
        told_of(f"{allowed} at once", rate * LATENCY / allowed, granted, refused)


def rationed() -> None:
    """Servers that take so many a window. Where nothing tells, a window is a minute."""
    for tells, rate, window in (("headers", 60, 5), ("retry-after", 60, 5), ("nothing", 100, 60)):
        windows = 4 if tells == "nothing" else 6
        more = ("--rate", str(rate), "--window", str(window), "--tells", tells)
        with server(29 * rate * windows, 20, *more) as env:
            timed([ALEGRA, "items", "list", "--all", "-o", "jsonl"], env)
            granted, refused = counts(env)
        # From the second window's first request to the last window's: whole windows.
        starts = granted[rate::rate]
        used = window * (len(starts) - 1) / (starts[-1] - starts[0])
        told_of(f"{rate} in {window} s, told by {tells}", used, granted, refused)


def memory() -> None:
    with server(100_000, 0) as env:
        for kind in ("jsonl", "csv", "json", "yaml"):
            line = [ALEGRA, "contacts", "list", "-o", kind]
            small = peak([*line, "--limit", "10000"], env)
            large = peak([*line, "--all"], env)
            print(
                f"memory, {kind}: {small:.0f} MB for 10,000 records, {large:.0f} MB for 100,000; "
                f"ratio {large / small:.2f}, wanted at most 1.15 and 80 MB"
            )


def importing() -> None:
    rows = 1000
    with server(0, 0) as env:
        file = Path(env["HOME"], "rows.csv")
        with file.open("w", newline="", encoding="utf-8") as stream:
            writer = csv.writer(stream)
            writer.writerow(["name", "identification", "address.city", "observations"])
            writer.writerows(
                [f"Cliente {number}", 900_000 + number, "Bogotá", "A treinta días"]
                for number in range(rows)
            )
        line = [ALEGRA, "contacts", "import", str(file), "--no-validate"]
        alone = timed([*line, "--dry-run", "-o", "jsonl"], env)
        ours = timed(line, env)
    print(
        f"import: {rows / ours:.0f} rows a second, every row safe on disk before and after its "
        f"request; {rows / alone:.0f} rows a second in a dry run"
    )


if __name__ == "__main__":
    speed()
    together()
    rationed()
    importing()
    memory()
