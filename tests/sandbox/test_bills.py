"""Bills."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from alegra_cli.sandbox.books import Books, SandboxRefusal
from alegra_cli.testing.each import each
from tests.sandbox.conftest import PIECE, available, bill, bill_ids, bill_state, refused

CUFE = "0123456789abcdef" * 6


def pay(books: Books, key: str, amount: Any, **more: Any) -> Any:
    body = {
        "date": "2026-06-02",
        "bankAccount": {"id": "1"},
        "paymentMethod": "cash",
        "type": "out",
        "bills": [{"id": key, "amount": amount}],
        **more,
    }
    return books.call("POST", "/payments", body)


def test_items_and_accounts_add_up_in_a_bill(books: Books) -> None:
    made = bill(
        books,
        purchases={
            "items": [{**PIECE, "quantity": 3, "discount": 10, "tax": [{"id": "2"}]}],
            "categories": [{"id": "5", "price": "50.55", "quantity": 2, "tax": [{"id": "3"}]}],
        },
    )
    told = [str(made[key]) for key in ("subtotal", "discount", "tax", "total", "balance")]
    assert told == ["401.10", "30.00", "56.36", "427.46", "427.46"]
    lines = made["purchases"]
    assert [str(lines[kind][0]["total"]) for kind in lines] == ["321.30", "106.16"]
    assert lines["categories"][0]["name"] == "Servicios públicos"


# What is wrong with each.
WRONG: list[dict[str, Any]] = [
    {"provider": None},
    {"date": "2026-07-01"},
    {"dueDate": None},
    {"purchases": None},
    {"purchases": {"items": [], "categories": []}},
    {"purchases": {"items": "x"}},
    {"purchases": {"items": [{**PIECE, "id": "999"}]}},
    {"purchases": {"categories": [{"id": "999", "price": 1, "quantity": 1}]}},
    {"payments": ["x"]},
    {"retentions": ["x"]},
    {"purchaseOrder": {"id": "999"}},
]


def test_wrong_bills_are_refused(books: Books) -> None:
    def check(change: dict[str, Any]) -> None:
        with pytest.raises(Exception, match=r"^400 "):
            bill(books, **change)

    each(((str(change), change) for change in WRONG), check)


def test_stock_comes_with_a_bill_and_goes_with_it(books: Books) -> None:
    before = available(books, "15")
    key = bill(books, {**PIECE, "quantity": "2.5"})["id"]
    assert available(books, "15") == before + Decimal("2.5")
    books.call("PUT", f"/bills/{key}", {"purchases": {"items": [PIECE]}})
    assert available(books, "15") == before + 1
    books.call("DELETE", f"/bills/{key}")
    assert available(books, "15") == before


def test_payments_close_a_bill_and_void_opens_it(books: Books) -> None:
    key = bill(books)["id"]
    assert refused(books, "DELETE", "/bills/999").status == 404
    part, rest = pay(books, key, "30.01"), pay(books, key, "69.99")
    assert bill_state(books, key) == ("closed", "0.00")
    assert refused(books, "PUT", f"/bills/{key}", {"observations": "x"}).status == 400
    assert refused(books, "DELETE", f"/bills/{key}").status == 400
    books.call("POST", f"/payments/{part['id']}/void")
    assert bill_state(books, key) == ("open", "30.01")
    books.call("DELETE", f"/payments/{rest['id']}")
    assert bill_state(books, key) == ("open", "100.00")
    books.call("DELETE", f"/bills/{key}")


@pytest.mark.parametrize("amount", [0, -1, "100.01", "x", None])
def test_a_bill_is_never_paid_too_much(books: Books, amount: Any) -> None:
    key = bill(books)["id"]
    with pytest.raises(Exception, match=r"^400 "):
        pay(books, key, amount)
    with pytest.raises(Exception, match=r"^400 "):
        pay(books, key, 10, type="in")
    assert bill_state(books, key) == ("open", "100.00")


def test_a_payment_can_come_with_the_bill(books: Books) -> None:
    payment = {"date": "2026-06-01", "account": {"id": "1"}, "paymentMethod": "cash"}
    made = bill(books, payments=[{**payment, "amount": 40}])
    assert (made["status"], str(made["balance"]), str(made["totalPaid"])) == (
        "open",
        "60.00",
        "40.00",
    )
    count = books.store.count("bills")
    with pytest.raises(Exception, match=r"^400 "):
        bill(books, payments=[{**payment, "amount": 101}])
    assert books.store.count("bills") == count


def test_retentions_of_a_bill(books: Books) -> None:
    key = bill(books, {**PIECE, "tax": [{"id": "2"}]}, retentions=[{"id": "1", "amount": 9}])["id"]
    assert bill_state(books, key) == ("open", "110.00")
    # Without amounts they are reckoned: 2.5 % of what is bought, 15 % of the IVA.
    told = books.call("PUT", f"/bills/{key}/retentions", {"retentions": [{"id": "1"}, {"id": "2"}]})
    assert [str(row["amount"]) for row in told["retentions"]] == ["2.50", "2.85"]
    assert bill_state(books, key) == ("open", "113.65")
    books.call("PUT", f"/bills/{key}/retentions", {"retentions": []})
    assert bill_state(books, key) == ("open", "119.00")
    too_much = {"retentions": [{"id": "1", "amount": 120}]}
    assert refused(books, "PUT", f"/bills/{key}/retentions", too_much).status == 400


def test_close_writes_off_what_is_left(books: Books) -> None:
    key = bill(books)["id"]
    pay(books, key, 60)
    path, day = f"/bills/{key}/close", "2026-06-05"
    for body, code in (
        (None, 11200),
        ({"category": "15"}, 11201),
        ({"date": day}, 11203),
        ({"date": day, "category": {"id": "5"}}, 11203),
        ({"date": day, "category": "15", "observations": "x" * 501}, 11208),
    ):
        assert refused(books, "POST", path, body).body["code"] == code
    books.call("POST", path, {"date": day, "category": {"id": "15"}})
    assert bill_state(books, key) == ("closed", "0.00")
    assert str(books.call("GET", f"/bills/{key}")["totalPaid"]) == "60.00"
    assert refused(books, "POST", path, {"date": day, "category": 15}).body["code"] == 11042


def test_an_advance_is_used_once(books: Books) -> None:
    lines = [{"id": "14", "price": 30, "quantity": 1}]
    key = pay(books, "", 0, bills=[], categories=lines)["id"]
    advance = {"advances": [{"id": key, "amount": 20}]}
    first, second = bill(books)["id"], bill(books)["id"]
    path = f"/bills/{first}/advances-applied"
    assert refused(books, "POST", path, {"advances": []}).body["code"] == 11300
    too_much = {"advances": [{"id": key, "amount": 31}]}
    assert refused(books, "POST", path, too_much).body["code"] == 11301
    told = books.call("POST", path, advance)
    assert (told["code"], [str(row["amount"]) for row in told["message"]]) == (200, ["20.00"])
    assert bill_state(books, first) == ("open", "80.00")
    assert refused(books, "POST", f"/bills/{second}/advances-applied", advance).status == 400
    assert bill_state(books, second) == ("open", "100.00")


def test_comments_of_a_bill(books: Books) -> None:
    path = f"/bills/{bill(books)['id']}"
    first, second = books.call(
        "POST", f"{path}/comments", {"comments": [{"text": "uno"}, {"text": "dos"}]}
    )
    first, second = first["id"], second["id"]
    books.call("PUT", f"{path}/comments/{first}", {"comment": "tres"})
    assert refused(books, "PUT", f"{path}/comments/{first}", {"text": "x"}).body["code"] == 37008
    books.call("DELETE", f"{path}/comments/{second}")
    books.call("PUT", path, {"observations": "x"})
    told = books.call("GET", path, query={"fields": "comments"})["comments"]
    assert [row["text"] for row in told] == ["tres"]
    assert "comments" not in books.call("GET", path)
    texts: tuple[Any, ...] = ("x", ["x"], [{}])
    for wrong in ({"text": "x"}, *({"comments": text} for text in texts)):
        assert refused(books, "POST", f"{path}/comments", wrong).body["code"] == 11103
    assert refused(books, "DELETE", f"{path}/comments/{second}").status == 404


def test_numbers_and_types_of_bills(books: Books) -> None:
    mine = bill(books, numberTemplate={"prefix": "PRV-", "number": "77"})
    ours = bill(books, numberTemplate={"id": "8"})
    assert (mine["type"], mine["numberTemplate"]["fullNumber"]) == ("bill", "PRV-77")
    books.call("PUT", f"/bills/{mine['id']}", {"observations": "x"})
    assert books.call("GET", f"/bills/{mine['id']}")["numberTemplate"]["number"] == "77"
    assert (ours["type"], ours["numberTemplate"]["number"]) == ("supportDocument", "1")
    assert bill_ids(books, type="supportDocument") == [ours["id"]]
    assert bill_ids(books, type="all")[:2] == [ours["id"], mine["id"]]
    assert bill_ids(books)[0] == bill_ids(books, type="bill")[0] == mine["id"]
    assert bill_ids(books, billNumber="prv-77") == [mine["id"]]


def test_updates_of_bills_are_partial(books: Books) -> None:
    key = bill(books, observations="a", termsConditions="b")["id"]
    changed = books.call("PUT", f"/bills/{key}", {"observations": None})
    assert (changed["observations"], changed["termsConditions"]) == (None, "b")
    assert refused(books, "PUT", f"/bills/{key}", {"dueDate": "2026-05-31"}).status == 400
    pay(books, key, 90)
    cheaper = {"purchases": {"items": [{**PIECE, "price": 50}]}}
    assert refused(books, "PUT", f"/bills/{key}", cheaper).status == 400


def test_importing_by_cufe(books: Books, in_country: Any) -> None:
    made = books.call("POST", "/bills/import-by-cufe", {"cufe": CUFE})
    assert made["status"] == "open"
    again = refused(books, "POST", "/bills/import-by-cufe", {"cufe": CUFE})
    assert made["id"] in again.body["message"]
    assert refused(books, "POST", "/bills/import-by-cufe", {"cufe": "x"}).status == 400
    elsewhere = in_country("mexico")
    assert refused(elsewhere, "POST", "/bills/import-by-cufe", {"cufe": CUFE}).status == 400


def test_codes_of_wrong_bills(books: Books) -> None:
    bare = books.call("POST", "/items", {"name": "Sin unidad", "price": 1})["id"]
    for change, code in (
        ({"provider": {"id": "999"}}, 11004),
        ({"purchases": {}}, 11040),
        ({"purchases": {"items": [{**PIECE, "id": "999"}]}}, 11034),
        ({"purchases": {"items": [{**PIECE, "id": bare}]}}, 11034),
        ({"purchases": {"categories": [{"id": "999", "price": 1, "quantity": 1}]}}, 11060),
        ({"paymentMethod": "TRANSFER"}, 11305),
        ({"paymentMethod": "cash"}, 11305),
        ({"idCostCenter": "1"}, 11094),
    ):
        with pytest.raises(SandboxRefusal) as caught:
            bill(books, **change)
        assert caught.value.body["code"] == code, change


def test_lists_of_bills_are_long_and_know_paid_and_draft(books: Books) -> None:
    draft, paid = bill(books, status="draft")["id"], bill(books)["id"]
    pay(books, paid, 100)
    assert bill_ids(books, status="draft") == [draft]
    assert bill_ids(books, status="draft,paid")[:2] == [paid, draft]
    assert bill_ids(books, status="paid") == bill_ids(books, status="closed")
    assert bill_state(books, draft) == ("draft", "100.00")
    books.call("PUT", f"/bills/{draft}", {"status": "open"})
    assert bill_ids(books, status="open")[0] == draft
    assert bill_ids(books, client_id="999") == []
    assert len(bill_ids(books, limit="200")) == books.store.count("bills")
    query = {"client_id": "5", "client_name": "x"}
    assert refused(books, "GET", "/bills", query=query).status == 400
    assert refused(books, "GET", "/bills", query={"limit": "201"}).body["code"] == 903


def test_perceptions_are_argentinas(books: Books, in_country: Any) -> None:
    sent = {"perceptions": [{"id": "1", "amount": 5}]}
    path = f"/bills/{bill(books)['id']}/perceptions"
    assert refused(books, "PUT", path, sent).status == 405
    argentina = in_country("argentina")
    open_one = argentina.call("GET", "/bills", query={"status": "open"})[0]["id"]
    path = f"/bills/{open_one}/perceptions"
    assert argentina.call("PUT", path, sent)["perceptions"][0]["id"] == "1"
    assert refused(argentina, "PUT", path, {"perceptions": "x"}).body["code"] == 11416
    assert refused(argentina, "PUT", path, {"perceptions": [{}]}).body["code"] == 11414


SUPPORT: dict[str, Any] = {
    "numberTemplate": {"id": "8"},
    "billOperationType": "INDIVIDUAL",
    "stamp": {"generateStamp": True},
}
ADDRESS = {"address": "Calle 1", "city": "Cali", "department": "Valle", "country": "Colombia"}


def seller(books: Books, **more: Any) -> dict[str, Any]:
    typed = {"type": "NIT", "number": "900555001"}
    body = {"name": "Firma", "identificationObject": typed, "address": ADDRESS, **more}
    return {"id": books.call("POST", "/contacts", {**body, "type": ["provider"]})["id"]}


def test_a_support_document_says_who_sells_and_where(books: Books) -> None:
    made = bill(books, provider=seller(books), **SUPPORT)
    assert made["stamp"]["cude"]
    typed = {"type": "CC", "number": "55501"}
    for more in (
        {"provider": seller(books, identificationObject=typed)},
        {"provider": seller(books, address=None, identificationObject={**typed, "number": "2"})},
        {"provider": {"id": made["provider"]["id"]}, "billOperationType": None},
    ):
        with pytest.raises(SandboxRefusal) as caught:
            bill(books, **{**SUPPORT, **more})
        assert caught.value.body["error"]["code"] == 3051
        assert caught.value.body["bill"]["stamp"] is None


def test_a_bill_that_is_refused_a_stamp_stays_and_is_stamped_later(books: Books) -> None:
    books.settings.set("authority", "rejects")
    who = seller(books)
    with pytest.raises(SandboxRefusal) as caught:
        bill(books, provider=who, **SUPPORT)
    body = caught.value.body
    assert (caught.value.status, body["error"]["code"], body["bill"]["status"]) == (
        400,
        3051,
        "open",
    )
    path = f"/bills/{body['bill']['id']}"
    assert body["bill"].items() <= books.call("GET", path).items()
    again = refused(books, "PUT", path, {"stamp": {"generateStamp": True}, "observations": "x"})
    assert again.body["bill"]["observations"] == "x"
    books.settings.set("authority", "accepts")
    assert books.call("PUT", path, {"stamp": {"generateStamp": True}})["stamp"]["cude"]
    books.settings.set("authority", "rejects")
    with pytest.raises(SandboxRefusal) as caught:
        bill(books, provider=who, **SUPPORT)
    books.call("DELETE", f"/bills/{caught.value.body['bill']['id']}")


def test_costa_rica_stamps_no_bill_with_retentions_or_payments(in_country: Any) -> None:
    books = in_country("costaRica")
    payment = {"date": "2026-06-01", "account": {"id": "1"}, "paymentMethod": "cash", "amount": 1}
    for more, code in (
        ({"retentions": [{"id": "1", "amount": 1}]}, 11097),
        ({"payments": [payment]}, 11101),
    ):
        with pytest.raises(SandboxRefusal) as caught:
            bill(books, stamp={"generateStamp": True}, **more)
        assert caught.value.body["code"] == code
