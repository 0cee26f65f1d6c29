"""Files as people have them: templates, titles, odd columns, words for codes, sums."""

from __future__ import annotations

import openpyxl
import pytest

from tests.cli.office import Office

SIIGO = (
    "Tipo de Producto (obligatorio);Categoría de Inventarios / Servicios (obligatorio);"
    "Código del Producto (obligatorio);Nombre del Producto / Servicio (obligatorio);"
    "¿Inventariable? (obligatorio);Unidad de medida DIAN;Precio de venta 1\n"
    "S-Servicio;1-Servicios;M1;Masaje;No;E48;40.000,50\n"
)
COLOMBIA = (
    "Tipo de contacto;Tipo de identificación;Identificación;DV;Nombre / Razón social;"
    "Tipo de persona;Régimen;Municipio;Departamento;Dirección;Correo electrónico\n"
    "Cliente, Proveedor;NIT;900654327;4;Hilos del Sur;Jurídica;Responsable de IVA;"
    "Medellín;Antioquia;Calle 9;hilos@example.com\n"
)


def country(office: Office, name: str) -> None:
    assert office.alegra("sandbox", "reset", "--yes", "--country", name).code == 0


def test_the_products_of_siigo_go_in_as_they_are(office: Office) -> None:
    told = office.alegra("items", "import", office.file(SIIGO))
    assert told.code == 0, told.err
    assert "Columns read as Siigo, productos:" in told.err
    assert "S-Servicio → service, E48 → service" in told.err
    assert "Columns left out: Categoría de Inventarios" in told.err
    (made,) = (item for item in office.list("items") if item["name"] == "Masaje")
    assert (made["reference"], str(made["price"][0]["price"])) == ("M1", "40000.50")


def test_contacts_of_colombia_as_alegra_s_screen_calls_them(office: Office) -> None:
    told = office.alegra("contacts", "import", office.file(COLOMBIA))
    assert told.code == 0, told.err
    (made,) = (one for one in office.list("contacts") if one["name"] == "Hilos del Sur")
    assert made["type"] == ["client", "provider"]
    assert made["identificationObject"]["number"] == "900654327"
    assert (made["kindOfPerson"], made["regime"]) == ("LEGAL_ENTITY", "COMMON_REGIME")
    assert made["address"]["city"] == "Medellín"


def test_contacts_of_mexico_by_the_titles_of_its_template(office: Office) -> None:
    country(office, "mexico")
    file = office.file(
        "RFC,RAZON SOCIAL,Telefono 1,Calle,Exterior,Colonia,Municipio / Delegación,Estado,"
        "País,Código postal\n"
        "XAXX010101000,COMEDOR LA ESQUINA,5550001,Juárez,7,Centro,Cuauhtémoc,CDMX,MEX,06000\n"
    )
    told = office.alegra("contacts", "import", file)
    assert told.code == 0, told.err
    (made,) = (one for one in office.list("contacts") if one["name"] == "COMEDOR LA ESQUINA")
    assert (made["address"]["state"], made["phonePrimary"]) == ("CDMX", "5550001")


def test_the_mass_update_of_alegra_changes_items_by_their_number(office: Office) -> None:
    name = office.list("items")[0]["name"]
    file = office.file(
        "Código;Nombre;Descripción;Nombre impuesto;Porcentaje impuesto\n"
        f"1;{name};De la plantilla;;\n"
    )
    told = office.alegra("items", "update", "-f", file, "--yes")
    assert told.code == 0, told.err
    assert office.list("items")[0]["description"] == "De la plantilla"
    # A code of somebody else's is no number of Alegra's: it is asked about.
    other = office.file("Código;Nombre\n1;Otro\n", "other.csv")
    told = office.alegra("items", "update", "-f", other, "--yes")
    assert (told.code, "column Código" in told.err) == (2, True)


