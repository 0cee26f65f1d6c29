"""Fifty companies of nine countries on ports of this machine, and a configuration that has them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import attrs

from alegra_cli.sandbox.seed import COUNTRIES

SERVER = Path(__file__).parents[2] / "tools" / "companies_server.py"


@attrs.frozen
class Company:
    """trouble: what every request is answered with, `slow`, or nothing."""

    name: str
    country: str
    url: str
    email: str
    token: str
    trouble: str


@contextmanager
def companies_served(
    folder: Path, database: Callable[[str], Path], *more: str
) -> Iterator[list[Company]]:
    """database: gives a file for a country, which is copied."""
    for country in COUNTRIES:
        shutil.copy(database(country), folder / f"{country}.sqlite3")
    line = [sys.executable, str(SERVER), str(folder), *more]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield [Company(**one) for one in json.loads(process.stdout.readline())]
        finally:
            process.terminate()


def configure(home: Path, companies: Sequence[Company], more: str = "") -> Path:
    """Write a configuration with a profile for each company; gives its path."""
    lines = ["# kept by hand", "profiles:"]
    for one in companies:
        lines += [f"  {one.name}:  # {one.country}", f"    email: {one.email}"]
        lines += [f"    token: {one.token}", f"    baseUrl: {one.url}"]
    file = home / "config" / "config.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(lines) + f"\n{more}", encoding="utf-8")
    file.chmod(0o600)
    return file
