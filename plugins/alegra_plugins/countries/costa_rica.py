"""Costa Rica: what its tax authority wants."""

from functools import partial

from alegra_cli.declare import Country, CountryRule, SupplierContact
from alegra_cli.hookspecs import hookimpl
from alegra_plugins.countries import checks, tax_ids
from alegra_plugins.countries.common import (
    BILLS,
    COMPANY,
    CONTACTS,
    CREDIT_NOTES,
    DEBIT_NOTES,
    ID_TYPE,
    INVOICES,
    ITEMS,
    NUMBERINGS,
    STAMPED,
    SUPPLIER_NOTES,
    general,
    id_format,
    in_catalog,
    requirements,
)
from alegra_plugins.countries.list_names import list_names

# What an official page says blocks, the rest warns (S109).
CR = partial(CountryRule, "costaRica")
RULES = (
    *general("costaRica"),
    in_catalog(CR, CONTACTS, ID_TYPE, "tipos-de-identificacion"),
    id_format(CR, "CF", r"[1-9]\d{8}", "a cédula física is 9 digits, the first not 0"),
    id_format(CR, "CJ", r"[2345]\d{9}", "a cédula jurídica is 10 digits"),
    id_format(CR, "DIMEX", r"1\d{10,11}", "a DIMEX is 11 or 12 digits, the first 1"),
    id_format(CR, "NITE", r"\d{10}", "a NITE is 10 digits"),
    id_format(CR, "PE", r"[A-Za-z0-9]{1,20}", "is up to 20 letters and digits"),
    *requirements(CR, CONTACTS, "address", when=("regime", "*")),
    in_catalog(
        CR,
        CONTACTS,
        "exoneration[].documentType",
        "tipo-de-documento-de-exoneracion",
        documented=False,
    ),
    in_catalog(CR, CONTACTS, "regime", "regimenes"),
    in_catalog(CR, COMPANY, "regime", "regimenes"),
    in_catalog(CR, INVOICES, "saleCondition", "condiciones-de-venta"),
    in_catalog(CR, INVOICES, "paymentMethod", "metodos-de-pago", documented=False),
    *requirements(CR, INVOICES, "saleCondition", "paymentMethod", when=STAMPED),
    CR(
        "dueDate",
        "check",
        when=("saleCondition", "CREDIT"),
        function=checks.due_after,
        beside=("date",),
        message="a sale on credit is due after its date",
        on=INVOICES,
    ),
    in_catalog(CR, INVOICES, "economicActivity", "actividades-economicas", documented=False),
    in_catalog(CR, INVOICES, "type", "tipo-de-factura"),
    CR(
        "productKey",
        "format",
        pattern=r"\d{13}",
        example="4291200010000",
        message="a CAByS code is 13 digits",
        on=ITEMS,
    ),
    in_catalog(CR, ITEMS, "reference.type", "tipos-de-referencia-en-productos", documented=False),
    in_catalog(CR, ITEMS, "inventory.unit", "unidades-de-medida", documented=False),
    in_catalog(CR, NUMBERINGS, "subDocumentType", "tipos-de-documento-en-creacion-de-numeraciones"),
    in_catalog(CR, CREDIT_NOTES, "type", "tipos-de-nota-credito"),
    *requirements(CR, CREDIT_NOTES, "type", when=STAMPED),
    *requirements(
        CR,
        CREDIT_NOTES,
        "invoices",
        when=(
            "type",
            "VOID_REFERENCE_DOCUMENT|CORRECT_TEXT_OF_REFERENCE_DOCUMENT"
            "|CORRECT_AMOUNT_OF_REFERENCE_DOCUMENT",
        ),
    ),
    in_catalog(CR, DEBIT_NOTES, "type", "tipos-de-nota-debito-de-cliente"),
    *requirements(CR, DEBIT_NOTES, "type", when=STAMPED),
    *(
        CR(
            field,
            "forbidden",
            when=STAMPED,
            message="a bill that is stamped has none (11097, 11101)",
            on=BILLS,
        )
        for field in ("retentions", "payments")
    ),
    *requirements(CR, SUPPLIER_NOTES, "typeCreditNote", when=STAMPED),
    CR(
        "numberTemplate",
        "required",
        when=STAMPED,
        message="has to be an electronic numbering to be stamped (13066)",
        on=SUPPLIER_NOTES,
    ),
)

PACK = Country(
    version="costaRica",
    iso="cr",
    synonyms=("CRI",),
    label="Costa Rica",
    authority="Hacienda",
    lists_file="alegra_plugins.countries:data/costarica.json",
    list_names=list_names(),
    full_credit_note=(("type", "VOID_REFERENCE_DOCUMENT"),),
    rules=RULES,
    tax_id=tax_ids.costa_rica,
    reversal_text=("A credit note of the type VOID_REFERENCE_DOCUMENT."),
    currencies=("CRC",),
    # The codes of the vouchers, as contacts have them (S126).
    supplier_contact=SupplierContact(
        id_type="CJ",
        id_types=(("01", "CF"), ("02", "CJ"), ("03", "DIMEX"), ("04", "NITE")),
    ),
)


@hookimpl
def alegra_countries() -> list[Country]:
    return [PACK]
