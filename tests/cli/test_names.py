"""Records called by their number, name or rate, on the command line and in files."""

from __future__ import annotations

from typing import Any

import pytest

from alegra_cli import exact
from alegra_cli.testing import Result
from tests.cli.office import Office


def _writes(office: Office) -> list[str]:
    """What the log of writes has of requests."""
    told = office.alegra("log", "-o", "json")
    return [entry["method"] for entry in exact.loads(told.out)] if told.out.strip() else []


def _refused(told: Result, *texts: str) -> None:
    assert told.code == 2, told.err
    for text in texts:
        assert text in told.err


@pytest.mark.parametrize(
    ("line", "id", "said"),
    [
        (("invoices", "get", "FE3"), "7", "invoice: FE3 Pérez, Gómez y Asociados (7)"),
        (("invoices", "get", "fe-3"), "7", "FE3"),
        (("estimates", "get", "COT2"), "2", "estimate: COT2 Óscar Rojas Mora (2)"),
        (("bills", "get", "prv 1001"), "1", "bill: PRV-1001"),
        (("payments", "get", "RC2"), "2", "payment: RC 2"),
        (("contacts", "get", "PAPELES Y MAS"), "8", "contact: Papeles y Más 902305021 (8)"),
        (("contacts", "get", "Textiles del Valle"), "1", "Textiles del Valle S.A.S."),
        (("contacts", "get", "902.580.854-2"), "1", "Textiles del Valle S.A.S."),
        (("taxes", "get", "IVA 19%"), "2", "tax: IVA 19% (2)"),
        (("terms", "get", "15 dias"), "2", "payment term: 15 días (2)"),
        (("cost-centers", "get", "ven"), "2", "VEN Ventas"),
    ],
)
def test_a_record_is_got_by_what_it_is_called(
    office: Office, line: tuple[str, ...], id: str, said: str
) -> None:
    told = office.alegra(*line, "-o", "json")
    assert told.code == 0, told.err
    assert str(exact.loads(told.out)["id"]) == id
    assert said in told.err


def test_an_id_costs_no_request_and_says_nothing(office: Office) -> None:
    told = office.alegra("contacts", "get", "8", "-v", "-o", "json")
    assert told.code == 0
    assert told.err.count("GET ") == 1
    assert "Papeles" not in told.err


def test_what_is_called_by_nobody_names_those_that_are_near(office: Office) -> None:
    told = office.alegra("contacts", "get", "Papeles")
    _refused(told, "there is no contact called Papeles", "Papeles y Más 902305021 (8)")
    _refused(office.alegra("invoices", "void", "FE9999"), "no invoice called FE9999")
    assert _writes(office) == []


def test_what_several_are_called_is_not_guessed(office: Office) -> None:
    told = office.alegra("taxes", "delete", "IVA", "--yes")
    _refused(told, "several are called IVA: IVA 19% (2), IVA 5% (3)")
    assert _writes(office) == []


def test_options_and_filters_take_names(office: Office) -> None:
    by_name = office.alegra("invoices", "list", "--client-id", "textiles del valle", "--count")
    assert int(by_name.out) > 0
    assert by_name.out == office.alegra("invoices", "list", "--client-id", "1", "--count").out
    assert "--client-id: Textiles del Valle S.A.S." in by_name.err
    line = ["--client", "Papeles y Más", "--seller", "vendedora uno", "--date", "today"]
    line += ["--due-date", "today", "--set", "items.0.id=Café en grano", "--dry-run"]
    told = office.alegra("invoices", "create", *line)
    _refused(told, "items.0.id: there is no item called Café en grano")
    item = office.list("items")[0]
    line[-2] = "items.0.reference=" + item["reference"]
    told = office.alegra("invoices", "create", *line, "--no-validate")
    assert told.code == 0, told.err
    assert '"client": {\n    "id": "8"\n  }' in told.out
    assert '"seller": {\n    "id": "1"\n  }' in told.out


def test_many_are_named_at_once_and_the_question_comes_after(office: Office) -> None:
    told = office.alegra("terms", "delete", "15 días", "30 días")
    assert "payment term: 15 días (2)" in told.err
    assert "Delete 2 records of terms?" in told.err
    assert told.code == 2


def test_nobody_signed_in_sees_the_names_as_they_are(office: Office) -> None:
    env = {"ALEGRA_PROFILE": "", "ALEGRA_EMAIL": "", "ALEGRA_TOKEN": ""}
    told = office.alegra("contacts", "get", "Papeles y Más", "--dry-run", env=env)
    assert "Nobody is signed in, so names were not looked up." in told.err


RATES = "name,price,tax\nA,1000,{}\nB,1000,{}\n"


def _taxes(office: Office, file: str, *words: str) -> list[Any]:
    told = office.alegra("items", "import", file, "--dry-run", "--no-validate", *words)
    assert told.code == 0, told.err
    bodies = [part.split("\n\ncurl")[0] for part in told.out.split("\n\n{")[1:]]
    return [exact.loads("{" + body)["tax"] for body in bodies]


