"""Validators that speak at construction, so that a wrong declaration fails where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import attrs

from alegra_cli.declare.word_kinds import check_kind

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
OPTION = re.compile(r"--[a-z][a-z0-9]*(-[a-z0-9]+)*")
FIELD_PATH = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\[\])?(\.[A-Za-z_][A-Za-z0-9_]*(\[\])?)*")

Validator = Callable[[Any, "attrs.Attribute[Any]", Any], None]


def matches(pattern: re.Pattern[str]) -> Validator:
    def check(owner: Any, attribute: attrs.Attribute[Any], value: str) -> None:
        check_kind(owner, attribute.name, "str", value)
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


def at_least(least: int) -> Validator:
    def check(owner: Any, attribute: attrs.Attribute[Any], value: int) -> None:
        check_kind(owner, attribute.name, "int", value)
        if value < least:
            raise ValueError(f"{type(owner).__name__} {attribute.name} {value} is below {least}")

    return check


def some(owner: Any, attribute: attrs.Attribute[Any], value: tuple[str, ...]) -> None:
    if isinstance(value, str) or not value or "" in value:
        raise ValueError(f"{type(owner).__name__} {attribute.name} {value!r} names nothing")


def refuse_first(owner: str, contradictions: Iterable[tuple[Any, str]]) -> None:
    """Raises ValueError with the text of the first that is so."""
    for wrong, problem in contradictions:
        if wrong:
            raise ValueError(f"{owner}: {problem}")


def check_conditions(owner: str, conditions: Iterable[tuple[str, str]]) -> None:
    """Raises ValueError for a condition of a path that can't be, or of a value that none has."""
    for condition in conditions:
        if isinstance(condition, str) or len(condition) != 2:
            raise ValueError(f"{owner}: {condition!r} is no condition: (path, value)")
        path, wanted = condition
        if not FIELD_PATH.fullmatch(path):
            raise ValueError(f"{owner}: the path {path!r} of a condition is malformed")
        words = wanted.removeprefix("!").split("|")
        if "" in words or ("*" in words and len(words) > 1):
            raise ValueError(f"{owner}: the value {wanted!r} of a condition is none")


LANGUAGE = re.compile(r"[a-z]{2}")


def check_other_names(owner: str, names: Iterable[tuple[str, str]]) -> None:
    """Raises ValueError for what is no (language, name)."""
    for language, name in names:
        if not LANGUAGE.fullmatch(language) or not NAME.fullmatch(name.removeprefix("--")):
            raise ValueError(f"{owner}: {(language, name)!r} is no language and name")


def takes_one(function: Any) -> bool:
    """Whether it can be called with one value, as far as that is seen without calling it."""
    code = getattr(function, "__code__", None)
    if code is None or hasattr(function, "__self__"):
        return callable(function)
    takes_any = bool(code.co_flags & _TAKES_ANY)
    needed = code.co_argcount - len(function.__defaults__ or ())
    return needed <= 1 and (code.co_argcount >= 1 or takes_any)


_TAKES_ANY = 0x04  # `inspect.CO_VARARGS`, whose module is too large to import for it
