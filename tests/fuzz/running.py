"""Runs of cases, each in a home of its own."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

from alegra_cli.app import App
from alegra_cli.completion import cache
from alegra_cli.config.credentials import Credentials
from alegra_cli.testing import Runner
from tests.cli.fork_server import ROOT, server_for
from tests.fuzz import odd
from tests.fuzz.case import EMAIL, TOKEN, Case, Outcome, wrong
from tests.hostile import hostile

LONGEST = 5.0
"""Seconds that a run may take."""


def run(case: Case, lived: Path, longest: float = LONGEST) -> Outcome:
    """lived: a home that was used before, of which the run gets a copy."""
    with tempfile.TemporaryDirectory(prefix="alegra-fuzz-") as folder:
        home = Path(folder, "home")
        shutil.copytree(lived, home, symlinks=True)
        with _answering(case) as more:
            env = {**_variables(home), **more, **case.env}
            for name, content in case.files.items():
                _put(_real(name, home, env, case), content)
            return _ended(case, home, env, longest)


def _real(name: str, home: Path, env: Mapping[str, str], case: Case) -> Path:
    """The file that a name in braces stands for."""
    if name == "{quota}":
        return _quota_file(home, env)
    if name == "{completion}":
        app = App(env, io.StringIO(), io.StringIO(), io.StringIO())
        resource = app.registry.resource("terms")
        assert resource is not None
        return (
            home / "cache" / "alegra-cli" / "completion" / f"{cache.file_name(app, resource)}.json"
        )
    pattern = {"{log}": "config/log/*.log", "{emission}": "config/emission-*.jsonl"}.get(name)
    return next(home.glob(pattern)) if pattern else home / name


def _quota_file(home: Path, env: Mapping[str, str]) -> Path:
    who = Credentials(EMAIL, TOKEN, None, "").identity()
    key = hashlib.sha256(f"{env.get('ALEGRA_BASE_URL')} {who}".encode()).hexdigest()[:16]
    if "ALEGRA_BASE_URL" not in env:
        return next((home / "cache" / "alegra-cli").glob("quota-*.json"))
    return home / "cache" / "alegra-cli" / f"quota-{key}.json"


def _put(place: Path, content: bytes) -> None:
    """DAMAGE and a number: what is there, damaged."""
    if content.startswith(b"DAMAGE "):
        content = odd.damaged(Random(int(content[7:])), place.read_bytes())
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)


@contextlib.contextmanager
def _answering(case: Case) -> Iterator[dict[str, str]]:
    if not case.answers:
        yield {"ALEGRA_PROFILE": "sandbox"}
        return
    with hostile(*case.answers) as server:
        yield {"ALEGRA_BASE_URL": server.url}


def _variables(home: Path) -> dict[str, str]:
    own = Runner(home).variables()
    return {
        **own,
        "ALEGRA_EMAIL": EMAIL,
        "ALEGRA_TOKEN": TOKEN,
        "PATH": "",
        "PYTHONPATH": ROOT,
        "PYTHONWARNINGS": "error",
        # Nothing of it leaves this machine.
        "HTTPS_PROXY": "http://127.0.0.1:9",
        "HTTP_PROXY": "http://127.0.0.1:9",
    }


def _ended(case: Case, home: Path, env: dict[str, str], longest: float) -> Outcome:
    notes = home.parent / "notes"
    env |= {"FUZZ_NOTES": str(notes), "FUZZ_LONGEST": str(longest)}
    server = server_for(env)
    assert server is not None
    pipes: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    process = server.start(case.line, env, home, module="tests.fuzz.limits", **pipes)
    code: int | None = None
    out = err = b""
    with process:
        try:
            out, err = process.communicate(case.stdin, timeout=longest)
            code = process.returncode
        except subprocess.TimeoutExpired:
            process.kill()
    told = json.loads(notes.read_text(encoding="utf-8")) if notes.exists() else {}
    stuck = Path(f"{notes}.stuck")
    if stuck.exists():
        told["stuck"] = stuck.read_text(encoding="utf-8")
    return Outcome(code, out.decode(errors="replace"), err.decode(errors="replace"), told)


def judged(made: Case, lived: Path) -> tuple[Outcome, list[str]]:
    """What came of it, and what of that must not be."""
    outcome = run(made, lived)
    if outcome.code is None:
        # A machine that does much else is no finding: once more, with more time.
        outcome = run(made, lived, 3 * LONGEST)
    return outcome, wrong(made, outcome)


def lived_in(folder: Path) -> Path:
    """A home with all that this program keeps: settings, words, tokens, caches, journals, a log."""
    alegra = Runner(folder, {"ALEGRA_PROFILE": "sandbox", "ALEGRA_EMAIL": EMAIL})
    file = folder / "terms.csv"
    file.write_text("name,days\nPlazo 8,8\nPlazo 9,9\n", encoding="utf-8")
    _lives(alegra, "sandbox", "reset", "--yes")
    _lives(alegra, "sandbox", "set", "--rate-limit", "100000")
    _lives(alegra, "terms", "import", str(file))
    _lives(alegra, "invoices", "create", "-d", json.dumps(INVOICE))
    _lives(alegra, "invoices", "emit", "--all", "--yes")
    _lives(alegra, "config", "set", "pager", "cat")
    _lives(alegra, "alias", "set", "plazos", "terms list --sort days")
    config = folder / "config"
    (config / "credentials.json").write_text(json.dumps({"ana": TOKEN}), encoding="utf-8")
    with (config / "config.yaml").open("a", encoding="utf-8") as stream:
        stream.write(f"profiles:\n  ana:\n    email: {EMAIL}\n    country: colombia\n")
    return folder


def _lives(alegra: Runner, *line: str) -> None:
    told = alegra(*line)
    assert told.code == 0, (line, told.err)


INVOICE = {
    "date": "2026-06-01",
    "dueDate": "2026-06-30",
    "client": "1",
    "numberTemplate": "1",
    "items": [{"id": "1", "price": 100, "quantity": 1}],
}
