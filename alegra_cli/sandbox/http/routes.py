"""The route table, written from the API's documentation and not from the declarations."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from alegra_cli.sandbox.books import deliveries
from alegra_cli.sandbox.http.refusals import Refusal, refuse
from alegra_cli.sandbox.http.route import Call, Mount, Route
from alegra_cli.sandbox.resources import (
    bank_accounts,
    bills,
    categories,
    company,
    contacts,
    credit_notes,
    currencies,
    debit_notes,
    global_invoices,
    income_debit_notes,
    invoices,
    items,
    journals,
    number_templates,
    payments,
    purchase_orders,
    quotes,
    reconciliations,
    recurring,
    reports,
    small_catalogues,
    storage,
    taxes,
    transportation_receipts,
    users,
    warehousing,
    webhooks,
)

if TYPE_CHECKING:
    from alegra_cli.sandbox.books.books import Books

ROUTES: list[Route] = [
    *categories.ROUTES,
    *bank_accounts.ROUTES,
    *bills.ROUTES,
    *company.ROUTES,
    *contacts.ROUTES,
    *credit_notes.ROUTES,
    *currencies.ROUTES,
    *debit_notes.ROUTES,
    *global_invoices.ROUTES,
    *income_debit_notes.ROUTES,
    *invoices.ROUTES,
    *items.ROUTES,
    *journals.ROUTES,
    *number_templates.ROUTES,
    *payments.ROUTES,
    *purchase_orders.ROUTES,
    *quotes.ROUTES,
    *transportation_receipts.ROUTES,
    *reconciliations.ROUTES,
    *recurring.ROUTES,
    *reports.ROUTES,
    *small_catalogues.ROUTES,
    *storage.ROUTES,
    *taxes.ROUTES,
    *users.ROUTES,
    *warehousing.ROUTES,
    *webhooks.ROUTES,
]


def answer(
    books: Books, method: str, path: str, query: Mapping[str, str], body: Any
) -> tuple[int, Any]:
    """(status, body) below 400. Raises `Refusal` for the others.

    path: as it came, still percent-escaped; an id may hold an escaped slash.
    """
    _refuse_by_plan(books, path)
    return _matched(books, (ROUTES, _run), method, path, (query, body))


def mounted(
    books: Books, mount: Mount, method: str, path: str, query: Mapping[str, str], body: Any
) -> tuple[int, Any]:
    """The answer of another service's routes; path: below the mount."""
    try:
        return _matched(books, (mount.routes, _run_mounted), method, path, (query, body))
    except Refusal as no:
        # One of the plugin's own has the service's shape already.
        if mount.errors is None or "message" not in no.body:
            raise
        return no.status, mount.errors(no.status, str(no.body["message"]))


def _matched(
    books: Books,
    table: tuple[Sequence[Route], Callable[[Route, Call], tuple[int, Any]]],
    method: str,
    path: str,
    said: tuple[Mapping[str, str], Any],
) -> tuple[int, Any]:
    (routes, run), (query, body) = table, said
    matching = [(route, ids) for route in routes if (ids := route.match(path)) is not None]
    if not matching:
        # The live API answers 403, not 404, for a path that does not exist.
        raise refuse(403, "No tiene permisos para realizar esta acción")
    matching.sort(key=lambda pair: pair[0].weight)
    lightest = matching[0][0].weight
    for route, ids in matching:
        if route.method == method and route.weight == lightest:
            plain = {name: unquote(value) for name, value in ids.items()}
            return run(route, Call(books, plain, query, body))
    raise refuse(405, "Método no permitido")


def _run_mounted(route: Route, call: Call) -> tuple[int, Any]:
    with call.books.store.writing():
        result = route.run(call)
    return result if isinstance(result, tuple) else (200, result)


def _run(route: Route, call: Call) -> tuple[int, Any]:
    if route.method == "GET":
        recurring.catch_up(call.books)
        result = route.run(call)
        return result if isinstance(result, tuple) else (200, result)
    event = deliveries.event_of(route.method, route.template)
    with call.books.store.writing():
        told = deliveries.record_of(call, route) if event.startswith("delete-") else None
        result = route.run(call)
    status, body = result if isinstance(result, tuple) else (200, result)
    if event:
        deliveries.tell(call.books, event, told or body)
    return status, body


def _refuse_by_plan(books: Books, path: str) -> None:
    def below(prefix: str) -> bool:
        return path == prefix or path.startswith(prefix.rstrip("/") + "/")

    if any(below(prefix) for prefix in books.settings.get("withheld")):
        raise refuse(402, "Su plan no incluye esta funcionalidad")
    if any(below(prefix) for prefix in books.settings.get("forbidden")):
        raise refuse(403, "No tiene permisos para realizar esta acción")


__all__ = ["ROUTES", "Refusal", "answer"]
