"""Kinds of actions that are more than a request and its reply.

Each takes the words that mean something for it and no others, so that a report with a body, or
a download without its link, can't be written.
"""

from __future__ import annotations

import re

import attrs

from alegra_cli.declare.action import Action, Ids
from alegra_cli.declare.chart import Chart
from alegra_cli.declare.checks import matches
from alegra_cli.declare.field import Field
from alegra_cli.declare.mailing import Mailing

_FUNCTION = re.compile(r"[\w.]+:\w+")
_SOMETHING = re.compile(r".+")


@attrs.frozen(eq=False)
class _Kind(Action):
    """What none of the kinds says of itself."""

    body: str = attrs.field(default="none", init=False)
    fields: tuple[Field, ...] = attrs.field(default=(), init=False)
    ids: Ids | None = attrs.field(default=None, init=False)
    merge: bool = attrs.field(default=False, init=False)
    required_keys: tuple[str, ...] = attrs.field(default=(), init=False)
    confirm: str = attrs.field(default="", init=False)
    show: str = attrs.field(default="", init=False)
    mailing: Mailing | None = attrs.field(default=None, init=False)
    accounting_only: bool = attrs.field(default=False, init=False)
    message_key: str = attrs.field(default="message", init=False)


@attrs.frozen(eq=False)
class Rows(_Kind):
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
    page_size: int = attrs.field(default=0, kw_only=True)
    page_param: str = attrs.field(default="", kw_only=True)
    chart: Chart | None = attrs.field(default=None, kw_only=True)


@attrs.frozen(eq=False)
class Compute(_Kind):
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


@attrs.frozen(eq=False)
class Attach(_Kind):
    """An upload of files, one request each.

    parts: names of the multipart field a file may go under, the usual one first.
    """

    method: str = attrs.field(default="POST", init=False)
    verb: str = attrs.field(default="attach", init=False)
    parts: tuple[str, ...] = attrs.field(kw_only=True)


@attrs.frozen(eq=False)
class Download(_Kind):
    """A signed link of a record followed into a file. link: its dotted path in the record."""

    method: str = attrs.field(default="GET", init=False)
    verb: str = attrs.field(default="download", init=False)
    link: str = attrs.field(validator=matches(_SOMETHING), kw_only=True)
