"""Sales invoices, drafts and electronic ones."""

import attrs

from alegra_cli.declare import (
    CREATE,
    DELETE,
    FILES,
    GET,
    LIST,
    PDF,
    UPDATE,
    XML,
    Action,
    Column,
    Conversion,
    Emission,
    Field,
    Filter,
    Ids,
    KnownBy,
    Period,
    Ref,
    Resource,
    TaxDocument,
    date_filters,
)
from alegra_cli.hookspecs import hookimpl
from alegra_plugins.document import (
    EMAIL,
    ITEM,
    PAYMENTS,
    REFERENCES,
    RETENTION,
    RETENTIONS,
    lines,
)

EXTRAS = Filter("fields", "csv", "Extra keys to add.", choices=("pdf", "xml", "comments", "events"))
STATUSES = ("draft", "open", "closed", "void")

# S68 to S76
FIELDS = (
    Field("date", "date", "Date of the document.", required=True, option="--date"),
    Field("dueDate", "date", "Due date.", required=True, option="--due-date"),
    Field("client", Ref("contacts"), "The client.", required=True, option="--client"),
    *lines(
        Field("items[].observations", help="Notes of the line."),
        Field("items[].reference", help="Reference of the line."),
    ),
    Field(
        "status",
        help="draft when not given, open with payments.",
        choices=("draft", "open"),
        read_choices=("closed", "void"),
        words=(("Borrador", "draft"), ("Abierta", "open"), ("Por cobrar", "open")),
        option="--status",
    ),
    *REFERENCES,
    Field("numberTemplate.prefix", help="Prefix, of a manual numbering."),
    Field("numberTemplate.number", help="Number, of a manual numbering."),
    Field("termsConditions", help="Terms and conditions.", option="--terms", max_length=500),
    Field("seller", Ref("sellers"), "The seller.", option="--seller"),
    Field("retentions", "list", "Retentions, as [{id, amount}]."),
    Field("retentions[].id", Ref("retentions"), "Retention."),
    Field("retentions[].amount", "money", "Amount retained."),
    *PAYMENTS,
    Field("estimate", help="Estimate to associate."),
    Field("remissions", "list", "Remissions being invoiced."),
    Field("remissions[].id", Ref("remissions"), "Remission."),
    Field("remissions[].items", "list", "Lines of the remission, as [{id}]."),
    Field("remissions[].items[].id", help="Line."),
    Field("comments", "list", "Comments."),
    Field("type", help="Kind of document, such as NATIONAL.", option="--type"),
    Field(
        "operationType",
        help="Kind of operation.",
        documented=False,
        option="--operation-type",
        countries=("colombia", "panama", "peru", "spain"),
    ),
    Field(
        "paymentForm",
        help="Cash or credit.",
        choices=("CASH", "CREDIT"),
        words=(("Contado", "CASH"), ("Crédito", "CREDIT")),
        documented=False,
        option="--payment-form",
        countries=("colombia",),
        required_in=("colombia",),
    ),
    Field(
        "paymentMethod",
        help="Means of payment.",
        option="--payment-method",
        required_in=("mexico",),
    ),
    Field("purchaseOrderNumber", help="Purchase order it quotes.", countries=("colombia",)),
    Field(
        "paymentType",
        help="When it is paid.",
        choices=("PUE", "PPD"),
        documented=False,
        option="--payment-type",
        countries=("mexico",),
    ),
    Field("cfdiUse", help="Use of the CFDI.", countries=("mexico",), option="--cfdi-use"),
    Field("regimeClient", help="Regime of the receiver.", countries=("mexico",)),
    Field("accountNumber", help="Last digits of the account.", countries=("mexico",)),
    Field("periodicity", help="Periodicity of a global invoice.", countries=("mexico",)),
    Field(
        "saleCondition",
        help="Condition of the sale.",
        countries=("argentina", "costaRica", "panama"),
        option="--sale-condition",
    ),
    Field(
        "saleConcept",
        help="What is sold: products, services or both.",
        countries=("argentina",),
        option="--sale-concept",
    ),
    Field("saleType", help="Kind of sale.", countries=("panama",), option="--sale-type"),
    Field(
        "economicActivity",
        help="Code of the activity.",
        countries=("costaRica",),
        option="--economic-activity",
    ),
    Field(
        "invoiceType",
        help="Kind of invoice.",
        documented=False,
        countries=("panama",),
        choices=("INTERNAL_OPERATION", "EXPORT", "FREE_ZONE"),
    ),
)

