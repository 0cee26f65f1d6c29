"""Chile: DTE of the SII, alone or in an envelope of many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from xml.etree.ElementTree import Element

from alegra_cli.declare.received import (
    CREDIT_NOTE,
    DEBIT_NOTE,
    INVOICE,
    DocumentLine,
    InvoiceReader,
    NotReadable,
    Party,
    ReceivedDocument,
    Reference,
    TaxAmount,
    XmlDocument,
)
from alegra_cli.hookspecs import hookimpl
from alegra_plugins.received.elements import ZERO, amount, amount_sum, day, first, maybe, text

# S133; the codes: S137.
KINDS = {
    **dict.fromkeys(("30", "32", "33", "34", "35", "38", "39", "41", "101", "110"), INVOICE),
    "45": "support-document",  # a bill that the buyer writes
    "46": "support-document",
    "50": "transfer",
    "52": "transfer",
    "55": DEBIT_NOTE,
    "56": DEBIT_NOTE,
    "104": DEBIT_NOTE,
    "111": DEBIT_NOTE,
    "60": CREDIT_NOTE,
    "61": CREDIT_NOTE,
    "106": CREDIT_NOTE,
    "112": CREDIT_NOTE,
}
# Codes of ImptoReten that the buyer keeps; all others are taxes on top, as on drinks and fuel.
_WITHHELD = {"15", *map(str, range(30, 35)), "36", "37", "38", "39", "41", *map(str, range(46, 54))}
_WITH_TAX = ("39", "41")
_NAMES = {
    "23": "Adicional 15%",
    "24": "ILA licores",
    "25": "ILA vinos",
    "26": "ILA cervezas",
    "27": "ILA analcohólicas",
    "271": "ILA analcohólicas azucaradas",
    "28": "IEPD",
    "35": "IEPD gasolina",
}
_ANSWERS = ("RespuestaDTE", "EnvioRecibos", "RESULTADO_ENVIO", "RESPUESTA")
_BOXES = ("Documento", "Exportaciones", "Liquidacion")


def read(file: XmlDocument) -> Iterable[ReceivedDocument] | None:
    root = file.root
    if root.tag in _ANSWERS:
        return [ReceivedDocument(country="chile", kind="response", supplier=Party(""))]
    return [_document(one) for one in _documents(root)] or None


def _documents(root: Element) -> Iterator[Element]:
    tables = [root] if root.tag == "DTE" else list(root.iter("DTE"))
    for table in tables:
        for name in _BOXES:
            yield from table.iterfind(name)


def _document(node: Element) -> ReceivedDocument:
    head = node.find("Encabezado")
    kind = text(head, "IdDoc/TipoDTE")
    if node.tag == "Liquidacion":
        raise NotReadable("unknown-kind", f"Liquidacion {kind}")
    if kind not in KINDS:
        raise NotReadable("unknown-kind", kind)
    supplier = _party(head, "Emisor", ("RUTEmisor",), ("RznSoc", "RznSocEmisor"))
    folio = text(head, "IdDoc/Folio")
    totals = None if head is None else head.find("Totales")
    charges = _charges(node)
    withheld, added_taxes = _other_taxes(totals)
    net, exempt = amount(totals, "MntNeto"), amount(totals, "MntExe")
    with_tax = text(head, "IdDoc/MntBruto") == "1" or kind in _WITH_TAX
    whole = bool(supplier.identification and folio)
    lines = tuple(_line(one, kind, maybe(totals, "TasaIVA")) for one in node.iterfind("Detalle"))
    total = amount(totals, "MntTotal")
    taxes = (*_vat(totals), *added_taxes)
    return ReceivedDocument(
        country="chile",
        kind=KINDS[kind],
        supplier=supplier,
        customer=_party(head, "Receptor", ("RUTRecep",), ("RznSocRecep",)),
        number=folio,
        authority_id=f"{supplier.identification}-{kind}-{folio}" if whole else "",
        date=day(text(head, "IdDoc/FchEmis")),
        due=day(text(head, "IdDoc/FchVenc")),
        currency=_currency(text(totals, "TpoMoneda")),
        rate=maybe(head, "OtraMoneda/TpoCambio"),
        lines=lines,
        charges=charges,
        taxes=taxes,
        withheld=tuple(withheld),
        subtotal=net + exempt if net or exempt else total - amount_sum(one.amount for one in taxes),
        total=total,
        prices_include_tax=with_tax,
        references=tuple(
            Reference(text(one, "FolioRef"), "", day(text(one, "FchRef")))
            for one in node.iterfind("Referencia")
            if text(one, "TpoDocRef") in KINDS
        ),
    )


def _party(head: Element | None, name: str, ids: tuple[str, ...], names: tuple[str, ...]) -> Party:
    node = None if head is None else head.find(name)
    return Party(
        first(node, *ids).replace(".", ""),
        first(node, *names),
        "RUT",
        activity=first(node, "GiroEmis", "GiroEmisor"),
    )


def _line(node: Element, kind: str, rate: Decimal | None) -> DocumentLine:
    """IndExe: 1 is exempt, 2 and 6 are not charged at all (or taken off again)."""
    exempt = text(node, "IndExe")
    value = amount(node, "MontoItem")
    taxed = not exempt and kind not in ("34", "41", "110", "111", "112") and rate
    taxes = (TaxAmount("IVA", value * rate / 100, rate, value),) if taxed and rate else ()
    if exempt == "2":
        value = ZERO
    return DocumentLine(
        " ".join(filter(None, (text(node, "NmbItem"), text(node, "DscItem")))),
        amount(node, "QtyItem") or Decimal(1),
        -value if exempt == "6" else value,
        taxes,
        text(node, "CdgItem/VlrCodigo"),
    )


def _vat(totals: Element | None) -> tuple[TaxAmount, ...]:
    value = amount(totals, "IVA")
    if not value:
        return ()
    return (TaxAmount("IVA", value, maybe(totals, "TasaIVA"), amount(totals, "MntNeto")),)


def _other_taxes(totals: Element | None) -> tuple[list[TaxAmount], list[TaxAmount]]:
    """(withheld, taxes on top)."""
    kept: list[TaxAmount] = []
    top: list[TaxAmount] = []
    for one in [] if totals is None else totals.iterfind("ImptoReten"):
        code = text(one, "TipoImp")
        tax = TaxAmount(
            _NAMES.get(code, f"ImptoReten {code}"),
            amount(one, "MontoImp"),
            maybe(one, "TasaImp"),
        )
        (kept if code in _WITHHELD else top).append(tax)
    return kept, top


def _charges(node: Element) -> tuple[tuple[str, Decimal], ...]:
    """Of the whole document, in percent of the lines or in pesos; taxed and exempt apart."""
    found = []
    for one in node.iterfind("DscRcgGlobal"):
        value = amount(one, "ValorDR")
        if text(one, "TpoValor") == "%":
            exempt = bool(text(one, "IndExeDR"))
            of = amount_sum(
                amount(line, "MontoItem")
                for line in node.iterfind("Detalle")
                if bool(text(line, "IndExe")) == exempt
            )
            value = (of * value / 100).quantize(Decimal(1), "ROUND_HALF_UP")
        if text(one, "TpoMov") == "D":
            value = -value
        if value:
            found.append((first(one, "GlosaDR", "TpoMov"), value))
    return tuple(found)


def _currency(name: str) -> str:
    return {"": "CLP", "PESO CL": "CLP", "DOLAR USA": "USD", "EURO": "EUR"}.get(name, name)


READER = InvoiceReader(
    "chile", roots=("DTE", "EnvioDTE", "EnvioBOLETA", "SetDTE", *_ANSWERS), read=read
)


@hookimpl
def alegra_readers() -> list[InvoiceReader]:
    return [READER]
