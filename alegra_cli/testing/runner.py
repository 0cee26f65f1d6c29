"""Running the program inside a test: its streams, a clock that does not run, its exit code."""

from __future__ import annotations

import io
import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from math import ceil
from pathlib import Path

import attrs

from alegra_cli.cli import run
from alegra_cli.clock import Clock


class FakeClock(Clock):
    """Stands still; sleeping moves it, and is written down."""

    def __init__(self, now: datetime = datetime(2026, 6, 15, 17, 0, tzinfo=UTC)) -> None:
        super().__init__()
        self.moment = now
        self.slept: list[float] = []
        self._lock = threading.Lock()

    def now(self) -> datetime:
        return self.moment

    def seconds(self) -> float:
        return self.moment.timestamp()

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.slept.append(seconds)
            # A moment has no parts of a microsecond: whoever waits for one would wait for ever.
            self.moment += timedelta(microseconds=ceil(seconds * 1_000_000))


@attrs.frozen
class Result:
    """What one run left behind."""

    code: int
    out: str
    err: str


class Terminal(io.StringIO):
    """A stream that claims to be a terminal."""

    def isatty(self) -> bool:
        return True


@attrs.define
class Runner:
    """Runs command lines in a home of their own, with credentials that no service knows.

    home: an empty directory. env: more variables, or others.
    """

    home: Path
    env: Mapping[str, str] = attrs.field(factory=dict)
    clock: FakeClock = attrs.field(factory=FakeClock)

    def __call__(
        self,
        *args: str,
        stdin: str = "",
        env: Mapping[str, str] | None = None,
        terminal: bool = False,
    ) -> Result:
        kind = Terminal if terminal else io.StringIO
        streams = (kind(stdin), kind(), kind())
        code = run(list(args), {**self.variables(), **(env or {})}, streams, self.clock)
        return Result(code, streams[1].getvalue(), streams[2].getvalue())

    def services(self) -> dict[str, str]:
        """A key for each of the other services that are installed."""
        from alegra_cli.registry import entry_points

        names = {point.name for point in entry_points.points(entry_points.SERVICES)}
        return {f"ALEGRA_{name.upper().replace('-', '_')}_KEY": "a-key-of-nobody" for name in names}

    def variables(self) -> dict[str, str]:
        return {
            "HOME": str(self.home),
            "ALEGRA_CONFIG": str(self.home / "config" / "config.yaml"),
            "XDG_CACHE_HOME": str(self.home / "cache"),
            "ALEGRA_EMAIL": "ana@example.com",
            "ALEGRA_TOKEN": "a-token-of-nobody",
            "ALEGRA_LANG": "en",
            "ALEGRA_ASK_COMPANY": "no",  # stubs answer what the command itself asks
            **self.services(),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            **self.env,
        }


def words(line: str) -> Sequence[str]:
    """A command line as the program gets it, without its first word ``alegra``."""
    import shlex

    return shlex.split(line)[1:]
