"""Records that are in use or not: what every small catalogue says in the same words."""

from alegra_cli.declare import Field, Filter

VALUES = ("active", "inactive")
FIELD = Field("status", help="Active or not.", choices=VALUES, option="--status")
FIELD_ON_UPDATE = Field(
    "status", help="Active or not.", choices=VALUES, option="--status", actions=("update",)
)
FILTER = Filter("status", help="Status.", choices=VALUES)
STATUSES = (("active", "In use."), ("inactive", "Not offered."))
