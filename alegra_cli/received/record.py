"""A reading as the record that a person or a program sees."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from alegra_cli.declare import Column
from alegra_cli.declare.received import Party, ReceivedDocument, TaxAmount
from alegra_cli.received.arithmetic import tax_sum
from alegra_cli.received.reading import Reading, exact
from alegra_cli.received.reasons import explanation

COLUMNS = (
    Column("File", "file"),
    Column("State", "state", "word"),
    Column("Kind", "kind"),
    Column("Number", "number"),
    Column("Date", "date", "date"),
    Column("Supplier", "supplier.name"),
    Column("Total", "total", "money"),
    Column("Currency", "currency"),
    Column("Reasons", "explanation"),
)
_EMPTY = Party("")


def record(reading: Reading) -> dict[str, Any]:
    one = reading.document
    explained = " ".join(explanation(code) for code in reading.codes)
    if reading.details:
        explained += f" ({', '.join(reading.details)})"
    return {
        "file": reading.piece.name,
        **(_document_fields(one) if one else _nothing()),
        "state": reading.state,
        "reasons": list(reading.codes),
        "explanation": explained,
    }


def _nothing() -> dict[str, Any]:
    names = ("country", "kind", "number", "authorityId")
    return {
        **dict.fromkeys(names, ""),
        "supplier": _party(_EMPTY),
        "customer": _party(_EMPTY),
        "date": "",
        "dueDate": "",
        "currency": "",
        **dict.fromkeys(("rate", "subtotal", "taxes", "withheld", "total")),
        "taxDetail": [],
        "withheldDetail": [],
        "lines": [],
        "references": [],
    }


def _document_fields(one: ReceivedDocument) -> dict[str, Any]:
    with exact():
        taxes, withheld = tax_sum(one.taxes), tax_sum(one.withheld)
    return {
        "country": one.country,
        "kind": one.kind,
        "number": one.number,
        "authorityId": one.authority_id,
        "supplier": _party(one.supplier),
        "customer": _party(one.customer),
        "date": one.date,
        "dueDate": one.due,
        "currency": one.currency,
        "rate": None if one.rate is None else plain(one.rate),
        "subtotal": plain(one.subtotal),
        "taxes": plain(taxes),
        "withheld": plain(withheld),
        "total": plain(one.total),
        "taxDetail": _taxes(one.taxes),
        "withheldDetail": _taxes(one.withheld),
        "lines": [
            {
                "code": line.code,
                "description": line.description,
                "quantity": plain(line.quantity),
                "amount": plain(line.amount),
                "taxes": _taxes(line.taxes),
            }
            for line in one.lines
        ],
        "references": [
            {"number": it.number, "authorityId": it.authority_id, "date": it.date}
            for it in one.references
        ],
    }


def _party(one: Party) -> dict[str, str]:
    return {"identification": one.identification, "name": one.name}


def _taxes(taxes: Iterable[TaxAmount]) -> list[dict[str, Any]]:
    return [
        {
            "kind": one.kind,
            "rate": None if one.rate is None else plain(one.rate),
            "base": None if one.base is None else plain(one.base),
            "amount": plain(one.amount),
        }
        for one in taxes
    ]


def plain(value: Decimal) -> Decimal:
    """Without an exponent, which some readers of JSON do not take."""
    return Decimal(format(value, "f"))
