"""Webhook subscriptions (S44, S45)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from alegra_cli.sandbox.books import Books, deliveries
from alegra_cli.sandbox.books.crud import Collection, Record
from alegra_cli.sandbox.books.listing import Listing
from alegra_cli.sandbox.http.refusals import bad
from alegra_cli.sandbox.http.route import Call

RESOURCE = deliveries.RESOURCE
EVENTS = tuple(
    f"{verb}-{noun}"
    for noun in ("invoice", "bill", "client", "item")
    for verb in ("new", "edit", "delete")
)


def make(books: Books, body: Record, old: Record | None) -> Record:
    """Checked, and shaken hands with, before it is stored."""
    merged = {**(old or {}), **body}
    # Sources contradict each other: one was refused https, another says that it has to be there.
    event, url = merged.get("event"), str(merged.get("url") or "").removeprefix("https://")
    if event not in EVENTS:
        raise bad("El campo event no es válido")
    if "://" in url:
        raise bad('La URL ingresada no debe incluir el "http://" o "https://"')
    if not urlsplit(f"//{url}").hostname:
        raise bad("El campo url es obligatorio")
    twins = books.store.find(RESOURCE, "json_extract(body, '$.url') = ?", [url])
    if any(twin["event"] == event and twin["id"] != (old or {}).get("id") for twin in twins):
        raise bad("Ya existe una suscripción con el mismo evento y URL")
    if not deliveries.shake_hands(url):
        raise bad("La url no respondió con un código 2xx en 5 segundos")
    return {"event": event, "url": url, "status": "active", "_failures": 0}


class _Subscriptions(Collection):
    def create(self, call: Call) -> tuple[int, Any]:
        _status, made = super().create(call)
        return 201, {"message": "", "subscription": made}

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
    envelope=lambda rows, _total, _query: {"subscriptions": rows},
)
ROUTES = SUBSCRIPTIONS.routes()
