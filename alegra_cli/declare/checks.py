"""Validators that speak at construction, so that a wrong declaration fails where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import attrs

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
FIELD_PATH = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\[\])?(\.[A-Za-z_][A-Za-z0-9_]*(\[\])?)*")

Validator = Callable[[Any, "attrs.Attribute[Any]", Any], None]


def matches(pattern: re.Pattern[str]) -> Validator:
    def check(owner: Any, attribute: attrs.Attribute[Any], value: str) -> None:
        if not pattern.fullmatch(value):
            raise ValueError(f"{type(owner).__name__} {attribute.name} {value!r} is malformed")

    return check


def one_of(choices: Iterable[str]) -> Validator:
    allowed = tuple(choices)

    def check(owner: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
        if value not in allowed:
            raise ValueError(
                f"{type(owner).__name__} {attribute.name} {value!r} is not one of "
                + ", ".join(repr(choice) for choice in allowed)
            )

    return check


def no_twice(owner: str, what: str, names: Iterable[str]) -> None:
    """Raises ValueError for the first name that comes twice."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"{owner}: {what} {name!r} declared twice")
        seen.add(name)