def test_numbers_that_may_be_ids_or_rates_are_asked_about(office: Office) -> None:
    office.alegra("taxes", "create", "--name", "Bolsas", "--percentage", "2", "--type", "OTHER")
    office.alegra("taxes", "create", "--name", "Otro", "--percentage", "3", "--type", "OTHER")
    file = office.file(RATES.format(2, 3))
    told = office.alegra("items", "import", file)
    _refused(told, "2, 3 in the column tax", "--map 'tax=tax.id'", "--map 'tax=tax.percentage'")
    made = {tax["name"]: tax["id"] for tax in office.list("taxes")}
    assert _taxes(office, file, "--map", "tax=tax.id") == [[{"id": "2"}], [{"id": "3"}]]
    assert _taxes(office, file, "--map", "tax=tax.percentage") == [
        [{"id": made["Bolsas"]}],
        [{"id": made["Otro"]}],
    ]


def test_numbers_that_are_no_ids_are_rates_and_that_is_said(office: Office) -> None:
    file = office.file(RATES.format(19, 5))
    told = office.alegra("items", "import", file, "--dry-run", "--no-validate")
    assert "tax: taken for the percentage, since 19 is no id of taxes." in told.err
    assert _taxes(office, file) == [[{"id": "2"}], [{"id": "3"}]]


def test_rates_with_a_sign_and_names_with_a_rate_are_looked_up(office: Office) -> None:
    file = office.file(RATES.format("19 %", "iva 5%"))
    assert _taxes(office, file) == [[{"id": "2"}], [{"id": "3"}]]


def test_terms_are_asked_about_like_taxes(office: Office) -> None:
    office.alegra("terms", "create", "--name", "Dos", "--days", "2")
    head = "name,identification,kindOfPerson,regime,term\n"
    file = office.file(head + "A,1,LEGAL_ENTITY,COMMON_REGIME,2\n")
    _refused(office.alegra("contacts", "import", file), "--map 'term=term.days'")
    file = office.file(head + "A,1,LEGAL_ENTITY,COMMON_REGIME,15\n")
    assert office.outcomes("contacts", file) == ["created"]
    made = next(one for one in office.list("contacts") if one["name"] == "A")
    assert made["term"]["id"] == "2"


LINES = "número,cliente,date,dueDate,paymentForm,items.0.reference,items.0.price,items.0.quantity\n"
MAPS = ("--set", "status=draft", "--map", "cliente=client.identification")


def test_a_file_names_its_clients_and_items(office: Office) -> None:
    item = office.list("items")[0]
    rows = f"1,902305021,2026-03-02,2026-03-02,CASH,{item['reference']},100,1\n"
    file = office.file(LINES + rows)
    assert office.outcomes("invoices", file, *MAPS, "--map", "número=") == ["created"]
    made = max(office.list("invoices"), key=lambda one: int(one["id"]))
    assert (made["client"]["id"], made["items"][0]["id"]) == ("8", item["id"])


def test_all_names_that_are_of_nobody_are_told_at_once(office: Office) -> None:
    rows = "1,999,2026-03-02,2026-03-02,CASH,no-such,100,1\n"
    rows += "2,998,2026-03-03,2026-03-02,CASH,no-such,100,1\n"
    told = office.alegra("invoices", "import", office.file(LINES + rows), *MAPS, "--map", "número=")
    assert told.code == 5
    assert "line 2, cliente: there is no contact called identification 999" in told.err
    assert "line 3, cliente: there is no contact called identification 998" in told.err
    assert "no item called reference no-such (lines 2–3)" in told.err
    assert "2 rows of" in told.err
    assert _writes(office) == []


def test_many_names_are_found_in_the_whole_list(office: Office) -> None:
    people = [one for one in office.list("contacts") if one["identification"]][:25]
    rows = "".join(
        f"{n},{one['identification']},2026-03-{n:02},2026-04-02,CASH,1,100,1\n"
        for n, one in enumerate(people, 1)
    )
    file = office.file(LINES.replace("reference", "id") + rows)
    told = office.alegra("invoices", "import", file, *MAPS, "--map", "número=", "--dry-run", "-v")
    assert told.code == 0, told.err
    assert told.out.count("\nPOST ") + 1 == 25
    assert told.err.count("query=") == 0


def test_json_names_records_where_no_field_of_its_own_is(office: Office) -> None:
    item = office.list("items")[0]["id"]
    body: dict[str, Any] = {
        "client": {"name": "Papeles y Más"},
        "date": "2026-03-02",
        "dueDate": "2026-03-02",
    }
    body["items"] = [{"id": item, "name": "Printed", "price": 1, "quantity": 1}]
    file = office.file(exact.dumps(body | {"status": "draft", "paymentForm": "CASH"}), "f.jsonl")
    assert office.outcomes("invoices", file) == ["created"]
    made = max(office.list("invoices"), key=lambda one: int(one["id"]))
    assert made["client"]["id"] == "8"


