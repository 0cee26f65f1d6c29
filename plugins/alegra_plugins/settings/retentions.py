"""Retentions: what is withheld from invoices, bills and payments."""

from alegra_cli.declare import (
    CRUD,
    Column,
    Field,
    Filter,
    KnownBy,
    Ref,
    Resource,
)
from alegra_cli.hookspecs import hookimpl
from alegra_plugins import active

TYPES = ("FUENTE", "IVA", "ICA", "CREE", "OTHER")

# S40
RETENTIONS = Resource(
    name="retentions",
    singular="retention",
    title="Retentions",
    path="/retentions",
    actions=CRUD,
    known_by=(KnownBy("percentage", "number"), KnownBy("name"), KnownBy(("name", "percentage"))),
    order_fields=("id", "name"),
    label=("name",),
    natural_keys=(("name", "percentage"),),
    filters=(
        Filter("type", help="Kind of retention.", choices=TYPES, open_choices=True),
        active.FILTER,
    ),
    fields=(
        Field("name", help="Name.", required=True, option="--name"),
        Field(
            "percentage", "number", "Percentage.", required=True, most=100, option="--percentage"
        ),
        Field(
            "type",
            help="Kind of retention.",
            required=True,
            choices=TYPES,
            documented=False,
            option="--type",
        ),
        Field(
            "calculatedBy",
            help="How it is worked out.",
            choices=("percentage", "fixedAmount"),
            option="--calculated-by",
        ),
        Field(
            "idRetentionReference",
            help="Entry of the official list of concepts.",
            countries=("colombia",),
        ),
        Field("description", help="Description.", option="--description"),
        active.FIELD,
        Field("categoryFavorable", Ref("categories"), "Account of the retention in favour."),
        Field("categoryToBePaid", Ref("categories"), "Account of the retention payable."),
    ),
    columns=(
        Column("Id", "id"),
        Column("Name", "name"),
        Column("Type", "type"),
        Column("Percentage", "percentage", "number"),
        Column("Status", "status", gender="f"),
    ),
    statuses=active.STATUSES,
    quirks=("The kinds differ between countries; no complete list was found.",),
    examples=(
        "alegra retentions list --type FUENTE",
        "alegra retentions create --name Honorarios --percentage 11 --type FUENTE",
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [RETENTIONS]
