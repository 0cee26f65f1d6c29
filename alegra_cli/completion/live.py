"""Ids of the account with what a person calls them, from a cache of a few minutes.

A cache that is older still serves, and is renewed in the background; only where there is none
one request is made, and not waited for long.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from click.shell_completion import CompletionItem

from alegra_cli import paths
from alegra_cli.files import private_folder, write_whole
from alegra_cli.output.columns import lookup

if TYPE_CHECKING:
    from alegra_cli.app import App
    from alegra_cli.declare import Resource

FRESH = 300.0  # seconds
LONGEST = 2.0  # seconds that a person waits for the first ones
MOST = 50  # that a shell shows


def records(app: App, name: str, typed: str) -> list[CompletionItem[Any]]:
    """Those whose id, number or name has what was typed."""
    resource = app.registry.resource(name) if name in app.registry.names() else None
    if resource is None or resource.by_verb("list") is None or app.credentials is None:
        return []
    rows, age = _kept(app, resource)
    app.options.timeout = LONGEST
    asked = rows is None
    if rows is None:
        rows = renew(app, resource)
    elif age > FRESH:
        _renew_later(app, resource)
    return _items(rows, typed) or _items(_searched(app, resource, typed, asked), typed)


def _items(rows: list[list[str]], typed: str) -> list[CompletionItem[Any]]:
    folded = typed.casefold()
    first = [row for row in rows if row[0].startswith(typed)]
    other = [row for row in rows if row not in first and folded in row[1].casefold()]
    return [CompletionItem(key, help=label) for key, label in [*first, *other][:MOST]]


def renew(app: App, resource: Resource) -> list[list[str]]:
    """Ask for a page, the last ones first, and keep it. Raises `AlegraError`."""
    query: tuple[tuple[str, str], ...] = ()
    if resource.id_key in resource.order_fields:
        query = (("order_field", resource.id_key), ("order_direction", "DESC"))
    rows = _page(app, resource, query)
    file = _file(app, resource)
    private_folder(file.parent)
    write_whole(file, json.dumps({"at": app.clock.seconds(), "rows": rows}))
    return rows


def _searched(app: App, resource: Resource, typed: str, asked: bool) -> list[list[str]]:
    """What the API finds for it, where nothing that is kept has it; never a second request."""
    if asked or len(typed) < 2:
        return []
    if resource.search:
        return _page(app, resource, (("query", typed),))
    # Documents are not searched, and found by their number where a filter takes it.
    number = resource.label[0].replace(".", "_") if resource.label else ""
    known = any(item.param == number for item in resource.filters)
    return _page(app, resource, ((number, typed),)) if known else []


def _page(app: App, resource: Resource, query: tuple[tuple[str, str], ...]) -> list[list[str]]:
    from alegra_cli.operations import envelope
    from alegra_cli.operations.pages import page_reply

    listing = resource.by_verb("list")
    assert listing is not None
    reply = page_reply(app.session, resource, listing, query, 0, resource.api.page_size)
    return [
        [str(record.get(resource.id_key)), label(record, resource)]
        for record in envelope.rows(reply.body, resource.envelope)
        if isinstance(record, dict)
    ]


def label(record: dict[str, Any], resource: Resource) -> str:
    """What a person calls a record by."""
    known = [one[0] for one in resource.keys if len(one) == 1]
    values = [lookup(record, path)[1] for path in (*resource.label, *known, "name")]
    return " ".join(dict.fromkeys(str(value) for value in values if value))


def _kept(app: App, resource: Resource) -> tuple[list[list[str]] | None, float]:
    try:
        told = json.loads(_file(app, resource).read_text(encoding="utf-8"))
        return told["rows"], app.clock.seconds() - float(told["at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None, 0.0


def _renew_later(app: App, resource: Resource) -> None:
    """In a process of its own that nobody waits for."""
    line = [sys.executable, "-m", "alegra_cli", "completion", "refresh", resource.name]
    line += ["--profile", app.profile.name] if app.resolved.explicit else []
    with open("/dev/null" if sys.platform != "win32" else "nul", "r+b") as nothing:
        subprocess.Popen(
            line,
            stdin=nothing,
            stdout=nothing,
            stderr=nothing,
            env=dict(app.env),
            start_new_session=True,
        )


def _file(app: App, resource: Resource) -> Path:
    who = app.credentials
    key = f"{app.base_url()} {who.identity() if who else ''} {resource.name}"
    name = hashlib.sha256(key.encode()).hexdigest()[:16]
    return paths.cache_dir(app.env) / "completion" / f"{name}.json"
