"""``--select`` and ``--sort``: what of the records is shown, and in which order."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from alegra_cli.errors import UsageProblem
from alegra_cli.errors.foreign_texts import reason, translation
from alegra_cli.exact import NUMBER
from alegra_cli.i18n import _
from alegra_cli.output.columns import lookup


def compiled(expression: str) -> Any:
    """A JMESPath expression. Raises `UsageProblem` for one that is malformed."""
    import jmespath

    _numbers_are_exact()
    try:
        return jmespath.compile(expression)
    except (ValueError, RecursionError) as problem:  # the library's own are ValueErrors
        raise UsageProblem(
            _("--select can't be read: {problem}").format(
                problem=translation(str(problem).split("\n")[0].rstrip(":"))
            ),
            "--select \"[?status=='open'].{number: numberTemplate.fullNumber, total: total}\"",
        ) from problem


def selected(expression: Any, value: Any) -> Any:
    """What the expression makes of a record, or of a list of them. Raises `UsageProblem`."""
    import jmespath

    try:
        return expression.search(value, jmespath.Options(custom_functions=_functions()))
    except (ValueError, RecursionError, ArithmeticError, TypeError) as problem:
        raise UsageProblem(
            _("--select can't be applied: {problem}").format(problem=reason(problem)),
            _("Some amounts come as texts: to_number(total) makes numbers of them."),
        ) from problem


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


def sorted_records(records: Iterable[Any], order: list[tuple[str, bool]]) -> list[Any]:
    """The records in that order; numbers by value also where they came as texts, blanks last."""
    found = list(records)
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
