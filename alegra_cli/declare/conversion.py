"""A document that is made from another one."""

from __future__ import annotations

import attrs

from alegra_cli.declare.checks import NAME, OPTION, matches
from alegra_cli.declare.declaration import Declaration


@attrs.frozen(eq=False, repr=False)
class Conversion(Declaration):
    """What ``create --from-…`` takes over from the document that becomes this one.

    resource: of that document. option: the option that names it. link: key of the body that ties
    the two together. copied_keys: keys taken over as they are, records by their id. lists: dotted
    paths of the lines taken over. line_keys: keys of a line. dates: keys that get today where
    nothing else is said. done: statuses of one that has become a document already.
    """

    resource: str = attrs.field(validator=matches(NAME))
    option: str = attrs.field(validator=matches(OPTION), kw_only=True)
    link: str = attrs.field(kw_only=True)
    copied_keys: tuple[str, ...] = attrs.field(
        default=("client", "seller", "warehouse", "costCenter", "priceList", "currency"),
        kw_only=True,
    )
    lists: tuple[str, ...] = attrs.field(default=("items",), kw_only=True)
    line_keys: tuple[str, ...] = attrs.field(
        default=("id", "price", "quantity", "discount", "description", "reference", "tax"),
        kw_only=True,
    )
    done: tuple[str, ...] = attrs.field(default=("closed", "billed"), kw_only=True)
    dates: tuple[str, ...] = attrs.field(default=("date", "dueDate"), kw_only=True)
