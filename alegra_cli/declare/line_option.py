"""An option that adds an element to a list of a body, in a short form."""

from __future__ import annotations

import re

import attrs

from alegra_cli.declare.checks import (
    FIELD_PATH,
    OPTION,
    check_conditions,
    matches,
)
from alegra_cli.declare.declaration import Declaration
from alegra_cli.declare.word_kinds import check_kinds


@attrs.frozen(eq=False, repr=False)
class LineOption(Declaration):
    """``--item 17:20@15000+iva19`` for an element of ``items``, as often as it is given.

    A text begins with what names the record; each further part has its sign before it. The same
    can be said key by key: ``id=17,quantity=20``.

    name: of the option. list: path of the list, as ``purchases.items``.
    head: key of the element that points at the record.
    parts: (sign, key) of what may follow the record. A part whose field points at records or is a
        list of them may come several times.
    constants: (key, value) of what an element has where nothing else was said.
    from_record: (key, path in the record) of what is read from the record where the first of
        these keys was not said.
    among: (key of an element, path in the body): where a path of `from_record` goes through a
        list of the record, the element whose key is what the body has at that path is meant.
    share: the key that, where it was not said, is the record's percentage of what the lines of the
        body come to before taxes; of the taxes, where the record's type is IVA.
    only: conditions (`declare.rule.Condition`) on a record that a bare number may be the code of;
        a heading of the chart of accounts takes no entries, and its code is no account's.
    when: values that the body has for the option to mean this list; of several declarations with
        one name the first that fits is meant.
    help: the line of the help, without the form.
    """

    name: str
    list: str = attrs.field(validator=matches(FIELD_PATH))
    help: str = ""
    head: str = attrs.field(default="id", kw_only=True)
    parts: tuple[tuple[str, str], ...] = attrs.field(default=(), kw_only=True)
    constants: tuple[tuple[str, str | int], ...] = attrs.field(default=(), kw_only=True)
    from_record: tuple[tuple[str, str], ...] = attrs.field(default=(), kw_only=True)
    among: tuple[str, str] | None = attrs.field(default=None, kw_only=True)
    share: str = attrs.field(default="", kw_only=True)
    only: tuple[tuple[str, str], ...] = attrs.field(default=(), kw_only=True)
    when: tuple[tuple[str, str], ...] = attrs.field(default=(), kw_only=True)

    def __attrs_post_init__(self) -> None:
        check_kinds(self)
        check_conditions(f"LineOption {self.name}", self.only)
        if not OPTION.fullmatch(self.name):
            raise ValueError(f"LineOption {self.name!r} is no name of an option")
        signs = [sign for sign, _key in self.parts]
        if any(len(sign) != 1 or sign.isalnum() for sign in signs) or len({*signs}) < len(signs):
            raise ValueError(f"LineOption {self.name}: a sign is one character, and there once")

    @property
    def form(self) -> str:
        """The short form, as the help shows it: ``ID[:QUANTITY][@PRICE][+TAX]``."""
        return "ID" + "".join(f"[{sign}{_last_word(key).upper()}]" for sign, key in self.parts)


def _last_word(key: str) -> str:
    """``unitCost`` is a cost."""
    return re.split("(?=[A-Z])", key)[-1]
