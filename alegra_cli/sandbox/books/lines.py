"""The arithmetic of documents: lines, discounts, taxes, totals, in exact decimals (S74, S121)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from alegra_cli.sandbox.books import Books, decimal
from alegra_cli.sandbox.http.refusals import bad

Record = dict[str, Any]
_PLAIN: Mapping[str, int] = {"none": 400, "items": 400, "categories": 400}


def compute(books: Books, lines: Any) -> tuple[list[Record], Record]:
    """(lines as stored, {subtotal, discount, tax, total}).

    Each line rounds its own amounts, so that the totals are the sums of what the lines show.
    Raises a 400 that names what is wrong with a line.
    """
    made = _lines(books, lines, "items")
    if not made:
        raise bad("El campo items es obligatorio y debe tener al menos una línea")
    return _plain_lines(made), _totals(books, made)


def purchases(
    books: Books, sent: Any, where: str = "purchases.", codes: Mapping[str, int] = _PLAIN
) -> tuple[Record, Record]:
    """Lines of a purchase: ({items, categories} as stored, the totals of both together).

    codes: those of the refusals of a document without lines (``none``), of an item and of an
    account that can't be used (``items``, ``categories``).
    """
    if not isinstance(sent, dict):
        raise bad("El campo purchases es obligatorio", codes["none"])
    kinds = {}
    for kind in ("items", "categories"):
        _check_ids(books, sent.get(kind), kind, codes[kind])
        kinds[kind] = _lines(books, sent.get(kind) or [], kind, where)
    both = [*kinds["items"], *kinds["categories"]]
    if not both:
        message = "El documento debe tener al menos una línea en items o en categories"
        raise bad(message, codes["none"])
    return {kind: _plain_lines(made) for kind, made in kinds.items()}, _totals(books, both)


def _check_ids(books: Books, lines: Any, kind: str, code: int) -> None:
    """Items and accounts that are there; in Colombia an item has a unit too."""
    for line in lines if isinstance(lines, list) else ():
        if not isinstance(line, dict):
            continue  # which is told of the line itself
        named = books.peek(kind, str(line.get("id")))
        if not named and kind == "items":
            raise bad("Uno de los items especificados es inválido", code)
        if not named:
            raise bad("No se encontró una de las cuentas contables", code)
        if kind == "items" and books.country == "colombia" and unit_of(named) is None:
            raise bad("Uno de los items especificados es inválido", code)


def _lines(books: Books, lines: Any, kind: str, where: str = "") -> list[Record]:
    if not isinstance(lines, list):
        raise bad(f"El campo {where}{kind} debe ser una lista")
    return [
        _line(books, line, kind, f"{where}{kind}[{number}]") for number, line in enumerate(lines)
    ]


def _plain_lines(made: list[Record]) -> list[Record]:
    return [{k: v for k, v in line.items() if k[0] != "_"} for line in made]


def _totals(books: Books, made: list[Record]) -> Record:
    return {
        key: books.money(sum((line[f"_{key}"] for line in made), Decimal(0)))
        for key in ("subtotal", "discount", "tax", "total")
    }


def _line(books: Books, line: Any, kind: str, at: str) -> Record:
    """kind: the catalogue that the line's id is of, ``items`` or ``categories``."""
    if not isinstance(line, dict):
        raise bad(f"La línea {at} debe ser un objeto")
    named = books.seen_reference(kind, line.get("id"), f"{at}.id")
    if named is None:
        raise bad(f"El campo {at}.id es obligatorio")
    price = decimal(_need(line, "price", at), f"{at}.price")
    quantity = decimal(_need(line, "quantity", at), f"{at}.quantity")
    discount = decimal(line.get("discount") or 0, f"{at}.discount")
    if quantity <= 0:
        raise bad(f"El campo {at}.quantity debe ser mayor que cero")
    if price < 0 or not 0 <= discount <= 100:
        raise bad(f"La línea {at} tiene un precio o un descuento no válido")
    base = books.money(price * quantity)
    off = books.money(base * discount / 100)
    taxes = [_tax(books, tax, base - off) for tax in _taxes(books, line, at)]
    tax_total = sum((tax["amount"] for tax in taxes), Decimal(0))
    total = books.money(base - off + tax_total)
    return {
        "id": named["id"],
        "name": line.get("name") or named["name"],
        **_description(line, named, kind),
        "price": line["price"],
        "discount": line.get("discount") or 0,
        "quantity": line["quantity"],
        "tax": taxes,
        "total": total,
        "_subtotal": base,
        "_discount": off,
        "_tax": tax_total,
        "_total": total,
    }


def _description(line: Record, named: Mapping[str, Any], kind: str) -> Record:
    if kind != "items":
        return {"observations": line.get("observations") or ""}
    return {
        "description": line.get("description") or "",
        # Seen on a live account: the reference is null here, whatever the item has or was sent.
        "reference": None,
        "unit": unit_of(named),
        "productKey": named.get("productKey"),
        **({"observations": line["observations"]} if line.get("observations") else {}),
    }


def unit_of(item: Mapping[str, Any]) -> str | None:
    """Services have one of their own; a product that was made without has none."""
    unit: str | None = (item.get("inventory") or {}).get("unit", item.get("_unit", "service"))
    return unit


def _need(line: Record, key: str, at: str) -> Any:
    if line.get(key) in (None, ""):
        raise bad(f"El campo {at}.{key} es obligatorio")
    return line[key]


def _taxes(books: Books, line: Record, at: str) -> Sequence[Mapping[str, Any]]:
    sent = line.get("tax")
    listed = sent if isinstance(sent, list) else [sent] if sent not in (None, "") else []
    found = (books.seen_reference("taxes", tax, f"{at}.tax") for tax in listed)
    return [tax for tax in found if tax is not None]


def _tax(books: Books, tax: Mapping[str, Any], base: Decimal) -> Record:
    return {
        "id": tax["id"],
        "name": tax["name"],
        "percentage": tax["percentage"],
        "amount": books.money(base * Decimal(str(tax["percentage"])) / 100),
        "type": tax.get("type"),
    }
