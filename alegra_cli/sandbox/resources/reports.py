"""Reports of the API (S100): sums of what the books hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from alegra_cli.sandbox.books.books import Books
from alegra_cli.sandbox.books.listing import Condition
from alegra_cli.sandbox.books.store import fold
from alegra_cli.sandbox.http.refusals import bad
from alegra_cli.sandbox.http.route import Call, Route

Record = dict[str, Any]
PAGE = 10  # rows of a page unless more are asked for
_COUNTED = "json_extract(body, '$.status') IN ('open', 'closed')"


def _documents(call: Call, resource: str = "invoices") -> list[Record]:
    """Documents in effect between ``from`` and ``to``, both included."""
    where, values = _between(call, "date")
    return call.books.store.find(resource, f"{_COUNTED} AND {where}", values)


def _between(call: Call, key: str) -> Condition:
    parts, values = ["1"], []
    for name, sign in (("from", ">="), ("to", "<=")):
        if call.query.get(name):
            parts.append(f"json_extract(body, '$.{key}') {sign} ?")
            values.append(call.query[name])
    return " AND ".join(parts), values


def _sum(books: Books, values: Iterable[Any]) -> Any:
    return books.money(sum((Decimal(str(value)) for value in values), Decimal(0)))


def _before_taxes(record: Record) -> Decimal:
    return Decimal(str(record["subtotal"])) - Decimal(str(record["discount"]))


def _grouped(documents: list[Record], key: Callable[[Record], str]) -> dict[str, list[Record]]:
    groups: dict[str, list[Record]] = {}
    for document in documents:
        groups.setdefault(key(document), []).append(document)
    return groups


def _page(call: Call, rows: list[Record], name: str, allowed: tuple[str, ...]) -> Record:
    """Ordered, and cut to the page: ten rows unless more are asked for."""
    field = call.query.get("order_field", "")
    if field in allowed:
        down = call.query.get("order_direction", "").upper() == "DESC"
        rows.sort(key=lambda row: row[field], reverse=down)
    else:
        rows.sort(key=lambda row: fold(row[name]))
    start, limit = (_whole(call, key, value) for key, value in (("start", 0), ("limit", PAGE)))
    return {"data": rows[start : start + limit]}


def _whole(call: Call, key: str, otherwise: int) -> int:
    text = call.query.get(key) or str(otherwise)
    if not text.isdecimal():
        raise bad(f"El parámetro {key} debe ser un número entero")
    return int(text)


def _by_client(call: Call) -> list[Record]:
    wanted = fold(call.query.get("clientName", ""))
    groups = _grouped(_documents(call), lambda document: str(document["client"]["name"]))
    return [
        {
            "clientName": name,
            "totalDocuments": len(group),
            "subTotal": _sum(call.books, map(_before_taxes, group)),
            "total": _sum(call.books, (document["total"] for document in group)),
        }
        for name, group in groups.items()
        if wanted in fold(name)
    ]


def sales_by_client(call: Call) -> Any:
    keys = ("totalDocuments", "subTotal", "total")
    return _page(call, _by_client(call), "clientName", keys)


def sales_by_client_totals(call: Call) -> Any:
    documents = _documents(call)
    return {
        "totalDocuments": len(documents),
        "subTotal": _sum(call.books, map(_before_taxes, documents)),
        "total": _sum(call.books, (document["total"] for document in documents)),
    }


def sales_by_seller(call: Call) -> Any:
    wanted = fold(call.query.get("sellerName", ""))
    groups = _grouped(_documents(call), lambda document: (document["seller"] or {}).get("name", ""))
    rows = [
        {
            "sellerName": name,
            "totalDocuments": len(group),
            "totalPayed": _sum(call.books, (document["totalPaid"] for document in group)),
            "beforeTaxes": _sum(call.books, map(_before_taxes, group)),
            "total": _sum(call.books, (document["total"] for document in group)),
        }
        for name, group in groups.items()
        if wanted in fold(name)
    ]
    keys = ("totalDocuments", "totalPayed", "beforeTaxes", "total")
    return _page(call, rows, "sellerName", keys)


def sales_documents(call: Call) -> Any:
    rows = [
        {
            "id": document["id"],
            "documentNumber": document["numberTemplate"]["fullNumber"],
            "documentType": "invoice",
            **{key: document[key] for key in ("total", "date", "status")},
        }
        for document in _documents(call)
    ]
    return _page(call, rows, "date", ())


_LETTERS = {"day": 10, "month": 7, "year": 4}


def sales_totals(call: Call) -> Any:
    by = call.query.get("groupBy") or "month"
    if by not in _LETTERS:
        raise bad("El parámetro groupBy debe ser day, month o year")
    width = _LETTERS[by]
    notes = _grouped(_documents(call, "credit-notes"), lambda note: str(note["date"])[:width])
    groups = _grouped(_documents(call), lambda document: str(document["date"])[:width])
    rows = []
    for period in sorted({*groups, *notes}):
        group = groups.get(period, [])
        row: Record = {
            "period": period,
            "beforeTaxes": _sum(call.books, map(_before_taxes, group)),
        }
        for key in ("tax", "total", "discount"):
            row[key] = _sum(call.books, (document[key] for document in group))
        row["creditNote"] = _sum(call.books, (note["total"] for note in notes.get(period, [])))
        rows.append(row)
    return _page(call, rows, "period", ())


def income_statement(call: Call) -> Any:
    books = call.books
    sales = sum(map(_before_taxes, _documents(call)), Decimal(0))
    returns = sum(map(_before_taxes, _documents(call, "credit-notes")), Decimal(0))
    bought = sum(map(_before_taxes, _documents(call, "bills")), Decimal(0))
    where, values = _between(call, "date")
    paid = books.store.find("payments", f"json_extract(body, '$.type') = 'out' AND {where}", values)
    spent = sum(
        (line["total"] for item in paid if item["status"] == "open" for line in item["categories"]),
        Decimal(0),
    )
    income = sales - returns
    return {
        "income": books.money(income),
        "costs": books.money(bought),
        "expenses": books.money(spent),
        "profit": books.money(income - bought - spent),
    }


def account_statement(call: Call) -> Any:
    books, client = call.books, call.query.get("client_id")
    if not client:
        raise bad("El parámetro client_id es obligatorio")
    contact = books.need("contacts", client, "el contacto")
    rows = [
        {
            "id": document["id"],
            "number": document["numberTemplate"]["fullNumber"],
            **{key: document[key] for key in ("date", "dueDate", "total", "totalPaid", "balance")},
        }
        for document in _documents(call)
        if document["client"]["id"] == contact["id"]
    ]
    total = _sum(books, (row["balance"] for row in rows))
    return {"client": {"id": contact["id"], "name": contact["name"]}, "data": rows, "total": total}


def accounting_income(call: Call) -> Any:
    total = sum(map(_before_taxes, _documents(call)), Decimal(0))
    return {"income": call.books.money(total)}


ROUTES = [
    Route("GET", "/reports/sales-by-client", sales_by_client),
    Route("GET", "/reports/sales-by-client-totals", sales_by_client_totals),
    Route("GET", "/reports/sales-by-seller", sales_by_seller),
    Route("GET", "/reports/sales-documents", sales_documents),
    Route("GET", "/reports/sales-totals", sales_totals),
    Route("GET", "/reports/income-statement", income_statement),
    Route("GET", "/reports/account-statement", account_statement),
    Route("GET", "/reports/accounting/income", accounting_income),
]
