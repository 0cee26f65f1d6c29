"""Reports of the API (S100): sums of what the books hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from alegra_cli.sandbox.books import Books, stock
from alegra_cli.sandbox.books.listing import SqlCondition
from alegra_cli.sandbox.books.store import fold
from alegra_cli.sandbox.http.refusals import bad, unavailable
from alegra_cli.sandbox.http.route import Call, Route

Record = dict[str, Any]
PAGE = 10  # rows of a page unless more are asked for
LARGEST_PAGE = 200  # rows of inventory
_COUNTED = "json_extract(body, '$.status') IN ('open', 'closed')"


def _documents(call: Call, resource: str = "invoices") -> list[Record]:
    """Documents in effect between ``from`` and ``to``, both included."""
    where, values = _between(call, "date")
    return call.books.store.find(resource, f"{_COUNTED} AND {where}", values)


def _between(call: Call, key: str) -> SqlCondition:
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


def _groups(documents: list[Record], key: Callable[[Record], str]) -> dict[str, list[Record]]:
    groups: dict[str, list[Record]] = {}
    for document in documents:
        groups.setdefault(key(document), []).append(document)
    return groups


def _ranking(call: Call, rows: list[Record]) -> Record:
    """By name, or by total: other orders are taken and sort nothing."""
    rows.sort(key=lambda row: fold(row["name"]))
    if call.query.get("order_field") == "total":
        down = call.query.get("order_direction", "").upper() == "DESC"
        rows.sort(key=lambda row: row["total"], reverse=down)
    return {**_page(call, rows), "metadata": {"total": len(rows)}}


def _page(call: Call, rows: list[Record]) -> Record:
    """Cut to the page: ten rows unless more are asked for."""
    start, limit = (_whole(call, key, value) for key, value in (("start", 0), ("limit", PAGE)))
    return {"data": rows[start : start + limit]}


def _whole(call: Call, key: str, otherwise: int) -> int:
    text = call.query.get(key) or str(otherwise)
    if not text.isdecimal():
        raise bad(f"El parámetro {key} debe ser un número entero")
    return int(text)


def sales_by_client(call: Call) -> Any:
    groups = _groups(_documents(call), lambda document: str(document["client"]["id"]))
    rows = [
        {
            "idLocal": key,
            "name": str(group[0]["client"]["name"]),
            "totalDocuments": len(group),
            "subTotal": _sum(call.books, map(_before_taxes, group)),
            "total": _sum(call.books, (document["total"] for document in group)),
        }
        for key, group in groups.items()
    ]
    return _ranking(call, rows)


def sales_by_client_totals(call: Call) -> Any:
    documents = _documents(call)
    return {
        "totalDocuments": len(documents),
        "subTotal": _sum(call.books, map(_before_taxes, documents)),
        "total": _sum(call.books, (document["total"] for document in documents)),
    }


def sales_by_seller(call: Call) -> Any:
    groups = _groups(_documents(call), lambda document: (document["seller"] or {}).get("id", ""))
    rows = [
        {
            "idLocal": key,
            "name": (group[0]["seller"] or {}).get("name", ""),
            "total": _sum(call.books, (document["total"] for document in group)),
            "subTotal": _sum(call.books, map(_before_taxes, group)),
            "totalPayed": _sum(call.books, (document["totalPaid"] for document in group)),
            "totalDocuments": len(group),
        }
        for key, group in groups.items()
    ]
    return _ranking(call, rows)


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
    return _page(call, rows)


def sales_totals(call: Call) -> Any:
    """By day or month, the newest first; all of them, for there are no pages."""
    by = call.query.get("groupBy") or "month"
    if by not in ("day", "month"):
        raise bad("El parámetro groupBy debe ser day o month")
    width = 10 if by == "day" else 7
    groups = _groups(_documents(call), lambda document: str(document["date"])[:width])
    rows = [
        {
            "date": period,
            "total": _sum(call.books, (document["total"] for document in group)),
            "count": len(group),
        }
        for period, group in sorted(groups.items(), reverse=True)
    ]
    return {"data": rows}


def sales_by_item(call: Call) -> Any:
    sold: dict[str, list[Record]] = {}
    for document in _documents(call):
        for line in document["items"]:
            sold.setdefault(str(line["id"]), []).append(line)
    rows = [
        {
            "idLocal": key,
            "name": lines[0]["name"],
            "quantity": stock.plain(sum((Decimal(str(x["quantity"])) for x in lines), Decimal(0))),
            "total": _sum(call.books, (line["total"] for line in lines)),
        }
        for key, lines in sold.items()
    ]
    return _ranking(call, rows)


def _values(call: Call) -> list[Record]:
    """What is in stock on ``toDate``, at what it cost."""
    day = call.query.get("toDate") or stock.EVER
    rows = []
    for item in call.books.store.find("items", "json_extract(body, '$.inventory') IS NOT NULL"):
        first = Decimal(str(item["inventory"]["initialQuantity"]))
        there = first + sum(stock.quantities(call.books, item["id"], day).values(), Decimal(0))
        cost = Decimal(str(item["inventory"]["unitCost"]))
        rows.append(
            {
                "idLocal": item["id"],
                "name": item["name"],
                "quantity": stock.plain(there),
                "unitCost": item["inventory"]["unitCost"],
                "total": call.books.money(there * cost),
            }
        )
    return rows


def inventory_value(call: Call) -> Any:
    if _whole(call, "limit", PAGE) > LARGEST_PAGE:
        # Live: a longer page is never answered.
        raise unavailable()
    return _ranking(call, _values(call))


def inventory_value_totals(call: Call) -> Any:
    return {"total": _sum(call.books, (row["total"] for row in _values(call)))}


def bills_open_totals(call: Call) -> Any:
    open_ones = [bill for bill in _documents(call, "bills") if bill["status"] == "open"]
    return {
        "missingAmount": _sum(call.books, (bill["balance"] for bill in open_ones)),
        "totalDocuments": len(open_ones),
    }


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
    Route("GET", "/reports/sales-by-item", sales_by_item),
    Route("GET", "/reports/inventory-value", inventory_value),
    Route("GET", "/reports/inventory-value-totals", inventory_value_totals),
    Route("GET", "/reports/bills-open-totals", bills_open_totals),
    Route("GET", "/reports/income-statement", income_statement),
    Route("GET", "/reports/account-statement", account_statement),
    Route("GET", "/reports/accounting/income", accounting_income),
]
