"""The arithmetic of documents: lines, discounts, taxes, totals, in exact decimals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from alegra_cli.sandbox.books import Books, decimal
from alegra_cli.sandbox.refusals import bad

Record = dict[str, Any]


def compute(books: Books, lines: Any) -> tuple[list[Record], Record]:
    """(lines as stored, {subtotal, discount, tax, total}).

    Each line rounds its own amounts, so that the totals are the sums of what the lines show.
    Raises a 400 that names what is wrong with a line.
    """
    if not isinstance(lines, list) or not lines:
        raise bad("El campo items es obligatorio y debe tener al menos una línea")
    made = [_line(books, line, number) for number, line in enumerate(lines)]
    totals = {
        key: books.money(sum((line[f"_{key}"] for line in made), Decimal(0)))
        for key in ("subtotal", "discount", "tax", "total")
    }
    return [{k: v for k, v in line.items() if k[0] != "_"} for line in made], totals


def _line(books: Books, line: Any, number: int) -> Record:
    if not isinstance(line, dict):
        raise bad(f"La línea {number} debe ser un objeto")
    item = books.reference("items", line.get("id"), f"items[{number}].id")
    if item is None:
        raise bad(f"El campo items[{number}].id es obligatorio")
    price = decimal(_need(line, "price", number), f"items[{number}].price")
    quantity = decimal(_need(line, "quantity", number), f"items[{number}].quantity")
    discount = decimal(line.get("discount") or 0, f"items[{number}].discount")
    if quantity <= 0:
        raise bad(f"El campo items[{number}].quantity debe ser mayor que cero")
    if price < 0 or not 0 <= discount <= 100:
        raise bad(f"La línea {number} tiene un precio o un descuento no válido")
    base = books.money(price * quantity)
    off = books.money(base * discount / 100)
    taxes = [_tax(books, tax, base - off) for tax in _taxes(books, line, number)]
    tax_total = sum((tax["amount"] for tax in taxes), Decimal(0))
    total = books.money(base - off + tax_total)
    return {
        "id": item["id"],
        "name": line.get("name") or item["name"],
        "description": line.get("description") or "",
        "price": line["price"],
        "discount": line.get("discount") or 0,
        # Seen on a live account: the reference is null here even when the item has one.
        "reference": line.get("reference"),
        "quantity": line["quantity"],
        "unit": (item.get("inventory") or {}).get("unit", "service"),
        "productKey": item.get("productKey"),
        "tax": taxes,
        "total": total,
        "_subtotal": base,
        "_discount": off,
        "_tax": tax_total,
        "_total": total,
    }


def _need(line: Record, key: str, number: int) -> Any:
    if line.get(key) in (None, ""):
        raise bad(f"El campo items[{number}].{key} es obligatorio")
    return line[key]


def _taxes(books: Books, line: Record, number: int) -> Sequence[Record]:
    sent = line.get("tax")
    listed = sent if isinstance(sent, list) else [sent] if sent not in (None, "") else []
    found = (books.reference("taxes", tax, f"items[{number}].tax") for tax in listed)
    return [tax for tax in found if tax is not None]


def _tax(books: Books, tax: Record, base: Decimal) -> Record:
    return {
        "id": tax["id"],
        "name": tax["name"],
        "percentage": tax["percentage"],
        "amount": books.money(base * Decimal(str(tax["percentage"])) / 100),
        "type": tax.get("type"),
    }
