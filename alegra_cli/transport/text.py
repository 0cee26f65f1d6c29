"""Whether what a request says can be written at all.

A byte that is not UTF-8 reaches us from a shell as half a character, and JSON may spell one
(``"\\ud83d"``). Neither can be sent; said before the write is logged, so that it does not look
like one whose end nobody saw.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from alegra_cli.errors import BrokenText
from alegra_cli.wire import Request


def check_text(request: Request) -> None:
    """Raises `BrokenText` for a text with half a character in it."""
    for text in _texts([request.query, request.body]):
        try:
            text.encode()
        except UnicodeEncodeError:
            raise BrokenText(text) from None


def _texts(value: Any) -> Iterator[str]:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, (list, tuple)):
            waiting += one
