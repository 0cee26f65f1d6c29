"""A country that the program has never heard of: its pack and its reader are enough."""

from __future__ import annotations

import textwrap
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import responses

from alegra_cli import exact
from alegra_cli.testing import API, Runner

PLUGIN = '''
    """Atlantis: what its tax authority wants, and how its invoices are read."""
    from decimal import Decimal
    from alegra_cli.declare import Country, SupplierContact
    from alegra_cli.declare.received import (
        DocumentLine, InvoiceReader, Party, ReceivedDocument, TaxAmount,
    )
    from alegra_cli.hookspecs import hookimpl

    PACK = Country(
        "atlantis",
        label="Atlantis",
        authority="ATA",
        currencies=("ATD", "USD"),
        support_documents=True,
        tax_names=(("Tide", ("Tide", "IVA")),),
        retention_names=(("Ebb", ("Renta",)),),
        supplier_contact=SupplierContact(
            id_type="ATIN",
            id_types=(("9", "PASSPORT"),),
            check_digit="identificationObject.dv",
            activity="trade",
            constants=(("regime", "SUNKEN"),),
        ),
    )

    def documents(file):
        said = dict(file.root.attrib)
        net = Decimal("100.00")
        tide = TaxAmount("Tide", Decimal("10.00"), Decimal(10), net)
        ebb = TaxAmount("Ebb", Decimal("3.00"), Decimal(3), net)
        yield ReceivedDocument(
            country="atlantis",
            kind="invoice",
            supplier=Party(said["from"], "Tritón", said["idType"], "7", "", "Pearls"),
            customer=Party("777"),
            number=said["number"],
            authority_id=f"ATA-00000-{said['number']}",
            date="2026-06-01",
            currency=said["currency"],
            lines=(DocumentLine("Pearls", Decimal(1), net, (tide,)),),
            taxes=(tide,),
            withheld=(ebb,),
            subtotal=net,
            total=Decimal("107.00"),
        )

    @hookimpl
    def alegra_countries():
        return [PACK]

    @hookimpl
    def alegra_readers():
        return [InvoiceReader("atlantis", roots=("recibo",), read=documents)]
'''
ENTRIES = """\
[alegra_cli.countries]
atlantis = acme_atlantis
[alegra_cli.received]
atlantis = acme_atlantis
"""
SENT = {
    "1.xml": ("A-1", "ATD", "111", "1"),
    "2.xml": ("A-2", "USD", "222", "9"),
    "3.xml": ("A-3", "EUR", "333", "1"),
}
LISTS: dict[str, list[dict[str, str]]] = {
    "taxes": [{"id": "4", "name": "IVA", "percentage": "10.00"}],
    "retentions": [{"id": "6", "name": "Renta marina", "percentage": "3.00"}],
    "contacts": [],
    "bills": [],
    "debit-notes": [],
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What suppliers in Atlantis sent, beside an installed plugin of that country."""
    info = tmp_path / "site" / "acme_atlantis-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-atlantis\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(ENTRIES)
    (info.parent / "acme_atlantis.py").write_text(textwrap.dedent(PLUGIN).lstrip())
    monkeypatch.syspath_prepend(str(info.parent))
    made = tmp_path / "sent"
    made.mkdir()
    for name, (number, currency, supplier, kind) in SENT.items():
        words = f'number="{number}" currency="{currency}" from="{supplier}" idType="{kind}"'
        (made / name).write_text(f"<recibo {words}/>")
    return str(made)


def test_what_circulates_there_needs_no_rate(folder: str, alegra: Runner) -> None:
    told = exact.loads(alegra("received", "read", folder, "-o", "json").out)
    assert [(one["number"], one["reasons"]) for one in told] == [
        ("A-1", []),
        ("A-2", []),
        ("A-3", ["no-rate"]),
    ]


def bodies_of(folder: str, alegra: Runner, api: responses.RequestsMock, company: Any) -> list[Any]:
    """The bodies of the requests that posting the folder would send."""
    api.get(f"{API}/categories/5", json={"id": "5"})
    api.get(f"{API}/company", json=company)
    for name, rows in LISTS.items():
        api.get(f"{API}/{name}", json=rows)
    assert alegra("received", "rules", "set", "*", "--category", "5").code == 0
    post = ("received", "post", folder, "--only", "ready", "--create-suppliers", "--dry-run")
    result = alegra(*post, "-o", "json")
    assert result.code == 0, result.err
    return [one["body"] for one in exact.loads(result.out)]


ATLANTIS = {"applicationVersion": "atlantis", "identification": "777"}


def test_suppliers_are_made_as_the_pack_says(
    folder: str, alegra: Runner, api: responses.RequestsMock
) -> None:
    one, other, *bills = bodies_of(folder, alegra, api, ATLANTIS)
    assert one == {
        "name": "Tritón",
        "type": ["provider"],
        "identificationObject": {"type": "ATIN", "number": "111", "dv": "7"},
        "trade": "Pearls",
        "regime": "SUNKEN",
    }
    assert other["identificationObject"] == {"type": "PASSPORT", "number": "222", "dv": "7"}
    assert [bill["numberTemplate"]["number"] for bill in bills] == ["A-1", "A-2"]
    # No rate is made up, and none is sent that is not known.
    assert [bill for bill in bills if "currency" in bill] == []


def test_taxes_are_those_that_accounts_there_call_so(
    folder: str, alegra: Runner, api: responses.RequestsMock
) -> None:
    bill = bodies_of(folder, alegra, api, ATLANTIS)[-1]
    assert [line["tax"] for line in bill["purchases"]["categories"]] == [[{"id": "4"}]]
    assert bill["retentions"] == [{"id": "6", "amount": 3}]


def test_a_known_account_is_asked_in_its_own_currency(
    folder: str, alegra: Runner, api: responses.RequestsMock
) -> None:
    company = ATLANTIS | {"currency": {"code": "EUR"}}
    _supplier, bill = bodies_of(folder, alegra, api, company)
    assert bill["numberTemplate"] == {"number": "A-3"}
    assert sum(line["price"] for line in bill["purchases"]["categories"]) == Decimal(100)


def test_support_documents_are_among_the_purchases_where_the_pack_says_so(
    folder: str, alegra: Runner, api: responses.RequestsMock
) -> None:
    bodies_of(folder, alegra, api, ATLANTIS)
    asked = {str(call.request.url).removeprefix(f"{API}/") for call in api.calls}
    every = {one.partition("?")[0] for one in asked if "type=all" in one}
    assert every == {"bills", "debit-notes"}
