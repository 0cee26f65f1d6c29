"""When two words that people write are one: case, accents, blanks and signs do not count."""

from __future__ import annotations

import functools
import re
import unicodedata

_NOTHING = re.compile(r"[\W_]+")
_ARTICLES = frozenset(("de", "del", "la", "las", "el", "los", "al", "a", "of", "the"))
# What templates put behind a header for who fills them in.
_ASIDE = re.compile(
    r"\s*[(\[]\s*(obligatori[oa]|requerid[oa]|opcional|required|optional)\s*[)\]]\s*$", re.I
)


def letters(text: str) -> str:
    """``Teléfono 1`` is ``telefono1``, ``E-mail`` is ``email``."""
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _NOTHING.sub("", plain)


@functools.lru_cache(maxsize=4096)
def heading(text: str) -> str:
    """A header by its letters, without what a template adds: ``Código (obligatorio)``."""
    return letters(_ASIDE.sub("", text))


@functools.lru_cache(maxsize=4096)
def wording(text: str) -> str:
    """A text by its words, without articles: ``Responsable de IVA`` is ``Responsable del IVA``."""
    words = [letters(word) for word in _NOTHING.split(text)]
    kept = [word for word in words if word and word not in _ARTICLES]
    return "".join(kept) or letters(text)
