"""The embedded sandbox as a profile like any other: its address, its user and its database.

Depends on: env, and the day on which the demo company is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from alegra_cli.config import paths
from alegra_cli.config.file import SANDBOX
from alegra_cli.errors import AlegraError, ConfigProblem, UsageProblem
from alegra_cli.errors.unusable_files import unwritable
from alegra_cli.i18n import _

if TYPE_CHECKING:
    from alegra_cli.declare import Api
    from alegra_cli.sandbox.books import Books

PORT = 8765
# Where `alegra sandbox serve` listens by default, so that the curl line of a dry run works
# as soon as it runs. In-process nothing listens there and nothing is sent there.
URL = f"http://127.0.0.1:{PORT}/api/v1"


def is_meant(profile: str, base_url: str | None) -> bool:
    """Whether the profile is the sandbox.

    The profile decides alone: an exported base URL must never turn a rehearsal into the real
    thing. Raises `UsageProblem` when an option asks for both.
    """
    if profile != SANDBOX:
        return False
    if base_url:
        raise UsageProblem(
            _("The profile sandbox is inside this program; --base-url means another place."),
            _("Leave one of the two out."),
        )
    return True


def address(service: Api | None) -> str:
    """Where the sandbox has Alegra, or another service: under the same path as the real one."""
    if service is None:
        return URL
    parts = urlsplit(URL)
    return f"{parts.scheme}://{parts.netloc}{urlsplit(service.base_url).path}"


def demo_pair() -> tuple[str, str]:
    from alegra_cli.sandbox import DEMO_EMAIL, DEMO_TOKEN

    return DEMO_EMAIL, DEMO_TOKEN


def database(env: Mapping[str, str]) -> Path:
    return paths.data_dir(env) / "sandbox.sqlite3"


def unusable_folder(path: Path, problem: OSError) -> AlegraError:
    """What to tell where the sandbox has no place."""
    hint = _("ALEGRA_CONFIG names another place for the file.")
    return unwritable(path, problem, hint, ConfigProblem)


def books(env: Mapping[str, str], today: date) -> Books:
    """The books of this user's sandbox; the demo company is made when there is none.

    Raises `AlegraError` when its file can't be used.
    """
    from alegra_cli.sandbox.books.store import SandboxUnusable
    from alegra_cli.sandbox.database import ensure, open_books

    path = database(env)
    try:
        ensure(path, today)
        return open_books(path)
    except OSError as problem:
        raise unusable_folder(path, problem) from problem
    except SandboxUnusable as problem:
        raise AlegraError(
            _("The sandbox {file} can't be used: {problem}").format(
                file=path, problem=problem.reason
            ),
            _("`alegra sandbox reset` makes a new company in its place."),
        ) from problem
