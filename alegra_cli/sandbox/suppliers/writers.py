"""A document's figures as the XML of its country."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from alegra_cli.sandbox.suppliers.paper import MONEY, WITHHELD, Line, Paper, Side, rounded

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def element(name: str, *inside: object, **attributes: object) -> str:
    """An element; texts inside are escaped where they are no elements of this function."""
    told = "".join(
        f" {key.replace('__', ':')}={quoteattr(str(value))}" for key, value in attributes.items()
    )
    body = "".join(one if isinstance(one, _Xml) else escape(str(one)) for one in inside)
    return _Xml(f"<{name}{told}>{body}</{name}>" if body else f"<{name}{told}/>")


class _Xml(str):
    __slots__ = ()


def _many(parts: Iterator[str]) -> str:
    return _Xml("".join(parts))


def money(value: Decimal, country: str) -> str:
    return str(rounded(value, MONEY[country][1]))


# Mexico

_CFDI = "http://www.sat.gob.mx/cfd/4"
_TFD = "http://www.sat.gob.mx/TimbreFiscalDigital"
_MX_KINDS = {"invoice": "I", "credit-note": "E", "debit-note": "I"}
_MX_CODES = {"IVA": "002", "ISR": "001"}


def _mexico(paper: Paper) -> str:
    gross = sum((one.amount + one.discount for one in paper.lines), Decimal(0))
    moved = _many(
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
    related = element(
        "cfdi:CfdiRelacionados",
        element("cfdi:CfdiRelacionado", UUID=paper.about),
        TipoRelacion="01",
    )
    lines = [_concept(paper, line, index) for index, line in enumerate(paper.lines)]
    return element(
        "cfdi:Comprobante",
        related if paper.about else _Xml(),
        element(
            "cfdi:Emisor",
            Rfc=paper.supplier.identification,
            Nombre=paper.supplier.name,
            RegimenFiscal="601",
        ),
        element(
            "cfdi:Receptor", Rfc=paper.buyer.identification, Nombre=paper.buyer.name, UsoCFDI="G03"
        ),
        element("cfdi:Conceptos", _many(iter(lines))),
        element("cfdi:Impuestos", kept or _Xml(), element("cfdi:Traslados", moved), **sums),
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
        TipoDeComprobante=_MX_KINDS[paper.kind],
        Exportacion="01",
        LugarExpedicion="06000",
    )


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
                    Importe=_kept(paper, index, percent),
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


def _kept(paper: Paper, index: int, percent: Decimal) -> Decimal:
    """With six decimals, so that the sum rounds to the header's."""
    return rounded(paper.lines[index].amount * percent / 100, 6)


# Colombia and Peru

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_ROOTS = {"invoice": "Invoice", "credit-note": "CreditNote", "debit-note": "DebitNote"}
_LINE_WORDS = {"invoice": "Invoiced", "credit-note": "Credited", "debit-note": "Debited"}
_PE_TYPES = {"invoice": "01", "credit-note": "07", "debit-note": "08"}


def _colombia(paper: Paper) -> str:
    return _ubl(
        paper,
        _Xml(
            element("cbc:CustomizationID", "10")
            + element("cbc:ProfileID", "DIAN 2.1: Factura Electrónica de Venta")
            + element("cbc:ID", f"{paper.series}{paper.folio}")
            + element("cbc:UUID", paper.id, schemeName="CUFE-SHA384")
        ),
        ("01", "IVA"),
        _dian_party,
    )


def _peru(paper: Paper) -> str:
    return _ubl(
        paper,
        _Xml(
            element("cbc:CustomizationID", "2.0")
            + element("cbc:ID", f"{paper.series}-{paper.folio:08d}")
        ),
        ("1000", "IGV"),
        _sunat_party,
    )


