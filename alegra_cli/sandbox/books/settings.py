"""The switches of a sandbox, kept in its database."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Mapping
from typing import Any

from alegra_cli import exact
from alegra_cli.sandbox.books.store import Store

DEFAULTS: dict[str, Any] = {
    "rate_limit": 150,
    "rate_window": 60,
    "contacts_limit": 0,
    "parallel": 0,
    "plan": "whole",
    "withheld": [],
    "forbidden": [],
    "idle_parameters": [],
    "uuid_ids": None,
    "partial_contacts": False,
    "one_name": False,
    "authority": "accepts",
    "answer": "",
    "late_answer": "",
}
"""rate_limit: requests a window. rate_window: seconds. contacts_limit: requests to ``/contacts`` a
window, beyond which they are answered 400 with the code 429; 0 for none of their own. parallel:
requests at once, beyond which they are answered 503; 0 for no limit. plan: what the plan allows,
one of `PLANS`. withheld, forbidden: path prefixes that answer 402 and 403. idle_parameters: those
of lists that have no effect. uuid_ids: whether all new records get UUIDs, or none; those of
`UUID_SINCE` when None. partial_contacts: whether a change of a contact needs none of the keys
that live accounts of two countries want again; the vendor's own flows send none. one_name:
whether a contact with `name` and `nameObject` is refused, as one live account does and another
does not. authority: how the tax authority behaves, one of `AUTHORITY`. answer:
``503`` or ``400:AEP1005``, what every request is answered. late_answer: the same for a write that
was done."""

AUTHORITY = (
    "accepts",
    "observes",
    "waits",
    "rejects",
    "rejects-bare",
    "silent",
    "half",
    "forgets",
    "times-out",
)
"""observes: documents are accepted with observations. waits: a document stays in process until
the authority accepts again. rejects: a document that was to be stamped as it was created stays,
and the answer has it beside the error. rejects-bare: the same, and the answer is the document
itself with the error's keys in it. silent: documents are processed, and the answer to a batch
names none of them. half: only the first half of a batch is processed, and the others are refused.
forgets: all are processed, and every second one is left out of the answer. times-out: all are
processed, and the answer is a 504."""

PLANS = {"whole": 0, "used-up": 900, "read-only": 907, "no-feature": 908, "no-action": 911}
"""Code of the refusal that a plan makes, which comes as a 400. used-up: nothing new is created.
read-only: nothing is written. no-feature: nothing is answered below what is withheld. no-action:
records can be written, and actions on them (void, email …) can't be had."""

UUID_SINCE = {
    "price-lists": "2025-05-10",
    "inventory-adjustments": "2025-05-10",
    "warehouse-transfers": "2025-12-01",
    "warehouses": "2026-01-01",
    "terms": "2026-04-01",
    "sellers": "2026-04-30",
    "estimates": "2026-07-30",
    "remissions": "2026-07-30",
}
"""By resource, the day since which new records get a UUID; older ones keep their numbers."""


_PREFIX = "switch "


class _Steady(threading.local):
    """What one thread holds to. texts: by the name of the setting; None when it reads each."""

    texts: Mapping[str, str] | None = None


class Switches:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._steady = _Steady()

    def get(self, name: str) -> Any:
        kept, setting = self._steady.texts, _PREFIX + name
        text = self._store.setting(setting) if kept is None else kept.get(setting)
        return DEFAULTS[name] if text is None else exact.loads(text)

    @contextlib.contextmanager
    def steady(self) -> Iterator[None]:
        """All that are set are read at once, and hold until one is set within: a request asks for
        ten, and is answered by those that were set when it came.
        """
        self._steady.texts = self._store.settings(_PREFIX)
        try:
            yield
        finally:
            self._steady.texts = None

    def set(self, name: str, value: Any) -> None:
        if name not in DEFAULTS:
            raise KeyError(name)
        with self._store.writing():
            self._store.save_setting(_PREFIX + name, exact.dumps(value))
        self._steady.texts = None

    @contextlib.contextmanager
    def holding(self, name: str, value: Any) -> Iterator[None]:
        """A switch for the time being; after it, the default again."""
        self.set(name, value)
        yield
        with self._store.writing():
            self._store.drop_setting(_PREFIX + name)
        self._steady.texts = None

    def all(self) -> dict[str, Any]:
        return {name: self.get(name) for name in DEFAULTS}
