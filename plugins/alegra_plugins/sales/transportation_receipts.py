"""Goods on the way: guías de remisión of Peru, carta porte of Mexico."""

import attrs

from alegra_cli.declare import (
    CREATE,
    DELETE,
    FILES,
    GET,
    LIST,
    UPDATE,
    Action,
    Column,
    Emission,
    Field,
    Filter,
    KnownBy,
    LineOption,
    Period,
    Ref,
    Resource,
)
from alegra_cli.hookspecs import hookimpl
from alegra_plugins.document import (
    ANOTATION,
    CLIENT,
    DATE,
    EMAIL,
    NUMBERING,
    OBSERVATIONS,
    STAMP,
    TERMS,
)

PERU, MEXICO = ("peru",), ("mexico",)

# S83
FIELDS = (
    DATE,
    Field("dateShipping", "date", "Day of the shipment.", required=True, option="--date-shipping"),
    CLIENT,
    Field("items", "list", "Goods; at least one.", required=True),
    Field("items[].id", Ref("items"), "Catalogue item.", required=True),
    Field("items[].quantity", "number", "How many.", required=True),
    Field("items[].unit", help="Unit of measure."),
    Field("items[].weight", "number", "Weight."),
    Field("items[].description", help="Description of the line."),
    Field("items[].price", "money", "Unit price, before taxes."),
    *NUMBERING,
    Field("origin", "object", "Where it leaves from."),
    Field("origin.address", help="Its address.", option="--origin"),
    Field("destination", "object", "Where it goes to."),
    Field("destination.address", help="Its address.", option="--destination"),
    Field("transferReason", help="Code of the reason.", option="--reason", countries=PERU),
    Field("descriptionReasonTransfer", help="The reason in words.", countries=PERU),
    Field("transferModality", help="Public or private transport.", countries=PERU),
    Field("transporter", "object", "Carrier, driver and vehicle."),
    Field("route", "object", "The route.", countries=MEXICO),
    Field("complement", "object", "Complement of the carta porte.", countries=MEXICO),
    Field("cfdiUse", help="Use of the CFDI.", countries=MEXICO),
    Field("regimeClient", help="Regime of the receiver.", countries=MEXICO),
    Field("weight", "number", "Total weight.", option="--weight"),
    Field("packages", "number", "Number of packages.", option="--packages"),
    Field("invoice", Ref("invoices"), "Its invoice.", option="--invoice"),
    Field("warehouseTransfer", Ref("warehouse-transfers"), "Its warehouse transfer."),
    OBSERVATIONS,
    ANOTATION,
    TERMS,
    *STAMP,
)

RECEIPTS = Resource(
    name="transportation-receipts",
    singular="transportation receipt",
    title="Transport documents",
    path="/transportation-receipts",
    actions=(
        LIST,
        GET,
        CREATE,
        UPDATE,
        attrs.evolve(DELETE, summary="Delete a draft."),
        EMAIL,
        Action(
            "open",
            "POST",
            "/{id}/open",
            body="optional",
            confirm="open",
            undo="void",
            summary="Issue a draft, or undo a void; stamps only if the body says so.",
        ),
        Action(
            "void",
            "POST",
            "/{id}/void",
            body="optional",
            confirm="void",
            undo="open",
            summary="Annul a receipt.",
            fields=(Field("cause", help="The reason.", option="--cause"),),
        ),
        Action(
            "preview",
            "POST",
            "/preview",
            body="required",
            summary="A PDF of what would be created; nothing is stored.",
        ),
        *FILES,
    ),
    known_by=(KnownBy("number", "code"),),
    lines=("items",),
    line_options=(
        LineOption(
            "--item",
            "items",
            "Goods that are carried.",
            parts=((":", "quantity"), ("@", "price")),
            constants=(("quantity", 1),),
        ),
    ),
    order_fields=("id", "date", "status"),
    numbering="transportationReceipt",
    label=("number", "client.name"),
    # The API has no filter for the last day of a stretch.
    period=Period("", ""),
    filters=(
        Filter("status", help="Status.", choices=("draft", "open", "closed", "void")),
        Filter("client_id", help="Id of the client.", ids_of="contacts"),
        Filter("date", "date", "Exactly this day.", one_day=True),
    ),
    fields=FIELDS,
    columns=(
        Column("Id", "id"),
        Column("Number", "number"),
        Column("Date", "date", "date"),
        Column("Shipping", "dateShipping", "date"),
        Column("Client", "client.name"),
        Column("Status", "status"),
    ),
    stamp="stamp.generateStamp",
    emission=Emission("open", pending=(("status", "draft"),)),
    statuses=(
        ("draft", "Can be edited and deleted."),
        ("open", "Issued."),
        ("closed", "Finished."),
        ("void", "Annulled."),
    ),
    quirks=(
        "Only accounts in Peru and Mexico have them.",
        "The values of the reason and of the modality are in no source that was found; the "
        "authority's catalogues have them.",
    ),
    examples=(
        "alegra transportation-receipts list --status open",
        "alegra transportation-receipts list --count",
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [RECEIPTS]
