"""The embedded sandbox as a profile like any other: its address, its user and its database (S10).

Depends on: env, and the day on which the demo company is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from alegra_cli.config import paths
from alegra_cli.config.file import SANDBOX, is_sandbox, sandbox_name
from alegra_cli.errors import AlegraError, ConfigProblem, UsageProblem
from alegra_cli.errors.unusable_files import unwritable
from alegra_cli.i18n import _

if TYPE_CHECKING:
    from alegra_cli.connection.company import Company
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
    if not is_sandbox(profile):
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


def database(env: Mapping[str, str], profile: str = SANDBOX) -> Path:
    """The file of a sandbox; of the one without a name where the profile is no sandbox."""
    name = sandbox_name(profile)
    return paths.data_dir(env) / (f"sandbox-{name}.sqlite3" if name else "sandbox.sqlite3")


def is_new(env: Mapping[str, str], profile: str) -> bool:
    """Whether it has a name that nobody has used: a typo would be one, too."""
    return bool(sandbox_name(profile)) and not database(env, profile).exists()


def named_profiles(env: Mapping[str, str]) -> list[str]:
    """The profiles of the sandboxes with a name that are there."""
    files = sorted(paths.data_dir(env).glob("sandbox-*.sqlite3"))
    return [f"{SANDBOX}:{file.stem.removeprefix('sandbox-')}" for file in files]


def unusable_folder(path: Path, problem: OSError) -> AlegraError:
    """What to tell where the sandbox has no place."""
    hint = _("ALEGRA_CONFIG names another place for the file.")
    return unwritable(path, problem, hint, ConfigProblem)


def unusable_file(path: Path, reason: str) -> AlegraError:
    return AlegraError(
        _("The sandbox {file} can't be used: {problem}").format(file=path, problem=reason),
        _("`alegra sandbox reset` makes a new company in its place."),
    )


def books(env: Mapping[str, str], today: date, profile: str = SANDBOX) -> Books:
    """The books of a sandbox of this user; the demo company is made when there is none.

    Raises `AlegraError` when its file can't be used.
    """
    from alegra_cli.sandbox.books.store import SandboxUnusable
    from alegra_cli.sandbox.database import ensure, open_books

    path = database(env, profile)
    try:
        ensure(path, today)
        return open_books(path)
    except OSError as problem:
        raise unusable_folder(path, problem) from problem
    except SandboxUnusable as problem:
        raise unusable_file(path, problem.reason) from problem


def company(env: Mapping[str, str], profile: str) -> Company:
    """The company of a sandbox with a name; nothing of it where its file can't be used.

    Nothing of the one without a name either, which is the same for everybody.
    """
    from alegra_cli.connection.company import Company, read
    from alegra_cli.sandbox.books.store import SandboxUnusable
    from alegra_cli.sandbox.database import open_books

    if profile not in named_profiles(env):
        return Company(None, None, None, None)
    try:
        opened = open_books(database(env, profile))
        try:
            return read(opened.call("GET", "/company"))
        finally:
            opened.close()
    except (OSError, SandboxUnusable):
        return Company(None, None, None, None)


def delete(env: Mapping[str, str], profile: str) -> None:
    """Take a sandbox with a name away. Raises `AlegraError` where its file stays."""
    path = database(env, profile)
    try:
        for ending in (".sqlite3", ".sqlite3-wal", ".sqlite3-shm", ".lock"):
            path.with_suffix(ending).unlink(missing_ok=True)
    except OSError as problem:
        raise unusable_folder(path, problem) from problem
