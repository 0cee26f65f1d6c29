"""Numbers that a person typed: taken where they mean one, asked where they could mean two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from alegra_cli.declare import Field
from alegra_cli.dotted_path import put_at
from alegra_cli.errors import UsageProblem
from alegra_cli.exact import NUMBER, Number
from alegra_cli.exact.notation import POINT, doubt, lone_number, number
from alegra_cli.i18n import _
from alegra_cli.rules.fields import Problem
from alegra_cli.rules.places import places

_INDEX = re.compile(r"\.\d+(?=\.|$)")


def doubts(body: dict[str, Any], numbers: Sequence[Field]) -> list[Problem]:
    """The texts of a body that could mean two numbers."""
    found = []
    for path, text, most in number_texts(body, numbers):
        if two := doubt(text, most):
            message = _("{value} could mean two numbers: {one} or {other}").format(
                value=text, one=two.thousands, other=two.decimal
            )
            found.append(Problem(path, message))
    return found


def typed_number(field: Field, what: str, text: str) -> int | Number | None:
    """The number; None for a text that is none.

    what: names the option or the path. Raises `UsageProblem` for 1.500, which is one thousand
    five hundred or one and a half: nothing else was typed that could settle it.
    """
    found = doubt(text, field.most)
    if found is None:
        return lone_number(text, field.most)
    raise UsageProblem(
        _("{what} {value} could mean two numbers: {one} or {other}.").format(
            what=what, value=text, one=found.thousands, other=found.decimal
        ),
        _("Type it as {one} or as {other}.").format(one=found.thousands, other=found.decimal),
    )


def assigned_number(numbers: Iterable[Field], path: str, text: str) -> int | Number | None:
    """What ``--set items.0.price=text`` means where the path is a declared number.

    None where it is none, or the text says none, or says one as JSON does.
    """
    declared = _INDEX.sub("[]", path)
    field = next((field for field in numbers if field.path == declared), None)
    found = typed_number(field, f"--set {path}", text) if field else None
    return None if NUMBER.fullmatch(text) else found


def number_texts(body: dict[str, Any], numbers: Sequence[Field]) -> Iterator[tuple[str, str, int]]:
    """(path, text, most) of every number in a body that is a text."""
    for field in numbers:
        for path, value, _absent in places(body, field.path):
            if isinstance(value, str) and value:
                yield path, value, field.most


def with_numbers(body: dict[str, Any], numbers: Sequence[Field], sign: str) -> dict[str, Any]:
    """The body with a number in place of each text that writes one with this decimal sign.

    ``"19.00"`` is a number to the API as it is, and stays so.
    """
    for path, text, _most in list(number_texts(body, numbers)):
        found = None if sign == POINT and NUMBER.fullmatch(text) else number(text, sign)
        if found is not None:
            body = put_at(body, path, found)
    return body


def with_typed_numbers(body: dict[str, Any], numbers: Sequence[Field]) -> dict[str, Any]:
    """The same for a body that was typed, or written by hand: each text speaks for itself."""
    declared = {field.path: field for field in numbers}
    for path, text, _most in list(number_texts(body, numbers)):
        found = typed_number(declared[_INDEX.sub("[]", path)], path, text)
        if found is not None and not NUMBER.fullmatch(text):
            body = put_at(body, path, found)
    return body
