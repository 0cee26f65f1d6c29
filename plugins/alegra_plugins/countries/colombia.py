"""Colombia: what its tax authority wants."""

from functools import partial

from alegra_cli.declare import Country, CountryRule, SupplierContact
from alegra_cli.hookspecs import hookimpl
from alegra_plugins.countries import checks, tax_ids
from alegra_plugins.countries.colombian_files import (
    DIAN_UNITS,
    ID_TYPES,
    REGIMES,
    SIIGO_LONG,
    SIIGO_PRODUCTS,
)
from alegra_plugins.countries.common import (
    BILLS,
    CONTACTS,
    CREDIT_NOTES,
    DEBIT_NOTES,
    ID_NUMBER,
    ID_TYPE,
    INVOICES,
    ITEMS,
    NUMBERINGS,
    PAYMENTS,
    STAMPED,
    SUPPLIER_NOTES,
    general,
    id_format,
    in_catalog,
    requirements,
)
from alegra_plugins.countries.list_names import list_names

# What an official page says blocks, the rest warns (S109, S114).
CO = partial(CountryRule, "colombia")
RULES = (
    *general("colombia"),
    in_catalog(CO, CONTACTS, ID_TYPE, "tipos-de-identificacion", words=ID_TYPES),
    id_format(CO, "NIT", r"\d{6,10}", "a NIT is 6 to 10 digits, without its check digit"),
    CO(
        "identificationObject.dv",
        "check",
        when=(ID_TYPE, "NIT"),
        function=checks.nit_digit,
        beside=("identificationObject.number",),
        right=checks.right_nit_digit,
        message="is not the check digit of this NIT",
        on=CONTACTS,
    ),
    id_format(CO, "CC|TI|RC|NUIP", r"\d{3,12}", "takes digits only"),
    CO(
        ID_NUMBER,
        "check",
        function=checks.final_consumer,
        beside=("identificationObject.type",),
        message="the final consumer is a CC or a NIT with the number 222222222222",
        on=CONTACTS,
    ),
    in_catalog(CO, CONTACTS, "kindOfPerson", "tipos-de-personas"),
    CO(
        "kindOfPerson",
        "check",
        function=checks.legal_entity_has_nit,
        beside=("identificationObject.type",),
        message="a legal entity is identified by NIT, FOREIGN_NIT or DIE",
        on=CONTACTS,
    ),
    in_catalog(CO, CONTACTS, "regime", "regimenes", words=REGIMES),
    # Without it the API answers 400: "El campo nameObject es obligatorio".
    *requirements(CO, CONTACTS, "nameObject.firstName", when=("kindOfPerson", "PERSON_ENTITY")),
    *requirements(
        CO,
        CONTACTS,
        "nameObject.lastName",
        when=(("kindOfPerson", "PERSON_ENTITY"), ("nameObject", "*")),
    ),
    *requirements(
        CO, CONTACTS, "address.address", "address.city", "address.department", when=("address", "*")
    ),
    in_catalog(
        CO, CONTACTS, "fiscalResponsabilities", "responsabilidades-fiscales", documented=False
    ),
    in_catalog(CO, INVOICES, "paymentForm", "formas-de-pago"),
    in_catalog(CO, INVOICES, "paymentMethod", "medios-de-pago"),
    *requirements(CO, INVOICES, "paymentForm", "paymentMethod", when=STAMPED),
    CO(
        "dueDate",
        "check",
        when=("paymentForm", "CREDIT"),
        function=checks.due_after,
        beside=("date",),
        message="an invoice on credit is due after its date",
        on=INVOICES,
    ),
    CO(
        "dueDate",
        "check",
        when=("paymentForm", "CASH"),
        function=checks.due_on_date,
        beside=("date",),
        message="a cash invoice is due on its own date",
        on=INVOICES,
    ),
    in_catalog(CO, INVOICES, "type", "tipos-de-factura"),
    in_catalog(CO, INVOICES, "operationType", "tipos-de-operacion"),
    *requirements(CO, INVOICES, "currency.exchangeRate", when=("type", "EXPORT")),
    CO(
        "date",
        "check",
        when=STAMPED,
        function=checks.within_10_days,
        beside=(),
        message="the DIAN refuses dates more than 10 days away",
        on=INVOICES,
    ),
    in_catalog(CO, CREDIT_NOTES, "type", "tipos-de-nota-credito"),
    *requirements(CO, CREDIT_NOTES, "type", when=STAMPED),
    in_catalog(
        CO,
        CREDIT_NOTES,
        "creditNoteOperationType",
        "tipos-de-operacion-en-nota-credito",
        documented=False,
    ),
    *requirements(CO, CREDIT_NOTES, "invoices", when=("type", "VOID_ELECTRONIC_INVOICE")),
    in_catalog(CO, DEBIT_NOTES, "type", "tipos-de-nota-debito-de-cliente"),
    *requirements(CO, DEBIT_NOTES, "type", when=STAMPED),
    CO(
        "paymentMethod",
        "format",
        pattern="CASH|CREDIT",
        message="is CASH or CREDIT, in capitals (11305)",
        on=BILLS,
    ),
    *requirements(CO, BILLS, "billOperationType", when=STAMPED),
    CO(
        "retentions",
        "forbidden",
        when=STAMPED,
        message="with a ReteICA among them a support document is refused; that one goes into the "
        "payment, under bills[].retentions",
        on=BILLS,
    ),
    CO(
        "numberTemplate",
        "required",
        when=STAMPED,
        message="has to be an electronic numbering to be stamped (13066)",
        on=SUPPLIER_NOTES,
    ),
    in_catalog(CO, BILLS, "paymentType", "medios-de-pago", documented=False),
    *requirements(CO, BILLS, "paymentMethod", "paymentType", "numberTemplate.id", when=STAMPED),
    *requirements(
        CO,
        NUMBERINGS,
        "resolutionNumber",
        "startDate",
        "endDate",
        "minInvoiceNumber",
        "maxInvoiceNumber",
        when=("isElectronic", "true"),
    ),
    in_catalog(
        CO, ITEMS, "inventory.unit", "unidades-de-medida", documented=False, words=DIAN_UNITS
    ),
    *requirements(
        CO,
        ITEMS,
        "inventory.unit",
        message="is wanted when an invoice of it is stamped (11034)",
    ),
    *requirements(
        CO,
        ITEMS,
        "productKey",
        message="without it the DIAN accepts with an observation (FAZ09)",
    ),
    CO(
        "stamp",
        "forbidden",
        message="payments are not stamped in Colombia",
        on=PAYMENTS,
    ),
)