def _ubl(
    paper: Paper, head: str, scheme: tuple[str, str], party: Callable[[str, Side], str]
) -> str:
    root, currency = _ROOTS[paper.kind], paper.currency
    kind = element(
        "cbc:InvoiceTypeCode",
        "01",
        listAgencyName="PE:SUNAT" if paper.country == "peru" else "DIAN",
    )
    gross = paper.subtotal + paper.tax
    name = "RequestedMonetaryTotal" if paper.kind == "debit-note" else "LegalMonetaryTotal"

    def amount(tag: str, value: Decimal) -> str:
        return element(f"cbc:{tag}", value, currencyID=currency)

    return element(
        root,
        head,
        element("cbc:IssueDate", paper.date.isoformat()),
        kind if root == "Invoice" else _Xml(),
        element("cbc:DocumentCurrencyCode", currency),
        _about(paper),
        element("cac:AccountingSupplierParty", party("supplier", paper.supplier)),
        element("cac:AccountingCustomerParty", party("buyer", paper.buyer)),
        element(
            "cac:TaxTotal",
            amount("TaxAmount", paper.tax),
            _many(
                _subtotal(scheme, rate, base, tax, currency)
                for rate, (base, tax) in paper.taxes.items()
            ),
        ),
        element(
            f"cac:{name}",
            amount("LineExtensionAmount", paper.subtotal),
            amount("TaxExclusiveAmount", paper.subtotal),
            amount("TaxInclusiveAmount", gross),
            amount("PayableAmount", gross),
        ),
        _many(_ubl_line(paper, index, line, scheme) for index, line in enumerate(paper.lines, 1)),
        xmlns=f"{_UBL}{root}-2",
        xmlns__cac=f"{_UBL}CommonAggregateComponents-2",
        xmlns__cbc=f"{_UBL}CommonBasicComponents-2",
    )


def _about(paper: Paper) -> str:
    if not paper.about:
        return _Xml()
    return element(
        "cac:BillingReference",
        element("cac:InvoiceDocumentReference", element("cbc:ID", paper.about)),
    )


def _subtotal(
    scheme: tuple[str, str], rate: Decimal, base: Decimal, tax: Decimal, currency: str
) -> str:
    return element(
        "cac:TaxSubtotal",
        element("cbc:TaxableAmount", base, currencyID=currency),
        element("cbc:TaxAmount", tax, currencyID=currency),
        element(
            "cac:TaxCategory",
            element("cbc:Percent", f"{rate:.2f}"),
            element("cac:TaxScheme", element("cbc:ID", scheme[0]), element("cbc:Name", scheme[1])),
        ),
    )


def _ubl_line(paper: Paper, index: int, line: Line, scheme: tuple[str, str]) -> str:
    root, word, currency = _ROOTS[paper.kind], _LINE_WORDS[paper.kind], paper.currency
    return element(
        f"cac:{root}Line",
        element("cbc:ID", index),
        element(f"cbc:{word}Quantity", line.quantity, unitCode="94"),
        element("cbc:LineExtensionAmount", line.amount, currencyID=currency),
        element(
            "cac:TaxTotal",
            element("cbc:TaxAmount", line.tax, currencyID=currency),
            _subtotal(scheme, line.rate, line.amount, line.tax, currency),
        ),
        element("cac:Item", element("cbc:Description", line.words)),
        element("cac:Price", element("cbc:PriceAmount", line.price, currencyID=currency)),
    )


def _dian_party(_role: str, side: Side) -> str:
    return element(
        "cac:Party",
        element(
            "cac:PartyTaxScheme",
            element("cbc:RegistrationName", side.name),
            element(
                "cbc:CompanyID", side.identification, schemeID=side.check_digit, schemeName="31"
            ),
        ),
    )


def _sunat_party(_role: str, side: Side) -> str:
    return element(
        "cac:Party",
        element("cac:PartyIdentification", element("cbc:ID", side.identification, schemeID="6")),
        element("cac:PartyLegalEntity", element("cbc:RegistrationName", side.name)),
    )


