"""What is known of the company behind any credentials, also of those that no profile keeps.

Exported credentials, as in CI, have no profile to remember anything in. What `/company` said is
kept in the cache for a day, in a file that is named by a fingerprint and holds no secret.

Depends on: the cache directory, clock, base URL, identity of the credentials.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs

from alegra_cli.clock import Clock
from alegra_cli.connection.company import Company, read
from alegra_cli.declare.api import ALEGRA
from alegra_cli.errors import AlegraError, Forbidden, NotFound, PlanLimit
from alegra_cli.files import private_folder, write_whole
from alegra_cli.wire import Request, Session

FRESH = 86400.0  # seconds

NOTHING = Company(None, None, None, None)


class KnownCompany:
    """The company of one user of one address.

    identity: a fingerprint of the credentials.
    """

    def __init__(self, cache: Path, clock: Clock, base_url: str, identity: str) -> None:
        key = hashlib.sha256(f"{base_url} {identity}".encode()).hexdigest()[:16]
        self._file = cache / f"company-{key}.json"
        self._clock = clock

    def last_known(self) -> Company:
        """As it was told last, however long ago; `NOTHING` where it never was."""
        return self._read()[0]

    def fresh(self) -> bool:
        return 0 <= self._clock.seconds() - self._read()[1] < FRESH

    def ask(self, session: Callable[[], Session]) -> None:
        """Ask `/company` once and keep the answer; what fails is gone without.

        A user who may not read it is not asked again for a day.
        """
        try:
            company = read(session().send(Request("GET", ALEGRA.company)).body)
        except (Forbidden, NotFound, PlanLimit):
            company = self.last_known()
        except AlegraError:
            return
        told = attrs.asdict(company) | {"at": self._clock.seconds()}
        with contextlib.suppress(OSError):
            private_folder(self._file.parent)
            write_whole(self._file, json.dumps(told))

    def _read(self) -> tuple[Company, float]:
        """(the company, when it was told); a damaged file is none."""
        try:
            told = json.loads(self._file.read_text(encoding="utf-8"))
            values = {field.name: _text(told.get(field.name)) for field in attrs.fields(Company)}
            return Company(**values), float(told["at"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return NOTHING, 0.0


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
