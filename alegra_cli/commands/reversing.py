"""The body of a document that takes another one back, read from the server."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import click

from alegra_cli.app import App
from alegra_cli.commands.options import Option
from alegra_cli.declare import Resource, Reversal
from alegra_cli.errors import Invalid
from alegra_cli.exact import number
from alegra_cli.i18n import _
from alegra_cli.operations import envelope
from alegra_cli.operations.calls import call


def options(reversal: Reversal) -> list[click.Parameter]:
    return [
        Option(
            [reversal.option, "reversed_id"],
            metavar="ID",
            help=_("Take this one back: its client, its lines, applied to what it still owes."),
        ),
        Option(["--reason"], metavar="TEXT", help=_("Why: a code of the country, or words.")),
    ]


def body_for(app: App, resource: Resource, key: str, reason: str | None) -> dict[str, Any]:
    """The body built from the document with the id `key`. Raises `AlegraError`."""
    reversal = resource.reversal
    assert reversal is not None
    source = app.registry.declared(reversal.resource)
    getting = source.by_verb("get")
    assert getting is not None, reversal.resource
    request = call(source, getting, dict.fromkeys(getting.arguments, key))
    document = envelope.record(app.connection.session.send(request).body, source.envelope)
    if not isinstance(document, dict) or document.get("status") in ("draft", "void"):
        raise Invalid(
            _("{noun} {id} has no effect, so there is nothing to take back.").format(
                noun=_(source.singular), id=key
            )
        )
    app.know_company()
    body: dict[str, Any] = {"date": app.connection.today().isoformat()}
    body |= {name: _pointed(document[name]) for name in reversal.copied_keys if document.get(name)}
    body["items"] = [_line(line, reversal) for line in document.get("items") or []]
    owed = Decimal(str(document.get("balance") or 0))
    if owed > 0:
        body[reversal.applications] = [
            {"id": document["id"], "amount": number(str(document["balance"]))}
        ]
    return {**body, **_reason(app, resource, reversal, reason)}


def _pointed(value: Any) -> Any:
    """A record by its id; a currency as it is."""
    return {"id": value["id"]} if isinstance(value, dict) and "id" in value else value


def _line(line: dict[str, Any], reversal: Reversal) -> dict[str, Any]:
    kept = {key: line[key] for key in reversal.line_keys if line.get(key) not in (None, "", [])}
    if isinstance(kept.get("tax"), list):
        kept["tax"] = [{"id": tax["id"]} for tax in kept["tax"]]
    return kept


def _reason(app: App, resource: Resource, reversal: Reversal, reason: str | None) -> dict[str, Any]:
    """The country's own code for a whole reversal, or what was given."""
    code, words = reversal.reason_fields
    pack = app.registry.country(app.connection.country or "")
    made = dict(pack.full_credit_note) if pack else {}
    if reason:
        known = any(
            reason in _codes(app, rule.catalog)
            for rule in app.registry.country_rules(app.connection.country or "", resource.name)
            if rule.field == code and rule.catalog
        )
        made[code if known else words] = reason
    return made


def _codes(app: App, name: str) -> frozenset[str]:
    from alegra_cli.rules import catalogs

    pack = app.registry.country(app.connection.country or "")
    return catalogs.codes(pack, name) if pack else frozenset()