@pytest.mark.parametrize(
    ("resource", "content", "said"),
    [
        ("contacts", "name,type\nAna,Cliento\n", "Did you mean client?"),
        ("contacts", "name,kindOfPerson\nAna,Sociedad\n", "Sociedad is not one of"),
        ("items", "name,price,inventory.unit\nTé,3,Unidat\n", "Did you mean unit?"),
        ("payments", "date,bankAccount,type\n2026-01-02,1,Ingresoso\n", "Did you mean in or out?"),
    ],
)
def test_a_value_that_is_no_choice_stops_an_import(
    office: Office, resource: str, content: str, said: str
) -> None:
    told = office.alegra(resource, "import", office.file(content))
    assert told.code == 5
    assert said in told.err
    assert not (office.home / "f.csv.journal").exists()


def test_a_value_that_is_no_choice_stops_a_change_of_many(office: Office) -> None:
    before = office.list("contacts")
    told = office.alegra("contacts", "update", "-f", office.file("id,type\n1,nadie\n"), "--yes")
    assert (told.code, "nadie is not one of" in told.err) == (5, True)
    assert office.list("contacts") == before
    meant = office.file("id,Tipo de contacto,status\n1,Proveedor,Inactivo\n", "meant.csv")
    told = office.alegra("contacts", "update", "-f", meant, "--yes")
    assert (told.code, "Inactivo → inactive" in told.err) == (0, True)
    (made,) = (one for one in office.list("contacts") if one["id"] == "1")
    assert (made["type"], made["status"]) == (["provider"], "inactive")


def test_titles_above_the_header_are_passed_over_and_told(office: Office) -> None:
    file = office.file("Acme S.A.;;\nCatálogo;;\n;;\nNombre;Precio;Referencia\nTé;3;T1\n")
    told = office.alegra("items", "import", file)
    assert told.code == 0, told.err
    assert "the header is row 4" in told.err


def test_the_row_of_the_header_can_be_said(office: Office) -> None:
    file = office.file("Acme;;\nDetalle;Valor;x\nTé;3;\n")
    told = office.alegra("items", "import", file)
    assert told.code == 2
    assert "--header-row N" in told.err
    words = ("--header-row", "2", "--map", "Detalle=name", "--map", "Valor=price")
    assert office.outcomes("items", file, *words) == ["created"]


def test_columns_without_a_name_or_with_that_of_another(office: Office) -> None:
    pandas = office.file(",name,price\n0,Té,3\n1,Café,4\n")
    assert office.outcomes("items", pandas) == ["created", "created"]
    file = office.file(",Nombre,Teléfono,Teléfono\nx,Ana,1,2\n", "twice.csv")
    told = office.alegra("contacts", "import", file)
    assert told.code == 2
    assert "--map '#1=' --map 'Teléfono#2='" in told.err
    words = ("--map", "#1=", "--map", "Teléfono#2=phoneSecondary")
    assert office.outcomes("contacts", file, *words) == ["created"]
    (made,) = (one for one in office.list("contacts") if one["name"] == "Ana")
    assert (made["phonePrimary"], made["phoneSecondary"]) == ("1", "2")


def test_two_columns_of_a_ledger_are_enough(office: Office) -> None:
    file = office.file(
        "Nro;Rut cliente;Razon Social;Folio\n1;900123456;Uno;77\n2;900123457;Dos;78\n"
    )
    told = office.alegra("contacts", "import", file, "--map", "Rut cliente=identification")
    assert told.code == 2
    assert "columns Nro, Folio" in told.err
    words = ("--map", "Rut cliente=identification", "--only-mapped")
    assert office.outcomes("contacts", file, *words) == ["created", "created"]


def test_a_sum_below_the_rows_is_never_a_record_by_itself(office: Office) -> None:
    file = office.file("Nombre;Precio;;\nTé;3;;\nCafé;4;;\nTotal;7;;\n")
    told = office.alegra("items", "import", file)
    assert told.code == 2
    assert "line 4 looks like a total" in told.err
    assert office.outcomes("items", file, "--total-row", "skip") == ["created", "created"]
    assert not any(item["name"] == "Total" for item in office.list("items"))


