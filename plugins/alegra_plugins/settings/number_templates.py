"""Numberings of documents: prefix, range, resolution."""

import attrs

from alegra_cli.declare import (
    CREATE,
    DELETE,
    GET,
    LIST,
    UPDATE,
    Column,
    Field,
    Filter,
    KnownBy,
    Resource,
)
from alegra_cli.hookspecs import hookimpl
from alegra_plugins import active

# More kinds are likely (S39), so others pass.
DOCUMENTS = (
    "invoice",
    "estimate",
    "creditNote",
    "debitNote",
    "incomeDebitNote",
    "transactionIn",
    "transactionOut",
    "supportDocument",
    "saleTicket",
)

NUMBER_TEMPLATES = Resource(
    name="number-templates",
    singular="numbering",
    title="Numberings",
    path="/number-templates",
    # The API replaces the whole numbering.
    actions=(LIST, GET, CREATE, attrs.evolve(UPDATE, merge=True), DELETE),
    known_by=(KnownBy("prefix", "code"), KnownBy("name")),
    order_fields=("id", "name"),
    filters=(
        Filter("documentType", help="Kind of document.", choices=DOCUMENTS, open_choices=True),
        active.FILTER,
    ),
    fields=(
        Field("name", help="Name.", required=True, option="--name"),
        Field(
            "documentType",
            help="Kind of document.",
            required=True,
            choices=DOCUMENTS,
            documented=False,
            option="--document-type",
        ),
        Field("subDocumentType", help="Kind within the country."),
        Field("prefix", help="Prefix.", option="--prefix"),
        Field("autoincrement", "boolean", "The number grows by itself.", option="--autoincrement"),
        Field("nextInvoiceNumber", "integer", "Next number.", option="--next-number"),
        Field("minInvoiceNumber", "integer", "First number of the range.", option="--first-number"),
        Field("maxInvoiceNumber", "integer", "Last number of the range.", option="--last-number"),
        Field(
            "resolutionNumber",
            help="The authority's resolution.",
            option="--resolution",
            countries=("colombia",),
        ),
        Field("startDate", "date", "Valid from.", option="--from", countries=("colombia",)),
        Field("endDate", "date", "Valid to.", option="--to", countries=("colombia",)),
        Field("invoiceText", help="Printed about the resolution."),
        Field("isDefault", "boolean", "Preferred for its kind.", option="--default"),
        Field("isElectronic", "boolean", "For electronic documents.", option="--electronic"),
        active.FIELD,
        Field("branchOffice", help="Branch or point of sale."),
    ),
    columns=(
        Column("Id", "id"),
        Column("Name", "name"),
        Column("Document", "documentType"),
        Column("Prefix", "prefix"),
        Column("Next", "nextInvoiceNumber", "number"),
        Column("Electronic", "isElectronic"),
        Column("Default", "isDefault"),
        Column("Status", "status", gender="f"),
    ),
    natural_keys=(("documentType", "name"),),
    statuses=active.STATUSES,
    quirks=("In documents it is `numberTemplate`, with the number in it.",),
    examples=(
        "alegra number-templates list --document-type invoice",
        "alegra number-templates get 1",
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [NUMBER_TEMPLATES]
