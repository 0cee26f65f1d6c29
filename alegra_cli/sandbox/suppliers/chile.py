"""Chile: DTE of the SII (S133)."""

from __future__ import annotations

from alegra_cli.sandbox.suppliers.paper import Paper
from alegra_cli.sandbox.suppliers.xml_text import Xml, element, elements

_KINDS = {"invoice": "33", "credit-note": "61", "debit-note": "56"}


def chile(paper: Paper) -> str:
    return element(
        "DTE",
        element(
            "Documento",
            _head(paper),
            elements(
                element(
                    "Detalle",
                    element("NroLinDet", index),
                    element("NmbItem", line.words),
                    element("QtyItem", line.quantity),
                    element("PrcItem", line.price),
                    element("MontoItem", line.amount),
                )
                for index, line in enumerate(paper.lines, 1)
            ),
            element("Referencia", element("TpoDocRef", "33"), element("FolioRef", paper.about))
            if paper.about
            else Xml(),
            ID="D1",
        ),
        xmlns="http://www.sii.cl/SiiDte",
        version="1.0",
    )


def _head(paper: Paper) -> str:
    rate = next(iter(paper.taxes))
    return element(
        "Encabezado",
        element(
            "IdDoc",
            element("TipoDTE", _KINDS[paper.kind]),
            element("Folio", paper.folio),
            element("FchEmis", paper.date.isoformat()),
        ),
        element(
            "Emisor",
            element("RUTEmisor", paper.supplier.identification),
            element("RznSoc", paper.supplier.name),
            element("GiroEmis", "Comercio al por menor"),
        ),
        element(
            "Receptor",
            element("RUTRecep", paper.buyer.identification),
            element("RznSocRecep", paper.buyer.name),
        ),
        element(
            "Totales",
            element("MntNeto", paper.subtotal),
            element("TasaIVA", rate),
            element("IVA", paper.tax),
            element("MntTotal", paper.total),
        ),
    )
