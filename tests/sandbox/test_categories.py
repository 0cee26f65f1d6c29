"""Categories."""

from __future__ import annotations

from typing import Any

from alegra_cli.sandbox.books import Books
from tests.sandbox.conftest import refused

LUZ = {"name": "Luz", "code": "513530", "idParent": "5"}


def test_the_tree_of_accounts_nests(books: Books) -> None:
    made = books.call("POST", "/categories", {"name": "Luz", "idParent": 5, "code": "513530"})
    assert (type(made["id"]), made["type"], made["nature"]) == (int, "expense", "debit")
    tree = books.call("GET", "/categories", query={"format": "tree"})
    assert {root["idParent"] for root in tree} == {None}
    costs = next(root for root in tree if root["name"] == "Gastos")
    services = next(child for child in costs["children"] if child["id"] == 5)
    assert services["children"] == [made]
    plain = books.call("GET", "/categories", query={"format": "plain", "query": "51353"})
    assert plain == [made]


def test_an_account_never_stands_below_itself(books: Books) -> None:
    child = books.call("POST", "/categories", LUZ)["id"]
    for parent in (5, child, 999, None):
        assert refused(books, "PUT", "/categories/5", {"idParent": parent}).status == 400
    count = books.store.count("categories")
    tree = books.call("GET", "/categories", query={"format": "tree"})

    def below(rows: list[Any]) -> int:
        return len(rows) + sum(below(row["children"]) for row in rows)

    assert below(tree) == count


def test_accounts_are_changed_but_never_deleted(books: Books) -> None:
    assert (
        books.call("PUT", "/categories/5", {"status": "inactive"})["name"] == "Servicios públicos"
    )
    assert refused(books, "PUT", "/categories/13", {"name": "X"}).status == 400
    assert refused(books, "DELETE", "/categories/5").status == 405
    for wrong in ({"name": "X"}, {"idParent": 5}, {"name": "X", "idParent": 5, "type": "fun"}):
        assert refused(books, "POST", "/categories", {"code": "51", **wrong}).status == 400
    kept = books.call("PUT", "/categories/settings", {"codeLength": 8})
    assert kept == books.call("GET", "/categories/settings") == {"codeLength": 8, "useCodes": True}


def test_accounts_take_entries_or_add_up(books: Books) -> None:
    def use(key: Any) -> Any:
        return books.call("GET", f"/categories/{key}")["use"]

    assert (use(5), use(13)) == ("movement", "accumulative")
    adding = books.call("POST", "/categories", {**LUZ, "use": "accumulative"})["id"]
    assert (use(5), use(adding)) == ("accumulative", "accumulative")
    entries = [{"id": str(adding), "debit": 1}, {"id": "7", "credit": 1}]
    body = {"date": "2026-06-01", "entries": entries}
    assert "no recibe movimientos" in refused(books, "POST", "/journals", body).body["message"]
    assert refused(books, "POST", "/categories", {**LUZ, "use": "x"}).status == 400


def test_an_account_of_the_puc_without_a_code_is_a_503(books: Books, in_country: Any) -> None:
    bare = {key: value for key, value in LUZ.items() if key != "code"}
    assert refused(books, "POST", "/categories", bare).status == 503
    assert in_country("mexico").call("POST", "/categories", bare)["code"] == ""
