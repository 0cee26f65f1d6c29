"""Every write that left this machine: when, for whom, what, and how it ended.

One file a month beside the configuration, for its owner alone, only ever added to. A line is
written before a request and one after it, so that a request whose end nobody saw shows as such.
No body, no credentials.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any, NamedTuple

from alegra_cli.errors import AlegraError, InterruptedWrite, StoredNotIssued, UnknownOutcome
from alegra_cli.errors.foreign_texts import reason
from alegra_cli.files import private_folder
from alegra_cli.i18n import N_
from alegra_cli.transport.text import check_text
from alegra_cli.wire import Reply, Request, Session

SENDING, DONE, REFUSED, UNKNOWN = "sending", N_("done"), N_("refused"), N_("unknown")
STORED = N_("stored")
# What every line has, each of it text.
_ALWAYS = ("write", "state", "at", "profile", "method", "path")


class LogTarget(NamedTuple):
    """Where lines go, and what all of them say."""

    folder: Path
    profile: str
    service: str
    now: Callable[[], datetime]
    notice: Callable[[str], None]
    began: Callable[[], None] = lambda: None
    """Called before each write; what it raises holds the write back."""


class LoggedSession:
    """A session that writes down its writes; reading costs nothing more."""

    def __init__(self, session: Session, place: LogTarget) -> None:
        self._session = session
        self._place = place

    def send(self, request: Request) -> Reply:
        check_text(request)
        if not request.writes:
            return self._session.send(request)
        told = {"write": uuid.uuid4().hex[:12], "profile": self._place.profile}
        told |= {"service": self._place.service, "method": request.method, "path": request.path}
        self._place.began()  # who lets none through is asked before anything is written down
        self._tell({**told, "state": SENDING})
        try:
            reply = self._session.send(request)
        except StoredNotIssued as problem:
            end = {"state": STORED, "status": problem.status, "id": problem.record_id}
            self._tell({**told, **end, "code": problem.code})
            raise
        except AlegraError as problem:
            doubt = isinstance(problem, (UnknownOutcome, InterruptedWrite))
            end = {"state": UNKNOWN if doubt else REFUSED, "status": problem.status}
            self._tell({**told, **end, "code": problem.code})
            raise
        self._tell({**told, "state": DONE, "status": reply.status, "id": _id(reply.body)})
        return reply

    def at_once(self) -> int:
        return self._session.at_once()

    def sibling(self) -> Session:
        return LoggedSession(self._session.sibling(), self._place)

    def download(self, link: str, into: IO[bytes]) -> None:
        self._session.download(link, into)

    def _tell(self, told: dict[str, Any]) -> None:
        """A log that can't be written holds nobody up, and is told of."""
        at = self._place.now()
        file = self._place.folder / f"{at:%Y-%m}.log"
        try:
            private_folder(self._place.folder)
            descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                line = json.dumps({"at": at.isoformat(timespec="seconds"), **told}) + "\n"
                # One write of one line: those of other processes stay whole.
                os.write(descriptor, _lead(descriptor) + line.encode())
            finally:
                os.close(descriptor)
        except OSError as problem:
            self._place.notice(f"{file}: {reason(problem)}")


def _lead(descriptor: int) -> bytes:
    """A line end, where a power cut left half a line."""
    size = os.lseek(descriptor, 0, os.SEEK_END)
    if not size:
        return b""
    os.lseek(descriptor, size - 1, os.SEEK_SET)
    return b"" if os.read(descriptor, 1) == b"\n" else b"\n"


def writes(folder: Path, since: str = "") -> Iterator[dict[str, Any]]:
    """The writes from a month on (``2026-11``), each as it ended, in the order they began.

    Half a line, as a power cut leaves one, and one that is damaged are passed over. Raises
    ``OSError``.
    """
    found: dict[str, dict[str, Any]] = {}
    for file in sorted(folder.glob("????-??.log")):
        if file.stem < since:
            continue
        for told in _lines(file):
            key = str(told.pop("write"))
            began = found.get(key, told).get("at")
            found[key] = {**found.get(key, {}), **told, "at": began}
    for told in found.values():
        # Its end was never written: nobody knows.
        state = UNKNOWN if told["state"] == SENDING else told["state"]
        yield {**told, "state": state}


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            told = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(told, dict) and all(isinstance(told.get(key), str) for key in _ALWAYS):
            yield told


def _id(body: Any) -> str:
    value = body.get("id") if isinstance(body, dict) else None
    return "" if value is None else str(value)
