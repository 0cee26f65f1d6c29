"""Whether a text is what a record is called: its number, its name, its rate."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from alegra_cli.declare import KnownBy, Resource
from alegra_cli.dotted_path import at
from alegra_cli.exact import decimal_of

# Short numbers of old records and UUIDs of new ones (S31), and what other services have.
_ULID = "[0-7][0-9a-hjkmnp-tv-z]{25}"
_ID = re.compile(
    rf"-?[0-9]+|[0-9a-f]{{8}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}|[0-9a-f]{{24,}}|{_ULID}", re.I
)
# What companies write behind their names, and people leave out.
_LEGAL_FORM = re.compile(
    "bic|cia|cv|de|eirl|eu|inc|limitada|llc|ltda|rl|s[ac]|saa|sab|sac|sapi|sas|slu?|spa|srl"
)
_POINT_OF_NO_NUMBER = re.compile(r"(?<!\d)[.']|[.'](?!\d)")
_LETTERS_THEN_DIGITS = re.compile(r"(?<=[^\W\d_])(?=\d)")
_BETWEEN_WORDS = re.compile(r"[^\w.,]+|(?<!\d),|,(?!\d)")


def may_be_id(text: str) -> bool:
    """Whether the API may have given it as an id: a number, a UUID or a ULID."""
    return _ID.fullmatch(text.strip()) is not None


def is_name(text: str) -> bool:
    """Whether it can be looked up and is no id; half a character is told where it is sent."""
    broken = any("\ud800" <= letter <= "\udfff" for letter in text)
    called = any(letter.isalnum() for letter in text)  # ``..`` is nobody's name
    return called and not may_be_id(text) and not broken


def strength(record: Any, known: KnownBy, text: str) -> int:
    """How well the text is what the record is called in this way; 0 where it is not.

    3: letter for letter. 2: but for what does not count in its kind. 1: but for a legal form.
    """
    called = spoken_name(record, known)
    if not called or not text.strip():
        return 0
    if called == text.strip():
        return 3
    one, other = _comparable(called, known), _comparable(text, known)
    if one == other:
        return 2 if one else 0
    return int(known.kind == "name" and _but_for_a_legal_form(one.split(), other.split()))


def spoken_name(record: Any, known: KnownBy) -> str:
    """What the record is called; empty where a part of it is missing."""
    parts = [_text(at(record, path)) for path in known.paths]
    return " ".join(parts) if all(parts) else ""


def label(record: Any, resource: Resource) -> str:
    """What a person tells it from others by: ``FE3 Papeles y Más (3)``."""
    parts = [_text(at(record, path)) for path in (*resource.label, "name")]
    for known in resource.known_by:
        text = spoken_name(record, known)
        if len(known.paths) == 1 and not any(_plain(text) in part for part in parts):
            parts.append(_plain(text) + ("%" if known.key == "percentage" else ""))
    text = " ".join(dict.fromkeys(part for part in parts if part))
    return f"{text} ({_text(at(record, resource.id_key))})"


def best(records: Iterable[Any], says: Iterable[tuple[tuple[KnownBy, ...], str]]) -> list[Any]:
    """The records that are called all of this, by the strongest likeness that any has.

    says: texts, each with the ways in which it may be meant.
    """
    says = tuple(says)
    found: dict[int, list[Any]] = {}
    for record in records:
        least = min(
            max((strength(record, known, text) for known in ways), default=0) for ways, text in says
        )
        found.setdefault(least, []).append(record)
    return next((found[much] for much in (3, 2, 1) if much in found), [])


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, (dict, list)) else str(value).strip()


def _plain(text: str) -> str:
    """``19.00`` as people write it: 19."""
    number = _number(text)
    return text if number is None else format(number, "f")


def _comparable(text: str, known: KnownBy) -> str:
    if known.kind == "text":
        return " ".join(text.casefold().split())
    plain = _without_accents(text).casefold()
    if known.kind == "code":
        return "".join(letter for letter in plain if letter.isalnum())
    if known.kind == "number":
        return _rate(plain)
    words = _BETWEEN_WORDS.sub(" ", _POINT_OF_NO_NUMBER.sub("", plain)).split()
    if len(known.paths) > 1:
        # ``iva19`` is IVA 19.
        words = [_rate(part) for word in words for part in _LETTERS_THEN_DIGITS.split(word)]
    return " ".join(words)


def _rate(text: str) -> str:
    """By value: ``19``, ``19.00``, ``19,0`` and ``19 %`` are one; a code keeps its zeros."""
    bare = text.strip().removesuffix("%").strip()
    number = _number(bare.replace(",", ".") if bare.count(",") == 1 else bare)
    return bare if number is None else format(number, "f")


def _number(text: str) -> Decimal | None:
    if text[:1] == "0" and text[1:2].isdigit():
        return None
    number = decimal_of(text)
    return None if number is None else number.normalize()


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _but_for_a_legal_form(one: list[str], other: list[str]) -> bool:
    """Whether the longer name only adds S.A.S. or the like; two different ones are two names."""
    short, long = sorted((one, other), key=len)
    rest = long[len(short) :]
    named = bool(short) and not _LEGAL_FORM.fullmatch(short[-1])
    only = bool(rest) and all(map(_LEGAL_FORM.fullmatch, rest))
    return named and only and long[: len(short)] == short
