"""What a person calls a record by, where they do not know its id."""

from __future__ import annotations

import attrs

from alegra_cli.declare.checks import one_of
from alegra_cli.declare.declaration import Declaration
from alegra_cli.declare.word_kinds import check_kinds

KINDS = ("name", "text", "code", "number")


def _paths(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, (tuple, list)) else (value,)


@attrs.frozen(eq=False, repr=False)
class KnownBy(Declaration):
    """One text that stands for a record: ``FE3`` for an invoice, ``IVA 19%`` for a tax.

    paths: dotted path of the record, or several whose texts are said one after the other.
    kind: how two texts are compared. ``name``: case, accents and punctuation do not count.
        ``text``: case does not count. ``code``: letters and digits alone count. ``number``: by
        value, as a rate; bare numbers in a file are then asked about, since they may be ids.
    find: the query parameter that finds it; empty where the whole list is read.
    word: what a reference in a body has it under (``invoices.0.number``); else the first path.
    """

    paths: tuple[str, ...] = attrs.field(converter=_paths)
    kind: str = attrs.field(default="name", validator=one_of(KINDS))
    find: str = attrs.field(default="", kw_only=True)
    word: str = attrs.field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        check_kinds(self)
        if not self.paths or not all(self.paths):
            raise ValueError("KnownBy names no path")

    @property
    def key(self) -> str:
        """The path below a reference: ``percentage`` in ``tax.percentage``; empty for several."""
        return self.word or (self.paths[0] if len(self.paths) == 1 else "")
