"""What holds for all documents: sums, numbers, stock."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alegra_cli.exact import Number
from alegra_cli.sandbox.books import Books
from tests.conftest import SHARED_FIXTURES
from tests.sandbox.conftest import ITEM, LINE, adjust, available, invoice, refused, stock, transfer

CENT = Decimal("0.01")


AMOUNTS = st.decimals(0, 10**9, places=4).map(lambda value: Number(format(value, "f")))


QUANTITIES = st.decimals("0.001", 10**4, places=3).map(lambda value: Number(format(value, "f")))


def round_half_up(value: Decimal) -> Decimal:
    return value.quantize(CENT, rounding=ROUND_HALF_UP)


@settings(suppress_health_check=SHARED_FIXTURES, max_examples=25)
@given(
    st.lists(
        st.tuples(
            AMOUNTS,
            QUANTITIES,
            st.integers(0, 100),
            st.sampled_from([[], ["2"], ["3"], ["2", "3"]]),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_totals_are_the_sums_of_what_the_lines_show(
    books: Books, drawn: list[tuple[Number, Number, int, list[str]]]
) -> None:
    rates = {"2": Decimal("0.19"), "3": Decimal("0.05")}
    subtotal = discount = tax = Decimal(0)
    lines = []
    for price, quantity, percent, taxes in drawn:
        lines.append(
            {
                "id": "1",
                "price": price,
                "quantity": quantity,
                "discount": percent,
                "tax": [{"id": key} for key in taxes],
            }
        )
        base = round_half_up(price * quantity)
        off = round_half_up(base * percent / 100)
        subtotal, discount = subtotal + base, discount + off
        tax += sum((round_half_up((base - off) * rates[key]) for key in taxes), Decimal(0))
    made = invoice(books, *lines, status="draft")
    assert (made["subtotal"], made["discount"], made["tax"]) == (subtotal, discount, tax)
    assert made["total"] == made["balance"] == subtotal - discount + tax
    assert made["total"] == sum(line["total"] for line in made["items"])


def test_the_books_of_a_whole_year_add_up(books: Books) -> None:
    """Every balance, told from payments and credit notes by an independent reckoning."""
    paid: dict[str, Decimal] = {}
    for payment in books.store.find("payments"):
        for line in payment["invoices"] if payment["status"] == "open" else []:
            paid[line["id"]] = paid.get(line["id"], Decimal(0)) + line["amount"]
    for note in books.store.find("credit-notes"):
        for line in note["invoices"]:
            paid[line["id"]] = paid.get(line["id"], Decimal(0)) + line["amount"]
    for record in books.store.find("invoices"):
        left = record["total"] - paid.get(record["id"], Decimal(0))
        assert record["balance"] == left >= 0
        if record["status"] == "closed":
            assert left == 0
        if record["status"] == "open":
            assert left > 0


def test_a_refused_write_leaves_nothing_behind(books: Books) -> None:
    before = books.store.count("invoices"), books.call("GET", "/number-templates/2")
    body = {
        "date": "2026-06-01",
        "dueDate": "2026-06-01",
        "client": "1",
        "items": [LINE],
        "numberTemplate": {"id": "2"},
        "payments": [{"date": "2026-06-01", "account": {"id": "1"}, "amount": 101}],
    }
    assert refused(books, "POST", "/invoices", body).status == 400
    assert before == (books.store.count("invoices"), books.call("GET", "/number-templates/2"))


def test_numbers_advance_and_end(books: Books) -> None:
    template = books.call(
        "POST",
        "/number-templates",
        {
            "name": "T",
            "documentType": "invoice",
            "prefix": "T-",
            "nextInvoiceNumber": 8,
            "maxInvoiceNumber": 9,
        },
    )
    ask = {"numberTemplate": {"id": template["id"]}}
    told = [invoice(books, **ask)["numberTemplate"]["fullNumber"] for _time in range(2)]
    assert told == ["T-8", "T-9"]
    with pytest.raises(Exception, match="último número"):
        invoice(books, **ask)
    assert refused(books, "DELETE", f"/number-templates/{template['id']}").status == 400


def test_stock_moves_with_documents(books: Books) -> None:
    before = available(books, "15")
    sold = {"id": "15", "price": 10, "quantity": 4}
    key = invoice(books, sold)["id"]
    assert available(books, "15") == before - 4
    assert available(books, "15", documentDate="2000-01-01") != before - 4
    note = books.call(
        "POST",
        "/credit-notes",
        {"date": "2026-06-03", "client": "1", "items": [{**sold, "quantity": 1}]},
    )
    assert available(books, "15") == before - 3
    books.call("DELETE", f"/credit-notes/{note['id']}")
    books.call("POST", f"/invoices/{key}/void")
    assert available(books, "15") == before
    invoice(books, sold, status="draft")
    assert available(books, "15") == before


QUANTITIES = st.decimals("0.01", 1000, places=2).map(lambda value: Number(format(value, "f")))


STEPS = st.tuples(st.sampled_from(["in", "out", "move", "back", "sell", "undo"]), QUANTITIES)


@settings(suppress_health_check=SHARED_FIXTURES, max_examples=20)
@given(st.lists(STEPS, max_size=8))
def test_stock_is_what_was_moved(books: Books, steps: list[tuple[str, Number]]) -> None:
    expected = stock(books)
    done: list[tuple[str, dict[str, Decimal]]] = []
    for what, quantity in steps:
        change: dict[str, Decimal] = {}
        if what == "undo" and done:
            path, undone = done.pop()
            books.call("DELETE", path)
            change = {place: -moved for place, moved in undone.items()}
        elif what in ("in", "out"):
            change = {"1": quantity if what == "in" else -quantity}
            path = f"/inventory-adjustments/{adjust(books, what, quantity)['id']}"
            done.append((path, change))
        elif what in ("move", "back"):
            ends = ("1", "2") if what == "move" else ("2", "1")
            change = {ends[0]: -quantity, ends[1]: quantity}
            path = f"/warehouse-transfers/{transfer(books, quantity, *ends)['id']}"
            done.append((path, change))
        elif what == "sell":
            invoice(books, {"id": ITEM, "price": 1, "quantity": quantity})
            change = {"1": -quantity}
        for place, moved in change.items():
            expected[place] += moved
        assert stock(books) == expected
        assert available(books, ITEM) == sum(expected.values(), Decimal(0))
