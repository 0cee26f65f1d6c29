"""Variant attributes."""

from __future__ import annotations

from alegra_cli.sandbox.books import Books
from tests.sandbox.conftest import WHOLE


def test_options_keep_their_ids(books: Books) -> None:
    made = books.call("POST", "/variant-attributes", WHOLE["/variant-attributes"])
    body = {"options": [{**made["options"][0], "value": "Rojizo"}, {"value": "Azul"}]}
    changed = books.call("PUT", f"/variant-attributes/{made['id']}", body)
    assert [option["value"] for option in changed["options"]] == ["Rojizo", "Azul"]
    assert changed["options"][0]["id"] == made["options"][0]["id"]
    assert changed["options"][1]["id"] != made["options"][0]["id"]
    found = books.call("GET", "/variant-attributes", query={"options": "azul"})
    assert [row["id"] for row in found] == [made["id"]]
