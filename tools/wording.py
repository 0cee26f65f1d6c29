"""What must be the same in a text and in its translation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from babel.messages.catalog import Catalog

# {name}, {name!r}, and the keys of records in braces, which stay as they are.
_BRACES = re.compile(r"\{[^{}]*\}")
_OPTION = re.compile(r"(?<![\w-])--[a-z][\w-]*")
_END = re.compile(r"[.:?!…]?\s*$")


def faults(catalogue: Catalog) -> Iterator[str]:
    """What is wrong with the translations, a line each."""
    for message in catalogue:
        ids, forms = several(message.id), several(message.string)
        if message.id and all(forms):
            for text, form in zip(ids, forms, strict=True):
                yield from (f"{problem}: {form!r} for {text!r}" for problem in wrong(text, form))


def several(texts: Any) -> tuple[str, ...]:
    """A text, or the one and the other number of a text, as the catalogue has either."""
    return tuple(texts) if isinstance(texts, (tuple, list)) else (texts,)


def wrong(text: str, told: str) -> Iterator[str]:
    """What is wrong with `told` as Spanish for `text`."""
    if Counter(_BRACES.findall(text)) != Counter(_BRACES.findall(told)):
        yield "other placeholders"
    if set(_OPTION.findall(text)) != set(_OPTION.findall(told)):
        yield "other options"
    if text[:1].isspace() != told[:1].isspace() or _end(text) != _end(told):
        yield "begins or ends otherwise"
    plain = _BRACES.sub("", told)
    if plain.count("¿") != plain.count("?") or plain.count("¡") != plain.count("!"):
        yield "¿ and ? or ¡ and ! do not match"
    if "  " in told.replace("\n", ""):
        yield "two blanks"


def _end(text: str) -> str:
    found = _END.search(text)
    return found[0] if found else ""
