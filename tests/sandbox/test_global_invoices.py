"""Global invoices."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from alegra_cli.sandbox.books import Books
from tests.sandbox.conftest import refused


def test_a_global_invoice_gathers_the_tickets_once(books: Books, in_country: Any) -> None:
    mexico = in_country("mexico")
    first = mexico.call("POST", "/global-invoices", {"saleTickets": [{"id": "1"}, {"id": "1"}]})
    assert (len(first["saleTickets"]), first["total"]) == (1, first["saleTickets"][0]["total"])
    made = mexico.call("POST", "/global-invoices", {"periodicity": "MONTHLY"})
    assert [ticket["id"] for ticket in made["saleTickets"]] == list("23456")
    assert made["total"] == sum((t["total"] for t in made["saleTickets"]), Decimal(0))
    assert (made["status"], bool(made["stamp"]["uuid"])) == ("open", True)
    assert refused(mexico, "POST", "/global-invoices", {}).status == 400
    assert refused(mexico, "POST", "/global-invoices", {"saleTickets": ["2"]}).status == 400
    assert refused(mexico, "PUT", f"/global-invoices/{made['id']}", {"date": "2026-06-01"})
    assert refused(mexico, "DELETE", f"/global-invoices/{made['id']}").status == 400
    assert refused(books, "POST", "/global-invoices", {}).status == 403


def test_a_global_invoice_that_is_rejected_stays_a_draft(in_country: Any) -> None:
    mexico = in_country("mexico")
    mexico.settings.set("authority", "rejects")
    made = mexico.call("POST", "/global-invoices", {})
    assert (made["status"], made["stamp"]) == ("draft", None)
    mexico.call("DELETE", f"/global-invoices/{made['id']}")
    mexico.settings.set("authority", "accepts")
    assert mexico.call("POST", "/global-invoices", {})["status"] == "open"
