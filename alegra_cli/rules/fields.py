"""A body against the declared fields, before anything is sent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from alegra_cli.declare import Field, Ref, Resource
from alegra_cli.dotted_path import at
from alegra_cli.exact import NUMBER
from alegra_cli.i18n import N_, _
from alegra_cli.rules.conditions import holds
from alegra_cli.rules.magnitude import oddity
from alegra_cli.rules.places import beside, places

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2})?")


@attrs.frozen
class Problem:
    """Something wrong with a body.

    path: dotted, with indexes: ``items.0.price``. blocks: the document must not be sent.
    choice: the value is none of a list of choices. missing: there is no value.
    """

    path: str
    message: str
    blocks: bool = True
    choice: bool = False
    missing: bool = False


def problems(body: dict[str, Any], resource: Resource, action: str) -> list[Problem]:
    """Everything wrong with the body of ``create`` or ``update``; missing fields only on create."""
    found: list[Problem] = []
    for field in resource.fields:
        if action not in field.actions:
            continue
        for path, value, absent in places(body, field.path):
            required = _needs(field, body, path)
            blank = _blank(value) and not (field.may_be_empty and value == [])
            if absent or value is None or (required and blank):
                if required and action == "create" and not _has_synonym(body, field, resource):
                    found.append(Problem(path, _("is required"), missing=True))
                continue
            found += _wrong(field, path, value)
    found += [
        Problem(path, _("has a character that is not whole")) for path in _half_characters(body, "")
    ]
    return found + contradictions(body, resource) + _imbalance(body, resource)


def _half_characters(value: Any, path: str) -> Iterator[str]:
    """Where half a character is: it can't be sent, and a file can hardly be written with it."""
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            yield path
        return
    inside: Iterable[tuple[Any, Any]] = ()
    if isinstance(value, dict):
        inside = value.items()
    elif isinstance(value, list):
        inside = enumerate(value)
    for key, one in inside:
        yield from _half_characters(one, f"{path}.{key}" if path else str(key))


def contradictions(body: dict[str, Any], resource: Resource) -> list[Problem]:
    """What the body says twice, and not the same: one of them was corrected."""
    found = []
    for path, parts in resource.duplicates:
        values = [at(body, part) for part in parts]
        one, other = at(body, path), " ".join(str(v).strip() for v in values if not _blank(v))
        if not _scalar(one) or _blank(one) or not other or _words(one) == _words(other):
            continue
        text = _(
            "says {one}, and {parts} says {other}: it is the same thing, so correct both or "
            "leave one out"
        ).format(
            one=one, other=other, parts=parts[0] if len(parts) == 1 else parts[0].split(".")[0]
        )
        found.append(Problem(path, text))
    return found


def _words(value: Any) -> list[str]:
    """The words of a text in any order and case: accounts put surnames first or last."""
    return sorted(str(value).casefold().split())


def _imbalance(body: dict[str, Any], resource: Resource) -> list[Problem]:
    """Sums that the resource wants to be the same, compared exactly."""
    rule = resource.balance
    lines = body.get(rule.lines) if rule else None
    if rule is None or not isinstance(lines, list):
        return []
    sums = []
    for key in (rule.left, rule.right):
        values = [line.get(key) or 0 for line in lines if isinstance(line, dict)]
        if not all(_numeric(value) for value in values):
            return []
        sums.append(sum((Decimal(str(value)) for value in values), Decimal(0)))
    if sums[0] == sums[1]:
        return []
    text = _("{one} is {sum}, {other} is {other_sum}: they must be the same").format(
        one=rule.left, sum=sums[0], other=rule.right, other_sum=sums[1]
    )
    return [Problem(rule.lines, text)]


def _needs(field: Field, body: dict[str, Any], path: str) -> bool:
    """Whether this body needs the field at a concrete path."""
    return field.required and not any(
        holds(body, beside(other, path), wanted) for other, wanted in field.unless
    )


def _has_synonym(body: dict[str, Any], field: Field, resource: Resource) -> bool:
    """Whether another spelling of the same thing is there."""
    groups = [group for group in resource.synonyms if field.path in group]
    return any(not _blank(body.get(name)) for group in groups for name in group)


def _blank(value: Any) -> bool:
    return (
        value is None
        or value == []
        or value == {}
        or (isinstance(value, str) and not value.strip())
    )


def _wrong(field: Field, path: str, value: Any) -> list[Problem]:
    message = _kind_problem(field.kind, value)
    if message:
        return [Problem(path, message)]
    if odd := oddity(field, value):
        return [Problem(path, odd.message, blocks=odd.blocks)]
    if field.max_length and isinstance(value, str) and len(value) > field.max_length:
        text = _("is longer than {most} characters").format(most=field.max_length)
        return [Problem(path, text, blocks=False)]
    if field.choices:
        values = value if isinstance(value, list) else [value]
        allowed = {choice.casefold() for choice in field.choices}
        bad = [item for item in values if str(item).casefold() not in allowed]
        if bad:
            text = _("{value} is not one of {choices}").format(
                value=", ".join(map(str, bad)), choices=", ".join(field.choices)
            )
            return [Problem(path, text, blocks=field.documented, choice=True)]
    return []


def _kind_problem(kind: str | Ref, value: Any) -> str:
    """What is wrong with the type of a value; empty when nothing is."""
    if isinstance(kind, Ref):
        good = _scalar(value) or (isinstance(value, dict) and _scalar(value.get(kind.key)))
        return (
            ""
            if good
            else _("must be an id or {example}").format(example='{"' + kind.key + '": …}')
        )
    test, message = _KIND_TESTS[kind]
    return "" if test(value) else _(message)


def _scalar(value: Any) -> bool:
    return isinstance(value, (str, int, Decimal)) and not isinstance(value, bool)


def _numeric(value: Any) -> bool:
    if isinstance(value, str):
        return NUMBER.fullmatch(value) is not None
    return _scalar(value)


def _integer(value: Any) -> bool:
    return _numeric(value) and re.fullmatch(r"-?\d+", str(value)) is not None


def _day(value: Any) -> bool:
    """Written as the API has every date (S29); `fromisoformat` alone takes other forms too."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _moment(value: Any) -> bool:
    return _day(value) or (isinstance(value, str) and _TIME.fullmatch(value) is not None)


_KIND_TESTS: dict[str, tuple[Any, str]] = {
    "text": (_scalar, N_("must be a text")),
    "integer": (_integer, N_("must be a whole number")),
    "number": (_numeric, N_("must be a number")),
    "money": (_numeric, N_("must be an amount, such as 1234567.89")),
    "amounts": (
        lambda value: _numeric(value) or isinstance(value, list),
        N_("must be an amount, or a list of them"),
    ),
    "boolean": (lambda value: isinstance(value, bool), N_("must be true or false")),
    "yesno": (
        lambda value: isinstance(value, bool) or value in ("yes", "no"),
        N_("must be yes or no"),
    ),
    "date": (_day, N_("must be a date, YYYY-MM-DD")),
    "datetime": (_moment, N_("must be a date and time, YYYY-MM-DD HH:MM:SS")),
    "csv": (_scalar, N_("must be a text")),
    "list": (lambda value: isinstance(value, list) or _scalar(value), N_("must be a list")),
    "object": (lambda value: isinstance(value, dict), N_("must be an object")),
    "any": (lambda _value: True, ""),
    "address": (_scalar, N_("must be a text")),
}
