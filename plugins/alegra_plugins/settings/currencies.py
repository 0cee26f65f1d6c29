"""Currencies of the company and their rates, by ISO code."""

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
    Resource,
)
from alegra_cli.hookspecs import hookimpl
from alegra_plugins import active

# S33, S38
CURRENCIES = Resource(
    name="currencies",
    singular="currency",
    title="Currencies",
    path="/currencies",
    actions=(
        LIST,
        attrs.evolve(GET, path="/{code}"),
        CREATE,
        attrs.evolve(UPDATE, path="/{code}"),
        attrs.evolve(DELETE, path="/{code}"),
    ),
    id_key="code",
    natural_keys=(("code",),),
    read_only=("code",),
    filters=(
        Filter(
            "fields",
            "csv",
            "Extra keys to add.",
            choices=("deletable", "canBeInactive", "autoUpdate"),
        ),
    ),
    fields=(
        Field(
            "code",
            example="CAD",
            help="ISO 4217 code.",
            required=True,
            option="--code",
            actions=("create",),
            max_length=3,
        ),
        Field(
            "exchangeRate",
            "number",
            "Units of the company's currency for one.",
            required=True,
            option="--exchange-rate",
        ),
        Field("name", help="Name.", option="--name"),
        Field("symbol", help="Symbol.", option="--symbol"),
        active.FIELD,
        Field("autoUpdate", "boolean", "Let Alegra refresh the rate.", option="--auto-update"),
    ),
    columns=(
        Column("Code", "code"),
        Column("Name", "name"),
        Column("Symbol", "symbol"),
        Column("Rate", "exchangeRate", "number"),
        Column("Status", "status", gender="f"),
    ),
    statuses=active.STATUSES,
    quirks=(
        "There is no id: `get`, `update` and `delete` take the ISO code.",
        "The company's own currency has rate 0 and can't be deleted.",
    ),
    examples=("alegra currencies list", "alegra currencies get USD"),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [CURRENCIES]
