"""Manual vouchers, whose debits are their credits (S99)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from alegra_cli.sandbox.books import Books, decimal
from alegra_cli.sandbox.books.crud import Collection, Record, number_id
from alegra_cli.sandbox.books.documents import day
from alegra_cli.sandbox.books.listing import Listing, contains, equals
from alegra_cli.sandbox.http.refusals import bad, refuse, too_many
from alegra_cli.sandbox.http.route import Call, Route
from alegra_cli.sandbox.resources import categories

RESOURCE = "journals"
LARGEST_PAGE = 500
_BY_DAY = "json_extract(body, '$.date'), seq"


def make(books: Books, body: Record, old: Record | None) -> Record:
    merged: Record = {**(old or {}), **body}
    status = merged.get("status") or "open"
    if status not in ("open", "void"):
        raise bad("El campo status debe ser open o void")
    if "entries" in body or old is None:
        entries, total = _entries(books, body.get("entries"))
    else:
        entries, total = old["entries"], old["total"]
    number = old["number"] if old else str(books.store.new_id("numbers of journals"))
    kind = merged.get("idNumeration")
    if kind not in (None, "") and str(kind) not in (row["id"] for row in TYPES):
        raise bad("El campo idNumeration no es válido")
    return {
        "number": number,
        "idNumeration": str(kind or TYPES[0]["id"]),
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
    if len({entry["id"] for entry in made}) < 2:
        raise bad("El comprobante debe contener al menos 2 cuentas contables diferentes")
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
        # Live: what an entry with ``account: {id}`` is told.
        raise bad("El comprobante debe contener al menos 2 cuentas contables diferentes")
    if not categories.takes_entries(books, account):
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


TYPES: tuple[Record, ...] = (
    {"id": "1", "name": "Comprobante contable", "prefix": None, "isDefault": True},
    {"id": "2", "name": "Nota contable", "prefix": "NC", "isDefault": False},
)
"""Kinds of vouchers; a new one is made on the web page only."""


def types(_call: Call) -> Any:
    return {"data": list(TYPES)}


def refuse_type(_call: Call) -> Any:
    raise refuse(403, "No tiene permisos para realizar esta acción")


def entries(call: Call) -> Any:
    """Lines of the ledger: those of vouchers in effect, by day."""
    query = call.query
    if bool(query.get("fromDate")) != bool(query.get("toDate")):
        raise bad("Los parámetros fromDate y toDate van juntos")
    page, limit = (_number(query, name, value) for name, value in (("page", 1), ("limit", 30)))
    if limit > LARGEST_PAGE:
        raise too_many("movimientos", LARGEST_PAGE)
    where, values = "json_extract(body, '$.status') = 'open'", []
    if query.get("fromDate"):
        where += " AND json_extract(body, '$.date') BETWEEN ? AND ?"
        values = [query["fromDate"], query["toDate"]]
    rows = [
        {
            "idJournal": journal["id"],
            "documentLineId": str(number),
            "date": journal["date"],
            "document": {"id": journal["id"], "number": journal["number"]},
            "category": {"id": number_id(str(line["id"])), "name": line["name"]},
            **{key: line[key] for key in ("description", "debit", "credit", "client")},
        }
        for journal in call.books.store.find(RESOURCE, where, values, _BY_DAY)
        for number, line in enumerate(journal["entries"], 1)
        if _matches(line, query)
    ]
    start = (page - 1) * limit
    return {"data": rows[start : start + limit], "metadata": {"total": len(rows)}}


def _matches(line: Record, query: Mapping[str, str]) -> bool:
    account, client = query.get("category_id"), query.get("client_id")
    return (not account or str(line["id"]) == account) and (
        not client or str((line["client"] or {}).get("id")) == client
    )


def _number(query: Mapping[str, str], name: str, default: int) -> int:
    text = query.get(name) or str(default)
    if not text.isdecimal() or not int(text):
        raise bad(f"El parámetro {name} debe ser un número entero desde 1")
    return int(text)


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


JOURNALS = Collection(
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
ROUTES = [
    *JOURNALS.routes(),
    Route("GET", "/journals/entries", entries),
    Route("GET", "/journals/entries/graph", balance),
    Route("GET", "/journals/types", types),
    Route("POST", "/journals/types", refuse_type),
]