def boxed(paper: Paper, inner: str, answer: str = "02") -> str:
    """The container of a Colombian supplier, with the DIAN's answer: 02 is yes, 04 is no."""
    response = element(
        "ApplicationResponse",
        element(
            "cac:DocumentResponse", element("cac:Response", element("cbc:ResponseCode", answer))
        ),
        xmlns=f"{_UBL}ApplicationResponse-2",
        xmlns__cac=f"{_UBL}CommonAggregateComponents-2",
        xmlns__cbc=f"{_UBL}CommonBasicComponents-2",
    )
    return _HEAD + element(
        "AttachedDocument",
        element("cbc:ID", f"{paper.series}{paper.folio}"),
        element(
            "cac:Attachment",
            element("cac:ExternalReference", element("cbc:Description", _cdata(inner))),
        ),
        element(
            "cac:ParentDocumentLineReference",
            element(
                "cac:DocumentReference",
                element(
                    "cac:Attachment",
                    element(
                        "cac:ExternalReference",
                        element("cbc:Description", _cdata(_HEAD + response)),
                    ),
                ),
            ),
        ),
        xmlns=f"{_UBL}AttachedDocument-2",
        xmlns__cac=f"{_UBL}CommonAggregateComponents-2",
        xmlns__cbc=f"{_UBL}CommonBasicComponents-2",
    )


def _cdata(text: str) -> str:
    return _Xml(f"<![CDATA[{text}]]>")


# Chile

_CL_KINDS = {"invoice": "33", "credit-note": "61", "debit-note": "56"}


