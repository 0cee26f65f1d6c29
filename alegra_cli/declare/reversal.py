"""A document that takes another one back."""

from __future__ import annotations

import attrs


@attrs.frozen(eq=False)
class Reversal:
    """What ``create --for-…`` makes out of the document that is taken back.

    of: the resource of that document. option: the option that names it. carried: keys taken over
    as they are, records by their id. line: keys of a line taken over. applied: the list that
    says what the new document is applied to. reason: (field for a code of the country's, field
    for any other words).
    """

    of: str
    option: str
    carried: tuple[str, ...] = ("client", "warehouse", "costCenter", "priceList", "currency")
    line: tuple[str, ...] = ("id", "price", "quantity", "discount", "description", "tax")
    applied: str = "invoices"
    reason: tuple[str, str] = ("type", "cause")
