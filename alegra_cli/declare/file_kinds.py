"""Actions that send or fetch files."""

from __future__ import annotations

import re
from operator import attrgetter

import attrs

from alegra_cli.declare.checks import matches, some
from alegra_cli.declare.kind import Kind

_SOMETHING = re.compile(r".+")
_EXTENSION = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")


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
    """A signed link of a record followed into a file.

    link: its dotted path in the record. extension: what the file's name ends in, behind the point;
    the action's name unless said. absence: what a person is told where a record has no such link.
    """

    method: str = attrs.field(default="GET", init=False)
    verb: str = attrs.field(default="download", init=False)
    link: str = attrs.field(validator=matches(_SOMETHING), kw_only=True)
    extension: str = attrs.field(
        default=attrs.Factory(attrgetter("name"), takes_self=True),
        validator=matches(_EXTENSION),
        kw_only=True,
    )
    absence: str = attrs.field(default="", kw_only=True)
