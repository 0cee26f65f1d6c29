"""Answers that refuse for there being too many requests: what of, and for how long (S5, S6, S7).

Alegra answers 429 when the account's quota is used up, and 400 with ``{"code": 429}`` when a
path's own is; accounts have answered 429 and 503 to more at once than they take.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from enum import Enum
from typing import Any

from alegra_cli.transport.window import LONGEST
from alegra_cli.wire import Request

# What a refusal consists of. Anything else may be a record that was stored all the same.
_ONLY = {"code", "message", "error", "status", "statusCode", "success"}


class QuotaRefusal(Enum):
    """By what: the account's quota, a quota of the path, or the number under way at once."""

    ACCOUNT = "account"
    PATH = "path"
    CROWD = "crowd"


def too_many(status: int, body: Any, request: Request) -> bool:
    """Whether the answer refuses for there being too many requests, and nothing was done.

    A request that may go only once needs to be told so without contradiction: with a status
    that says it was refused, and without a record beside the words.
    """
    if status == 429:
        return request.repeatable or not request.writes or not _names_a_record(body)
    if not _says_429(body) or _names_a_record(body):
        return False
    return 400 <= status < 500 or request.repeatable


def contradicts(status: int, body: Any, request: Request) -> bool:
    """Whether it refuses a write and says that it was done, so that nobody knows."""
    if not request.writes or not (status == 429 or _says_429(body)):
        return False
    return _names_a_record(body) if 400 <= status < 500 else not _names_a_record(body)


def _says_429(body: Any) -> bool:
    return isinstance(body, dict) and str(body.get("code")) == "429"


def _names_a_record(body: Any) -> bool:
    return isinstance(body, dict) and any(key not in _ONLY for key in body)


def by_what(
    status: int, headers: Mapping[str, str], *, unproven: bool, alone: bool, left: bool
) -> QuotaRefusal:
    """What refused.

    unproven: more were under way than were ever answered well. alone: no other was under way.
    left: the API said before that the account's window has requests left.
    """
    if status != 429:
        return QuotaRefusal.PATH
    remaining = headers.get("X-Rate-Limit-Remaining", "").strip()
    if remaining in ("0", "0.0"):
        return QuotaRefusal.ACCOUNT
    if unproven:
        return QuotaRefusal.CROWD
    if remaining or left:
        return QuotaRefusal.PATH if alone else QuotaRefusal.CROWD
    return QuotaRefusal.ACCOUNT


def seconds_told(headers: Mapping[str, str], *, of_account: bool) -> float | None:
    """Seconds until it makes sense to ask again, where the answer tells.

    of_account: the header of the account's window counts too.
    """
    names = ("X-Rate-Limit-Reset", "Retry-After") if of_account else ("Retry-After",)
    for name in names:
        seconds = _seconds(headers.get(name, ""))
        if seconds is not None and 0 < seconds <= LONGEST:
            return seconds
    return None


def _seconds(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        pass
    try:  # ``Retry-After`` may be a date
        return parsedate_to_datetime(text).timestamp() - time.time()
    except ValueError:
        return None
