"""XML as text, written by hand: the readers of it must not be its writers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from alegra_cli.sandbox.suppliers.paper import MONEY, rounding

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def element(name: str, *inside: object, **attributes: object) -> str:
    """An element; texts inside are escaped where they are no elements of this function."""
    told = "".join(
        f" {key.replace('__', ':')}={quoteattr(str(value))}" for key, value in attributes.items()
    )
    body = "".join(one if isinstance(one, Xml) else escape(str(one)) for one in inside)
    return Xml(f"<{name}{told}>{body}</{name}>" if body else f"<{name}{told}/>")


class Xml(str):
    __slots__ = ()


def elements(parts: Iterator[str]) -> str:
    return Xml("".join(parts))


def money(value: Decimal, country: str) -> str:
    return str(rounding(value, MONEY[country][1]))
