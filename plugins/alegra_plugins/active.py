"""Records that are in use or not: what every small catalogue says in the same words."""

import attrs

from alegra_cli.declare import Field, Filter

VALUES = ("active", "inactive")
WORDS = (
    *(("Activo", "active"), ("Activa", "active")),
    *(("Inactivo", "inactive"), ("Inactiva", "inactive")),
)
FIELD = Field("status", help="Active or not.", choices=VALUES, option="--status", words=WORDS)
FIELD_ON_UPDATE = attrs.evolve(FIELD, actions=("update",))
FILTER = Filter("status", help="Status.", choices=VALUES)
STATUSES = (("active", "In use."), ("inactive", "Not offered."))
