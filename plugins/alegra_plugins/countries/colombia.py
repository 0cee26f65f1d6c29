"""Colombia: what its tax authority wants."""

from functools import partial

from alegra_cli.declare import Country, CountryRule
from alegra_cli.hookspecs import hookimpl
from alegra_plugins.countries import checks
from alegra_plugins.countries.shared import (
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
    listed,
    needed,
    number_of,
)

# What an official page says blocks, the rest warns (S109, S114).
CO = partial(CountryRule, "colombia")
RULES = (
    *general("colombia"),
    listed(CO, CONTACTS, ID_TYPE, "tipos-de-identificacion"),
    number_of(CO, "NIT", r"\d{6,10}", "a NIT is 6 to 10 digits, without its check digit"),
    CO(
        ID_NUMBER,
        "check",
        when=(ID_TYPE, "NIT"),
        function=checks.nit_without_digit,
        message="ends in its own check digit: a NIT goes without it, Alegra works it out",
        on=CONTACTS,
    ),
    CO(
        "identificationObject.dv",
        "check",
        when=(ID_TYPE, "NIT"),
        function=checks.nit_digit,
        message="is not the check digit of this NIT",
        on=CONTACTS,
    ),
    number_of(CO, "CC|TI|RC|NUIP", r"\d{3,12}", "takes digits only"),
    CO(
        ID_NUMBER,
        "check",
        function=checks.final_consumer,
        message="the final consumer is a CC or a NIT with the number 222222222222",
        on=CONTACTS,
    ),
    listed(CO, CONTACTS, "kindOfPerson", "tipos-de-personas"),
    CO(
        "kindOfPerson",
        "check",
        function=checks.legal_entity_has_nit,
        message="a legal entity is identified by NIT, FOREIGN_NIT or DIE",
        on=CONTACTS,
    ),
    listed(CO, CONTACTS, "regime", "regimenes"),
    # Without it the API answers 400: "El campo nameObject es obligatorio".
    *needed(CO, CONTACTS, "nameObject.firstName", when=("kindOfPerson", "PERSON_ENTITY")),
    *needed(
        CO,
        CONTACTS,
        "nameObject.lastName",
        when=(("kindOfPerson", "PERSON_ENTITY"), ("nameObject", "*")),
    ),
    *needed(
        CO, CONTACTS, "address.address", "address.city", "address.department", when=("address", "*")
    ),
    listed(CO, CONTACTS, "fiscalResponsabilities", "responsabilidades-fiscales", documented=False),
    listed(CO, INVOICES, "paymentForm", "formas-de-pago"),
    listed(CO, INVOICES, "paymentMethod", "medios-de-pago"),
    *needed(CO, INVOICES, "paymentForm", "paymentMethod", when=STAMPED),
    CO(
        "dueDate",
        "check",
        when=("paymentForm", "CREDIT"),
        function=checks.due_after,
        message="an invoice on credit is due after its date",
        on=INVOICES,
    ),
    CO(
        "dueDate",
        "check",
        when=("paymentForm", "CASH"),
        function=checks.due_on_date,
        message="a cash invoice is due on its own date",
        on=INVOICES,
    ),
    listed(CO, INVOICES, "type", "tipos-de-factura"),
    listed(CO, INVOICES, "operationType", "tipos-de-operacion"),
    *needed(CO, INVOICES, "currency.exchangeRate", when=("type", "EXPORT")),
    CO(
        "date",
        "check",
        when=STAMPED,
        function=checks.within_10_days,
        message="the DIAN refuses dates more than 10 days away",
        on=INVOICES,
    ),
    listed(CO, CREDIT_NOTES, "type", "tipos-de-nota-credito"),
    *needed(CO, CREDIT_NOTES, "type", when=STAMPED),
    listed(
        CO,
        CREDIT_NOTES,
        "creditNoteOperationType",
        "tipos-de-operacion-en-nota-credito",
        documented=False,
    ),
    *needed(CO, CREDIT_NOTES, "invoices", when=("type", "VOID_ELECTRONIC_INVOICE")),
    listed(CO, DEBIT_NOTES, "type", "tipos-de-nota-debito-de-cliente"),
    *needed(CO, DEBIT_NOTES, "type", when=STAMPED),
    CO(
        "paymentMethod",
        "format",
        pattern="CASH|CREDIT",
        message="is CASH or CREDIT, in capitals (11305)",
        on=BILLS,
    ),
    *needed(CO, BILLS, "billOperationType", when=STAMPED),
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
    listed(CO, BILLS, "paymentType", "medios-de-pago", documented=False),
    *needed(CO, BILLS, "paymentMethod", "paymentType", "numberTemplate.id", when=STAMPED),
    *needed(
        CO,
        NUMBERINGS,
        "resolutionNumber",
        "startDate",
        "endDate",
        "minInvoiceNumber",
        "maxInvoiceNumber",
        when=("isElectronic", "true"),
    ),
    listed(CO, ITEMS, "inventory.unit", "unidades-de-medida", documented=False),
    *needed(
        CO,
        ITEMS,
        "inventory.unit",
        message="is wanted when an invoice of it is stamped (11034)",
    ),
    *needed(
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
    label="Colombia",
    authority="DIAN",
    lists_file="alegra_plugins.countries:data/colombia.json",
    full_credit_note=(("type", "VOID_ELECTRONIC_INVOICE"),),
    rules=RULES,
    reversal_text=("A credit note of the type VOID_ELECTRONIC_INVOICE for the whole total."),
)


@hookimpl
def alegra_countries() -> list[Country]:
    return [PACK]
