"""What a question is about: a document by its number, client and total."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from alegra_cli.app import App
from alegra_cli.declare import Resource
from alegra_cli.dotted_path import at
from alegra_cli.errors import AlegraError
from alegra_cli.operations.one_record import record_of


def named_for_question(app: App, resource: Resource, key: str) -> str:
    """``38 (FE88, Ferretería Luz, 440300.00 COP)``; the id alone where the record can't be read.

    Sends one request.
    """
    if resource.by_verb("get") is None or not key or " " in key:
        return key
    try:
        body = record_of(app.connection.session, resource, key)
    except AlegraError:
        return key  # what is wrong with it the write itself will tell
    told = description(app, resource, body)
    return f"{key} ({told})" if told else key


def description(app: App, resource: Resource, record: Any) -> str:
    """``FE88, Ferretería Luz, 440300.00 COP``: what of it there is."""
    if not isinstance(record, dict):
        return ""
    words, prefix = [], ""
    for path in resource.label:
        text = str(at(record, path) or "")
        if path.endswith(".prefix"):
            prefix = text
        elif text:
            words.append(prefix + text)
            prefix = ""
    party = record.get("client") or record.get("provider")
    if isinstance(party, dict) and party.get("name"):
        words.append(str(party["name"]))
    total = record.get("total", record.get("amount"))
    if isinstance(total, (str, int, Decimal)):
        currency = record.get("currency")
        code = currency.get("code") if isinstance(currency, dict) else None
        words.append(f"{total} {code or app.connection.company.currency or ''}".strip())
    return ", ".join(dict.fromkeys(words))
