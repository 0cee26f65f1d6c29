"""Actions that are reports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from alegra_cli.declare.checks import at_least, matches, no_twice
from alegra_cli.declare.kind import Kind

if TYPE_CHECKING:
    from alegra_cli.declare.chart import Chart

_FUNCTION = re.compile(r"[\w.]+:\w+")


@attrs.frozen(eq=False, repr=False)
class Rows(Kind):
    """A report of the API, read page by page to its end.

    order_fields: what ``--order-field`` takes. sums: keys of the rows that are added up below a
    table. page_size: the most rows of a page; 0 for as many as the service's. page_param: the
    query parameter that counts pages from 1, where rows do not start at an offset. chart: what
    ``--chart`` draws of them.
    """

    method: str = attrs.field(default="GET", init=False)
    verb: str = attrs.field(default="rows", init=False)
    order_fields: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    sums: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    page_size: int = attrs.field(default=0, validator=at_least(0), kw_only=True)
    page_param: str = attrs.field(default="", kw_only=True)
    chart: Chart | None = attrs.field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        no_twice(f"action {self.name}", "order", self.order_fields)
        if self.page_param in {item.param for item in self.filters}:
            raise ValueError(f"action {self.name}: page_param is a filter")


@attrs.frozen(eq=False, repr=False)
class Compute(Kind):
    """A report that is worked out here from records.

    function: ``module:function``, a text so that its module is imported when it runs and not
        for every command of the resource (`declare.computed` says what it gets and gives).
    resources: the names of those it reads.
    chart: what ``--chart`` draws of its rows.
    """

    method: str = attrs.field(default="GET", init=False)
    verb: str = attrs.field(default="compute", init=False)
    function: str = attrs.field(validator=matches(_FUNCTION), kw_only=True)
    resources: tuple[str, ...] = attrs.field(kw_only=True)
    chart: Chart | None = attrs.field(default=None, kw_only=True)
