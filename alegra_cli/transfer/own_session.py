"""A session for each thread that sends: connections are not shared between threads."""

from __future__ import annotations

import threading

from alegra_cli.wire import Session


class OwnSession:
    """Called, it gives the session of the thread that calls it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._local = threading.local()

    def __call__(self) -> Session:
        if not hasattr(self._local, "session"):
            self._local.session = self._session.sibling()
        found: Session = self._local.session
        return found
