"""Debit notes."""

from __future__ import annotations

from typing import Any

import pytest

from alegra_cli.sandbox.books import Books, SandboxRefusal
from tests.sandbox.conftest import PIECE, SUPPLIER, available, bill, bill_state, refused


def note(books: Books, *items: dict[str, Any], **more: Any) -> Any:
    body = {"date": "2026-06-03", "client": SUPPLIER, "items": list(items) or [PIECE], **more}
    return books.call("POST", "/debit-notes", body)


def test_a_debit_note_lowers_what_is_owed_and_takes_stock_out(books: Books) -> None:
    key = bill(books, {**PIECE, "quantity": 3})["id"]
    before = available(books, "15")
    made = note(books, bills=[{"id": key, "amount": 60}])
    assert (made["status"], str(made["balance"])) == ("open", "40.00")
    assert (bill_state(books, key), available(books, "15")) == (("open", "240.00"), before - 1)
    assert refused(books, "DELETE", f"/bills/{key}").status == 400
    again = books.call("PUT", f"/debit-notes/{made['id']}", {"bills": [{"id": key, "amount": 100}]})
    assert (again["status"], bill_state(books, key)) == ("closed", ("open", "200.00"))
    books.call("DELETE", f"/debit-notes/{made['id']}")
    assert (bill_state(books, key), available(books, "15")) == (("open", "300.00"), before)


def test_a_debit_note_is_not_applied_beyond_itself_or_the_bill(books: Books) -> None:
    key = bill(books, {**PIECE, "price": 50})["id"]
    body = {"date": "2026-06-03", "client": SUPPLIER, "items": [PIECE]}
    for lines in ([51], [25, 26]):
        bills = [{"id": key, "amount": amount} for amount in lines]
        assert refused(books, "POST", "/debit-notes", {**body, "bills": bills}).body["code"] == 9030
    refund = [{"account": {"id": "1"}, "date": "2026-06-03", "amount": 101}]
    assert refused(books, "POST", "/debit-notes", {**body, "refunds": refund}).body["code"] == 9030
    assert refused(books, "POST", "/debit-notes", {**body, "bills": ["x"]}).status == 400
    assert bill_state(books, key) == ("open", "50.00")


def test_updates_of_debit_notes_are_partial(books: Books) -> None:
    key = note(books, observations="a")["id"]
    changed = books.call("PUT", f"/debit-notes/{key}", {"client": {"id": "8"}, "warehouse": "2"})
    assert (changed["client"]["id"], changed["warehouse"]["id"]) == ("8", "2")
    assert (changed["observations"], str(changed["total"])) == ("a", "100.00")


def test_adjustment_notes_are_listed_when_asked_for(books: Books) -> None:
    support = bill(books, numberTemplate={"id": "8"})["id"]
    usual = note(books)["id"]
    told = note(books, adjustmentNoteType="1")["id"]
    applied = note(books, bills=[{"id": support, "amount": 10}])["id"]

    def listed(**query: str) -> list[str]:
        query = {"order_direction": "DESC", "limit": "30", **query}
        return [row["id"] for row in books.call("GET", "/debit-notes", query=query)]

    assert listed()[0] == usual
    assert listed() == listed(type="normal")
    assert listed(type="adjustmentNote") == [applied, told]
    assert listed(type="all")[:3] == [applied, told, usual]
    assert listed(id=f"{told},{usual}") == [told, usual]
    assert listed(date_after="2026-06-03", type="all") == []
    for wrong in ({"type": "x"}, {"id": ",".join(map(str, range(31)))}):
        assert refused(books, "GET", "/debit-notes", query=wrong).body["code"] == 903


def test_codes_and_lines_of_debit_notes(books: Books) -> None:
    for change, code in (
        ({"client": None}, 13011),
        ({"items": []}, 13043),
        ({"items": [{**PIECE, "id": "999"}]}, 13044),
        ({"stamp": {"generateStamp": True}}, 13066),
    ):
        with pytest.raises(SandboxRefusal) as caught:
            note(books, **change)
        assert caught.value.body["code"] == code
    below = note(books, items=[], purchases={"items": [PIECE]}, retentions=[{"id": "1"}])
    assert below["items"][0]["id"] == PIECE["id"]
    assert str(below["retentions"][0]["amount"]) == "2.50"
    path = f"/debit-notes/{below['id']}/comments"
    assert books.call("POST", path, {"comments": [{"text": "uno"}]})["text"] == "uno"
    assert refused(books, "POST", path, {"comments": "uno"}).body["code"] == 37008
    gone = refused(books, "PUT", "/debit-notes/999", {"observations": "x"})
    assert (gone.status, gone.body["code"]) == (404, 13005)


def test_a_debit_note_is_stamped_and_stays_when_it_is_refused(books: Books) -> None:
    numbering = {"name": "Ajuste", "prefix": "NDA", "documentType": "debitNote"}
    key = books.call("POST", "/number-templates", {**numbering, "isElectronic": True})["id"]
    wanted = {"resolution": {"id": key}, "stamp": {"generateStamp": True}}
    books.settings.set("authority", "rejects")
    with pytest.raises(SandboxRefusal) as caught:
        note(books, **wanted)
    kept = caught.value.body["debitNote"]
    assert (caught.value.body["error"]["code"], kept["emissionStatus"]) == (3051, None)
    path = f"/debit-notes/{kept['id']}"
    again = {"stamp": {"generateStamp": True}}
    assert refused(books, "PUT", path, again).body["debitNote"]["id"] == kept["id"]
    books.settings.set("authority", "accepts")
    assert books.call("PUT", path, again)["emissionStatus"] == "STAMPED_AND_ACCEPTED"
    assert refused(books, "PUT", path, {"observations": "x"}).body["code"] == 13038
    listed = books.call(
        "GET", "/debit-notes", query={"emissionStatus": "STAMPED_AND_ACCEPTED", "type": "all"}
    )
    assert [row["id"] for row in listed] == [kept["id"]]
