"""``--select`` and ``--sort``: what of the records is shown, and in which order."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from alegra_cli.errors import UsageProblem
from alegra_cli.errors.foreign_texts import reason, translation
from alegra_cli.exact import NUMBER, Number
from alegra_cli.i18n import _
from alegra_cli.output.columns import MissingColumns, lookup

_MOST_VALUES = 1_000_000


def query_of(expression: str) -> Any:
    """A JMESPath expression. Raises `UsageProblem` for one that is malformed."""
    import jmespath

    _numbers_are_exact()
    try:
        with warnings.catch_warnings():
            # Of a spelling that the library takes, and would rather not.
            warnings.simplefilter("ignore", PendingDeprecationWarning)
            made = jmespath.compile(expression)
        _literals_are_exact(made.parsed)
        return made
    except (ValueError, RecursionError) as problem:  # the library's own are ValueErrors
        raise UsageProblem(
            _("--select can't be read: {problem}").format(
                problem=translation(str(problem).split("\n")[0].rstrip(":"))
            ),
            "--select \"[?status=='open'].{number: numberTemplate.fullNumber, total: total}\"",
        ) from problem


def selection(expression: Any, value: Any) -> Any:
    """What the expression makes of a record, or of a list of them. Raises `UsageProblem`."""
    import jmespath

    from alegra_cli.output.bounds import SECONDS, bounded

    # Orders of many records take their time; a person waits for these, and not for ever.
    seconds = SECONDS + (len(value) / 1000 if isinstance(value, list) else 0)
    try:
        with bounded(seconds):
            found = expression.search(value, jmespath.Options(custom_functions=_functions()))
            _refuse_multiplied(found)
            return found
    except (ValueError, RecursionError, ArithmeticError, TypeError) as problem:
        raise UsageProblem(
            _("--select can't be applied: {problem}").format(problem=reason(problem)),
            _("Some amounts come as texts: to_number(total) makes numbers of them."),
        ) from problem


def _literals_are_exact(node: Any) -> None:
    """Numbers in backticks, which the library reads as floats. Raises ``ValueError``."""
    if node.get("type") == "literal":
        node["value"] = _exact(node["value"])
    for child in node.get("children", ()):
        if isinstance(child, dict):
            _literals_are_exact(child)


def _exact(value: Any) -> Any:
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(_("{name} is not a number").format(name=value))
        return Number(repr(value))
    if isinstance(value, list):
        return [_exact(one) for one in value]
    return {key: _exact(one) for key, one in value.items()} if isinstance(value, dict) else value


def _refuse_multiplied(value: Any) -> None:
    """Raise ``ValueError`` where the same values stand in one another so often that nothing ends.

    ``{a: @, b: @}`` thirty times over is small here, and a milliard of lines when it is written.
    """
    sizes: dict[int, int] = {}

    def size(one: Any) -> int:
        if not isinstance(one, (list, dict)):
            if not isinstance(one, (str, int, Decimal, type(None))):
                raise TypeError(_("an expression behind & is no value"))
            return 1
        if id(one) not in sizes:
            parts = one.values() if isinstance(one, dict) else one
            sizes[id(one)] = 1 + sum(size(part) for part in parts)
        return sizes[id(one)]

    if size(value) > _MOST_VALUES + 20 * len(sizes):
        raise ValueError(_("the result is too large"))


def _numbers_are_exact() -> None:
    """Teach the library that our numbers are numbers: it knows floats and integers only."""
    from jmespath import functions

    for name in ("Decimal", "Number"):
        functions.TYPES_MAP[name] = "number"
        if name not in functions.REVERSE_TYPES_MAP["number"]:
            functions.REVERSE_TYPES_MAP["number"] += (name,)


def _functions() -> Any:
    from jmespath import functions

    class Exact(functions.Functions):
        """Those of the library that would divide by a float, or make one of a text."""

        @functions.signature({"types": ["array-number"]})
        def _func_avg(self, values: list[Any]) -> Any:
            return sum(map(Decimal, values)) / len(values) if values else None

        @functions.signature({"types": []})
        def _func_to_number(self, value: Any) -> Any:
            if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
                return value
            return Decimal(value) if isinstance(value, str) and NUMBER.fullmatch(value) else None

    return Exact()


def parse_order(text: str) -> list[tuple[str, bool]]:
    """``-total,client.name`` as (path, downwards). Raises `UsageProblem`."""
    found = []
    for part in (piece.strip() for piece in text.split(",")):
        path = part.removeprefix("-")
        if not path or any(not name for name in path.split(".")):
            raise UsageProblem(
                _("--sort {text!r} is malformed.").format(text=text),
                _("It takes names with commas between, - for downwards: -total,client.name"),
            )
        found.append((path, part.startswith("-")))
    return found


def sorted_records(
    records: Iterable[Any], order: list[tuple[str, bool]], declared: Iterable[str] = ()
) -> list[Any]:
    """The records in that order; numbers by value also where they came as texts, blanks last.

    declared: paths that records may have, whether these do or not. Raises `UsageProblem` for a
    path that none of them has.
    """
    found = list(records)
    known = list(declared)
    missing = MissingColumns([path for path, _down in order if path not in known], known)
    for record in found:
        missing.see(record)
    missing.check()
    for path, down in reversed(order):
        keyed = [(_key(lookup(record, path)[1]), record) for record in found]
        filled = [pair for pair in keyed if pair[0] is not None]
        filled.sort(key=lambda pair: pair[0] or (0,), reverse=down)
        found = [record for _k, record in filled]
        found += [record for key, record in keyed if key is None]
    return found


def _key(value: Any) -> tuple[Any, ...] | None:
    if value is None or value == "" or isinstance(value, (list, dict)):
        return None
    if isinstance(value, bool):
        return (0, Decimal(int(value)), "")
    if isinstance(value, (int, Decimal)) or NUMBER.fullmatch(str(value)):
        number = Decimal(str(value))
        return (0, number, "") if number.is_finite() else None
    return (1, Decimal(0), str(value).casefold())
