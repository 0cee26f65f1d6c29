"""Dominican Republic: e-CF (S135)."""

from __future__ import annotations

from decimal import Decimal

from alegra_cli.sandbox.suppliers.paper import Paper
from alegra_cli.sandbox.suppliers.xml_text import Xml, element, elements

_RATES = {Decimal(18): "1", Decimal(16): "2", Decimal(0): "3"}


def dominican(paper: Paper) -> str:
    date = f"{paper.date:%d-%m-%Y}"
    groups = paper.taxes.items()
    return element(
        "ECF",
        element(
            "Encabezado",
            element("IdDoc", element("TipoeCF", paper.id[1:3]), element("eNCF", paper.id)),
            element(
                "Emisor",
                element("RNCEmisor", paper.supplier.identification),
                element("RazonSocialEmisor", paper.supplier.name),
                element("FechaEmision", date),
            ),
            element(
                "Comprador",
                element("RNCComprador", paper.buyer.identification),
                element("RazonSocialComprador", paper.buyer.name),
            ),
            element(
                "Totales",
                element("MontoGravadoTotal", paper.subtotal),
                elements(
                    element(f"MontoGravadoI{_RATES[rate]}", base) for rate, (base, _t) in groups
                ),
                elements(element(f"ITBIS{_RATES[rate]}", rate) for rate, _sums in groups),
                element("TotalITBIS", paper.tax),
                elements(element(f"TotalITBIS{_RATES[rate]}", tax) for rate, (_b, tax) in groups),
                element("MontoTotal", paper.total),
            ),
        ),
        element(
            "DetallesItems",
            elements(
                element(
                    "Item",
                    element("NumeroLinea", index),
                    element("IndicadorFacturacion", _RATES[line.rate]),
                    element("NombreItem", line.words),
                    element("CantidadItem", line.quantity),
                    element("PrecioUnitarioItem", line.price),
                    element("MontoItem", line.amount),
                )
                for index, line in enumerate(paper.lines, 1)
            ),
        ),
        element("InformacionReferencia", element("NCFModificado", paper.about))
        if paper.about
        else Xml(),
    )
