"""Mexico: CFDI 4.0, stamped (S131)."""

from __future__ import annotations

from decimal import Decimal

from alegra_cli.sandbox.suppliers.paper import WITHHELD, Line, Paper, rounding
from alegra_cli.sandbox.suppliers.xml_text import Xml, element, elements

_CFDI = "http://www.sat.gob.mx/cfd/4"
_TFD = "http://www.sat.gob.mx/TimbreFiscalDigital"
_KINDS = {"invoice": "I", "credit-note": "E", "debit-note": "I"}


def mexico(paper: Paper) -> str:
    gross = sum((one.amount + one.discount for one in paper.lines), Decimal(0))
    related = element(
        "cfdi:CfdiRelacionados",
        element("cfdi:CfdiRelacionado", UUID=paper.about),
        TipoRelacion="01",
    )
    lines = [_concept(paper, line, index) for index, line in enumerate(paper.lines)]
    return element(
        "cfdi:Comprobante",
        related if paper.about else Xml(),
        element(
            "cfdi:Emisor",
            Rfc=paper.supplier.identification,
            Nombre=paper.supplier.name,
            RegimenFiscal="601",
        ),
        element(
            "cfdi:Receptor", Rfc=paper.buyer.identification, Nombre=paper.buyer.name, UsoCFDI="G03"
        ),
        element("cfdi:Conceptos", elements(iter(lines))),
        _taxes(paper),
        element(
            "cfdi:Complemento",
            element("tfd:TimbreFiscalDigital", xmlns__tfd=_TFD, Version="1.1", UUID=paper.id),
        ),
        xmlns__cfdi=_CFDI,
        Version="4.0",
        Serie=paper.series,
        Folio=paper.folio,
        Fecha=f"{paper.date.isoformat()}T12:00:00",
        Moneda="MXN",
        SubTotal=gross,
        Descuento=gross - paper.subtotal,
        Total=paper.total,
        TipoDeComprobante=_KINDS[paper.kind],
        Exportacion="01",
        LugarExpedicion="06000",
    )


def _taxes(paper: Paper) -> str:
    moved = elements(
        element(
            "cfdi:Traslado",
            Base=base,
            Impuesto="002",
            TipoFactor="Tasa",
            TasaOCuota=_share(rate),
            Importe=tax,
        )
        for rate, (base, tax) in paper.taxes.items()
    )
    kept = paper.withheld and element(
        "cfdi:Retenciones", element("cfdi:Retencion", Impuesto="001", Importe=paper.withheld)
    )
    sums = {"TotalImpuestosTrasladados": paper.tax}
    if kept:
        sums["TotalImpuestosRetenidos"] = paper.withheld
    return element("cfdi:Impuestos", kept or Xml(), element("cfdi:Traslados", moved), **sums)


def _share(percent: Decimal) -> str:
    return f"{percent / 100:.6f}"


def _concept(paper: Paper, line: Line, index: int) -> str:
    parts = [
        element(
            "cfdi:Traslados",
            element(
                "cfdi:Traslado",
                Base=line.amount,
                Impuesto="002",
                TipoFactor="Tasa",
                TasaOCuota=_share(line.rate),
                Importe=line.tax,
            ),
        )
    ]
    if paper.withheld:
        percent = Decimal(WITHHELD["mexico"][1])
        parts.append(
            element(
                "cfdi:Retenciones",
                element(
                    "cfdi:Retencion",
                    Base=line.amount,
                    Impuesto="001",
                    TipoFactor="Tasa",
                    TasaOCuota=_share(percent),
                    Importe=_retention(paper, index, percent),
                ),
            )
        )
    return element(
        "cfdi:Concepto",
        element("cfdi:Impuestos", *parts),
        ClaveProdServ="01010101",
        Cantidad=line.quantity,
        ClaveUnidad="H87",
        Descripcion=line.words,
        ValorUnitario=line.price,
        Importe=line.amount + line.discount,
        Descuento=line.discount,
    )


def _retention(paper: Paper, index: int, percent: Decimal) -> Decimal:
    """With six decimals, so that the sum rounds to the header's."""
    return rounding(paper.lines[index].amount * percent / 100, 6)
