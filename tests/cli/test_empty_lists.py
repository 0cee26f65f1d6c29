"""An empty list is a value: what it replaces is taken away."""

from __future__ import annotations

from decimal import Decimal

from alegra_cli import exact
from tests.cli.office import Office


def test_an_empty_list_takes_the_retentions_away(office: Office) -> None:
    retention = office.list("retentions")[0]["id"]
    for resource, action in (("invoices", "update-retentions"), ("bills", "retentions")):
        key = office.list(resource, "--status", "open")[0]["id"]

        def balance(sent: str, *words: str) -> Decimal:
            told = office.alegra(*words, "-d", f'{{"retentions": {sent}}}')
            assert told.code == 0, told.err
            found = exact.loads(office.alegra(*words[:1], "get", words[2], "-o", "json").out)
            assert len(found["retentions"]) == len(exact.loads(sent))
            return Decimal(str(found["balance"]))

        with_it = balance(f'[{{"id": {retention}, "amount": 1000}}]', resource, action, key)
        assert balance("[]", resource, action, key) == with_it + 1000
        for missing in ("{}", '{"retentions": null}', '{"retentions": ""}'):
            told = office.alegra(resource, action, key, "-d", missing)
            assert told.code != 0, missing


def test_empty_perceptions_and_advances_are_sent(office: Office) -> None:
    for action, name in (("perceptions", "perceptions"), ("advances", "advances")):
        line = ("bills", action, "1", "-d", f'{{"{name}": []}}', "--dry-run", "-o", "json")
        told = office.alegra(*line)
        assert told.code == 0, told.err
        assert exact.loads(told.out)["body"] == {name: []}


def test_a_document_without_lines_still_lacks_them(office: Office) -> None:
    told = office.alegra("invoices", "create", "-d", '{"client": 1, "items": []}')
    assert told.code == 5
    assert "items: is required" in told.err
