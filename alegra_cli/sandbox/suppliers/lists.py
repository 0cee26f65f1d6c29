"""The authority's list of the documents, in its own columns, with differences planted in it.

It stands on S140.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from alegra_cli.sandbox.suppliers.paper import Paper

SheetRow = list[str]


class _List(NamedTuple):
    """columns: the headings. row: of (document, total, whether it is annulled)."""

    ending: str
    sign: str
    columns: Sequence[str]
    row: Callable[[Paper, Decimal, bool], SheetRow]


def _dian(paper: Paper, total: Decimal, void: bool) -> SheetRow:
    kind = "Nota de crédito electrónica" if paper.kind == "credit-note" else "Factura electrónica"
    return [
        kind,
        paper.id,
        str(paper.folio),
        paper.series,
        f"{paper.date:%d-%m-%Y}",
        paper.supplier.identification,
        paper.supplier.name,
        paper.buyer.identification,
        paper.buyer.name,
        str(paper.tax),
        str(total),
        "Rechazado" if void else "Aprobado",
        "Recibido",
    ]


def _sat(paper: Paper, total: Decimal, void: bool) -> SheetRow:
    return [
        paper.id.upper(),
        paper.supplier.identification,
        paper.supplier.name,
        paper.buyer.identification,
        paper.buyer.name,
        f"{paper.date.isoformat()} 10:00:00",
        str(total),
        "E" if paper.kind == "credit-note" else "I",
        "0" if void else "1",
    ]


def _sii(paper: Paper, total: Decimal, _void: bool) -> SheetRow:
    return [
        "1",
        "61" if paper.kind == "credit-note" else "33",
        paper.supplier.identification,
        paper.supplier.name,
        str(paper.folio),
        f"{paper.date:%d/%m/%Y}",
        str(paper.subtotal),
        str(paper.tax),
        str(total),
    ]


def _sire(paper: Paper, total: Decimal, void: bool) -> SheetRow:
    return [
        paper.buyer.identification,
        f"{paper.date:%Y%m}",
        f"{paper.date:%d/%m/%Y}",
        "07" if paper.kind == "credit-note" else "01",
        paper.series,
        str(paper.folio),
        "6",
        paper.supplier.identification,
        paper.supplier.name,
        str(paper.subtotal),
        str(paper.tax),
        str(total),
        "0" if void else "1",
    ]


def _plain(paper: Paper, total: Decimal, void: bool) -> SheetRow:
    return [
        "Nota de crédito" if paper.kind == "credit-note" else "Factura",
        paper.id,
        f"{paper.series}{paper.folio}" if paper.country == "spain" else paper.id,
        f"{paper.date:%d/%m/%Y}",
        paper.supplier.identification,
        paper.supplier.name,
        str(total),
        "Anulado" if void else "Vigente",
    ]


_LISTS: Mapping[str, _List] = {
    "colombia": _List(
        ".csv",
        ";",
        (
            "Tipo de documento",
            "CUFE/CUDE",
            "Folio",
            "Prefijo",
            "Fecha Emisión",
            "NIT Emisor",
            "Nombre Emisor",
            "NIT Receptor",
            "Nombre Receptor",
            "IVA",
            "Total",
            "Estado",
            "Grupo",
        ),
        _dian,
    ),
    "mexico": _List(
        ".txt",
        "~",
        (
            "Uuid",
            "RfcEmisor",
            "NombreEmisor",
            "RfcReceptor",
            "NombreReceptor",
            "FechaEmision",
            "Monto",
            "EfectoComprobante",
            "Estatus",
        ),
        _sat,
    ),
    "chile": _List(
        ".csv",
        ";",
        (
            "Nro",
            "Tipo Doc",
            "RUT Proveedor",
            "Razon Social",
            "Folio",
            "Fecha Docto",
            "Monto Neto",
            "Monto IVA Recuperable",
            "Monto Total",
        ),
        _sii,
    ),
    "peru": _List(
        ".txt",
        "|",
        (
            "RUC",
            "Periodo",
            "Fecha de emisión",
            "Tipo CP/Doc.",
            "Serie del CDP",
            "Nro CP o Doc. Nro Inicial (Rango)",
            "Tipo Doc Identidad",
            "Nro Doc Identidad",
            "Apellidos Nombres/ Razón Social",
            "BI Gravado DG",
            "IGV / IPM DG",
            "Total CP",
            "Est. Comp.",
        ),
        _sire,
    ),
}
_OTHER = _List(
    ".csv",
    ";",
    (
        "Tipo de comprobante",
        "Clave",
        "Número",
        "Fecha de emisión",
        "RNC Emisor",
        "Nombre Emisor",
        "Total",
        "Estado",
    ),
    _plain,
)
# The SII's register has only what holds.
_NO_VOID = ("chile",)


def ending(country: str) -> str:
    return _LISTS.get(country, _OTHER).ending


def write(file: Path, country: str, papers: Sequence[Paper], extra: Paper) -> dict[str, str]:
    """The list; by number, what it says otherwise than the documents.

    The first document is not in it, the second has another total and the third is annulled.
    """
    made = _LISTS.get(country, _OTHER)
    rows, differences = [], {}
    for index, paper in enumerate([*papers, extra]):
        total, void = paper.total, False
        if index == 0 and len(papers) > 1:
            differences[_name(paper)] = "only in the books"
            continue
        if index == 1 and paper is not extra:
            total += 100
            differences[_name(paper)] = "amounts differ"
        elif index == 2 and paper is not extra and country not in _NO_VOID:
            void = True
            differences[_name(paper)] = "void in one"
        if paper is extra:
            differences[_name(paper)] = "only in the list"
        rows.append(made.row(paper, total, void))
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=made.sign, lineterminator="\n")
        writer.writerow(made.columns)
        writer.writerows(rows)
    return differences


def _name(paper: Paper) -> str:
    return f"{paper.series}{paper.folio}"
