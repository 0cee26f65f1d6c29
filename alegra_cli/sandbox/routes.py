"""The route table, written from the API's documentation and not from the declarations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from alegra_cli.sandbox import (
    company,
    contacts,
    credit_notes,
    currencies,
    invoices,
    items,
    number_templates,
    payments,
    taxes,
    users,
)
from alegra_cli.sandbox.refusals import Refusal, refuse
from alegra_cli.sandbox.route import Call, Route

if TYPE_CHECKING:
    from alegra_cli.sandbox.books import Books

ROUTES: list[Route] = [
    *company.ROUTES,
    *contacts.ROUTES,
    *credit_notes.ROUTES,
    *currencies.ROUTES,
    *invoices.ROUTES,
    *items.ROUTES,
    *number_templates.ROUTES,
    *payments.ROUTES,
    *taxes.ROUTES,
    *users.ROUTES,
]


def answer(
    books: Books, method: str, path: str, query: Mapping[str, str], body: Any
) -> tuple[int, Any]:
    """(status, body) below 400. Raises `Refusal` for the others.

    path: as it came, still percent-escaped; an id may hold an escaped slash.
    """
    _refuse_by_plan(books, path)
    matching = [(route, ids) for route in ROUTES if (ids := route.match(path)) is not None]
    if not matching:
        # The live API answers 403, not 404, for a path that does not exist.
        raise refuse(403, "No tiene permisos para realizar esta acción")
    matching.sort(key=lambda pair: pair[0].weight)
    lightest = matching[0][0].weight
    for route, ids in matching:
        if route.method == method and route.weight == lightest:
            plain = {name: unquote(value) for name, value in ids.items()}
            return _run(route, Call(books, plain, query, body))
    raise refuse(405, "Método no permitido")


def _run(route: Route, call: Call) -> tuple[int, Any]:
    if route.method == "GET":
        result = route.run(call)
    else:
        with call.books.store.writing():
            result = route.run(call)
    return result if isinstance(result, tuple) else (200, result)


def _refuse_by_plan(books: Books, path: str) -> None:
    def below(prefix: str) -> bool:
        return path == prefix or path.startswith(prefix.rstrip("/") + "/")

    if any(below(prefix) for prefix in books.settings.get("withheld")):
        raise refuse(402, "Su plan no incluye esta funcionalidad")
    if any(below(prefix) for prefix in books.settings.get("forbidden")):
        raise refuse(403, "No tiene permisos para realizar esta acción")


__all__ = ["ROUTES", "Refusal", "answer"]
