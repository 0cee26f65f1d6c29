"""The route table, written from the API's documentation and not from the declarations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from alegra_cli import exact
from alegra_cli.sandbox.books import deliveries
from alegra_cli.sandbox.books.settings import PLANS
from alegra_cli.sandbox.http.mounted_page import MountQuery, page_of
from alegra_cli.sandbox.http.refusals import Refusal, bad, refuse
from alegra_cli.sandbox.http.route import Call, Mount, NotPlayed, Route, WrongAnswer
from alegra_cli.sandbox.resources import (
    additional_charges,
    bank_accounts,
    bills,
    categories,
    company,
    conciliations,
    contacts,
    cost_centers,
    credit_notes,
    currencies,
    custom_fields,
    debit_notes,
    estimates,
    global_invoices,
    income_debit_notes,
    inventory_adjustment_numerations,
    inventory_adjustments,
    invoices,
    item_categories,
    items,
    journals,
    number_templates,
    payments,
    price_lists,
    purchase_orders,
    recurring_invoices,
    recurring_payments,
    remissions,
    reports,
    retentions,
    sellers,
    taxes,
    terms,
    transportation_receipts,
    users,
    variant_attributes,
    warehouse_transfers,
    warehouses,
    webhooks,
)

if TYPE_CHECKING:
    from alegra_cli.sandbox.books import Books

_Match = tuple[Route, Mapping[str, str]]

ROUTES: list[Route] = [
    *additional_charges.ROUTES,
    *bank_accounts.ROUTES,
    *bills.ROUTES,
    *categories.ROUTES,
    *company.ROUTES,
    *conciliations.ROUTES,
    *contacts.ROUTES,
    *cost_centers.ROUTES,
    *credit_notes.ROUTES,
    *currencies.ROUTES,
    *custom_fields.ROUTES,
    *debit_notes.ROUTES,
    *estimates.ROUTES,
    *global_invoices.ROUTES,
    *income_debit_notes.ROUTES,
    *inventory_adjustment_numerations.ROUTES,
    *inventory_adjustments.ROUTES,
    *invoices.ROUTES,
    *item_categories.ROUTES,
    *items.ROUTES,
    *journals.ROUTES,
    *number_templates.ROUTES,
    *payments.ROUTES,
    *price_lists.ROUTES,
    *purchase_orders.ROUTES,
    *recurring_invoices.ROUTES,
    *recurring_payments.ROUTES,
    *remissions.ROUTES,
    *reports.ROUTES,
    *retentions.ROUTES,
    *sellers.ROUTES,
    *taxes.ROUTES,
    *terms.ROUTES,
    *transportation_receipts.ROUTES,
    *users.ROUTES,
    *variant_attributes.ROUTES,
    *warehouse_transfers.ROUTES,
    *warehouses.ROUTES,
    *webhooks.ROUTES,
]


def answer(
    books: Books, method: str, path: str, query: Mapping[str, str], body: Any
) -> tuple[int, Any]:
    """(status, body) below 400. Raises `Refusal` for the others.

    path: as it came, still percent-escaped; an id may hold an escaped slash.
    """
    _refuse_by_plan(books, method, path)
    idle = books.settings.get("idle_parameters") if method == "GET" else ()
    if idle:
        query = {name: value for name, value in query.items() if name not in idle}
    return _dispatch(books, (_matching(path), _run), method, (query, body))


def is_played(path: str) -> bool:
    """Whether the path is one of Alegra's own, by any method."""
    return bool(_matching(path))


@lru_cache(maxsize=64)
def _matching(path: str) -> Sequence[_Match]:
    """Asked for twice in a request."""
    return _among(_by_resource().get(path[1:].partition("/")[0], ()), path)


def _among(routes: Sequence[Route], path: str) -> Sequence[_Match]:
    """Those of this path by whatever method, the fittest first."""
    found = [(route, ids) for route in routes if (ids := route.match(path)) is not None]
    return sorted(found, key=lambda pair: pair[0].weight)


