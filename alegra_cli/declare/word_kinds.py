"""What each word of a declaration takes, by its annotation, and what is said of anything else."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import attrs

Fits = Callable[[Any], bool]
FUNCTIONS = ("Callable[", "TaxIdReading", "Read", "Lists")


def check_kinds(owner: object) -> None:
    """Raises ValueError for the first word that holds something else than its annotation says."""
    for name, plain, fits in _words(type(owner)):
        value = getattr(owner, name)
        if type(value) is plain and (plain is not tuple or not value):
            continue
        if not fits(value):
            raise _refusal(owner, name, value)


def check_kind(owner: object, name: str, kind: str, value: Any) -> None:
    """The same of one word, before anything is asked of its value."""
    if not fits(kind)(value):
        raise _refusal(owner, name, value)


def _words(owner: type[Any]) -> tuple[tuple[str, type, Fits], ...]:
    """(name, the type that most values are of, whether a value fits) of each word."""
    if owner not in _WORDS:
        kinds = [(one.name, str(one.type)) for one in attrs.fields(owner) if one.init]
        _WORDS[owner] = tuple((name, _PLAIN.get(kind, tuple), fits(kind)) for name, kind in kinds)
    return _WORDS[owner]


def fits(kind: str) -> Fits:
    """Whether a value is of the kind that an annotation names; anything is of one not known."""
    if kind not in _FITS:
        _FITS[kind] = _fitness(kind)
    return _FITS[kind]


def _fitness(kind: str) -> Fits:
    if kind.endswith(" | None"):
        some = fits(kind.removesuffix(" | None"))
        return lambda value: value is None or some(value)
    if " | " in kind and "[" not in kind:
        several = [fits(part) for part in kind.split(" | ")]
        return lambda value: any(one(value) for one in several)
    if kind.startswith("tuple[") and kind.endswith(", ...]"):
        inner = fits(kind[6:-6])
        return lambda value: isinstance(value, (tuple, list)) and all(map(inner, value))
    if kind.startswith("tuple["):
        return _of_parts([fits(part) for part in parts_of(kind)])
    if kind.startswith(FUNCTIONS):
        return callable
    if kind.isidentifier():
        return _of_class(kind)
    return lambda _value: True


def _of_parts(parts: list[Fits]) -> Fits:
    if len(parts) == 2:  # as nearly all of them
        first, second = parts
        return lambda value: (
            isinstance(value, (tuple, list))
            and len(value) == 2
            and first(value[0])
            and second(value[1])
        )
    return lambda value: (
        isinstance(value, (tuple, list))
        and len(value) == len(parts)
        and all(part(one) for part, one in zip(parts, value, strict=True))
    )


def _of_class(name: str) -> Fits:
    """By the name, so that nothing is imported to know the class."""
    good: dict[type, bool] = {}

    def fit(value: Any) -> bool:
        own = type(value)
        if own not in good:
            good[own] = any(one.__name__ == name for one in own.__mro__)
        return good[own]

    return fit


def parts_of(kind: str) -> list[str]:
    """``str`` and ``tuple[str, ...]`` of ``tuple[str, tuple[str, ...]]``."""
    return [part.strip() for part in re.split(r",(?![^\[]*\])", kind[6:-1])]


# Looked up for each declaration, of which a plugin makes many.
_WORDS: dict[type[Any], tuple[tuple[str, type, Fits], ...]] = {}
_PLAIN: dict[str, type] = {"str": str, "bool": bool, "int": int}
_FITS: dict[str, Fits] = {
    "str": lambda value: isinstance(value, str),
    "int": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "Condition": lambda value: fits("tuple[str, str]")(value),
    "Any": lambda _value: True,
}

_ONE = {"str": "a text", "int": "a whole number", "bool": "True or False", "Any": "anything"}
_MANY = {"str": "texts", "int": "whole numbers"}


def _refusal(owner: Any, name: str, value: Any) -> ValueError:
    """``Field choices takes several: ('PEN',)``, ``Field required takes True or False, not 5``."""
    kinds: dict[str, str] = {one.name: str(one.type) for one in attrs.fields(type(owner))}
    return ValueError(f"{type(owner).__name__} {name} {_sentence(kinds[name], value)}")


def _sentence(kind: str, value: Any) -> str:
    kind = kind.removesuffix(" | None")
    if not (kind.startswith("tuple[") and kind.endswith(", ...]")):
        return f"takes {_kind_text(kind)}, not {code_of(value)}"
    inner = kind[6:-6]
    if fits(inner)(value) or isinstance(value, str):
        one = "(… , …)" if inner.startswith("tuple[") else code_of(value)
        return f"takes several: ({one},)"
    if not isinstance(value, (tuple, list)):
        return f"takes {_several(inner)}, not {code_of(value)}"
    wrong = next(one for one in value if not fits(inner)(one))
    if inner.startswith("tuple[") and isinstance(wrong, str):
        return "takes several: ((… , …),)"
    width = 0 if inner.endswith("...]") else len(parts_of(inner))
    if inner.startswith("tuple[") and isinstance(wrong, (tuple, list)) and width != len(wrong):
        return f"takes {_several(inner)}: {wrong!r} has not {width} parts"
    return f"takes {_several(inner)}, not {code_of(wrong)}"


def _kind_text(kind: str) -> str:
    if " | " in kind:
        return " or ".join(_kind_text(one) for one in kind.split(" | "))
    if kind.startswith(FUNCTIONS):
        return "a function"
    if kind == "Condition":
        return "(path, value)"
    if kind.startswith("tuple[") and kind.endswith(", ...]"):
        return _several(kind[6:-6])
    if kind.startswith("tuple["):
        return f"({', '.join(_kind_text(part) for part in parts_of(kind))})"
    article = "an" if kind[:1] in "AEIO" else "a"
    return _ONE.get(kind, f"{article} {kind}")


def _several(inner: str) -> str:
    return _MANY.get(inner, f"several, each {_kind_text(inner)}")


def code_of(value: Any) -> str:
    """As code, without all that a declaration has in it."""
    return f"{type(value).__name__}(…)" if attrs.has(type(value)) else repr(value)
