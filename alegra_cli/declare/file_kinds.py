"""Actions that send or fetch files."""

from __future__ import annotations

import re

import attrs

from alegra_cli.declare.checks import matches, some
from alegra_cli.declare.kind import Kind

_SOMETHING = re.compile(r".+")


@attrs.frozen(eq=False, repr=False)
class Attach(Kind):
    """An upload of files, one request each.

    parts: names of the multipart field a file may go under, the usual one first.
    """

    method: str = attrs.field(default="POST", init=False)
    verb: str = attrs.field(default="attach", init=False)
    parts: tuple[str, ...] = attrs.field(validator=some, kw_only=True)


@attrs.frozen(eq=False, repr=False)
class Download(Kind):
    """A signed link of a record followed into a file. link: its dotted path in the record."""

    method: str = attrs.field(default="GET", init=False)
    verb: str = attrs.field(default="download", init=False)
    link: str = attrs.field(validator=matches(_SOMETHING), kw_only=True)
