"""Tax ids of a body in the one form that their country gives them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from alegra_cli.declare import Field, TaxIdReading
from alegra_cli.dotted_path import at, put_at
from alegra_cli.i18n import _
from alegra_cli.rules.fields import Problem
from alegra_cli.rules.places import places


def in_one_form(
    body: dict[str, Any], tax_ids: Sequence[Field], reading: TaxIdReading | None
) -> tuple[dict[str, Any], list[Problem]]:
    """The body with each tax id as Alegra keeps it, and what is to be said about that.

    A check digit that stands apart is left out; one that only may be one stays, and is told.
    reading: the country's; None where it is not known, which leaves everything as it is.
    """
    problems: list[Problem] = []
    for field in tax_ids if reading else ():
        for path, value, _absent in list(places(body, field.path)):
            if not reading or isinstance(value, (dict, list, bool)) or value in (None, ""):
                continue
            text = str(value)
            found = reading(text, str(at(body, field.tax_id) or ""))
            if found.glued:
                problems.append(
                    Problem(path, _whole_number(found.number, found.digit), blocks=False)
                )
            elif found.number != text.strip():
                body = put_at(body, path, found.number)
                problems.append(Problem(path, _rewritten(found.digit), blocks=False))
    return body, problems


def _whole_number(number: str, digit: str) -> str:
    return _(
        "is this {number} with its check digit {digit} on it? The check digit goes apart, or not "
        "at all"
    ).format(number=number, digit=digit)


def _rewritten(digit: str) -> str:
    if digit:
        return _("goes without dots, blanks and check digit, as Alegra keeps a tax id")
    return _("goes without dots, blanks and hyphens, as Alegra keeps a tax id")
