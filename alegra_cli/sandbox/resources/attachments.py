"""Attached files: one a request, at most 2 MB (S75)."""

from __future__ import annotations

from typing import Any

from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.http import signature
from alegra_cli.sandbox.http.forms import FormPart
from alegra_cli.sandbox.http.refusals import bad
from alegra_cli.sandbox.http.route import Call, Route

RESOURCE = "attachments"
LARGEST = 2 * 1024 * 1024
Record = dict[str, Any]


def of(books: Books, resource: str, key: str) -> list[Record]:
    """The attachments of a record with fresh links."""
    owner = f"{resource}/{key}"
    rows = books.store.find(RESOURCE, "json_extract(body, '$.owner') = ?", [owner])
    return [_view(books, row) for row in rows]


def pictures(books: Books, resource: str, key: str) -> list[Record]:
    """Those that were sent as pictures, with fresh links."""
    where = "json_extract(body, '$.owner') = ? AND json_extract(body, '$.part') != 'file'"
    rows = books.store.find(RESOURCE, where, [f"{resource}/{key}"])
    return [_view(books, row) for row in rows]


def routes(resource: str, noun: str, *pictures: str, final: bool = False) -> list[Route]:
    """Attach and detach; `pictures`: names of parts besides ``file``; `final`: no detaching."""

    def attach(call: Call) -> Any:
        call.books.need(resource, call.ids["id"], noun)
        part = one_file(call, "file", *pictures)
        row = keep(call.books, f"{resource}/{call.ids['id']}", part)
        return _view(call.books, row)

    def detach(call: Call) -> Any:
        row = call.books.need(RESOURCE, call.ids["file"], "el archivo adjunto")
        if not row["owner"].startswith(resource + "/"):
            raise bad("El archivo adjunto no es de este recurso")
        call.books.store.remove(RESOURCE, row["id"])
        call.books.store.drop_file(row["id"])
        return {"code": 200, "message": "El archivo adjunto fue eliminado"}

    both = [
        Route("POST", f"/{resource}/{{id}}/attachment", attach),
        Route("DELETE", f"/{resource}/attachment/{{file}}", detach),
    ]
    return both[:1] if final else both


def one_file(call: Call, *names: str) -> FormPart:
    """The file of a form. Raises a 400 for none, several, or one that is too large."""
    sent = call.body if isinstance(call.body, list) else []
    found = [part for part in sent if isinstance(part, FormPart) and part.name in names]
    if len(found) != 1:
        raise bad("Debe adjuntar un archivo por solicitud, en el campo " + " o ".join(names))
    if not found[0].content or len(found[0].content) > LARGEST:
        raise bad("El archivo debe pesar entre 1 byte y 2 MB")
    return found[0]


def keep(books: Books, owner: str, part: FormPart) -> Record:
    key = books.new_id(RESOURCE)
    row = {"id": key, "owner": owner, "name": part.filename, "part": part.name}
    books.store.save(RESOURCE, key, row)
    books.store.keep_file(key, part.content)
    return row


def _view(books: Books, row: Record) -> Record:
    link = signature.link(books.store, RESOURCE, row["id"], row["name"])
    return {"id": row["id"], "name": row["name"], "url": link}


def picture(resource: str) -> Route:
    """The one picture of the company or of the user, whose address is the whole answer."""

    def attach(call: Call) -> Any:
        row = keep(call.books, f"{resource}/picture", one_file(call, "file"))
        return {"file": _view(call.books, row)["url"]}

    return Route("POST", f"/{resource}/attachment", attach)
