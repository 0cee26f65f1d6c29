"""Clients that no one here wrote, against the served sandbox: every method of each.

Each lives in an environment of its own (two of them install a package of one name) and is driven
by a small program under tools/strangers/, which says how many calls work and which are refused,
and rightly so. The clients come from the package index, once; nothing else leaves this machine.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
DRIVERS = ROOT / "tools" / "strangers"
PLACE = ROOT / ".venv-strangers"
PROVIDER = ROOT / "plugins" / "alegra-eprovider"
LONGEST = 120


class Client(NamedTuple):
    """package: as the index has it, with the version whose figures are known. driver: its file."""

    package: str
    driver: str


CLIENTS = (
    Client("alegra-python==0.1.3", "alegra_python"),
    Client("AlegraPy==0.0.4", "alegrapy"),
    Client("alegra==0.1.1", "okchaty"),
    Client("alegra-sdk-python==1.0.6", "official"),
    Client("alegra-e-provider==0.0.8", "e_provider"),
)


def installed(client: Client) -> Path:
    """The Python of the client's environment, which is made where it is not there."""
    folder = PLACE / client.package
    python, stamp = folder / "bin" / "python", folder / "installed"
    if not stamp.exists():
        venv.create(folder, with_pip=True, clear=True)
        _pip(python, "install", client.package)
        stamp.touch()
    return python


def _pip(python: Path | str, *words: str) -> None:
    line = [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet", *words]
    subprocess.run(line, check=True, env={**os.environ, "PYTHONWARNINGS": "ignore"})


@contextmanager
def served(home: Path, provider: Path) -> Iterator[list[str]]:
    """Address, e-mail and token of a sandbox of its own, with the electronic provider in it."""
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "PYTHONPATH": str(provider),
        "ALEGRA_EPROVIDER_KEY": "",
    }
    program = [sys.executable, "-m", "alegra_cli", "sandbox"]
    limits = [*program, "set", "--rate-limit", "100000"]
    subprocess.run(limits, check=True, env=env, capture_output=True)
    line = [*program, "serve", "--port", "0", "-o", "json"]
    process = subprocess.Popen(line, env=env, stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        yield [told["url"], told["email"], told["token"]]
    finally:
        process.terminate()
        process.wait(timeout=LONGEST)


def tried(client: Client, place: Path, provider: Path) -> tuple[int, str]:
    """Exit code of the driver, and what it says."""
    python = installed(client)
    home = place / client.driver
    home.mkdir()
    with served(home, provider) as account:
        done = subprocess.run(
            [str(python), str(DRIVERS / f"{client.driver}.py"), *account],
            env={"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=False,
            timeout=LONGEST,
        )
    return done.returncode, done.stdout + done.stderr


def main() -> int:
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(2) as several:
        place = Path(name)
        provider = place / "provider"
        # As it is installed, beside the program and not into its environment.
        how = ("--no-deps", "--no-build-isolation", "--target", str(provider))
        _pip(sys.executable, "install", *how, str(PROVIDER))
        results = list(several.map(lambda client: tried(client, place, provider), CLIENTS))
    for _code, text in results:
        print(text, end="")
    return max(code for code, _text in results)


if __name__ == "__main__":
    sys.exit(main())