def test_what_columns_and_values_mean_can_be_kept_in_a_file(office: Office) -> None:
    told = office.file(
        "Descripción larga: name\nClase: {path: type, values: {A: product, B: service}}\nNota:\n",
        "map.yaml",
    )
    file = office.file("Descripción larga;Clase;Precio;Nota\nTé;A;3;x\nYoga;B;4;y\n")
    assert office.outcomes("items", file, "--map-file", told) == ["created", "created"]
    types = [item["type"] for item in office.list("items") if item["name"] in ("Té", "Yoga")]
    assert len(types) == 2
    wrong = office.file("Nada: name\n", "wrong.yaml")
    told_wrong = office.alegra("items", "import", file, "--map-file", wrong)
    assert "no column Nada" in told_wrong.err


def test_a_workbook_says_which_sheet_was_read(office: Office) -> None:
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("Productos")
    page.append(["Nombre", "Precio"])
    page.append(["Té", 3])
    book.create_sheet("Ayuda").append(["Cómo se llena"])
    book.save(office.home / "f.xlsx")
    told = office.alegra("items", "import", str(office.home / "f.xlsx"))
    assert told.code == 0, told.err
    assert "the sheet Productos was read. It has also: Ayuda" in told.err


LEDGER = "Acme;;;\nPrecios;;;\nId;Precio;Zona;Nota\n1;{one};N;\n2;{two};S;\nTotal;{sum};;\n"
WORDS = ("--only-mapped", "--total-row", "skip")


def test_the_same_options_read_a_file_of_changes(office: Office) -> None:
    file = office.file(LEDGER.format(one="101,50", two="202,00", sum="303,50"))
    told = office.alegra("items", "update", "-f", file, "--yes")
    assert (told.code, "column Zona" in told.err) == (2, True)
    told = office.alegra("items", "update", "-f", file, "--yes", "--only-mapped")
    assert (told.code, "line 6 looks like a total" in told.err) == (2, True)
    told = office.alegra("items", "update", "-f", file, "--yes", *WORDS)
    assert told.code == 0, told.err
    assert "the header is row 3" in told.err
    prices = [str(item["price"][0]["price"]) for item in office.list("items")[:2]]
    assert prices == ["101.50", "202.00"]


def test_the_same_options_read_a_file_of_ids(office: Office) -> None:
    made = office.file("name,days\nA,1\nB,2\n", "terms.csv")
    assert office.outcomes("terms", made) == ["created", "created"]
    ids = [one["id"] for one in office.list("terms") if one["name"] in ("A", "B")]
    file = office.file(f"Acme;\nCódigo interno;Valor\n{ids[0]};1\n{ids[1]};2\nTotal;3\n")
    words = ("--header-row", "2", "--map", "codigo interno=id", "--yes")
    told = office.alegra("terms", "delete", "-f", file, *words, "--total-row", "skip")
    assert told.code == 0, told.err
    assert not any(one["name"] in ("A", "B") for one in office.list("terms"))


def test_values_of_a_map_are_taken_in_changes_too(office: Office) -> None:
    told = office.file("N°: id\nEstado: {path: status, values: {B: inactive}}\n", "map.yaml")
    file = office.file("N°;Estado\n1;B\n")
    done = office.alegra("contacts", "update", "-f", file, "--yes", "--map-file", told)
    assert done.code == 0, done.err
    assert [one["status"] for one in office.list("contacts") if one["id"] == "1"] == ["inactive"]


def test_an_option_of_files_is_refused_where_none_is_read(office: Office) -> None:
    for word in (("--header-row", "2"), ("--total-row", "skip"), ("--only-mapped",)):
        told = office.alegra("items", "update", "1", "--name", "X", *word)
        assert (told.code, f"{word[0]} is for a file" in told.err) == (2, True)
