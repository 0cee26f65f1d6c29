"""Reading and checking received invoices in bulk, and whether they are read right.

    python tools/bench_received.py

Wanted: 1,000 documents of each country read, exactly as they were written (the writer adds up by
itself); 1,000 documents of one country read and checked against the sandbox's company in at most
3 s and 150 MB; the same as mails with PDFs of 100 kB, posted and attached in at most 110 MB, and
posted once more with --attach in at most 1.5 times the processor of without; an authority's list of
10,000 documents against books of 10,000 with every planted difference found, none invented, in at
most 10 s and 150 MB.
"""

from __future__ import annotations

import datetime
import os
import random
import subprocess
import sys
import tempfile
import time
from email.message import EmailMessage
from pathlib import Path
from typing import NamedTuple

import planted_list
from alegra_cli import exact as exact_json
from alegra_cli.received.arithmetic import tax_sum
from alegra_cli.received.reading import PieceReader, exact
from alegra_cli.received.sources import Piece
from alegra_cli.registry import Registry
from alegra_cli.sandbox.suppliers import COUNTRIES, Paper, Side, draw_paper, file_of

ALEGRA = str(Path(sys.executable).with_name("alegra"))
DOCUMENTS = 1_000
SECONDS, MEGABYTES = 3.0, 150
PDF = 100 * 1024
ATTACH_TIMES, POST_MEGABYTES = 1.5, 110
LISTED = 10_000
COMPARE_SECONDS = 10.0
LISTS = {"mexico": "metadata.txt", "colombia": "dian.xlsx"}
KINDS = ("invoice", "invoice", "credit-note", "debit-note")
# A supplier's id in each country's form; the last digits are drawn.
IDS = {"peru": "201234567{:02}", "costaRica": "31012345{:02}", "chile": "760000{:02}-1"}


def papers(country: str) -> list[Paper]:
    chance = random.Random(country)
    form = IDS.get(country, "9001234{:02}")
    day = datetime.date(2026, 10, 1)
    return [
        draw_paper(
            chance,
            country,
            Side(form.format(chance.randrange(100)), "Proveedor & Cía.", "1"),
            Side(form.format(1), "Comprador", "1"),
            day + datetime.timedelta(days=number % 28),
            chance.choice(KINDS),
        )
        for number in range(DOCUMENTS)
    ]


def right(country: str) -> tuple[int, float]:
    """(how many were read as they were written, seconds)."""
    made = papers(country)
    files = [file_of(one) for one in made]
    start = time.perf_counter()
    registry = Registry({})
    reader = PieceReader(registry.readers(), registry.country)
    found = [reader.of(Piece("a.xml", "a.xml", content))[0] for content in files]
    seconds = time.perf_counter() - start
    count = 0
    for one, reading in zip(made, found, strict=True):
        document = reading.document
        if document is None or reading.state != "ready":
            continue
        with exact():
            told = (document.subtotal, tax_sum(document.taxes), tax_sum(document.withheld))
        count += (*told, document.total) == (one.subtotal, one.tax, one.withheld, one.total)
    return count, seconds


class Cost(NamedTuple):
    """Of one run of a command. wall, processor: seconds; the second is what others on the machine
    do not change.
    """

    wall: float
    processor: float
    megabytes: float

    def text(self) -> str:
        return f"{self.wall:.2f} s, {self.processor:.2f} s of processor, {self.megabytes:.0f} MB"


def cost(env: dict[str, str], *words: str, out: Path = Path(os.devnull)) -> Cost:
    """Of a command in a process of its own; the sandbox is in it. out: where its answer goes."""
    start = time.perf_counter()
    with out.open("wb") as answer:
        process = subprocess.Popen(
            [ALEGRA, *words], env=env, stdout=answer, stderr=subprocess.DEVNULL
        )
    _id, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(words)}: exit code {process.returncode}")
    wall = time.perf_counter() - start
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def checked() -> Cost:
    """`received check` of a folder."""
    with tempfile.TemporaryDirectory() as home:
        env, folder = received(home)
        return cost(env, "received", "check", folder, "-o", "jsonl")


