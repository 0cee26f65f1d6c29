"""What a session needs to know besides who it speaks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Settings(NamedTuple):
    """timeout: seconds for connecting and for each silence while reading.

    retries: how often a request that failed, or was refused by the rate limit, goes again.
    patient: waits for a quota; else it raises `RateLimited` at once.
    insecure: links without https are followed. service: what answers, where that is not Alegra.
    log: takes one line a request, for ``--verbose``. notice: takes lines a person must see.
    """

    base_url: str
    timeout: float = 60.0
    log: Callable[[str], None] = lambda _line: None
    notice: Callable[[str], None] = lambda _line: None
    insecure: bool = False
    retries: int = 3
    patient: bool = True
    service: str = ""