@lru_cache(maxsize=1)
def _by_resource() -> Mapping[str, Sequence[Route]]:
    """Routes by the first word of their path, so that most of them need not be asked."""
    found: defaultdict[str, list[Route]] = defaultdict(list)
    for route in ROUTES:
        found[route.resource].append(route)
    return found


def mount_answer(
    books: Books, mount: Mount, method: str, path: str, query: Mapping[str, str], body: Any
) -> tuple[int, Any]:
    """The answer of another service's routes; path: below the mount.

    Raises `NotPlayed` where it has none for this.
    """
    matching = [pair for pair in _among(mount.routes, path) if pair[0].method == method]
    if not matching:
        raise NotPlayed(method, mount.path + path)
    try:
        return _dispatch(books, (matching, _run_mounted), method, (MountQuery(query), body))
    except Refusal as no:
        # One of the plugin's own has the service's shape already.
        if mount.errors is None or "message" not in no.body:
            raise
        return no.status, mount.errors(no.status, str(no.body["message"]))


def _dispatch(
    books: Books,
    table: tuple[Sequence[_Match], Callable[[Route, Call], tuple[int, Any]]],
    method: str,
    said: tuple[Mapping[str, str], Any],
) -> tuple[int, Any]:
    (matching, run), (query, body) = table, said
    if not matching:
        # The live API answers 403, not 404, for a path that does not exist (S9).
        raise refuse(403, "No tiene permisos para realizar esta acción")
    lightest = matching[0][0].weight
    for route, ids in matching:
        if route.method == method and route.weight == lightest:
            plain = {name: unquote(value) for name, value in ids.items()}
            return run(route, Call(books, plain, query, body))
    raise refuse(405, "Método no permitido")


def _run_mounted(route: Route, call: Call) -> tuple[int, Any]:
    with call.books.store.writing():
        result = route.run(call)
        match result if isinstance(result, tuple) else (200, result):
            case (int() as status, body):
                body = page_of(body, call.query) if route.method == "GET" else body
                try:
                    exact.dumps(body)
                except (TypeError, ValueError) as problem:
                    raise WrongAnswer(route, body) from problem
                return status, body
            case _:
                raise WrongAnswer(route, result)


def _run(route: Route, call: Call) -> tuple[int, Any]:
    if route.method == "GET":
        recurring_invoices.catch_up(call.books)
        result = route.run(call)
        return result if isinstance(result, tuple) else (200, result)
    event = deliveries.event_of(route.method, route.template)
    with call.books.store.writing():
        told = deliveries.record_of(call, route) if event.startswith("delete-") else None
        result = route.run(call)
    status, body = result if isinstance(result, tuple) else (200, result)
    if status >= 400:
        # Refused, and done all the same: a document that the authority did not stamp stays.
        raise Refusal(status, body)
    if event:
        deliveries.tell(call.books, event, told or body)
    return status, body


def _refuse_by_plan(books: Books, method: str, path: str) -> None:
    def below(prefix: str) -> bool:
        return path == prefix or path.startswith(prefix.rstrip("/") + "/")

    plan = books.settings.get("plan")
    withheld = any(below(prefix) for prefix in books.settings.get("withheld"))
    if (
        (plan == "used-up" and method == "POST" and path.count("/") == 1)
        or (plan == "read-only" and method != "GET")
        or (plan == "no-feature" and withheld)
        or (plan == "no-action" and method == "POST" and path.count("/") > 2)
    ):
        raise bad("Su plan no permite esta acción", PLANS[plan])
    if withheld:
        raise refuse(402, "Su plan no incluye esta funcionalidad")
    if any(below(prefix) for prefix in books.settings.get("forbidden")):
        raise refuse(403, "No tiene permisos para realizar esta acción")


__all__ = ["ROUTES", "Refusal", "answer", "is_played"]
