"""Words of another language and of other tools: taken for what they mean, asked, or told."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from alegra_cli import exact
from alegra_cli.commands.build import build
from alegra_cli.declare import LIST, Action, Column, Field, Filter, Resource
from alegra_cli.testing import Runner
from alegra_cli.testing.each import each, each_at_home
from tests.cli.office import Office
from tests.cli.test_completion import tab

SPANISH = {"ALEGRA_LANG": "es"}

PAIRS = [
    ("facturas listar --estado abierta", "invoices list --status open"),
    ("factura lista --estado=Abiertas,borrador", "invoices list --status open,draft"),
    ("FACTURAS LISTAR --desde 2026-10-01", "invoices list --since 2026-10-01"),
    ("cotización ver 3", "estimates get 3"),
    ("notas_credito listar --limite 4", "credit-notes list --limit 4"),
    ("notas-de-crédito mostrar 2", "credit-notes get 2"),
    (
        "pagos listar --tipo egresos --fecha 2026-03-02",
        "payments list --type out --date 2026-03-02",
    ),
    ("contactos listar --buscar andina", "contacts list --query andina"),
    ("productos listar --estado inactivos", "items list --status inactive"),
    ("bodegas eliminar 3 --si", "warehouses delete 3 --yes"),
    ("facturas anular 3", "invoices void 3"),
    (
        "facturas listar --ordenar-por vencimiento --sentido descendente",
        "invoices list --order-field dueDate --order-direction DESC",
    ),
    ("cuentas-bancarias listar --tipo banco", "bank-accounts list --type bank"),
    ("contactos crear --nombre Ana --tipo cliente", "contacts create --name Ana --type client"),
    (
        "contactos crear --nombre Ana --tipo cliente --tipo Proveedor",
        "contacts create --name Ana --type client --type provider",
    ),
    (
        "productos crear --nombre Ana --precio 5 --set type=servicio",
        "items create --name Ana --price 5 --set type=service",
    ),
    ("productos actualizar 3 --estado inactivo", "items update 3 --status inactive"),
    (
        "cuentas-contables crear --nombre X --uso acumulativa --set idParent=1",
        "categories create --name X --use accumulative --set idParent=1",
    ),
]


@pytest.mark.parametrize("code", ["en", "es"])
def test_a_line_in_spanish_is_the_line_in_english(office: Office, code: str) -> None:
    env = {"ALEGRA_LANG": code}

    def is_the_same(pair: tuple[str, str]) -> None:
        spanish, english = pair
        told = office.alegra(*spanish.split(), "--simular", env=env)
        meant = office.alegra(*english.split(), "--dry-run", env=env)
        assert (told.code, told.out) == (meant.code, meant.out), told.err
        assert meant.code == 0, meant.err

    each(((pair[0], pair) for pair in PAIRS), is_the_same)


def test_what_a_word_was_taken_for_is_told_in_one_line(office: Office) -> None:
    line = "invoices list --status abierta --order-field fecha --dry-run"
    told = office.alegra(*line.split()).err.splitlines()
    assert told[0] == "Understood: --status abierta = open; --order-field fecha = date."
    assert "Understood" not in office.alegra("facturas", "listar", "--estado", "open").err


def test_a_body_that_is_not_checked_is_sent_as_it_is(office: Office) -> None:
    line = ("contacts", "create", "--name", "Ana", "--type", "cliente", "--dry-run")
    assert '"client"' in office.alegra(*line).out
    assert '"cliente"' in office.alegra(*line, "--no-validate").out


def test_what_a_word_might_be_is_asked(alegra: Runner) -> None:
    told = alegra("gastos", "listar", env=SPANISH)
    assert told.code == 2
    assert "bills o payments" in told.err
    told = alegra("facturas", "enviar", "3")
    assert (told.code, "email or emit" in told.err) == (2, True)


def test_a_word_of_ones_own_comes_before_that_of_a_language(office: Office) -> None:
    office.alegra("alias", "set", "facturas", "terms list --columns name -o csv")
    told = office.alegra("facturas")
    assert told.out.splitlines()[0] == "name", told.err
    assert office.alegra("alias", "set", "invoices", "terms list").code == 2


ELSEWHERE = [
    ("invoices list --json", "-o json"),
    ("invoices list --format csv", "--output"),
    ("terms list --fields id", "--columns"),
    ("contacts list --search x", "--query"),
    ("bills list --search x", "--client-name"),
    ("invoices list --state open", "--status"),
    ("invoices list --per-page 3", "--limit"),
    ("invoices list --overdue", "--status open --due-before today"),
    ("invoices show 3", "get"),
    ("contacts search x", "list"),
    ("contacts rm 3", "delete"),
    ("customers list", "contacts list --type client"),
    ("clientes listar", "contacts list --type client"),
    ("egresos listar", "payments list --type out"),
    ("cartera", "reports aging"),
    ("login", "auth login"),
    ("zzzzzz", "alegra --help"),
]


def test_words_of_other_tools_lead_to_ours(alegra: Runner) -> None:
    def leads(alegra: Runner, case: tuple[str, str]) -> None:
        line, hint = case
        told = alegra(*line.split())
        assert (told.code, told.out) == (2, "")
        assert hint in told.err.splitlines()[1]

    each_at_home(alegra, ((case[0], case) for case in ELSEWHERE), leads)


def test_what_is_misspelt_in_spanish_is_suggested_in_spanish(alegra: Runner) -> None:
    assert "cotizaciones" in alegra("cotizasiones", "listar", env=SPANISH).err
    assert "--estado" in alegra("facturas", "listar", "--estdo", "x", env=SPANISH).err
    assert "--estado" not in alegra("facturas", "listar", "--estdo", "x").err


def test_help_shows_each_name_once_and_only_in_its_language(alegra: Runner) -> None:
    told = alegra("facturas", "ayuda", env=SPANISH).out
    assert "list (listar)" in told
    assert "--status, --estado" in alegra("facturas", "listar", "--ayuda", env=SPANISH).out
    top = alegra(env=SPANISH).out
    assert "invoices (facturas)" in top
    assert "catalog (catalogo)" in top
    assert "facturas" not in alegra().out
    assert "--estado" not in alegra("invoices", "list", "--help").out


COLUMNS = [
    ("number,client", "numberTemplate.fullNumber,client.name"),
    ("Número,CLIENTE,saldo", "numberTemplate.fullNumber,client.name,balance"),
    ("numero,vence", "numberTemplate.fullNumber,dueDate"),
    ("fullNumber,duedate,ID", "numberTemplate.fullNumber,dueDate,id"),
    ("total,vendedor", "total,seller"),
]


@pytest.mark.parametrize("code", ["en", "es"])
def test_columns_go_by_what_the_table_calls_them(office: Office, code: str) -> None:
    line = ("invoices", "list", "--limit", "5", "--columns")
    env = {"ALEGRA_LANG": code}

    def go(case: tuple[str, str]) -> None:
        names, paths = case
        told = office.alegra(*line, names, env=env)
        assert (told.code, told.out) == (0, office.alegra(*line, paths, env=env).out), told.err
        if "client" not in names:
            told = office.alegra(*line, names, "-o", "csv", env=env)
            assert told.out == office.alegra(*line, paths, "-o", "csv", env=env).out

    each(((case[0], case) for case in COLUMNS), go)


def test_programs_get_the_object_that_they_name(office: Office) -> None:
    line = ("invoices", "list", "--limit", "1", "--columns", "client,number")
    (row,) = exact.loads(office.alegra(*line, "-o", "json").out)
    assert list(row) == ["client", "numberTemplate.fullNumber"]
    assert row["client"]["id"]
    assert row["client"]["name"] in office.alegra(*line).out


def test_the_order_goes_by_the_same_names(office: Office) -> None:
    line = ("invoices", "list", "--all", "-o", "json")
    sorted_by_path = office.alegra(*line, "--sort=-balance,client.name").out
    assert office.alegra(*line, "--sort=-saldo,cliente").out == sorted_by_path
    assert office.alegra(*line, "--ordenar=-Balance,Client").out == sorted_by_path
    assert sorted_by_path != office.alegra(*line).out


def test_the_columns_are_listed(office: Office) -> None:
    told = office.alegra("facturas", "listar", "--columnas", "ayuda", env=SPANISH)
    assert told.code == 0
    lines = [line.split() for line in told.out.splitlines()]
    assert ["numberTemplate.fullNumber", "Número", "siempre"] in lines
    assert any(line[:2] == ["seller", "Vendedor"] for line in lines)
    rows = exact.loads(office.alegra("terms", "list", "--columns", "help", "-o", "json").out)
    assert {row["column"] for row in rows} >= {"id", "name", "days"}


def test_the_hint_of_an_unknown_column_begins_with_those_of_the_table(office: Office) -> None:
    told = office.alegra("invoices", "list", "--columns", "qqqqq")
    assert told.code == 2
    known = told.err.splitlines()[1]
    assert known.startswith("Hint: There are: id, numberTemplate.fullNumber, date, dueDate, client")
    assert "--columns help" in known


def test_states_are_in_the_readers_language_in_tables_alone(office: Office) -> None:
    line = ("invoices", "list", "--limit", "1", "--status", "open", "--columns", "status")
    assert office.alegra(*line, env=SPANISH).out.splitlines()[-1] == "abierta"
    assert office.alegra(*line).out.splitlines()[-1] == "open"
    assert office.alegra(*line, "-o", "csv", env=SPANISH).out.splitlines()[-1] == "open"
    shown = office.alegra("payments", "list", "--limit", "1", env=SPANISH).out
    assert "abierto" in shown
    assert "ingreso" in shown
    rows = exact.loads(office.alegra("payments", "list", "-o", "json", env=SPANISH).out)
    assert {row["type"] for row in rows} <= {"in", "out"}


def test_a_name_is_no_state(office: Office) -> None:
    office.alegra("contacts", "create", "--name", "open", "--type", "client")
    shown = office.alegra("contacts", "list", "--query", "open", env=SPANISH).out
    assert " open " in shown
    assert "cliente" in shown


def test_what_the_program_tells_of_itself_has_labels(office: Office) -> None:
    assert "Solicitudes por ventana" in office.alegra("sandbox", "status", env=SPANISH).out
    assert "Sesión iniciada  sí" in office.alegra("auth", "status", env=SPANISH).out
    assert "Perfil predeterminado" in office.alegra("config", "view", env=SPANISH).out
    told = office.alegra("reports", "income-statement", env=SPANISH).out
    assert told.split()[0] == "Ingresos"
    told = office.alegra("reports", "income-statement", "-o", "json", env=SPANISH).out
    assert "income" in exact.loads(told)
    assert "rate_limit" in office.alegra("sandbox", "status").out


FINISHED = [
    (
        "alegra fact",
        ["facturas-de-compra", "facturas-globales", "facturas", "facturas-recurrentes"],
    ),
    ("alegra facturas lis", ["list", "listar"]),
    ("alegra facturas listar --est", ["--estado"]),
    ("alegra facturas listar --estado abi", ["abierta", "abierto"]),
    ("alegra facturas listar --estado abierta,bor", ["abierta,borrador"]),
    ("alegra productos listar --estado ina", ["inactive", "inactivo", "inactiva"]),
    ("alegra reportes cartera --lado co", ["cobrar"]),
    ("alegra facturas listar --ordenar-por ven", ["vencimiento"]),
    ("alegra condiciones-de-pago listar --columnas no", ["nombre"]),
    ("alegra catalogo --pais mexico uni", ["unidades-de-medida", "units"]),
    ("alegra conf", ["config", "configuracion"]),
]


def test_tab_finishes_spanish_words(alegra: Runner) -> None:
    def finishes(alegra: Runner, case: tuple[str, list[str]]) -> None:
        line, offered = case
        assert tab(alegra, line, **SPANISH) == offered

    each_at_home(alegra, ((case[0], case) for case in FINISHED), finishes)


def test_tab_speaks_no_spanish_in_english(alegra: Runner) -> None:
    assert tab(alegra, "alegra fact") == []
    assert tab(alegra, "alegra invoices list --est") == []


GUARDED = [
    ("alegra facturas listar --estado abierta", ""),
    ("alegra facturas eliminar 3", "deny"),
    ("alegra FACTURAS emitír 3", "deny"),
    ("alegra facturas anular 3 --simular", ""),
    ("alegra contactos actualizar 3 --nombre X", "ask"),
    ("alegra notas-credito crear --timbrar -d {}", "deny"),
    ("alegra facturas crear --si --fecha hoy", "deny"),
    ("alegra gastos borrar 3", "ask"),
    ("alegra facturas listar --direccion-del-servicio http://x", "ask"),
]


def test_the_guard_reads_the_words_of_every_language(alegra: Runner) -> None:
    def reads(alegra: Runner, case: tuple[str, str]) -> None:
        line, decision = case
        asked = json.dumps({"tool_name": "Bash", "tool_input": {"command": line}})
        told = alegra("agent", "check", stdin=asked).out
        found = json.loads(told)["hookSpecificOutput"]["permissionDecision"] if told else ""
        assert found == decision

    each_at_home(alegra, ((case[0], case) for case in GUARDED), reads)


SPELLINGS = [
    ("CR", "costaRica"),
    ("Costa Rica", "costaRica"),
    ("México", "mexico"),
    ("mex", "mexico"),
    ("dominicana", "republicaDominicana"),
    ("RD", "republicaDominicana"),
    ("Spain", "spain"),
    ("españa", "spain"),
    ("PERU", "peru"),
]


def test_countries_go_by_any_spelling(alegra: Runner, filled: Path) -> None:
    def goes(alegra: Runner, case: tuple[str, str]) -> None:
        word, country = case
        office = Office(alegra.home, filled)
        assert office.alegra("catalog", "--country", word).code == 0
        assert office.alegra("schema", "invoices", "--country", word).code == 0
        line = ("sandbox", "reset", "--yes", "--country", word, "--size", "empty")
        told = office.alegra(*line, "-o", "json")
        assert exact.loads(told.out)["country"] == country

    each_at_home(alegra, ((case[0], case) for case in SPELLINGS), goes)


def test_lists_have_english_names_in_every_country(alegra: Runner) -> None:
    for country in ("co", "mx", "cr", "pe", "cl", "pa", "do", "ar", "es"):
        told = alegra("catalog", "--country", country, "-o", "json")
        names = [row["english"] for row in exact.loads(told.out)]
        assert len(set(names)) == len(names), country
        for row in exact.loads(told.out):
            assert row["english"] != row["list"] or row["list"] == "product-keys", row
    units = alegra("catalog", "units", "--country", "co").out
    assert units == alegra("catalog", "unidades-de-medida", "--country", "co").out
    assert alegra("catalog", "Unidad de medida", "--country", "co").out == units


def test_what_an_older_tool_called_the_server_is_taken(alegra: Runner) -> None:
    told = alegra("mcp", "start", "--help")
    assert (told.code, told.out) == (0, alegra("mcp", "serve", "--help").out)


def test_the_keys_of_the_sat_are_taken_for_a_regime(office: Office) -> None:
    line = ("contacts", "create", "--name", "X", "--country", "MX", "--set", "regime=601")
    told = office.alegra(*line, "--dry-run")
    assert '"regime": "GENERAL_REGIME_OF_MORAL_PEOPLE_LAW"' in told.out
    assert "Understood: regime 601 = GENERAL_REGIME_OF_MORAL_PEOPLE_LAW." in told.err


def test_a_plugin_has_words_of_its_own() -> None:
    import click

    from alegra_cli.app import App

    tips = Resource(
        "tips",
        singular="tip",
        path="/tips",
        actions=(
            LIST,
            Action(
                "share",
                "POST",
                "/{id}/share",
                other_names=(("es", "repartir"),),
                fields=(Field("among", option="--among", other_names=(("es", "--entre"),)),),
            ),
        ),
        filters=(
            Filter(
                "shift",
                help="Shift.",
                choices=("early", "late"),
                words=(("Mañana", "early"), ("tarde", "late")),
                other_names=(("es", "turno"),),
            ),
        ),
        columns=(Column("Id", "id"),),
    )
    group = build(tips)
    app = App({"ALEGRA_LANG": "en"}, io.StringIO(), io.StringIO(), io.StringIO())
    top = click.Context(group, info_name="tips", obj=app)
    shared = group.get_command(top, "repartir")
    assert shared is not None
    assert shared.name == "share"
    with shared.make_context("share", ["7", "--entre", "Ana"], parent=top) as ctx:
        assert ctx.params["field_among"] == "Ana"
    listed = group.get_command(top, "listar")
    assert listed is not None
    with listed.make_context("list", ["--turno", "manana"], parent=top) as ctx:
        assert ctx.params["filter_shift"] == "early"


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_a_created_record_is_shown_by_the_names_of_its_columns(office: Office, form: str) -> None:
    line = ("contacts", "create", "--name", "Ana", "--identification", "77", "--no-validate")
    made = office.alegra(*line, "--columns", "id,Nombre,e-mail", "-o", form)
    assert made.code == 0
    assert "No record has" not in made.err
    assert "Ana" in made.out
    number = office.alegra("invoices", "get", "14", "--columns", "número", "-o", form)
    assert (number.code, "FV8" in number.out) == (0, True)


def test_the_hint_of_an_order_begins_with_what_the_list_shows(office: Office) -> None:
    told = office.alegra("invoices", "list", "--sort", "zzz")
    assert told.code == 2
    assert "There are: id, numberTemplate.fullNumber, date, dueDate, client.name" in told.err
