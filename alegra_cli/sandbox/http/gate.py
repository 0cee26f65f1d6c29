"""How many requests are answered at once."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

from alegra_cli.sandbox.http.refusals import unavailable


class Gate:
    """Counts the requests of one application; other processes have their own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0

    @contextlib.contextmanager
    def passing(self, limit: int) -> Iterator[None]:
        """limit: 0 for none. Raises the 503 of the service when there are too many inside."""
        with self._lock:
            if limit and self._inside >= limit:
                raise unavailable()
            self._inside += 1
        try:
            yield
        finally:
            with self._lock:
                self._inside -= 1
