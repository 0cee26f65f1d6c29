"""A cell as the value that the declared field takes."""

from __future__ import annotations

from typing import Any

from alegra_cli import exact
from alegra_cli.declare import Field, Ref
from alegra_cli.declare.field import NUMBERS
from alegra_cli.errors import UsageProblem
from alegra_cli.errors.foreign_texts import reason
from alegra_cli.exact.notation import POINT, number
from alegra_cli.i18n import _
from alegra_cli.input.body import parse_value
from alegra_cli.input.written_days import Unclear, moment
from alegra_cli.input.yes_no import truth
from alegra_cli.transfer.damage import lost_digits
from alegra_cli.transfer.error_words import error_in
from alegra_cli.transfer.rows import Figure


class BadCell(ValueError):
    """A cell that the field can't take; the message says why."""


def value_of(text: str, field: Field | None, sign: str) -> Any:
    """The value of a cell that is not empty. Raises `BadCell`.

    field: None for a path that nothing is declared of. sign: of the decimals.
    """
    kind = field.kind if field else "any"
    if wrong := error_in(text) or lost_digits(text, kind in NUMBERS):
        raise BadCell(wrong)
    if field is None:
        return parse_value(text)
    if text[:1] in "[{" and kind not in ("text", "address", "csv"):
        return _json(text, kind)
    if isinstance(kind, Ref):
        # ``client.id`` is the id itself; ``client`` is what holds it.
        bare = field.path.removesuffix("[]").endswith(("." + kind.key, "[]"))
        return text if bare or "[]" in field.path[-2:] else {kind.key: text}
    if kind in NUMBERS:
        found = number(text, POINT if isinstance(text, Figure) else sign)
        return text if found is None else found
    if kind in ("boolean", "yesno"):
        known = truth(text)
        return text if known is None else known
    if kind in ("date", "datetime"):
        return _day(text, kind == "datetime")
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


def _day(text: str, with_time: bool) -> str:
    """Day, month, year, as all of Latin America writes them; the check refuses what is no day.

    Raises `BadCell` for what may mean another day.
    """
    try:
        found = moment(text)
    except Unclear as problem:
        raise BadCell(str(problem)) from problem
    if found is None:
        return text.strip()
    written = found.day.isoformat()
    return f"{written} {found.time}" if with_time and found.time else written


def day(text: str) -> str:
    """The same text for the same day and time, however it is written; other texts as they are."""
    try:
        found = moment(text)
    except Unclear:
        found = None
    if found is None:
        return text.strip()
    at_midnight = found.time in ("", "00:00:00")
    return found.day.isoformat() + ("" if at_midnight else f" {found.time}")


def with_value(body: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The body with the value at its path. Raises `BadCell`."""
    from alegra_cli.input.body import put

    try:
        return put(body, path, value)
    except UsageProblem as problem:
        raise BadCell(problem.message) from problem
