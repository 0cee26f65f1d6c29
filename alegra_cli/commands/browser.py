"""``--web``: the page of a record in the browser."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlsplit

import click

from alegra_cli.app import App
from alegra_cli.commands.options import Option
from alegra_cli.declare import Resource
from alegra_cli.errors import AlegraError, UsageProblem
from alegra_cli.i18n import _


def open_option(resource: Resource, help: str) -> list[click.Parameter]:
    """Only where it is known at which address the web application shows a record."""
    if not resource.web_path:
        return []
    # `invoices open` is an action, which changes the accounts.
    return [Option(["--web", "open_it"], is_flag=True, help=help, former=("--open",))]


def address_of(app: App, resource: Resource, key: str) -> str:
    """Where the web application shows the record. Raises `UsageProblem` where it has no page."""
    web = resource.api.web
    if urlsplit(app.connection.base_url).hostname not in _hosts(resource):
        raise UsageProblem(
            _("Only records of {web} itself have a page to open.").format(web=web),
            _("The sandbox, and what answers at another --base-url, have none."),
        )
    return web + resource.web_path.format(id=quote(key, safe=""))


def _hosts(resource: Resource) -> set[str | None]:
    return {urlsplit(resource.api.base_url).hostname, urlsplit(resource.api.web).hostname}


def open_page(address: str) -> None:
    """Raises `AlegraError` where no browser can be started, with the address to copy."""
    import webbrowser

    if not webbrowser.open(address):
        raise AlegraError(
            _("No browser could be opened."), _("The page is {address}").format(address=address)
        )


def open_written(app: App, resource: Resource, body: Any) -> None:
    """The page of what a write gave; whatever goes wrong with it, the write was done."""
    key = body.get(resource.id_key) if isinstance(body, dict) else None
    if key is None:
        return
    try:
        address = address_of(app, resource, str(key))
        app.screen.note(address)
        open_page(address)
    except AlegraError as problem:
        app.screen.note(f"{problem.message} {problem.hint}")
