"""Webhook subscriptions (S44, S45)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from alegra_cli.sandbox.books import deliveries
from alegra_cli.sandbox.books.books import Books
from alegra_cli.sandbox.books.crud import Catalogue, Record
from alegra_cli.sandbox.books.listing import Listing
from alegra_cli.sandbox.http.refusals import bad
from alegra_cli.sandbox.http.route import Call

RESOURCE = deliveries.RESOURCE
EVENTS = tuple(
    f"{verb}-{noun}"
    for noun in ("invoice", "bill", "client", "item")
    for verb in ("new", "edit", "delete")
)


def make(_books: Books, body: Record, old: Record | None) -> Record:
    """Checked, and shaken hands with, before it is stored."""
    merged = {**(old or {}), **body}
    event, url = merged.get("event"), str(merged.get("url") or "")
    if event not in EVENTS:
        raise bad("El campo event no es válido")
    if "://" in url or not urlsplit(f"//{url}").hostname:
        raise bad("El campo url es obligatorio y va sin http:// ni https://")
    if not deliveries.shake_hands(url):
        raise bad("La url no respondió con un código 2xx en 5 segundos")
    return {"event": event, "url": url, "status": "active", "_failures": 0}


class _Subscriptions(Catalogue):
    def create(self, call: Call) -> tuple[int, Any]:
        _status, made = super().create(call)
        return 200, {"message": "Suscripción creada", "subscription": made}

    def update(self, call: Call) -> Any:
        return {"message": "Suscripción actualizada", "subscription": super().update(call)}

    def delete(self, call: Call) -> Any:
        return {"message": super().delete(call)["message"]}

    def get(self, call: Call) -> Any:
        return {"subscription": super().get(call)}


SUBSCRIPTIONS = _Subscriptions(
    "/webhooks/subscriptions",
    "la suscripción",
    Listing(RESOURCE, {}),
    make,
    envelope=lambda rows, total, query: {"subscriptions": rows},
)
ROUTES = SUBSCRIPTIONS.routes()
