"""Invoices that come by themselves (S82)."""

from __future__ import annotations

import calendar
import contextlib
from datetime import date, timedelta
from typing import Any

from alegra_cli.sandbox.books import Books, lines
from alegra_cli.sandbox.books.crud import Collection, Record
from alegra_cli.sandbox.books.documents import client, currency, day, relations
from alegra_cli.sandbox.books.listing import Listing, contains, equals
from alegra_cli.sandbox.books.past import PastBooks
from alegra_cli.sandbox.books.ulid import ulid
from alegra_cli.sandbox.http.refusals import Refusal, bad
from alegra_cli.sandbox.http.route import Call

RESOURCE = "recurring-invoices"


PLAIN = ("observations", "termsConditions", "anotation")


PLACES = ("warehouse", "priceList", "costCenter")


def months_later(start: date, months: int) -> date:
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
    next_one = _following(start, every, (old or {}).get("lastCreation"))
    places = {**(old or {}), **relations(books, body, old)}
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
        **{key: places[key] for key in PLACES},
        "numberTemplate": {"id": template and str(template), "documentType": "invoice"},
        **currency(books, merged),
        "client": client(books, body) if "client" in body or not old else old["client"],
        "total": total,
        "nextCreation": None if end is not None and next_one > end else next_one,
        "lastCreation": (old or {}).get("lastCreation"),
        "items": items,
    }


def _following(start: str, every: int, last: str | None) -> str:
    """The first day of the series that is later than the last invoice.

    Counted from the start each time, so that a 31st comes back after a shorter month.
    """
    first, months = date.fromisoformat(start), 0
    while last is not None and months_later(first, months).isoformat() <= last:
        months += every
    return months_later(first, months).isoformat()


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


class _Recurring(Collection):
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


ROUTES = RECURRING_INVOICES.routes()


def catch_up(books: Books) -> None:
    """Make the invoices whose day has come. Upstream does this at night; here it is done when
    somebody looks."""
    today = books.now().date().isoformat()
    due = "json_extract(body, '$.nextCreation') <= ?"
    night = PastBooks(books)
    for record in books.store.find(RESOURCE, due, [today]):
        # What can't be made, such as with a numbering that ended, must not stop who looks.
        with contextlib.suppress(Refusal):
            while _create_next(night, record["id"], today):
                pass


def _create_next(books: PastBooks, key: str, today: str) -> bool:
    """Make the next invoice of a series if its day has come; whether it was made."""
    with books.transaction():
        record = books.store.get(RESOURCE, key)
        if record is None or not record["nextCreation"] or record["nextCreation"] > today:
            return False
        made_on = record["nextCreation"]
        books.turn_to(date.fromisoformat(made_on), 0)
        books.call("POST", "/invoices", _invoice(record, date.fromisoformat(made_on)))
        following = _following(record["startDate"], record["repeatEvery"], made_on)
        due = date.fromisoformat(following) + timedelta(days=record["term"])
        over = bool(record["endDate"]) and following > record["endDate"]
        record |= {
            "lastCreation": made_on,
            "nextCreation": None if over else following,
            "dueDate": due.isoformat(),
        }
        books.store.save(RESOURCE, key, record)
        return True


def _invoice(record: Record, made_on: date) -> Record:
    keys = ("name", "price", "quantity", "discount", "description", "reference")
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
        **{key: record[key] for key in (*PLAIN, *PLACES)},
        **({"currency": record["currency"]} if record.get("currency") else {}),
    }