PACK = Country(
    version="colombia",
    iso="co",
    synonyms=("COL",),
    label="Colombia",
    authority="DIAN",
    lists_file="alegra_plugins.countries:data/colombia.json",
    list_names=list_names(("payment-forms", "formas-de-pago")),
    full_credit_note=(("type", "VOID_ELECTRONIC_INVOICE"),),
    # Alegra's own spelling.
    partial_credit_note=(("type", "PARTIALL_DEVOLUTION"),),
    rules=RULES,
    templates=(SIIGO_PRODUCTS, *SIIGO_LONG),
    tax_id=tax_ids.colombia,
    reversal_text=("A credit note of the type VOID_ELECTRONIC_INVOICE for the whole total."),
    currencies=("COP",),
    tax_names=(("INC", ("INC", "ICO")), ("IC", ("IC", "ICO"))),
    retention_names=(
        ("ReteFuente", ("FUENTE", "RENTA")),
        ("ReteIVA", ("IVA",)),
        ("ReteICA", ("ICA",)),
    ),
    # S114
    supplier_contact=SupplierContact(
        id_type="NIT",
        check_digit="identificationObject.dv",
        constants=(("kindOfPerson", "LEGAL_ENTITY"), ("regime", "COMMON_REGIME")),
    ),
    support_documents=True,
)


@hookimpl
def alegra_countries() -> list[Country]:
    return [PACK]
