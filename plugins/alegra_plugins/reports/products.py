"""Sales of each item in a period, notes taken off (S121)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from alegra_cli.declare import Column
from alegra_cli.declare.computed import Computed, Reader
from alegra_plugins.reports.ledger import Ledger, Record, amount, party
from alegra_plugins.reports.lines import (
    SOURCES,
    LineSource,
    base_of,
    documents_of,
    lines_of,
    places_of,
    taxes_of,
)
from alegra_plugins.reports.sums import added_up

COLUMNS = (
    Column("Id", "itemId"),
    Column("Item", "item"),
    Column("Currency", "currency"),
    Column("Documents", "documents", "number"),
    Column("Quantity", "quantity", "number"),
    Column("Before taxes", "subTotal", "money"),
    Column("Taxes", "taxes", "money"),
    Column("Total", "total", "money"),
)


class Product(NamedTuple):
    """item: by the name of the line where it has no item of the catalogue."""

    currency: str
    item: str


class _Sales:
    """names: every line has its own; the last one read is shown."""

    def __init__(self) -> None:
        self.id = self.name = ""
        self.quantity = self.base = self.tax = Decimal(0)
        self.documents: set[tuple[str, str]] = set()


def products(reader: Reader, given: Mapping[str, str]) -> Computed:
    """given: ``from``, ``to``, ``client_id``. Raises `AlegraError`."""
    ledger = Ledger(reader)
    sold: dict[Product, _Sales] = {}
    for source in SOURCES:
        if source.side == "sales":
            for document in documents_of(ledger, source, given):
                if _is_of(document, given.get("client_id")):
                    _add(sold, ledger, source, document)
                else:
                    ledger.read[source.resource] -= 1
    rows = [_row(product, entry) for product, entry in sold.items()]
    rows.sort(key=lambda row: (row["currency"], -row["subTotal"], row["item"], row["itemId"]))
    totals = added_up(rows, ("currency",), ("subTotal", "taxes", "total"))
    return Computed(rows, COLUMNS, ledger.notes(), totals)


def _is_of(document: Record, client: str | None) -> bool:
    return not client or str(party(document).get("id")) == client


def _add(sold: dict[Product, _Sales], ledger: Ledger, source: LineSource, document: Record) -> None:
    currency, places = ledger.currency(document), places_of(document)
    for line in lines_of(document):
        key, name = str(line.get("id") or ""), str(line.get("name") or "")
        entry = sold.setdefault(Product(currency, key or name), _Sales())
        entry.id, entry.name = key, name or entry.name
        base = base_of(line, places)
        entry.base += source.sign * base
        entry.tax += source.sign * sum(tax.amount for tax in taxes_of(line, base, places))
        entry.quantity += source.sign * amount(line.get("quantity"))
        entry.documents.add((source.resource, str(document["id"])))


def _row(product: Product, entry: _Sales) -> dict[str, Any]:
    return {
        "itemId": entry.id,
        "item": entry.name,
        "currency": product.currency,
        "documents": len(entry.documents),
        "quantity": entry.quantity,
        "subTotal": entry.base,
        "taxes": entry.tax,
        "total": entry.base + entry.tax,
    }
