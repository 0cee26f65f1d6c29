"""What every `alegra` process of an account knows of its limits: a small locked file.

It lies in the cache directory, named by a fingerprint of the credentials; where that directory
can't be written, each process keeps its own.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from alegra_cli.files import lock_on, private_folder


class AccountFile:
    """One JSON object, read and written back under a lock.

    path: None keeps it in this process.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._lock = None if path is None else path.with_suffix(".lock")
        self._own: dict[str, Any] = {}
        self._own_text: bytes | None = None
        """What the file holds while it says the same as `_own`."""
        # A lock of the file does not keep the threads of one process apart everywhere.
        self._threads = threading.Lock()

    @contextlib.contextmanager
    def state(self) -> Iterator[dict[str, Any]]:
        """The object, to be changed in place; what is not a JSON object is an empty one."""
        with self._threads, self._shared_lock():
            text = self._text()
            if text is not None and text != self._own_text:  # another process wrote it
                self._own = _object(text)
            self._own_text = None  # until it is known again what this one makes of it
            yield self._own
            if text is not None:
                self._own_text = json.dumps(self._own).encode()
                if self._own_text != text:
                    self._write(self._own_text)

    def _shared_lock(self) -> contextlib.ExitStack:
        """The lock that other processes respect; none where there is no place for it."""
        lock = contextlib.ExitStack()
        if self._lock is not None:
            try:
                try:
                    lock.enter_context(lock_on(self._lock))
                except FileNotFoundError:  # to look for the folder each time takes as long again
                    private_folder(self._lock.parent)
                    lock.enter_context(lock_on(self._lock))
            except OSError:
                # Not tried again: without a lock two processes would undo what the other wrote, and
                # a quota that is kept by each alone costs a refusal at most.
                self._path = self._lock = None
        return lock

    def _text(self) -> bytes | None:
        """What is in the file, empty where there is none; None where nothing is kept in one."""
        if self._path is None:
            return None
        try:
            with open(self._path, "rb") as file:
                return file.read()
        except OSError:
            return b""

    def _write(self, text: bytes) -> None:
        # A disk that is full is no reason to hold a request up: what is lost is pacing.
        if self._path is not None:
            with contextlib.suppress(OSError), open(_in_place(self._path), "wb") as file:
                file.write(text)
                file.truncate()


def _object(text: bytes) -> dict[str, Any]:
    try:
        stored = json.loads(text.decode())
    except (ValueError, RecursionError):
        return {}
    return stored if isinstance(stored, dict) else {}


def _in_place(path: Path) -> int:
    """The file, to be written over and then cut off.

    Several file systems bring one that was emptied to the disk as soon as it is closed: thirty
    times as long, for what the next request writes again. What is damaged meanwhile is an empty
    object either way.
    """
    return os.open(path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)


def number(state: dict[str, Any], key: str, otherwise: float = 0.0) -> float:
    """The number under `key`; `otherwise` for what a damaged file has in its place."""
    value = state.get(key)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return otherwise
    try:
        value = float(value)
    except OverflowError:
        return otherwise
    return value if math.isfinite(value) and abs(value) < 1e12 else otherwise


def part(state: dict[str, Any], key: str) -> dict[str, Any]:
    """The object under `key`, made where there is none."""
    value = state.get(key)
    if not isinstance(value, dict):
        value = state[key] = {}
    return value
