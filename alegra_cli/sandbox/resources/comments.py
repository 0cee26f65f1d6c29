"""Comments on a document: added, and on some changed and taken away (S87)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.http.refusals import bad, missing
from alegra_cli.sandbox.http.route import Call, Route

Record = dict[str, Any]


class CommentShape(NamedTuple):
    """How a resource wants its comments.

    code: of the refusal of anything else. plain: a text will do, also in place of the list.
    """

    code: int
    plain: bool = False


def routes(resource: str, noun: str, shape: CommentShape, changes: bool = False) -> list[Route]:
    """changes: comments can be changed and deleted."""

    def add(call: Call) -> Any:
        record = call.books.need(resource, call.ids["id"], noun)
        texts = _texts(call.need_body().get("comments"), shape)
        made = [_comment(call.books, text) for text in texts]
        record["_comments"] = [*record.get("_comments", []), *made]
        call.books.store.save(resource, record["id"], record)
        return made[0] if len(made) == 1 else made

    def change(call: Call) -> Any:
        record, comment = _find(call)
        text = call.need_body().get("comment")
        if not isinstance(text, str) or not text.strip():
            raise bad("El campo comment debe ser un texto", 37008)
        comment["text"] = text
        call.books.store.save(resource, record["id"], record)
        return comment

    def remove(call: Call) -> Any:
        record, comment = _find(call)
        record["_comments"].remove(comment)
        call.books.store.save(resource, record["id"], record)
        return {"code": 200, "message": "El comentario fue eliminado"}

    def _find(call: Call) -> tuple[Record, Record]:
        record = call.books.need(resource, call.ids["id"], noun)
        for comment in record.get("_comments", []):
            if comment["id"] == call.ids["comment"]:
                return record, comment
        raise missing("el comentario", call.ids["comment"])

    one = f"/{resource}/{{id}}/comments/{{comment}}"
    made = [Route("POST", f"/{resource}/{{id}}/comments", add)]
    if changes:
        made += [Route("PUT", one, change), Route("DELETE", one, remove)]
    return made


def _texts(sent: Any, shape: CommentShape) -> Sequence[str]:
    """``comments``: a list of ``{text}``."""
    if shape.plain and isinstance(sent, str):
        sent = [sent]
    listed = sent if isinstance(sent, list) else []
    texts = [entry.get("text") if isinstance(entry, dict) else entry for entry in listed]
    allowed = (dict, str) if shape.plain else (dict,)
    if not listed or not all(isinstance(entry, allowed) for entry in listed):
        raise bad("El campo comments debe ser una lista de comentarios", shape.code)
    if not all(isinstance(text, str) and text.strip() for text in texts):
        raise bad("El comentario no puede estar vacío", shape.code)
    return [str(text) for text in texts]


def _comment(books: Books, text: str) -> Record:
    moment = books.now().strftime("%Y-%m-%d %H:%M:%S")
    return {"id": books.new_id("comments"), "text": text, "date": moment}