INVOICES = Resource(
    name="invoices",
    singular="invoice",
    title="Sales invoices",
    path="/invoices",
    web_path="/invoice/view/id/{id}",  # seen in programs that link to it
    actions=(
        LIST,
        attrs.evolve(GET, filters=(EXTRAS,)),
        CREATE,
        UPDATE,
        DELETE,
        Action(
            "void",
            "POST",
            "/{id}/void",
            summary="Annul an invoice; its number stays used.",
            body="optional",
            accounting_only=True,
            confirm="void",
            undo="open",
            fields=(
                Field(
                    "cause",
                    help="Reason; Mexico needs the SAT's code.",
                    option="--cause",
                    catalog="cancellation-reasons",
                ),
            ),
        ),
        Action(
            "open",
            "POST",
            "/{id}/open",
            body="optional",
            confirm="open",
            undo="void",
            summary="Open a draft, or undo a void.",
        ),
        EMAIL,
        Action(
            "stamp",
            "POST",
            "/stamp",
            summary="Send up to 10 invoices to the tax authority unchecked; `emit` is safer.",
            body="optional",
            confirm="authority",
            ids=Ids("body", "ids", max_ids=10),
        ),
        Action(
            "preview",
            "POST",
            "/preview",
            body="required",
            summary="A PDF of what would be created; nothing is stored.",
        ),
        Action(
            "update-retentions",
            "PUT",
            "/{id}/retentionsApplied",
            body="required",
            summary="Replace the retentions of an open invoice.",
            fields=RETENTIONS,
        ),
        *FILES,
        PDF,
        XML,
    ),
    known_by=(
        KnownBy(
            "numberTemplate.fullNumber", "code", find="numberTemplate_fullNumber", word="number"
        ),
    ),
    lines=("items",),
    line_options=(ITEM, RETENTION),
    conversions=(Conversion("estimates", option="--from-estimate", link="estimate"),),
    numbering="invoice",
    label=("numberTemplate.fullNumber", "client.name"),
    natural_keys=(("numberTemplate.id", "numberTemplate.number"),),
    order_fields=("id", "name", "date", "dueDate", "status"),
    period=Period(),
    filters=(
        # Two clients saw several in one request not taken.
        Filter(
            "status", "csv", "Status; several with commas.", choices=STATUSES, single_value=True
        ),
        Filter("client_id", help="Id of the client.", ids_of="contacts"),
        Filter("client_name", help="Name of the client contains."),
        Filter("client_identification", help="Identification of the client."),
        Filter(
            "numberTemplate_fullNumber",
            help="Number with its prefix, such as FE341.",
            options=("--number", "--number-template-full-number"),
        ),
        Filter("item_id", help="Contains this item.", ids_of="items"),
        Filter(
            "id",
            "csv",
            "These ids, up to 30; other filters are then ignored.",
            options=("--ids",),
            ids_of="invoices",
        ),
        *date_filters("date", "--date", "Date"),
        *date_filters("dueDate", "--due", "Due date"),
        Filter(
            "toReplace",
            "boolean",
            "Those that can be replaced; needs --client-id.",
            countries=("mexico",),
        ),
        Filter("download", "boolean", "Ask for a file instead of records."),
        Filter("downloadType", help="Kind of that file."),
    ),
    fields=FIELDS,
    columns=(
        Column("Id", "id"),
        Column("Number", "numberTemplate.fullNumber"),
        Column("Date", "date", "date"),
        Column("Due", "dueDate", "date", late_while=("open",)),
        Column("Client", "client.name"),
        Column("Status", "status"),
        Column("Total", "total", "money"),
        Column("Balance", "balance", "money"),
    ),
    tax_document=TaxDocument("sales", "invoice", party="client"),
    stamp="stamp.generateStamp",
    emission=Emission(
        "stamp", how="batch", max_ids=10, stored_under=("invoice",), pending=(("status", "draft"),)
    ),
    draft=(("status", "draft"),),
    statuses=(
        ("draft", "Not accounted yet; can be edited and deleted."),
        ("open", "Issued, with a balance."),
        ("closed", "Fully paid."),
        ("void", "Annulled; kept, without effect on the accounts."),
    ),
    quirks=(
        "Without a status and without payments an invoice is a draft.",
        "Lines never carry the `reference` of their item.",
        "A stamped invoice can't be edited or deleted: reverse it with a credit note.",
        "`void` takes the accounting effect away; it does not cancel a fiscal document.",
        "Only the inclusive date filters (`--since`, `--until`, `--date-from`, `--date-to`) have "
        "been seen to work; the strict and due-date ones may be ignored by the API.",
    ),
    examples=(
        "alegra invoices list --status open --since this-year",
        "alegra invoices list --count --status draft",
        "alegra invoices create --client 2 --date today --due-date +30d --item 17:2@15000+iva19 "
        "--payment-form CREDIT",
        "alegra invoices create --client 2 --date today --due-date today --item RES-007:3 "
        "--retention 1 --payment-form CASH",
        "alegra invoices get 1 --fields pdf",
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [INVOICES]
