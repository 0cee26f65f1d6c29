"""Texts of a body that a program took for numbers, as they were before."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from alegra_cli.declare import Field, Ref
from alegra_cli.dotted_path import put_at
from alegra_cli.i18n import _
from alegra_cli.rules.fields import Problem
from alegra_cli.rules.places import places
from alegra_cli.transfer.damage import without_zero

TEXTS = ("text", "any")


def is_ref(field: Field) -> bool:
    return isinstance(field.kind, Ref)


def without_damage(
    body: dict[str, Any], texts: Sequence[Field]
) -> tuple[dict[str, Any], list[Problem]]:
    """The body without the ``.0`` behind identifications, telephones and codes, and what was done.

    texts: the fields that hold texts or point at records.
    """
    problems: list[Problem] = []
    for field in texts:
        for place, value, _absent in list(places(body, field.path)):
            path, text = _text_at(field, place, value)
            bare = without_zero(text, is_ref(field) or path.endswith(".id"))
            if bare == text:
                continue
            body = put_at(body, path, bare)
            message = _(
                "the .0 at the end, which a program adds to what it takes for a number, is left "
                "out; zeros at the beginning may be lost too"
            )
            problems.append(Problem(place, message, blocks=False))
    return body, problems


def _text_at(field: Field, path: str, value: Any) -> tuple[str, str]:
    """(path, text) of what may be damaged; an empty text where nothing can be."""
    if isinstance(field.kind, Ref) and isinstance(value, dict):
        path, value = f"{path}.{field.kind.key}", value.get(field.kind.key)
    return path, str(value) if isinstance(value, (str, Decimal)) else ""
