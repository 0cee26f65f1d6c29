"""Costa Rica: electronic vouchers (S134)."""

from __future__ import annotations

from decimal import Decimal

from alegra_cli.sandbox.suppliers.paper import Line, Paper, Side
from alegra_cli.sandbox.suppliers.xml_text import Xml, element, elements

_ROOTS = {
    "invoice": "FacturaElectronica",
    "credit-note": "NotaCreditoElectronica",
    "debit-note": "NotaDebitoElectronica",
}


def costa_rica(paper: Paper) -> str:
    root = _ROOTS[paper.kind]
    version = "v4.4" if paper.folio % 2 else "v4.3"
    space = f"https://cdn.comprobanteselectronicos.go.cr/xml-schemas/{version}/"
    gross = sum((one.amount + one.discount for one in paper.lines), Decimal(0))
    name = root[0].lower() + root[1:]
    if version == "v4.3":
        space = space.replace(
            "comprobanteselectronicos.go.cr", "comprobanteselectronicos.hacienda.go.cr"
        )
    return element(
        root,
        element("Clave", paper.id),
        element("NumeroConsecutivo", paper.id[21:41]),
        element("FechaEmision", f"{paper.date.isoformat()}T10:00:00-06:00"),
        _side("Emisor", paper.supplier),
        _side("Receptor", paper.buyer),
        element(
            "DetalleServicio",
            elements(_line(index, line) for index, line in enumerate(paper.lines, 1)),
        ),
        element(
            "ResumenFactura",
            element("CodigoTipoMoneda", element("CodigoMoneda", "CRC"), element("TipoCambio", "1")),
            element("TotalVenta", gross),
            element("TotalDescuentos", gross - paper.subtotal),
            element("TotalVentaNeta", paper.subtotal),
            element("TotalImpuesto", paper.tax),
            element("TotalComprobante", paper.total),
        ),
        element("InformacionReferencia", element("Numero", paper.about)) if paper.about else Xml(),
        xmlns=space + name,
    )


def _side(name: str, side: Side) -> str:
    return element(
        name,
        element("Nombre", side.name),
        element("Identificacion", element("Tipo", "02"), element("Numero", side.identification)),
    )


def _line(index: int, line: Line) -> str:
    off = element("Descuento", element("MontoDescuento", line.discount))
    return element(
        "LineaDetalle",
        element("NumeroLinea", index),
        element("Cantidad", line.quantity),
        element("Detalle", line.words),
        element("PrecioUnitario", line.price),
        element("MontoTotal", line.amount + line.discount),
        off if line.discount else Xml(),
        element("SubTotal", line.amount),
        element(
            "Impuesto",
            element("Codigo", "01"),
            element("Tarifa", line.rate),
            element("Monto", line.tax),
        ),
        element("ImpuestoNeto", line.tax),
        element("MontoTotalLinea", line.amount + line.tax),
    )
