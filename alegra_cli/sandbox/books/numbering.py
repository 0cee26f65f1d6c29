"""The number that a document gets, and the numbering that moves on (S120)."""

from __future__ import annotations

from typing import Any

from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.http.refusals import bad

Record = dict[str, Any]
# A company has many, few of a kind: what says nothing of the kind need not be taken apart.
_ACTIVE = (
    "instr(body, ?) AND json_extract(body, '$.documentType') = ? "
    "AND json_extract(body, '$.status') = 'active'"
)


def assign(books: Books, document: str, wanted: Any) -> Record:
    """``numberTemplate`` of a new document.

    wanted: what the body says: nothing, an id, ``{id}``, or prefix and number of a manual one.
    Raises a 400 when there is no numbering or its range is used up.
    """
    template = _template(books, document, wanted)
    asked = wanted.get("number") if isinstance(wanted, dict) else None
    if template is None:
        if asked in (None, ""):
            raise bad(f"No hay una numeración activa para {document}")
        return _number_of({"id": None, "prefix": wanted.get("prefix")}, document, str(asked))
    if not template["autoincrement"]:
        if asked in (None, ""):
            raise bad("La numeración es manual: el campo numberTemplate.number es obligatorio")
        return _number_of({**template, **_prefix(wanted)}, document, str(asked))
    number = int(template["nextInvoiceNumber"] or 1)
    last = template.get("maxInvoiceNumber")
    if last is not None and number > int(last):
        raise bad(f"La numeración {template['name']} llegó a su último número ({last})")
    template |= {"nextInvoiceNumber": number + 1, "deletable": False}
    books.store.save("number-templates", template["id"], template)
    return _number_of(template, document, str(number))


def _prefix(wanted: Any) -> Record:
    return {"prefix": wanted["prefix"]} if isinstance(wanted, dict) and "prefix" in wanted else {}


def _template(books: Books, document: str, wanted: Any) -> Record | None:
    key = wanted.get("id") if isinstance(wanted, dict) else wanted
    if key not in (None, ""):
        template = books.store.get("number-templates", str(key))
        if template is None or template["documentType"] != document:
            raise bad(f"La numeración {key} no existe o no es de {document}")
        return template
    found = books.store.find(
        "number-templates",
        _ACTIVE,
        [f'"{document}"', document],
        order="COALESCE(json_extract(body, '$.isDefault'), 0) IN (0, ''), seq",
        limit=1,
    )
    return found[0] if found else None


def _number_of(template: Record, document: str, number: str) -> Record:
    prefix = template.get("prefix") or ""
    return {
        "id": template.get("id"),
        "prefix": template.get("prefix"),
        "number": number,
        "text": template.get("invoiceText") or None,
        "documentType": document,
        "fullNumber": f"{prefix}{number}",
        "formattedNumber": number,
        "isElectronic": bool(template.get("isElectronic")),
    }
