"""The requests of a user in a window (S5, S6), over all processes."""

from __future__ import annotations

import math
import time

from alegra_cli.sandbox.books.settings import Switches
from alegra_cli.sandbox.books.store import Store


def spend(store: Store, switches: Switches, user: str) -> tuple[bool, dict[str, str]]:
    """Count one request: (within the quota, the three headers)."""
    return _count(store, switches, user, int(switches.get("rate_limit")))


def spend_contact(store: Store, switches: Switches, user: str) -> bool:
    """Count one request to the contacts, which have a quota of their own: whether it is within."""
    limit = int(switches.get("contacts_limit"))
    return not limit or _count(store, switches, f"contacts of {user}", limit)[0]


def _count(store: Store, switches: Switches, user: str, limit: int) -> tuple[bool, dict[str, str]]:
    window = int(switches.get("rate_window"))
    now = time.time()
    with store.writing() as database:
        row = database.execute("SELECT ends, used FROM quota WHERE user = ?", (user,)).fetchone()
        ends, used = row if row and now < row[0] <= now + window else (now + window, 0)
        database.execute(
            "INSERT INTO quota (user, ends, used) VALUES (?, ?, ?) "
            "ON CONFLICT (user) DO UPDATE SET ends = excluded.ends, used = excluded.used",
            (user, ends, used + 1),
        )
    headers = {
        "X-Rate-Limit-Limit": str(limit),
        "X-Rate-Limit-Remaining": str(max(0, limit - used - 1)),
        "X-Rate-Limit-Reset": str(max(1, math.ceil(ends - now))),
    }
    return used < limit, headers
