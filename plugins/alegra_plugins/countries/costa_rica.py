"""Costa Rica: what its tax authority wants."""

from functools import partial

from alegra_cli.declare import Country, CountryRule
from alegra_cli.hookspecs import hookimpl
from alegra_plugins.countries import checks
from alegra_plugins.countries.shared import (
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
    listed,
    needed,
    number_of,
)

# What an official page says blocks, the rest warns (S109).
CR = partial(CountryRule, "costaRica")
RULES = (
    *general("costaRica"),
    listed(CR, CONTACTS, ID_TYPE, "tipos-de-identificacion"),
    number_of(CR, "CF", r"[1-9]\d{8}", "a cédula física is 9 digits, the first not 0"),
    number_of(CR, "CJ", r"[2345]\d{9}", "a cédula jurídica is 10 digits"),
    number_of(CR, "DIMEX", r"1\d{10,11}", "a DIMEX is 11 or 12 digits, the first 1"),
    number_of(CR, "NITE", r"\d{10}", "a NITE is 10 digits"),
    number_of(CR, "PE", r"[A-Za-z0-9]{1,20}", "is up to 20 letters and digits"),
    *needed(CR, CONTACTS, "address", when=("regime", "*")),
    listed(
        CR,
        CONTACTS,
        "exoneration[].documentType",
        "tipo-de-documento-de-exoneracion",
        documented=False,
    ),
    listed(CR, CONTACTS, "regime", "regimenes"),
    listed(CR, COMPANY, "regime", "regimenes"),
    listed(CR, INVOICES, "saleCondition", "condiciones-de-venta"),
    listed(CR, INVOICES, "paymentMethod", "metodos-de-pago", documented=False),
    *needed(CR, INVOICES, "saleCondition", "paymentMethod", when=STAMPED),
    CR(
        "dueDate",
        "check",
        when=("saleCondition", "CREDIT"),
        function=checks.due_after,
        message="a sale on credit is due after its date",
        on=INVOICES,
    ),
    listed(CR, INVOICES, "economicActivity", "actividades-economicas", documented=False),
    listed(CR, INVOICES, "type", "tipo-de-factura"),
    CR(
        "productKey",
        "format",
        pattern=r"\d{13}",
        message="a CAByS code is 13 digits",
        on=ITEMS,
    ),
    listed(CR, ITEMS, "reference.type", "tipos-de-referencia-en-productos", documented=False),
    listed(CR, ITEMS, "inventory.unit", "unidades-de-medida", documented=False),
    listed(CR, NUMBERINGS, "subDocumentType", "tipos-de-documento-en-creacion-de-numeraciones"),
    listed(CR, CREDIT_NOTES, "type", "tipos-de-nota-credito"),
    *needed(CR, CREDIT_NOTES, "type", when=STAMPED),
    *needed(
        CR,
        CREDIT_NOTES,
        "invoices",
        when=(
            "type",
            "VOID_REFERENCE_DOCUMENT|CORRECT_TEXT_OF_REFERENCE_DOCUMENT"
            "|CORRECT_AMOUNT_OF_REFERENCE_DOCUMENT",
        ),
    ),
    listed(CR, DEBIT_NOTES, "type", "tipos-de-nota-debito-de-cliente"),
    *needed(CR, DEBIT_NOTES, "type", when=STAMPED),
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
    *needed(CR, SUPPLIER_NOTES, "typeCreditNote", when=STAMPED),
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
    label="Costa Rica",
    authority="Hacienda",
    lists_file="alegra_plugins.countries:data/costarica.json",
    full_credit_note=(("type", "VOID_REFERENCE_DOCUMENT"),),
    rules=RULES,
    reversal_text=("A credit note of the type VOID_REFERENCE_DOCUMENT."),
)


@hookimpl
def alegra_countries() -> list[Country]:
    return [PACK]
