"""The tax authority's own list of a company's documents, whatever authority made it (S140).

Columns are found by their headings and never by their place: authorities add and move them.
Known: the DIAN's workbook, the SAT's metadata, the SII's register of purchases and sales, the
SUNAT's SIRE, and AFIP's Mis Comprobantes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from alegra_cli.errors import UsageProblem
from alegra_cli.errors.unusable_files import unreadable
from alegra_cli.exact.notation import COMMA, POINT, number
from alegra_cli.i18n import _
from alegra_cli.transfer.decimals import Decimals, MixedSigns
from alegra_cli.transfer.files import FileOptions, source_of
from alegra_cli.transfer.rows import Row, Source
from alegra_cli.transfer.values import day

# What we need: the headings that it has, as `_plain` writes them.
_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "authority": ("cufe cude", "cufe", "cude", "uuid", "folio fiscal", "clave", "e ncf", "encf"),
    "prefix": ("prefijo", "serie del cdp", "serie", "punto de venta"),
    "number": (
        "folio",
        "nro cp o doc nro inicial rango",
        "nro cp o doc nro inicial",
        "numero desde",
        "numero",
        "nro",
    ),
    "kind": (
        "tipo de documento",
        "tipo doc",
        "tipo cp doc",
        "tipo de comprobante",
        "tipo",
        "efectocomprobante",
        "efecto comprobante",
    ),
    "date": (
        "fecha emision",
        "fechaemision",
        "fecha de emision",
        "fecha docto",
        "fecha documento",
        "fecha",
    ),
    "issuer": (
        "nit emisor",
        "rfcemisor",
        "rfc emisor",
        "rut proveedor",
        "nro doc emisor",
        "rnc emisor",
    ),
    "issuer_name": (
        "nombre emisor",
        "nombreemisor",
        "razon social",
        "denominacion emisor",
    ),
    "receiver": ("nit receptor", "rfcreceptor", "rfc receptor", "rut cliente", "nro doc receptor"),
    "receiver_name": ("nombre receptor", "nombrereceptor", "denominacion receptor"),
    # The SIRE names the other side, whichever it is.
    "other": ("nro doc identidad", "numero doc identidad"),
    "other_name": ("apellidos nombres razon social", "apellidos y nombres razon social"),
    "total": ("total", "monto", "monto total", "total cp", "imp total", "importe total"),
    "group": ("grupo",),
    "state": ("estado", "estatus", "est comp", "estado comprobante"),
}
_NEEDED = ("date", "total")
_SIGNS = "~|;\t,"
# S141
_VOID = ("cancelado", "anulado", "anulada", "rechazado", "rechazada", "0", "2")
_CREDIT_WORDS = re.compile(r"nota de credito|nota credito|credit|nota de ajuste")
_CREDIT_CODES = {"e", "61", "60", "112", "7", "07", "34", "3", "8", "13", "53"}
_LEFT = re.compile(r"application response|nomina|acuse")
_SUPPORT = "documento soporte"
# The DIAN's report has both sides unless one is chosen.
_OTHER_GROUP = {"purchases": ("emitido", "emitidos"), "sales": ("recibido", "recibidos")}
_LEFT_CODES = {"p", "n", "t"}


class ListedDocument(NamedTuple):
    """One row. authority: its id where the list has one. note: whether it is a credit note.

    void: whether the authority has it as annulled. support: whether the buyer itself issued it.
    """

    place: str
    authority: str
    number: str
    date: str
    issuer: str
    receiver: str
    name: str
    total: Decimal | None
    note: bool
    void: bool
    support: bool = False


def listed_documents(name: str, side: str, sheet: str | None = None) -> Iterator[ListedDocument]:
    """Rows of the list; what is no invoice and no note is left out.

    side: ``purchases`` or ``sales``. Raises `UsageProblem` for a file that can't
    be read or that has no such columns.
    """
    path = Path(name)
    source = source_of(path, name, _how(path, name, sheet))
    columns = _columns(source, name)
    sign = _decimal_sign(source, columns, name)
    for row in source.rows():
        made = _document(row, columns, sign, side)
        if made is not None:
            yield made


def _how(path: Path, name: str, sheet: str | None) -> FileOptions:
    """How a text is divided: by the sign that its first line has most of."""
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return FileOptions(None, None, None, sheet)
    try:
        with path.open("rb") as stream:
            first = stream.readline(64 * 1024).decode("latin-1")
    except OSError as problem:
        raise unreadable(name, problem) from problem
    sign = max(_SIGNS, key=first.count)
    return FileOptions("csv", sign, None, None)


def _columns(source: Source, name: str) -> dict[str, str]:
    by_heading: dict[str, str] = {}
    for column in source.columns:
        by_heading.setdefault(_plain(column), column)
    found = {
        what: next(by_heading[heading] for heading in headings if heading in by_heading)
        for what, headings in _HEADINGS.items()
        if any(heading in by_heading for heading in headings)
    }
    missing = [what for what in _NEEDED if what not in found]
    if missing or not ({"authority", "number"} & set(found)):
        raise UsageProblem(
            _("{file} is no list of a tax authority that is known.").format(file=name),
            _(
                "Its columns are found by their headings: a date, a total, and a number or the "
                "authority's id. Take the file as the authority gives it."
            ),
        )
    return found


def _plain(heading: str) -> str:
    text = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode().casefold()
    return " ".join(re.findall(r"[a-z0-9]+", text))


def _decimal_sign(source: Source, columns: Mapping[str, str], name: str) -> str:
    """Known from the totals; where all of them could be two numbers, from how columns are divided:
    semicolons stand where a comma is the decimal sign. Raises `UsageProblem`.
    """
    decimals = Decimals()
    for row in source.rows():
        decimals.see(_cell(row, columns, "total"), row.place, columns["total"])
    try:
        return decimals.sign() or (COMMA if source.semicolons else POINT)
    except MixedSigns as problem:
        raise UsageProblem(
            _("The totals of {file} have both signs of decimals: {cells}.").format(
                file=name, cells=problem
            )
        ) from problem


def _cell(row: Row, columns: Mapping[str, str], what: str) -> str:
    column = columns.get(what)
    return "" if column is None else str(row.cells.get(column) or "").strip()


def _document(row: Row, columns: Mapping[str, str], sign: str, side: str) -> ListedDocument | None:
    def cell(what: str) -> str:
        return _cell(row, columns, what)

    kind = _plain(cell("kind"))
    if _LEFT.search(kind) or kind in _LEFT_CODES:
        return None
    if not cell("date") and not cell("total"):
        return None  # a line of totals, or an empty one
    support = _SUPPORT in kind
    other_side = _plain(cell("group")) in _OTHER_GROUP[side]
    if side == "sales" if support else other_side:
        return None
    code = kind.split(" ")[0] if kind[:1].isdecimal() else kind
    issuer, receiver = cell("issuer"), cell("receiver")
    if cell("other") and not (issuer or receiver):
        issuer, receiver = (cell("other"), "") if side == "purchases" else ("", cell("other"))
    read = number(cell("total"), sign)
    names = (
        ("issuer_name", "other_name") if side == "purchases" else ("receiver_name", "other_name")
    )
    return ListedDocument(
        row.place,
        cell("authority"),
        "-".join(filter(None, (cell("prefix"), cell("number")))),
        day(cell("date"))[:10],
        issuer,
        receiver,
        next(filter(None, map(cell, names)), ""),
        None if read is None else abs(Decimal(str(read))),
        bool(_CREDIT_WORDS.search(kind)) or code in _CREDIT_CODES,
        _plain(cell("state")) in _VOID,
        support,
    )