GROUPS = """número,client,date,dueDate,paymentForm,items.0.id,items.0.price,items.0.quantity
A1,1,2026-03-02,2026-03-02,CASH,1,100,1
A2,2,2026-03-02,2026-03-02,CASH,3,300,1
A1,1,2026-03-02,2026-03-02,CASH,2,200,1
"""
TO_NUMBER = ("--set", "status=draft", "--map", "número=numberTemplate.number")


def test_one_number_on_two_rows_is_refused_with_the_way_out(office: Office) -> None:
    told = office.alegra("invoices", "import", office.file(GROUPS), *TO_NUMBER)
    _refused(told, "lines 2, 4", "the same número A1", "--group-by 'número'")
    assert _writes(office) == []


def test_rows_of_one_number_become_one_invoice_once(office: Office) -> None:
    file = office.file(GROUPS)
    before = len(office.list("invoices"))
    for _again in range(2):
        code, rows = office.bring("invoices", file, "--set", "status=draft", "--group-by", "número")
        assert code == 0
        assert [row["place"] for row in rows] == ["lines 2, 4", "line 3"]
        assert [row["outcome"] for row in rows] == ["created", "created"]
    assert len(office.list("invoices")) == before + 2
    made = office.alegra("invoices", "get", rows[0]["id"], "-o", "json")
    assert [item["id"] for item in exact.loads(made.out)["items"]] == ["1", "2"]


def test_a_head_that_differs_is_told(office: Office) -> None:
    file = office.file(GROUPS.replace("A1,1,2026-03-02,2026-03-02,CASH,2", "A1,5,,,CASH,2"))
    told = office.alegra(
        "invoices", "import", file, "--set", "status=draft", "--group-by", "número"
    )
    assert told.code == 5
    assert "lines 2, 4, client" in told.err
    assert "in line 4" in told.err


def test_rows_that_differ_in_their_lines_alone_are_asked_about(office: Office) -> None:
    bare = "\n".join(row.partition(",")[2] for row in GROUPS.splitlines())
    one, two, three = bare.splitlines()[1], bare.splitlines()[3], bare.splitlines()[2]
    file = office.file("\n".join([bare.splitlines()[0], one, two, three]) + "\n")
    told = office.alegra("invoices", "import", file, "--set", "status=draft")
    _refused(told, "lines 2–3", "--group-by 'client,date,dueDate,paymentForm'", "--group-by none")
    words = ("--set", "status=draft", "--dry-run", "--group-by")
    each = office.alegra("invoices", "import", file, *words, "none")
    assert each.out.count("POST ") == 6
    both = office.alegra("invoices", "import", file, *words, "client,date")
    assert both.out.count("POST ") == 4


def test_a_payment_of_several_invoices_named_by_their_numbers(office: Office) -> None:
    unpaid = [one for one in office.list("invoices", "--status", "open") if one["balance"]]
    by_client: dict[str, list[Any]] = {}
    for one in unpaid:
        by_client.setdefault(one["client"]["id"], []).append(one)
    client, owed = next((key, few) for key, few in by_client.items() if len(few) > 1)
    rows = "recibo,client,date,bankAccount,paymentMethod,type,invoices.0.number,invoices.0.amount\n"
    for one in owed[:2]:
        number = one["numberTemplate"]["fullNumber"]
        rows += f"R1,{client},2026-11-02,Banco Ejemplo,transfer,in,{number},1\n"
    code, told = office.bring("payments", office.file(rows), "--group-by", "recibo")
    assert (code, [row["place"] for row in told]) == (0, ["lines 2–3"])
    made = exact.loads(office.alegra("payments", "get", told[0]["id"], "-o", "json").out)
    assert {one["id"] for one in made["invoices"]} == {one["id"] for one in owed[:2]}
    assert made["bankAccount"]["name"] == "Banco Ejemplo"


def test_a_file_of_changes_names_its_records_and_what_they_point_at(office: Office) -> None:
    file = office.file("id,seller\nPapeles y Más,vendedor dos\n1,Vendedora Uno\n")
    told = office.alegra("contacts", "update", "-f", file, "--yes")
    assert told.code == 0, told.err
    sellers = {one["id"]: one["seller"] for one in office.list("contacts")}
    assert (sellers["8"]["id"], sellers["1"]["id"]) == ("2", "1")


def test_a_file_of_deletions_with_a_name_of_nobody_deletes_none(office: Office) -> None:
    office.alegra("terms", "create", "--name", "Nunca usado", "--days", "77")
    before = len(office.list("terms"))
    told = office.alegra("terms", "delete", "-f", office.file("id\nnunca usado\nNadie\n"), "--yes")
    assert told.code == 5
    assert "line 3, id: there is no payment term called Nadie" in told.err
    assert len(office.list("terms")) == before
    told = office.alegra("terms", "delete", "-f", office.file("id\nnunca usado\n"), "--yes")
    assert told.code == 0, told.err
    assert len(office.list("terms")) == before - 1
