"""People with access to the company."""

import attrs

from alegra_cli.declare import (
    ATTACH,
    CRUD,
    Action,
    Column,
    Field,
    Filter,
    KnownBy,
    Resource,
)
from alegra_cli.hookspecs import hookimpl
from alegra_plugins import active

USERS = Resource(
    name="users",
    singular="user",
    title="Users",
    path="/users",
    actions=(
        *CRUD,
        Action(
            "self", "GET", "/self", verb="read", summary="The user that the credentials belong to."
        ),
        Action(
            "self-update",
            "PUT",
            "/self",
            verb="update",
            summary="Change your own user.",
            body="required",
        ),
        Action(
            "metadata",
            "PUT",
            "/{id}/metadata",
            body="required",
            summary="Keep any keys and values with a user.",
        ),
        Action(
            "self-metadata",
            "PUT",
            "/self/metadata",
            body="required",
            summary="Keep any keys and values with your own user.",
        ),
        attrs.evolve(
            ATTACH, path="/attachment", summary="Set the picture of your user.", columns=()
        ),
    ),
    searchable=True,
    known_by=(KnownBy("email", "text"),),
    order_fields=("id", "name", "email"),
    filters=(
        active.FILTER,
        Filter("role", help="Role."),
    ),
    fields=(
        Field(
            "email",
            help="E-mail to sign in with.",
            required=True,
            option="--email",
            example="ana@example.com",
        ),
        Field("name", help="First name.", option="--name"),
        Field("lastName", help="Surname.", option="--last-name"),
        Field("role", help="Role, such as admin.", required=True, option="--role"),
        Field("phone", help="Telephone.", option="--phone"),
        Field("phoneCode", help="Dialling code.", option="--phone-code"),
        Field("language", help="Language.", option="--language"),
        Field("position", help="Position, such as owner.", option="--position"),
        active.FIELD,
        Field("permissions", "object", "Permissions by module."),
    ),
    columns=(
        Column("Id", "id"),
        Column("Name", "name"),
        Column("Surname", "lastName"),
        Column("E-mail", "email"),
        Column("Role", "role"),
        Column("Status", "status"),
    ),
    natural_keys=(("email",),),
    statuses=(("active", "Can sign in."), ("inactive", "Can't sign in.")),
    # S43
    quirks=(
        "Deleting the user that the token belongs to, or making it inactive, locks you out: "
        "nothing says that the API refuses it.",
        "Creating a user takes a seat of the plan.",
    ),
    examples=("alegra users list", "alegra users self"),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [USERS]
