"""Mexico: CFDI 3.3 and 4.0."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from xml.etree.ElementTree import Element

from alegra_cli.declare.received import (
    CREDIT_NOTE,
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
    amount_sum,
    attribute,
    day,
    number,
    settlement,
    tax_sums,
)

# S131; the codes: S137.
KINDS = {
    "I": INVOICE,
    "E": CREDIT_NOTE,
    "P": "payment",
    "N": "payroll",
    "T": "transfer",
}
TAXES = {"001": "ISR", "002": "IVA", "003": "IEPS"}
VERSIONS = ("3.3", "4.0")


def read(file: XmlDocument) -> Iterable[ReceivedDocument] | None:
    root = file.root
    if "sat.gob.mx/cfd" not in file.namespace:
        return None
    version = attribute(root, "Version", "version")
    if version not in VERSIONS:
        raise NotReadable("unknown-version", version)
    kind = KINDS.get(attribute(root, "TipoDeComprobante"))
    if kind is None:
        raise NotReadable("unknown-kind", attribute(root, "TipoDeComprobante"))
    return [_document(root, kind)]


def _document(root: Element, kind: str) -> ReceivedDocument:
    lines, line_withheld = _lines(root)
    series, folio = attribute(root, "Serie"), attribute(root, "Folio")
    local = root.findall("Complemento/ImpuestosLocales")
    return ReceivedDocument(
        country="mexico",
        kind=kind,
        supplier=_party(root.find("Emisor")),
        customer=_party(root.find("Receptor")),
        # Both are optional. A series alone is no number: all of a supplier's would have the same.
        number=series + folio if folio else "",
        prefix=series,
        authority_id=attribute(root.find("Complemento/TimbreFiscalDigital"), "UUID"),
        date=day(attribute(root, "Fecha")),
        currency=attribute(root, "Moneda"),
        rate=number(attribute(root, "TipoCambio")) or None,
        lines=lines,
        taxes=(*_transfers(root), *_local(local, "TrasladosLocales", "Trasladado")),
        withheld=(
            *settlement(line_withheld, _header_retentions(root)),
            *_local(local, "RetencionesLocales", "Retenido"),
        ),
        subtotal=number(attribute(root, "SubTotal")) - number(attribute(root, "Descuento")),
        total=number(attribute(root, "Total"), optional=False),
        references=tuple(
            Reference(authority_id=attribute(one, "UUID"))
            for one in root.iterfind("CfdiRelacionados/CfdiRelacionado")
        ),
    )


def _party(node: Element | None) -> Party:
    return Party(attribute(node, "Rfc"), attribute(node, "Nombre"), "RFC")


def _lines(root: Element) -> tuple[tuple[DocumentLine, ...], list[TaxAmount]]:
    lines, withheld = [], []
    for one in root.iterfind("Conceptos/Concepto"):
        net = number(attribute(one, "Importe")) - number(attribute(one, "Descuento"))
        taxes = [_tax(tax) for tax in one.iterfind("Impuestos/Traslados/Traslado")]
        withheld += [_tax(tax) for tax in one.iterfind("Impuestos/Retenciones/Retencion")]
        lines.append(
            DocumentLine(
                attribute(one, "Descripcion"),
                number(attribute(one, "Cantidad")),
                net,
                tax_sums(taxes),
                attribute(one, "NoIdentificacion"),
            )
        )
    return tuple(lines), withheld


def _tax(node: Element) -> TaxAmount:
    code = attribute(node, "Impuesto")
    rate = None
    if attribute(node, "TipoFactor") == "Tasa":
        rate = (number(attribute(node, "TasaOCuota")) * 100).normalize() + ZERO
    return TaxAmount(
        TAXES.get(code, code),
        number(attribute(node, "Importe")),
        rate,
        number(attribute(node, "Base")) if attribute(node, "Base") else None,
    )


def _transfers(root: Element) -> tuple[TaxAmount, ...]:
    return tax_sums(_tax(one) for one in root.iterfind("Impuestos/Traslados/Traslado"))


def _header_retentions(root: Element) -> dict[str, Decimal]:
    """What the header withholds of each tax: it says no rates."""
    found: dict[str, Decimal] = {}
    for one in root.iterfind("Impuestos/Retenciones/Retencion"):
        tax = _tax(one)
        found[tax.kind] = found.get(tax.kind, ZERO) + tax.amount
    return found


def _local(nodes: list[Element], which: str, word: str) -> list[TaxAmount]:
    """Taxes of a state or town, which stand in a complement."""
    rate = "TasadeRetencion" if which == "RetencionesLocales" else "TasadeTraslado"
    return [
        TaxAmount(
            attribute(one, f"ImpLoc{word}"),
            number(attribute(one, "Importe")),
            number(attribute(one, rate)) or None,
        )
        for node in nodes
        for one in node.iterfind(which)
        if amount_sum([number(attribute(one, "Importe"))])
    ]


READER = InvoiceReader("mexico", roots=("Comprobante",), read=read)


@hookimpl
def alegra_readers() -> list[InvoiceReader]:
    return [READER]
