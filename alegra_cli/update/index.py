"""The newest version in the package index, as the installer tells it; nothing here has an address.

The index, the mirror, the proxy and the certificates are those that the person gave the installer.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping

from packaging.version import InvalidVersion, Version

from alegra_cli.errors import AlegraError, Unreachable
from alegra_cli.errors.foreign_texts import reason
from alegra_cli.i18n import _
from alegra_cli.update.installer import NAME, Question

_UNKNOWN = ("No matching distribution found", "was not found in the package registry")
# What pip and uv say where the index did not answer. pip ends then as if there were nothing of
# that name, so these are looked for first.
_SILENT = (
    "Could not fetch URL",
    "not a trusted or secure host",
    "Failed to fetch",
    "error sending request",
    "could not be queried",
    "network was disabled",
)
_NOT_THERE = "404 Client Error"


def newest(question: Question, env: Mapping[str, str], limit: float) -> Version | None:
    """The newest that is no pre-release; None where the index has none.

    Raises `AlegraError`, as `Unreachable` where the index does not answer.
    """
    done = _run(question, env, limit)
    lines = [line.strip() for line in f"{done.stdout}\n{done.stderr}".splitlines() if line.strip()]
    if done.returncode == 0:
        every = list(_versions(done.stdout))
        if not every:
            raise _unclear(question, lines)
        return max((version for version in every if not version.is_prerelease), default=None)
    silent = [line for line in lines if _NOT_THERE not in line and any(s in line for s in _SILENT)]
    if silent:
        # uv tells the cause last.
        last = lines[-1].removeprefix("cause: ").removeprefix("hint: ")
        text = _("{program} can't read the package index: {problem}").format(
            program=question.program, problem=last if question.program == "uv" else silent[-1]
        )
        raise Unreachable(text, _by_hand(question))
    if any(text in " ".join(lines) for text in _UNKNOWN):
        return None
    raise _unclear(question, lines)


def _run(
    question: Question, env: Mapping[str, str], limit: float
) -> subprocess.CompletedProcess[str]:
    # No credentials of ours go there, and no setting of pip's hides its answer.
    theirs = {name: value for name, value in env.items() if not name.startswith("ALEGRA_")}
    try:
        return subprocess.run(
            question.words,
            input=question.stdin,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            env=theirs | {"PIP_QUIET": "0"},
            cwd=sys.prefix,  # uv takes the settings of the project that it is started in
            timeout=limit,
            check=False,
        )
    except subprocess.TimeoutExpired as problem:
        text = _("{program} got no answer from the package index within {limit} s.")
        raise Unreachable(
            text.format(program=question.program, limit=f"{limit:g}"),
            _("`--timeout 120` waits longer."),
        ) from problem
    except OSError as problem:
        text = _("{program} can't be started: {problem}")
        raise AlegraError(
            text.format(program=question.program, problem=reason(problem))
        ) from problem


def _versions(output: str) -> Iterator[Version]:
    """Those that pip prints, as JSON or as text, or the one that uv chose."""
    for line in output.splitlines():
        for text in _version_texts(line.strip()):
            try:
                yield Version(text)
            except InvalidVersion:
                continue


def _version_texts(line: str) -> list[str]:
    if line.startswith("{"):
        try:
            return [str(version) for version in json.loads(line)["versions"]]
        except (ValueError, KeyError, TypeError):
            return []
    if line.startswith("Available versions:"):
        return line.partition(":")[2].replace(" ", "").split(",")
    if line.startswith(f"{NAME}=="):
        return line.partition("==")[2].split()[:1]
    return []


def _unclear(question: Question, lines: list[str]) -> AlegraError:
    text = _("{program} does not tell which versions there are: {problem}").format(
        program=question.program, problem=lines[-1] if lines else "?"
    )
    return AlegraError(text, _by_hand(question))


def _by_hand(question: Question) -> str:
    return _("All that it says: {command}").format(command=question.line())
