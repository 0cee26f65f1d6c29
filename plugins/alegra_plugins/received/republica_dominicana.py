"""Dominican Republic: e-CF of the DGII."""

from __future__ import annotations

from collections.abc import Iterable
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
from alegra_plugins.received.elements import ZERO, amount, amount_sum, day, maybe, text

# S135; the codes: S137.
KINDS = {
    **dict.fromkeys(("31", "32", "44", "45", "46"), INVOICE),
    "33": DEBIT_NOTE,
    "34": CREDIT_NOTE,
    # Written by the buyer: purchases, small expenses, payments abroad.
    **dict.fromkeys(("41", "43", "47"), "support-document"),
}
_ANSWERS = ("ARECF", "ACECF", "RespuestaAprobacionComercial")
# IndicadorFacturacion: which of the three rates of the header a line has.
_RATES = {"1": "ITBIS1", "2": "ITBIS2", "3": "ITBIS3"}


def read(file: XmlDocument) -> Iterable[ReceivedDocument] | None:
    root = file.root
    if root.tag in _ANSWERS:
        return [
            ReceivedDocument(country="republicaDominicana", kind="response", supplier=Party(""))
        ]
    head = root.find("Encabezado")
    kind = text(head, "IdDoc/TipoeCF")
    if head is None:
        return None
    if kind not in KINDS:
        raise NotReadable("unknown-kind", kind)
    return [_document(root, head, kind)]


def _document(root: Element, head: Element, kind: str) -> ReceivedDocument:
    number = text(head, "IdDoc/eNCF")
    totals = head.find("Totales")
    withheld = _retentions(totals)
    charges = _charges(root)
    other = text(head, "OtraMoneda/TipoMoneda")
    total = amount(totals, "MontoTotal")
    if withheld and text(totals, "ValorPagar"):
        total = amount(totals, "ValorPagar")
    return ReceivedDocument(
        country="republicaDominicana",
        kind=KINDS[kind],
        supplier=Party(
            text(head, "Emisor/RNCEmisor"),
            text(head, "Emisor/RazonSocialEmisor"),
            "RNC",
            "",
            text(head, "Emisor/CorreoEmisor"),
        ),
        customer=Party(
            text(head, "Comprador/RNCComprador"), text(head, "Comprador/RazonSocialComprador")
        ),
        number=number,
        prefix=number[:3],
        authority_id=number,
        id_of_issuer=True,
        date=day(text(head, "Emisor/FechaEmision")),
        due=day(text(head, "IdDoc/FechaLimitePago")),
        # Amounts are in pesos; OtraMoneda says them a second time in the other currency.
        currency="DOP",
        rate=maybe(head, "OtraMoneda/TipoCambio") if other == "DOP" else None,
        lines=tuple(_line(one, totals) for one in root.iterfind("DetallesItems/Item")),
        charges=charges,
        taxes=_taxes(totals),
        withheld=withheld,
        subtotal=_subtotal(totals),
        total=total,
        prices_include_tax=text(head, "IdDoc/IndicadorMontoGravado") == "1",
        references=tuple(
            Reference(text(one, "NCFModificado"), "", day(text(one, "FechaNCFModificado")))
            for one in root.iterfind("InformacionReferencia")
        ),
    )


def _subtotal(totals: Element | None) -> Decimal:
    return amount_sum(amount(totals, name) for name in ("MontoGravadoTotal", "MontoExento"))


def _taxes(totals: Element | None) -> tuple[TaxAmount, ...]:
    found = [
        TaxAmount(
            "ITBIS",
            amount(totals, f"TotalITBIS{which}"),
            maybe(totals, f"ITBIS{which}"),
            maybe(totals, f"MontoGravadoI{which}"),
        )
        for which in "123"
    ]
    if not any(one.amount for one in found) and amount(totals, "TotalITBIS"):
        found = [TaxAmount("ITBIS", amount(totals, "TotalITBIS"))]
    more = amount(totals, "MontoImpuestoAdicional")
    return (
        *(one for one in found if one.amount),
        *((TaxAmount("Impuesto adicional", more),) if more else ()),
    )


def _retentions(totals: Element | None) -> tuple[TaxAmount, ...]:
    found = (
        TaxAmount("ITBIS", amount(totals, "TotalITBISRetenido")),
        TaxAmount("ISR", amount(totals, "TotalISRRetencion")),
    )
    return tuple(one for one in found if one.amount)


def _line(node: Element, totals: Element | None) -> DocumentLine:
    rate = maybe(totals, _RATES.get(text(node, "IndicadorFacturacion"), "-"))
    billed = text(node, "IndicadorFacturacion") != "0"
    value = amount(node, "MontoItem") if billed else ZERO
    taxes = (TaxAmount("ITBIS", value * rate / 100, rate, value),) if rate else ()
    return DocumentLine(
        text(node, "NombreItem"),
        amount(node, "CantidadItem"),
        value,
        taxes,
        text(node, "TablaCodigosItem/CodigosItem/CodigoItem"),
    )


def _charges(root: Element) -> tuple[tuple[str, Decimal], ...]:
    found = []
    for one in root.iterfind("DescuentosORecargos/DescuentoORecargo"):
        value = amount(one, "MontoDescuentooRecargo")
        value = -value if text(one, "TipoAjuste") == "D" else value
        if value != ZERO:
            found.append((text(one, "DescripcionDescuentooRecargo"), value))
    return tuple(found)


READER = InvoiceReader("republicaDominicana", roots=("ECF", *_ANSWERS), read=read)


@hookimpl
def alegra_readers() -> list[InvoiceReader]:
    return [READER]
