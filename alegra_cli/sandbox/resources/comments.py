"""Comments on a document: added, and on some changed and taken away."""

from __future__ import annotations

from typing import Any

from alegra_cli.sandbox.books.books import Books
from alegra_cli.sandbox.http.refusals import bad, missing
from alegra_cli.sandbox.http.route import Call, Route

Record = dict[str, Any]


def routes(resource: str, noun: str, changes: bool = False) -> list[Route]:
    """changes: comments can be changed and deleted."""

    def add(call: Call) -> Any:
        record = call.books.need(resource, call.ids["id"], noun)
        made = [_comment(call.books, text) for text in _texts(call.need_body())]
        record["_comments"] = [*record.get("_comments", []), *made]
        call.books.store.save(resource, record["id"], record)
        return made[0] if len(made) == 1 else made

    def change(call: Call) -> Any:
        record, comment = _find(call)
        comment["text"] = _texts(call.need_body())[0]
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


def _texts(body: Record) -> list[str]:
    """Clients have been seen to send ``text`` and ``comments`` (S87)."""
    sent = body.get("text") or body.get("comments")
    texts = sent if isinstance(sent, list) else [sent]
    good = [text for text in texts if isinstance(text, str) and text.strip()]
    if not good or len(good) != len(texts):
        raise bad("El comentario no puede estar vacío")
    return good


def _comment(books: Books, text: str) -> Record:
    moment = books.now().strftime("%Y-%m-%d %H:%M:%S")
    return {"id": books.new_id("comments"), "text": text, "date": moment}
