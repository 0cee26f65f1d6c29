"""Costa Rica: electronic vouchers 4.3 and 4.4."""

from __future__ import annotations

import re
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
from alegra_plugins.received.elements import (
    ZERO,
    amount,
    amount_sum,
    day,
    first,
    maybe,
    settlement,
    tax_sums,
    text,
)

# S134; the codes: S137.
KINDS = {
    "FacturaElectronica": INVOICE,
    "FacturaElectronicaExportacion": INVOICE,
    "TiqueteElectronico": INVOICE,
    "NotaCreditoElectronica": CREDIT_NOTE,
    "NotaDebitoElectronica": DEBIT_NOTE,
    "FacturaElectronicaCompra": "support-document",
    "ReciboElectronicoPago": "payment",
    "MensajeHacienda": "response",
    "MensajeReceptor": "response",
}
TAXES = {
    "01": "IVA",
    "02": "Selectivo de consumo",
    "03": "Combustibles",
    "04": "Bebidas alcohólicas",
    "05": "Bebidas envasadas y jabones",
    "06": "Tabaco",
    "07": "IVA",  # worked out in a special way
    "08": "IVA",  # of used goods
    "12": "Cemento",
}
_VERSIONS = ("v4.3", "v4.4")
_CLAVE = re.compile(r"\d{50}")


def read(file: XmlDocument) -> Iterable[ReceivedDocument] | None:
    root = file.root
    if file.namespace and "comprobanteselectronicos" not in file.namespace:
        return None
    if file.namespace and not any(one in file.namespace for one in _VERSIONS):
        raise NotReadable("unknown-version", file.namespace.rpartition("/")[0][-40:])
    return [_document(root)]


def _document(root: Element) -> ReceivedDocument:
    lines, line_taxes = _lines(root)
    head = root.find("ResumenFactura")
    number, clave = text(root, "NumeroConsecutivo"), text(root, "Clave")
    returned = amount(head, "TotalIVADevuelto")
    charges = [
        (first(one, "Detalle", "TipoDocumento", "TipoDocumentoOC"), amount(one, "MontoCargo"))
        for one in root.iterfind("OtrosCargos")
    ]
    # Version 4.3 has one OtrosCargos a charge; some writers put them into one.
    stated = amount(head, "TotalOtrosCargos")
    currency = text(head, "CodigoTipoMoneda/CodigoMoneda") or "CRC"
    return ReceivedDocument(
        country="costaRica",
        kind=KINDS[root.tag],
        supplier=_party(root.find("Emisor")),
        customer=_party(root.find("Receptor")),
        number=number,
        authority_id=clave if _CLAVE.fullmatch(clave) else "",
        date=day(text(root, "FechaEmision")),
        currency=currency,
        rate=maybe(head, "CodigoTipoMoneda/TipoCambio"),
        lines=lines,
        charges=tuple(one for one in charges if one[1]),
        taxes=settlement(line_taxes, _by_kind(line_taxes, amount(head, "TotalImpuesto"))),
        withheld=(TaxAmount("IVA devuelto", returned),) if returned else (),
        subtotal=amount(head, "TotalVentaNeta") + stated,
        total=amount(head, "TotalComprobante"),
        references=tuple(
            Reference(
                *(("", number) if _CLAVE.fullmatch(number) else (number, "")),
                day(first(one, "FechaEmision", "FechaEmisionIR")),
            )
            for one in root.iterfind("InformacionReferencia")
            if (number := first(one, "Numero"))
        ),
    )


def _party(node: Element | None) -> Party:
    return Party(
        text(node, "Identificacion/Numero"),
        text(node, "Nombre"),
        text(node, "Identificacion/Tipo"),
        "",
        text(node, "CorreoElectronico"),
    )


def _lines(root: Element) -> tuple[tuple[DocumentLine, ...], list[TaxAmount]]:
    lines, all_taxes = [], []
    for one in root.iterfind("DetalleServicio/LineaDetalle"):
        taxes = [_tax(tax, amount(one, "SubTotal")) for tax in one.iterfind("Impuesto")]
        all_taxes += taxes
        lines.append(
            DocumentLine(
                text(one, "Detalle"),
                amount(one, "Cantidad"),
                amount(one, "SubTotal"),
                tax_sums(taxes),
                text(one, "CodigoComercial/Codigo"),
            )
        )
    return tuple(lines), all_taxes


def _tax(node: Element, base: Decimal) -> TaxAmount:
    """What is exonerated is not charged: of 13 % with 11 exonerated, 2 are left."""
    code = text(node, "Codigo")
    spared = amount(node, "Exoneracion/MontoExoneracion")
    value, rate = amount(node, "Monto"), maybe(node, "Tarifa")
    if spared:
        left = first(node, "Exoneracion/TarifaExonerada", "Exoneracion/PorcentajeExoneracion")
        rate = rate - Decimal(left) if rate and left.isdecimal() else None
        value -= spared
    return TaxAmount(TAXES.get(code, f"Impuesto {code}"), value, rate, base)


def _by_kind(taxes: list[TaxAmount], stated: Decimal) -> dict[str, Decimal]:
    """What each kind comes to: the header says the sum of all alone."""
    kinds: dict[str, Decimal] = {}
    for one in taxes:
        kinds[one.kind] = kinds.get(one.kind, ZERO) + one.amount
    if not kinds:
        return {"IVA": stated} if stated else {}
    largest = max(kinds, key=lambda kind: kinds[kind])
    kinds[largest] += stated - amount_sum(kinds.values())
    return kinds


READER = InvoiceReader("costaRica", roots=tuple(KINDS), read=read)


@hookimpl
def alegra_readers() -> list[InvoiceReader]:
    return [READER]
