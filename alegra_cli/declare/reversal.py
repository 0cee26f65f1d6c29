"""A document that takes another one back."""

from __future__ import annotations

import attrs

from alegra_cli.declare.checks import NAME, OPTION, matches
from alegra_cli.declare.declaration import Declaration


@attrs.frozen(eq=False, repr=False)
class Reversal(Declaration):
    """What ``create --for-…`` makes out of the document that is taken back.

    resource: of that document. option: the option that names it. copied_keys: keys taken over as
    they are, records by their id. line_keys: keys of a line taken over. applications: the list
    that says what the new document is applied to. client_filter: the filter of a list of such
    documents that gives those of a client; with it nothing is taken back twice. reason_fields:
    (field for a code of the country's, field for any other words).
    """

    resource: str = attrs.field(validator=matches(NAME))
    option: str = attrs.field(validator=matches(OPTION), kw_only=True)
    copied_keys: tuple[str, ...] = attrs.field(
        default=("client", "warehouse", "costCenter", "priceList", "currency"), kw_only=True
    )
    line_keys: tuple[str, ...] = attrs.field(
        default=("id", "price", "quantity", "discount", "description", "tax"), kw_only=True
    )
    applications: str = attrs.field(default="invoices", kw_only=True)
    client_filter: str = attrs.field(default="", kw_only=True)
    reason_fields: tuple[str, str] = attrs.field(default=("type", "cause"), kw_only=True)
