"""The installer that brought this program: how it upgrades it, and how it asks its index."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from alegra_cli.i18n import _

NAME = "alegra-cli"
JSON_SINCE = (25, 1)  # the pip whose `index versions` has --json
CONNECTING = 10.0  # seconds that pip waits for one connection


class Question(NamedTuple):
    """A command line that asks the index of packages, and what it reads."""

    program: str
    words: Sequence[str]
    stdin: str = ""

    def line(self) -> str:
        """As a person would type it."""
        line = subprocess.list2cmdline(self.words) if os.name == "nt" else shlex.join(self.words)
        return f"echo {self.stdin.strip()} | {line}" if self.stdin else line


def question(env: Mapping[str, str], limit: float) -> Question | None:
    """How to ask the index that this program is installed from; None where nothing can."""
    uv = shutil.which("uv", path=env.get("PATH", ""))
    if find_spec("pip") is not None and not (uv and _by_uv()):
        # -P: a folder named pip, where the person happens to be, is not run. -vv: pip else
        # keeps to itself that it did not reach the index.
        words = [sys.executable, "-P", "-m", "pip", "index", "versions", NAME, "-vv"]
        words += ["--disable-pip-version-check", "--no-input"]
        words += ["--timeout", f"{min(limit, CONNECTING):g}"]
        return Question("pip", [*words, "--json"] if pip_speaks_json() else words)
    if uv is None:
        return None
    words = [uv, "pip", "compile", "--quiet", "--no-deps", "--no-header", "--upgrade"]
    return Question("uv", [*words, "--python", sys.executable, "-"], f"{NAME}\n")


def pip_speaks_json() -> bool:
    from packaging.version import Version

    try:
        return Version(metadata.version("pip")).release >= JSON_SINCE
    except metadata.PackageNotFoundError:
        return False


def upgrade() -> str:
    """The command that upgrades it, by how it was installed."""
    folder = _editable()
    if folder is not None:
        return f"git -C {shlex.quote(folder)} pull"
    prefix = Path(sys.prefix)
    if (prefix / "pipx_metadata.json").exists():
        return f"pipx upgrade {NAME}"
    if (prefix / "uv-receipt.toml").exists():
        return f"uv tool upgrade {NAME}"
    python = sys.executable if os.name == "nt" else shlex.quote(sys.executable)
    if _by_uv():
        return f"uv pip install --python {python} --upgrade {NAME}"
    return f"{python} -m pip install --upgrade {NAME}"


def hint(extra: str) -> str:
    """What to tell where the libraries of an extra are missing."""
    return _("To install it: {command}").format(command=addition(extra))


def addition(extra: str) -> str:
    """The command that brings the libraries of an extra, by how this program was installed.

    It names the libraries and not the extra: so it needs no index that has this program.
    """
    names = libraries(extra)
    prefix = Path(sys.prefix)
    if (prefix / "pipx_metadata.json").exists():
        return " ".join(["pipx inject", NAME, *names])
    if (prefix / "uv-receipt.toml").exists():
        return " ".join(["uv tool install", NAME, *(f"--with {name}" for name in names)])
    python = sys.executable if os.name == "nt" else shlex.quote(sys.executable)
    if _by_uv():
        return " ".join([f"uv pip install --python {python}", *names])
    return " ".join([f"{python} -m pip install", *names])


def libraries(extra: str) -> list[str]:
    from packaging.requirements import Requirement

    try:
        needed = [Requirement(line) for line in metadata.requires(NAME) or ()]
    except metadata.PackageNotFoundError:
        return [f"{NAME}[{extra}]"]
    with_it = [one for one in needed if one.marker and one.marker.evaluate({"extra": extra})]
    return [one.name for one in with_it if one.marker and not one.marker.evaluate({"extra": ""})]


def _by_uv() -> bool:
    return (metadata_file("INSTALLER") or "").strip() == "uv"


def _editable() -> str | None:
    """The folder that it runs from, where it was installed to be changed there."""
    try:
        told = json.loads(metadata_file("direct_url.json") or "{}")
        if told["dir_info"]["editable"]:
            return unquote(urlsplit(told["url"]).path)
    except (ValueError, KeyError, TypeError):
        return None
    return None


def metadata_file(file: str) -> str | None:
    try:
        return metadata.distribution(NAME).read_text(file)
    except metadata.PackageNotFoundError:
        return None
