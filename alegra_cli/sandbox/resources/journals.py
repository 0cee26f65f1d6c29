"""Manual vouchers, whose debits are their credits (S99)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from alegra_cli.sandbox.books.books import Books, decimal
from alegra_cli.sandbox.books.crud import Catalogue, Record
from alegra_cli.sandbox.books.documents import day
from alegra_cli.sandbox.books.listing import Listing, contains, equals
from alegra_cli.sandbox.http.refusals import bad
from alegra_cli.sandbox.http.route import Call, Route
from alegra_cli.sandbox.resources import categories

RESOURCE = "journals"


def make(books: Books, body: Record, old: Record | None) -> Record:
    merged: Record = {**(old or {}), **body}
    status = merged.get("status") or "open"
    if status not in ("open", "void"):
        raise bad("El campo status debe ser open o void")
    if "entries" in body or old is None:
        entries, total = _entries(books, body.get("entries"))
    else:
        entries, total = old["entries"], old["total"]
    number = old["number"] if old else str(books.store.new_id("numbers of journals", False))
    return {
        "number": number,
        "date": day(merged, "date"),
        "reference": merged.get("reference") or "",
        "observations": merged.get("observations") or "",
        "status": status,
        "total": total,
        "client": _party(books, merged.get("client"), "client"),
        "entries": entries,
    }


def _party(books: Books, sent: Any, what: str) -> Record | None:
    found = books.reference("contacts", sent, what)
    return found and {"id": found["id"], "name": found["name"]}


def _entries(books: Books, sent: Any) -> tuple[list[Record], Any]:
    if not isinstance(sent, list) or len(sent) < 2:
        raise bad("El comprobante debe tener al menos un débito y un crédito")
    made = [_entry(books, entry, number) for number, entry in enumerate(sent)]
    debit = sum((entry["debit"] for entry in made), Decimal(0))
    credit = sum((entry["credit"] for entry in made), Decimal(0))
    if debit != credit:
        raise bad(f"Los débitos ({debit}) y los créditos ({credit}) deben ser iguales")
    return made, books.money(debit)


def _entry(books: Books, entry: Any, number: int) -> Record:
    if not isinstance(entry, dict):
        raise bad("El campo entries no es válido")
    at = f"entries[{number}]"
    account = books.reference("categories", entry.get("id"), f"{at}.id")
    if account is None:
        raise bad(f"El campo {at}.id es obligatorio")
    if categories.has_children(books, account["id"]):
        raise bad(f"La cuenta {account['id']} no recibe movimientos")
    debit = books.money(decimal(entry.get("debit") or 0, f"{at}.debit"))
    credit = books.money(decimal(entry.get("credit") or 0, f"{at}.credit"))
    if debit < 0 or credit < 0 or bool(debit) == bool(credit):
        raise bad(f"La línea {at} debe tener un débito o un crédito")
    center = books.reference("cost-centers", entry.get("costCenter"), f"{at}.costCenter")
    return {
        "id": account["id"],
        "name": account["name"],
        "description": entry.get("description") or "",
        "debit": debit,
        "credit": credit,
        "client": _party(books, entry.get("client"), f"{at}.client"),
        "costCenter": center and {"id": center["id"], "name": center["name"]},
    }


def balance(call: Call) -> Any:
    """Debits and credits of each month (the parameters upstream takes are not known)."""
    months: dict[str, dict[str, Decimal]] = {}
    for journal in call.books.store.find(RESOURCE, "json_extract(body, '$.status') = 'open'"):
        month = months.setdefault(journal["date"][:7], {"debit": Decimal(0), "credit": Decimal(0)})
        for entry in journal["entries"]:
            for side in month:
                month[side] += entry[side]
    rows = [
        {"period": period, **{side: call.books.money(value) for side, value in month.items()}}
        for period, month in sorted(months.items())
    ]
    return {"data": rows}


JOURNALS = Catalogue(
    "/journals",
    "el comprobante",
    Listing(
        RESOURCE,
        {
            "date": equals("date"),
            "client_id": equals("client.id"),
            "client_name": contains("client.name"),
            "reference": contains("reference"),
            "observations": contains("observations"),
            "number": equals("number"),
        },
        {
            "date": "date",
            "name": "client.name",
            "reference": "reference",
            "observations": "observations",
        },
        strict="comprobantes",
    ),
    make,
)
ROUTES = [*JOURNALS.routes(), Route("GET", "/journals/entries/graph", balance)]
