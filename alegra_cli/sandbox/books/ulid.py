"""Ids of 26 characters that sort by their moment, which a few resources have (S115)."""

from __future__ import annotations

from alegra_cli.sandbox.books import Books

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def ulid(books: Books) -> str:
    """A new one: the moment of the books, then a number that was never given."""
    moment = int(books.now().timestamp() * 1000)
    return _text(moment, 10) + _text(int(books.store.new_id("ulid")), 16)


def _text(number: int, length: int) -> str:
    digits = ""
    for _each in range(length):
        number, rest = divmod(number, 32)
        digits = _LETTERS[rest] + digits
    return digits
