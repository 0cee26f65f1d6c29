"""``yaml``: the same values as json; numbers keep their text."""

# PyYAML with a representer of our own, since no dumper writes a number by the text that it was
# read with.

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import yaml

from alegra_cli.exact import number_text
from alegra_cli.output.visible import escape, visible
from alegra_cli.output.writer import Writer

# Numbers and booleans to YAML 1.2, to older readers, or to our own input, but not to PyYAML,
# which therefore would leave such a text without quotes.
_TAKEN_FOR_A_VALUE = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+|[yYnN]"
)


class _Dumper(yaml.SafeDumper):
    """Knows exact numbers, and never writes anchors: a record shares nothing with itself."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def _decimal(dumper: yaml.SafeDumper, value: Decimal) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:float", number_text(value))


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    # Only between double quotes can a harmful character be written as an escape.
    harmful = visible(value) != value
    style = '"' if harmful else "'" if _TAKEN_FOR_A_VALUE.fullmatch(value) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_multi_representer(Decimal, _decimal)
_Dumper.add_representer(str, _text)


class Yaml(Writer):
    def records(self, records: Iterable[Any]) -> None:
        """A sequence, written element by element."""
        empty = True
        for record in self.shaped(records):
            self.out.write(_dump([record]))
            empty = False
        if empty:
            self.out.write("[]\n")

    def one(self, record: Any) -> None:
        for shaped in self.shaped([record]):
            self.out.write(_dump(shaped))


def _dump(value: Any) -> str:
    text: str = yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=2**20)
    if text.endswith("\n...\n"):
        # The end of a document that is one word; the dots at the end of a text are its own.
        text = text.removesuffix("...\n")
    return escape(text)
