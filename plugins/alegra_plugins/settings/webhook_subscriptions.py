"""Addresses that Alegra calls when something happens."""

from alegra_cli.declare import (
    CRUD,
    Column,
    Envelope,
    Field,
    Resource,
)
from alegra_cli.hookspecs import hookimpl

EVENTS = tuple(
    f"{verb}-{noun}"
    for noun in ("invoice", "bill", "client", "item")
    for verb in ("new", "edit", "delete")
)

# S44, S45
SUBSCRIPTIONS = Resource(
    name="webhook-subscriptions",
    singular="webhook subscription",
    title="Webhook subscriptions",
    path="/webhooks/subscriptions",
    actions=CRUD,
    envelope=Envelope(rows="subscriptions", counts=False, record="subscription"),
    label=("event",),
    natural_keys=(("event", "url"),),
    fields=(
        Field(
            "event",
            help="What to be told of.",
            required=True,
            choices=EVENTS,
            option="--event",
        ),
        Field(
            "url",
            "address",
            "Receiver, such as hooks.example.com/alegra.",
            required=True,
            option="--url",
        ),
    ),
    columns=(
        Column("Id", "id"),
        Column("Event", "event"),
        Column("Address", "url"),
        Column("Status", "status", gender="f"),
    ),
    statuses=(("active", "Told of every event."),),
    quirks=(
        "The path is `/webhooks/subscriptions`.",
        "The address goes without https://, which this program takes off and says so; an account "
        "that wants it gets it with --keep-scheme.",
        "Before it is stored Alegra sends an empty POST and wants a 2xx within 5 seconds; ten "
        "failed deliveries in a row remove the subscription.",
        "Nothing is signed: put a secret into the address, and read the record again.",
        "Payments, estimates and remissions have no events.",
    ),
    examples=(
        "alegra webhook-subscriptions list",
        "alegra webhook-subscriptions create --event new-invoice --url hooks.example.com/alegra",
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [SUBSCRIPTIONS]
