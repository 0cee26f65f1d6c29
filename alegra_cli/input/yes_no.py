"""The words for yes and no: in an answer, in a cell of a file, from an assistant."""

from __future__ import annotations

import unicodedata

_YES = ("y", "yes", "s", "si", "sí")
_NO = ("n", "no")
_TRUE = (*_YES, "true", "verdadero", "1", "x")
_FALSE = (*_NO, "false", "falso", "0")


def is_yes(answer: str) -> bool:
    """Of an answer to a question: anything that is not a clear yes is no."""
    return _plain(answer) in _YES


def truth(text: str) -> bool | None:
    """Of a value; None for what is neither."""
    word = _plain(text)
    return True if word in _TRUE else False if word in _FALSE else None


def _plain(text: str) -> str:
    # Some keyboards write í as two characters.
    return unicodedata.normalize("NFC", text.strip()).casefold()
