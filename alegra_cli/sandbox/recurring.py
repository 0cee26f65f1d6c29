"""Documents that come by themselves (api/recurring-invoices.yaml, api/recurring-payments.yaml)."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Any

from alegra_cli.sandbox import lines
from alegra_cli.sandbox.backdated import Backdated
from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.crud import Catalogue, Record
from alegra_cli.sandbox.documents import client, currency, day, related
from alegra_cli.sandbox.listing import Listing, contains, equals
from alegra_cli.sandbox.refusals import bad
from alegra_cli.sandbox.route import Call, Route
from alegra_cli.sandbox.ulid import ulid

RESOURCE = "recurring-invoices"
PLAIN = ("observations", "termsConditions", "anotation")


def later(start: date, months: int) -> date:
    """The same day some months later, or the last of a shorter month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def _make(books: Books, body: Record, old: Record | None) -> Record:
    merged = {**(old or {}), **body}
    start, end = str(day(merged, "startDate")), day(merged, "endDate", needed=False)
    if end is not None and end < start:
        raise bad("El campo endDate no puede ser anterior a startDate")
    every, term = _whole(merged, "repeatEvery", 1), _whole(merged, "term", 0, default=0)
    if "items" in body or old is None:
        items, total = _items(books, body.get("items"))
    else:
        items, total = old["items"], old["total"]
    next_one = old["nextCreation"] if old and old["startDate"] == start else start
    places = {**(old or {}), **related(books, body, old)}
    numbering = merged.get("numberTemplate")
    template = numbering.get("id") if isinstance(numbering, dict) else numbering
    return {
        "startDate": start,
        "endDate": end,
        "repeatEvery": every,
        "dueDate": (date.fromisoformat(next_one) + timedelta(days=term)).isoformat(),
        "term": term,
        **{key: merged.get(key) or "" for key in PLAIN},
        "decimalPrecision": int(books.company.get("decimalPrecision") or 0),
        "calculationScale": 2,
        **{key: places[key] for key in ("warehouse", "priceList", "costCenter")},
        "numberTemplate": {"id": template and str(template), "documentType": "invoice"},
        **currency(books, merged),
        "client": client(books, body) if "client" in body or not old else old["client"],
        "total": total,
        "nextCreation": next_one,
        "lastCreation": (old or {}).get("lastCreation"),
        "items": items,
    }


def _whole(body: Record, key: str, least: int, default: Any = None) -> int:
    value = body.get(key, default)
    if isinstance(value, bool) or not str(value).isdecimal() or int(value) < least:
        raise bad(f"El campo {key} debe ser un número entero desde {least}")
    return int(value)


def _items(books: Books, sent: Any) -> tuple[list[Record], Any]:
    """Lines with ids of their own; their taxes are under ``taxes`` here (pitfalls)."""
    listed = [
        {**line, "tax": line.get("taxes") or line.get("tax")} if isinstance(line, dict) else line
        for line in sent or []
    ]
    computed, totals = lines.compute(books, listed)
    made = []
    for line in computed:
        rest = {key: value for key, value in line.items() if key not in ("id", "tax")}
        made.append({"id": ulid(books), "itemId": line["id"], **rest, "taxes": line["tax"]})
    return made, totals["total"]


class _Recurring(Catalogue):
    def create(self, call: Call) -> tuple[int, Any]:
        record = {"id": ulid(call.books), **self.make(call.books, call.need_body(), None)}
        call.books.store.save(self.resource, record["id"], record)
        return 200, self.visible(call.books, record, {})


RECURRING_INVOICES = _Recurring(
    "/recurring-invoices",
    "la factura recurrente",
    Listing(
        RESOURCE,
        {
            "startDate": equals("startDate"),
            "endDate": equals("endDate"),
            "repeatEvery": equals("repeatEvery"),
            "term": equals("term"),
            "client_id": equals("client.id"),
            "client_name": contains("client.name"),
        },
        {
            "name": "client.name",
            "startDate": "startDate",
            "endDate": "endDate",
            "repeatEvery": "repeatEvery",
            "term": "term",
        },
        strict="facturas recurrentes",
    ),
    _make,
)
RECURRING_PAYMENTS = Catalogue(
    "/recurring-payments",
    "el pago recurrente",
    Listing(
        "recurring-payments",
        {},
        {"number": "number", "startDate": "startDate", "endDate": "endDate"},
        strict="pagos recurrentes",
    ),
    lambda books, body, old: body,
)
ROUTES: list[Route] = [
    *RECURRING_INVOICES.routes(),
    *RECURRING_PAYMENTS.routes("create", "update", "delete"),
]


def catch_up(books: Books) -> None:
    """Make the invoices whose day has come. Upstream does this at night; here it is done when
    somebody looks."""
    today = books.now().date().isoformat()
    due = "json_extract(body, '$.nextCreation') <= ?"
    if not books.store.count(RESOURCE, due, [today]):
        return
    night = Backdated(books)
    with books.transaction():
        for record in books.store.find(RESOURCE, due, [today]):
            _create_due(night, record, today)


def _create_due(books: Backdated, record: Record, today: str) -> None:
    while record["nextCreation"] <= today and not _over(record):
        made_on = date.fromisoformat(record["nextCreation"])
        books.turn_to(made_on, 0)
        books.call("POST", "/invoices", _invoice(record, made_on))
        months = 1
        start = date.fromisoformat(record["startDate"])
        # From the start each time, so that a 31st comes back after a shorter month.
        while later(start, months * record["repeatEvery"]) <= made_on:
            months += 1
        following = later(start, months * record["repeatEvery"])
        record |= {
            "lastCreation": record["nextCreation"],
            "nextCreation": following.isoformat(),
            "dueDate": (following + timedelta(days=record["term"])).isoformat(),
        }
    if _over(record):
        record["nextCreation"] = None
    books.store.save(RESOURCE, record["id"], record)


def _over(record: Record) -> bool:
    return bool(record["endDate"]) and record["nextCreation"] > record["endDate"]


def _invoice(record: Record, made_on: date) -> Record:
    keys = ("price", "quantity", "discount", "description", "reference")
    items = [
        {"id": line["itemId"], "tax": line["taxes"], **{key: line[key] for key in keys}}
        for line in record["items"]
    ]
    return {
        "date": made_on.isoformat(),
        "dueDate": (made_on + timedelta(days=record["term"])).isoformat(),
        "client": record["client"]["id"],
        "items": items,
        "status": "open",
        "numberTemplate": record["numberTemplate"]["id"],
        **{key: record[key] for key in PLAIN},
        **({"currency": record["currency"]} if record.get("currency") else {}),
    }
