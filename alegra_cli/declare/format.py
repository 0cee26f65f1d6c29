"""An output format that a plugin brings."""

from __future__ import annotations

import re

import attrs

from alegra_cli.declare.checks import NAME, matches, refuse_first
from alegra_cli.declare.declaration import Declaration

OURS = ("csv", "json", "jsonl", "table", "yaml")
"""The formats of the program itself, which nothing takes the place of."""


def _of_a_plugin(_owner: object, _attribute: object, value: str) -> None:
    if value in OURS:
        raise ValueError(f"Format {value}: the program has a format of that name")


@attrs.frozen(eq=False, repr=False)
class Format(Declaration):
    """One value of ``-o``.

    name: as ``-o NAME`` says it, and as its entry point is called.
    writer: ``module:class`` of an `alegra_cli.output.Writer`, imported when it writes.
    binary: it writes bytes, into a file or a pipe and never onto a terminal; its writer finds
        them at ``out.buffer``.
    argument: what ``-o NAME=…`` gives it, as messages call it; empty where it takes nothing.
    optional: ``-o NAME`` alone is taken as well; `OutputOptions.argument` is empty then.
    sample: an argument that is good, with which ``alegra plugins check`` tries the format.
    """

    name: str = attrs.field(validator=[matches(NAME), _of_a_plugin])
    writer: str = attrs.field(validator=matches(re.compile(r"[\w.]+:\w+")), kw_only=True)
    binary: bool = attrs.field(default=False, kw_only=True)
    argument: str = attrs.field(default="", kw_only=True)
    optional: bool = attrs.field(default=False, kw_only=True)
    sample: str = attrs.field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        contradictions = (
            (self.optional and not self.argument, "optional means nothing without an argument"),
            (self.sample and not self.argument, "sample means nothing without an argument"),
        )
        refuse_first(f"Format {self.name}", contradictions)
