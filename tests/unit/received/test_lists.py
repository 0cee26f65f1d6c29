"""Lists of tax authorities, found by their headings whatever their order and dress."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from alegra_cli.errors import UsageProblem
from alegra_cli.received.lists import ListedDocument, listed_documents

TEXTS = {
    "sat.txt": (
        "Uuid~RfcEmisor~NombreEmisor~RfcReceptor~FechaEmision~Monto~EfectoComprobante~Estatus\n"
        "AB12~AAA010101AAA~Uno~BBB010101BBB~2026-10-03 10:00:00~1160.00~I~1\n"
        "AB13~AAA010101AAA~Uno~BBB010101BBB~2026-10-04 10:00:00~58.00~E~0\n"
        "AB14~AAA010101AAA~Uno~BBB010101BBB~2026-10-05 10:00:00~0~P~1\n"
    ),
    "sii.csv": (
        "Nro;Tipo Doc;RUT Proveedor;Razon Social;Folio;Fecha Docto;Monto Neto;Monto Total\n"
        "1;33;76111111-6;Uno;501;03/10/2026;1000;1190\n"
        "2;61;76111111-6;Uno;502;04/10/2026;50;58\n"
    ),
    "sire.txt": (
        "RUC|Fecha de emisión|Tipo CP/Doc.|Serie del CDP|Nro CP o Doc. Nro Inicial (Rango)|"
        "Nro Doc Identidad|Apellidos Nombres/ Razón  Social|Total CP|Est. Comp.\n"
        "20111111111|03/10/2026|01|F001|501|20222222222|Uno|1160.00|1\n"
        "20111111111|04/10/2026|07|F001|502|20222222222|Uno|58.00|2\n"
    ),
    "afip.csv": (
        '"Fecha de Emisión";"Tipo de Comprobante";"Punto de Venta";"Número Desde";'
        '"Nro. Doc. Emisor";'
        '"Denominación Emisor";"Imp. Total"\n'
        '2026-10-03;"1 - Factura A";2;501;30111111118;"Uno";1160,00\n'
        '2026-10-04;"3 - Nota de Crédito A";2;502;30111111118;"Uno";58,00\n'
    ),
}
DIAN = (
    ("Tipo de documento", "CUFE/CUDE", "Folio", "Prefijo", "Fecha Emisión", "NIT Emisor", "Total"),
    ("Factura electrónica", "ab12", 501, "SETP", "03-10-2026", 900111111, 1160.0),
    ("Nota de crédito electrónica", "ab13", 502, "NC", "04-10-2026", 900111111, 58),
    ("Application response", "ab14", 1, "", "05-10-2026", 900111111, 0),
)


@pytest.fixture(params=[*TEXTS, "dian.xlsx"])
def rows(request: pytest.FixtureRequest, tmp_path: Path) -> list[ListedDocument]:
    path = tmp_path / request.param
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in DIAN:
            book.worksheets[0].append(row)
        book.save(path)
    else:
        path.write_text(TEXTS[request.param], encoding="utf-8")
    return list(listed_documents(str(path), "purchases"))


def test_an_invoice_and_a_credit_note_and_nothing_else(rows: list[ListedDocument]) -> None:
    assert [one.note for one in rows] == [False, True]
    assert [one.date for one in rows] == ["2026-10-03", "2026-10-04"]
    assert [one.total and one.total.normalize() for one in rows] in (
        [Decimal("1.16E+3"), Decimal(58)],
        [Decimal("1.19E+3"), Decimal(58)],
    )
    assert all(one.issuer for one in rows)
    assert all("501" in one.number or one.authority for one in rows[:1])


def test_what_is_no_such_list_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name,email\nEva,eva@example.com\n", encoding="utf-8")
    with pytest.raises(UsageProblem, match="no list of a tax authority"):
        list(listed_documents(str(path), "purchases"))


@pytest.mark.parametrize(
    ("side", "numbers"), [("purchases", ["SETP-501", "DS-7", "NA-8"]), ("sales", ["FE-9"])]
)
def test_support_documents_are_purchases_that_the_company_issued(
    tmp_path: Path, side: str, numbers: list[str]
) -> None:
    head = "Tipo de documento,Prefijo,Folio,Fecha Emisión,NIT Emisor,NIT Receptor,Total,Grupo\n"
    rows = (
        "Factura electrónica,SETP,501,03-10-2026,900111111,901234567,10,Recibido\n"
        "Documento soporte con no obligados,DS,7,03-10-2026,901234567,52111111,20,Emitido\n"
        "Nota de ajuste del documento soporte,NA,8,03-10-2026,901234567,52111111,5,Emitido\n"
        "Factura electrónica,FE,9,03-10-2026,901234567,900111111,30,Emitido\n"
        "Documento soporte de pago de nómina electrónica,N,1,03-10-2026,901234567,1,1,Emitido\n"
    )
    path = tmp_path / "dian.csv"
    path.write_text(head + rows, encoding="utf-8")
    found = list(listed_documents(str(path), side))
    assert [one.number for one in found] == numbers
    assert [one.number for one in found if one.support] == numbers[1:]
    assert [one.number for one in found if one.note] == [one for one in numbers if one == "NA-8"]