def post_costs() -> tuple[Cost, Cost, Cost]:
    """`received post` of a folder of mails: with their files; again without them; again with them.

    The sandbox that answers is in the same process, and most of what the first one takes.
    """
    with tempfile.TemporaryDirectory() as home:
        env, folder = received(home)
        cost(env, "sandbox", "set", "--rate-limit", "1000000")
        mailed(Path(folder))
        line = ("received", "post", folder, "--only", "ready", "--yes", "-o", "jsonl")
        attaching = (*line, "--attach", "xml,pdf")
        return cost(env, *attaching), cost(env, *line), cost(env, *attaching)


def received(home: str) -> tuple[dict[str, str], str]:
    """(variables, folder of what the suppliers of a new company sent)"""
    env = {"PATH": os.environ["PATH"], "HOME": home, "ALEGRA_PROFILE": "sandbox"}
    folder = str(Path(home) / "october")
    cost(env, "sandbox", "reset")
    cost(env, "sandbox", "received", folder, "--count", str(DOCUMENTS))
    cost(env, "received", "rules", "set", "*", "--category", "5")
    return env, folder


def mailed(folder: Path) -> None:
    """Each plain file becomes a mail with a PDF that does not pack."""
    chance = random.Random(1)
    for path in sorted(folder.rglob("*.xml")):
        mail = EmailMessage()
        for name, content in (
            (path.name, path.read_bytes()),
            (f"{path.stem}.pdf", chance.randbytes(PDF)),
        ):
            mail.add_attachment(content, "application", name[-3:], filename=name)
        path.with_suffix(".eml").write_bytes(bytes(mail))
        path.unlink()


def compared(country: str, name: str) -> tuple[int, int, Cost]:
    """(planted differences that were not found, findings that nobody planted, what it took)."""
    with tempfile.TemporaryDirectory() as home:
        env = {"PATH": os.environ["PATH"], "HOME": home, "ALEGRA_PROFILE": "sandbox"}
        cost(env, "sandbox", "reset", "--country", country, "--size", "empty", "--yes")
        (database,) = Path(home).rglob("sandbox.sqlite3")
        planted_list.enter(database, LISTED, country)
        path, out = Path(home) / name, Path(home) / "out.jsonl"
        planted_list.write_list(path, LISTED, country)
        took = cost(env, "received", "compare", str(path), "-o", "jsonl", out=out)
        records = [exact_json.loads(line) for line in out.read_text("utf-8").splitlines()]
    wanted, found = planted_list.planted(LISTED, country), planted_list.differences(records)
    return len(wanted - found), len(records) - len(wanted & found), took


def main() -> int:
    failed = False
    for country in COUNTRIES:
        count, seconds = right(country)
        failed |= count != DOCUMENTS
        print(f"{country}: {count} of {DOCUMENTS} as written, {seconds:.2f} s")
    check = checked()
    failed |= check.wall > SECONDS or check.megabytes > MEGABYTES
    print(f"check: {check.text()} (at most {SECONDS:.0f} s, {MEGABYTES} MB)")
    first, again, attaching = post_costs()
    times, most = attaching.processor / again.processor, max(first.megabytes, attaching.megabytes)
    failed |= times > ATTACH_TIMES or most > POST_MEGABYTES
    print(f"post: {first.text()} (at most {POST_MEGABYTES} MB)")
    print(
        f"post again: {again.text()}; with files {attaching.text()}, {times:.2f} times "
        f"(at most {ATTACH_TIMES})"
    )
    for country, name in LISTS.items():
        missing, invented, took = compared(country, name)
        failed |= bool(missing or invented)
        failed |= took.wall > COMPARE_SECONDS or took.megabytes > MEGABYTES
        print(
            f"compare {name}, {country}: {missing} missing, {invented} invented, {took.text()} "
            f"(at most {COMPARE_SECONDS:.0f} s, {MEGABYTES} MB)"
        )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
