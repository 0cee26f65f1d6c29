"""Books of thousands of purchases, and the authority's list of them, with differences planted.

For tools/bench_received.py: what is to be found is known, row by row, from how it was made.
"""

from __future__ import annotations

import datetime
import hashlib
import random
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.database import open_books

FINDINGS = (
    "only in the list",
    "only in the books",
    "amounts differ",
    "void in one",
    "twice in the books",
)
EACH = 40
"""How many of each difference there are."""
SUPPLIERS = 50
DIAN = (
    "Tipo de documento",
    "CUFE/CUDE",
    "Folio",
    "Prefijo",
    "Divisa",
    "Fecha Emisión",
    "NIT Emisor",
    "Nombre Emisor",
    "NIT Receptor",
    "Nombre Receptor",
    "IVA",
    "Total",
    "Estado",
    "Grupo",
)
SAT = (
    "Uuid~RfcEmisor~NombreEmisor~RfcReceptor~NombreReceptor~RfcPac~FechaEmision~"
    "FechaCertificacionSat~Monto~EfectoComprobante~Estatus~FechaCancelacion"
)


class Purchase(NamedTuple):
    """number: of the run, from 0. difference: of `FINDINGS`; empty where both have it alike."""

    number: int
    authority: str
    supplier: dict[str, Any]
    date: datetime.date
    total: Decimal
    note: bool
    difference: str

    @property
    def void_in_the_list(self) -> bool:
        return self.difference == "void in one" and self.number % 2 == 0

    @property
    def void_in_the_books(self) -> bool:
        return self.difference == "void in one" and self.number % 2 == 1

    @property
    def list_amount(self) -> Decimal:
        """A cent is a difference."""
        off = Decimal("0.01") if self.difference == "amounts differ" else Decimal(0)
        return self.total + off


def purchases(count: int, country: str) -> Iterator[Purchase]:
    chance = random.Random(country)
    planted = dict(
        zip(chance.sample(range(count), EACH * len(FINDINGS)), FINDINGS * EACH, strict=True)
    )
    first = datetime.date(2026, 10, 1)
    for number in range(count):
        digest = hashlib.sha384(f"{country} {number}".encode()).hexdigest()
        uuid = "-".join((digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:32]))
        tax_id = number % SUPPLIERS
        form = f"AAA0101{tax_id:02}AA1" if country == "mexico" else f"9001112{tax_id:02}"
        yield Purchase(
            number,
            uuid if country == "mexico" else digest,
            {"id": str(tax_id + 1), "name": f"Proveedor {tax_id}", "identification": form},
            first + datetime.timedelta(days=chance.randrange(31)),
            Decimal(chance.randrange(100, 10**9)).scaleb(-2),
            chance.random() < 0.1,
            planted.get(number, ""),
        )


def enter(path: Path, count: int, country: str) -> None:
    """The purchases into the books at `path`, which are empty."""
    books = open_books(path)
    books.settings.set("rate_limit", 1_000_000)
    with books.transaction():
        for one in purchases(count, country):
            if one.difference == "only in the list":
                continue
            for _copy in range(2 if one.difference == "twice in the books" else 1):
                _enter(books, one, country)
    books.close()


def _enter(books: Books, one: Purchase, country: str) -> None:
    resource = "debit-notes" if one.note else "bills"
    # In Mexico the list has no number of the supplier's; elsewhere half are known by it alone.
    marked = country == "mexico" or one.number % 2
    prefix, number = ("NC" if one.note else "SETP"), str(one.number + 1)
    key = books.new_id(resource)
    # The store keeps JSON: the total goes in as the API writes it.
    total = books.money(one.total)
    record: dict[str, Any] = {
        "id": key,
        "date": one.date.isoformat(),
        "dueDate": one.date.isoformat(),
        "observations": f"[{one.authority}]" if marked else "",
        "status": "void" if one.void_in_the_books else "open",
        "type": "normal" if one.note else "bill",
        "client" if one.note else "provider": one.supplier,
        "numberTemplate": {
            "id": None,
            "prefix": prefix,
            "number": number,
            "fullNumber": prefix + number,
        },
        "purchases": {"items": [], "categories": []},
        "total": total,
        "balance": total,
        "payments": [],
        "_credits": [],
        "retentions": [],
        "bills": [],
        "stamp": None,
    }
    books.store.save(resource, key, record)


def write_list(path: Path, count: int, country: str) -> None:
    """As the DIAN writes it, with numbers as numbers; or the SAT."""
    rows = (one for one in purchases(count, country) if one.difference != "only in the books")
    if country == "mexico":
        path.write_text("\n".join([SAT, *map(_sat, rows)]) + "\n", encoding="utf-8")
        return
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Reporte")
    sheet.append(DIAN)
    for one in rows:
        sheet.append(_dian(one))
    book.save(path)


def _sat(one: Purchase) -> str:
    who = one.supplier
    moment = f"{one.date} 10:00:00"
    kind, state = "E" if one.note else "I", "0" if one.void_in_the_list else "1"
    return (
        f"{one.authority.upper()}~{who['identification']}~{who['name']}~BBB010101BB1~Nosotros~"
        f"SAT970701NN3~{moment}~{moment}~{one.list_amount}~{kind}~{state}~"
    )


def _dian(one: Purchase) -> list[object]:
    return [
        "Nota de crédito electrónica" if one.note else "Factura electrónica",
        one.authority,
        one.number + 1,
        "NC" if one.note else "SETP",
        "COP",
        f"{one.date:%d-%m-%Y}",
        int(one.supplier["identification"]),
        one.supplier["name"],
        901234567,
        "Nosotros",
        0,
        float(one.list_amount),
        "Rechazado" if one.void_in_the_list else "Aprobado",
        "Recibido",
    ]


def planted(count: int, country: str) -> set[tuple[str, str]]:
    """(finding, the purchase: its authority's id, or its number where the books alone have it)."""
    return {
        (
            one.difference,
            f"{'NC' if one.note else 'SETP'}{one.number + 1}"
            if one.difference == "only in the books"
            else one.authority,
        )
        for one in purchases(count, country)
        if one.difference
    }


def differences(records: list[dict[str, Any]]) -> set[tuple[str, str]]:
    """The same of what `received compare` tells."""
    return {
        (one["finding"], str(one["authorityId"]).casefold() or str(one["number"]))
        for one in records
    }
