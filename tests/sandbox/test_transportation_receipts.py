"""Transportation receipts."""

from __future__ import annotations

from typing import Any

from alegra_cli.sandbox.books import Books
from tests.sandbox.conftest import refused, status


def test_transportation_receipts(books: Books, in_country: Any) -> None:
    peru = in_country("peru")
    body = {
        "date": "2026-06-01",
        "dateShipping": "2026-06-02",
        "client": "1",
        "items": [{"id": "1", "quantity": 2}],
    }
    path = "/transportation-receipts"
    assert refused(books, "POST", path, body).status == 403
    changes: tuple[dict[str, Any], ...] = (
        {"dateShipping": "2026-05-31"},
        {"items": []},
        {"items": ["x"]},
        {"client": None},
    )
    for wrong in changes:
        assert refused(peru, "POST", path, {**body, **wrong}).status == 400
    key = peru.call("POST", path, body)["id"]
    one = f"{path}/{key}"
    assert refused(peru, "POST", f"{one}/void").status == 400
    assert peru.call("PUT", one, {"weight": 5})["items"][0]["quantity"] == "2"
    told = [peru.call("POST", f"{one}/open")["status"]]
    assert refused(peru, "DELETE", one).status == 400
    assert refused(peru, "PUT", one, {"weight": 6}).status == 400
    peru.call("POST", f"{one}/void")
    assert [*told, status(peru, one)] == ["open", "void"]
    assert peru.call("POST", f"{one}/open")["voidable"] is True
    draft = peru.call("POST", path, body)["id"]
    assert peru.call("DELETE", f"{path}/{draft}")["code"] == 200