def _chile(paper: Paper) -> str:
    rate = next(iter(paper.taxes))
    return element(
        "DTE",
        element(
            "Documento",
            element(
                "Encabezado",
                element(
                    "IdDoc",
                    element("TipoDTE", _CL_KINDS[paper.kind]),
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
            ),
            _many(
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
            else _Xml(),
            ID="D1",
        ),
        xmlns="http://www.sii.cl/SiiDte",
        version="1.0",
    )


# Costa Rica

_CR_ROOTS = {
    "invoice": "FacturaElectronica",
    "credit-note": "NotaCreditoElectronica",
    "debit-note": "NotaDebitoElectronica",
}


def _costa_rica(paper: Paper) -> str:
    root = _CR_ROOTS[paper.kind]
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
        _cr_side("Emisor", paper.supplier),
        _cr_side("Receptor", paper.buyer),
        element(
            "DetalleServicio",
            _many(_cr_line(index, line) for index, line in enumerate(paper.lines, 1)),
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
        element("InformacionReferencia", element("Numero", paper.about)) if paper.about else _Xml(),
        xmlns=space + name,
    )


def _cr_side(name: str, side: Side) -> str:
    return element(
        name,
        element("Nombre", side.name),
        element("Identificacion", element("Tipo", "02"), element("Numero", side.identification)),
    )


def _cr_line(index: int, line: Line) -> str:
    off = element("Descuento", element("MontoDescuento", line.discount))
    return element(
        "LineaDetalle",
        element("NumeroLinea", index),
        element("Cantidad", line.quantity),
        element("Detalle", line.words),
        element("PrecioUnitario", line.price),
        element("MontoTotal", line.amount + line.discount),
        off if line.discount else _Xml(),
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


# Dominican Republic

_DO_RATES = {Decimal(18): "1", Decimal(16): "2", Decimal(0): "3"}


def _dominican(paper: Paper) -> str:
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
                _many(
                    element(f"MontoGravadoI{_DO_RATES[rate]}", base) for rate, (base, _t) in groups
                ),
                _many(element(f"ITBIS{_DO_RATES[rate]}", rate) for rate, _sums in groups),
                element("TotalITBIS", paper.tax),
                _many(element(f"TotalITBIS{_DO_RATES[rate]}", tax) for rate, (_b, tax) in groups),
                element("MontoTotal", paper.total),
            ),
        ),
        element(
            "DetallesItems",
            _many(
                element(
                    "Item",
                    element("NumeroLinea", index),
                    element("IndicadorFacturacion", _DO_RATES[line.rate]),
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
        else _Xml(),
    )


# Spain


def _spain(paper: Paper) -> str:
    sign = -1 if paper.kind == "credit-note" else 1
    corrective = element(
        "Corrective",
        element("InvoiceNumber", paper.about or paper.folio),
        element("CorrectionMethod", "02"),
    )
    return element(
        "fe:Facturae",
        element("FileHeader", element("SchemaVersion", "3.2.2")),
        element(
            "Parties", _es_side("SellerParty", paper.supplier), _es_side("BuyerParty", paper.buyer)
        ),
        element(
            "Invoices",
            element(
                "Invoice",
                element(
                    "InvoiceHeader",
                    element("InvoiceNumber", paper.folio),
                    element("InvoiceSeriesCode", paper.series),
                    element("InvoiceDocumentType", "FC"),
                    element("InvoiceClass", "OR" if sign < 0 else "OO"),
                    corrective if sign < 0 else _Xml(),
                ),
                element(
                    "InvoiceIssueData",
                    element("IssueDate", paper.date.isoformat()),
                    element("InvoiceCurrencyCode", "EUR"),
                ),
                element(
                    "TaxesOutputs",
                    _many(
                        _es_tax("01", rate, base * sign, tax * sign)
                        for rate, (base, tax) in paper.taxes.items()
                    ),
                ),
                _es_kept(paper, sign),
                element(
                    "InvoiceTotals",
                    element("TotalGrossAmount", paper.subtotal * sign),
                    element("TotalGrossAmountBeforeTaxes", paper.subtotal * sign),
                    element("TotalTaxOutputs", paper.tax * sign),
                    element("TotalTaxesWithheld", paper.withheld * sign),
                    element("InvoiceTotal", paper.total * sign),
                ),
                element("Items", _many(_es_line(line, sign) for line in paper.lines)),
            ),
        ),
        xmlns__fe="http://www.facturae.gob.es/formato/Versiones/Facturaev3_2_2.xml",
    )


def _es_side(name: str, side: Side) -> str:
    return element(
        name,
        element(
            "TaxIdentification",
            element("PersonTypeCode", "J"),
            element("TaxIdentificationNumber", side.identification),
        ),
        element("LegalEntity", element("CorporateName", side.name)),
    )


def _es_tax(code: str, rate: Decimal, base: Decimal, tax: Decimal) -> str:
    return element(
        "Tax",
        element("TaxTypeCode", code),
        element("TaxRate", f"{rate:.2f}"),
        element("TaxableBase", element("TotalAmount", base)),
        element("TaxAmount", element("TotalAmount", tax)),
    )


def _es_kept(paper: Paper, sign: int) -> str:
    if not paper.withheld:
        return _Xml()
    rate = Decimal(WITHHELD["spain"][1])
    return element(
        "TaxesWithheld", _es_tax("04", rate, paper.subtotal * sign, paper.withheld * sign)
    )


def _es_line(line: Line, sign: int) -> str:
    return element(
        "InvoiceLine",
        element("ItemDescription", line.words),
        element("Quantity", line.quantity),
        element("UnitPriceWithoutTax", line.price * sign),
        element("TotalCost", (line.amount + line.discount) * sign),
        element("GrossAmount", line.amount * sign),
        element("TaxesOutputs", _es_tax("01", line.rate, line.amount * sign, line.tax * sign)),
    )


_WRITERS: Mapping[str, Callable[[Paper], str]] = {
    "mexico": _mexico,
    "colombia": _colombia,
    "peru": _peru,
    "chile": _chile,
    "costaRica": _costa_rica,
    "republicaDominicana": _dominican,
    "spain": _spain,
}
COUNTRIES = tuple(_WRITERS)


def written(paper: Paper) -> bytes:
    """The file of a document, in UTF-8."""
    return (_HEAD + _WRITERS[paper.country](paper)).encode()
