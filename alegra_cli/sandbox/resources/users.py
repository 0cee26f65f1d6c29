"""People with access. The credentials belong to user 1, and end with it (S43)."""

from __future__ import annotations

from typing import Any

from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.books.crud import Collection, Record, fields_of, need_choice, need_text
from alegra_cli.sandbox.books.listing import Listing, contains, equals
from alegra_cli.sandbox.http.refusals import bad
from alegra_cli.sandbox.http.route import Call, Route
from alegra_cli.sandbox.resources.attachments import picture

SELF = "1"
DEFAULTS: Record = {
    "username": None,
    "name": None,
    "lastName": None,
    "email": None,
    "phone": None,
    "phoneCode": None,
    "role": None,
    "status": "active",
    "language": "es",
    "position": None,
    "permissions": {},
}


def make(_books: Books, body: Record, old: Record | None) -> Record:
    record = fields_of(body, DEFAULTS, old)
    need_text(record, "email", "role")
    need_choice(record, "status", ("active", "inactive"))
    if "@" not in str(record["email"]):
        raise bad("El correo electrónico no es válido")
    record["username"] = record["username"] or str(record["email"]).partition("@")[0]
    return {**record, "_metadata": (old or {}).get("_metadata", {})}


def may_sign_in(books: Books) -> bool:
    """Whether the user of the credentials is still there, and active."""
    user = books.store.get("users", SELF)
    return user is not None and user["status"] == "active"


USERS = Collection(
    "/users",
    "el usuario",
    Listing(
        "users",
        {
            "status": equals("status"),
            "role": equals("role"),
            "query": contains("name", "lastName", "email"),
        },
        {"name": "name", "email": "email"},
    ),
    make,
)


def _as_self(call: Call) -> Call:
    return Call(call.books, {"id": SELF}, call.query, call.body)


def keep_metadata(call: Call) -> Any:
    record = call.books.need("users", call.ids["id"], USERS.noun)
    record["_metadata"] = {**record.get("_metadata", {}), **call.need_body()}
    call.books.store.save("users", record["id"], record)
    return {"id": record["id"], "metadata": record["_metadata"]}


ROUTES = [
    *USERS.routes(),
    Route("GET", "/users/self", lambda call: USERS.get(_as_self(call))),
    Route("PUT", "/users/self", lambda call: USERS.update(_as_self(call))),
    Route("PUT", "/users/self/metadata", lambda call: keep_metadata(_as_self(call))),
    Route("PUT", "/users/{id}/metadata", keep_metadata),
    picture("users"),
]
