"""A cell as the value that the declared field takes."""

from __future__ import annotations

import re
from typing import Any

from alegra_cli import exact
from alegra_cli.declare import Field, Ref
from alegra_cli.errors import UsageProblem
from alegra_cli.errors.foreign_texts import reason
from alegra_cli.i18n import _
from alegra_cli.input.body import parse_value
from alegra_cli.input.yes_no import truth
from alegra_cli.transfer.decimals import number

NUMBERS = ("money", "number", "integer", "amounts")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


class BadCell(ValueError):
    """A cell that the field can't take; the message says why."""


def value_of(text: str, field: Field | None, sign: str) -> Any:
    """The value of a cell that is not empty. Raises `BadCell`.

    field: None for a path that nothing is declared of. sign: of the decimals.
    """
    if field is None:
        return parse_value(text)
    kind = field.kind
    if text[:1] in "[{" and kind not in ("text", "address", "csv"):
        return _json(text, kind)
    if isinstance(kind, Ref):
        # ``client.id`` is the id itself; ``client`` is what holds it.
        bare = field.path.removesuffix("[]").endswith(("." + kind.key, "[]"))
        return text if bare or "[]" in field.path[-2:] else {kind.key: text}
    if kind in NUMBERS:
        found = number(text, sign)
        return text if found is None else found
    if kind in ("boolean", "yesno"):
        known = truth(text)
        return text if known is None else known
    if kind in ("date", "datetime"):
        return day(text)
    if kind == "list":
        return [part.strip() for part in text.split(",") if part.strip()]
    return text


def _json(text: str, kind: str | Ref) -> Any:
    try:
        return exact.loads(text)
    except ValueError as problem:
        if kind == "any":
            return text  # it takes a text as well, and that may begin with a bracket
        raise BadCell(_("is not JSON: {problem}").format(problem=reason(problem))) from problem


def day(text: str) -> str:
    """Day, month, year, as all of Latin America writes them; the check refuses what is no day."""
    if found := _DAY_FIRST.fullmatch(text.strip()):
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    return text.strip()


def placed(body: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The body with the value at its path. Raises `BadCell`."""
    from alegra_cli.input.body import put

    try:
        return put(body, path, value)
    except UsageProblem as problem:
        raise BadCell(problem.message) from problem
