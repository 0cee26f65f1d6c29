"""The body of a document that takes another one back, read from the server."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import click

from alegra_cli.app import App
from alegra_cli.commands.earlier_notes import refuse_twice
from alegra_cli.commands.options import Option
from alegra_cli.declare import Resource, Reversal
from alegra_cli.errors import Invalid, UsageProblem
from alegra_cli.exact import number
from alegra_cli.i18n import _
from alegra_cli.operations.one_record import record_of

_CENT = Decimal("0.01")


def options(reversal: Reversal) -> list[click.Parameter]:
    return [
        Option(
            [reversal.option, "reversed_id"],
            metavar="ID",
            help=_("Take this one back: its client, its lines, applied to what it still owes."),
        ),
        Option(["--reason"], metavar="TEXT", help=_("Why: a code of the country, or words.")),
        Option(
            ["--again"],
            is_flag=True,
            help=_("Take it back once more, though it was taken back in full before."),
        ),
    ]


class ReversalDraft:
    """A document read from the server, and the `body` of the one that takes the whole of it back.

    Raises `AlegraError` where it can't be read or has no effect.
    """

    def __init__(
        self, app: App, resource: Resource, reversal: Reversal, key: str, again: bool
    ) -> None:
        self._app = app
        self._resource = resource
        self._reversal = reversal
        self._document = document = _document(app, reversal, key)
        refuse_twice(app, resource, app.registry.declaration(reversal.resource), document, again)
        app.know_company()
        self.body: dict[str, Any] = {"date": app.connection.today().isoformat()}
        copied = {name: document[name] for name in reversal.copied_keys if document.get(name)}
        self.body |= {name: reference_of(value) for name, value in copied.items()}
        lines = document.get("items") or []
        self.body["items"] = [line_of(line, reversal.line_keys) for line in lines]
        if Decimal(str(document.get("balance") or 0)) > 0:
            self.body[reversal.applications] = [
                {"id": document["id"], "amount": number(str(document["balance"]))}
            ]

    def finish(self, body: dict[str, Any], reason: str | None) -> dict[str, Any]:
        """The body after a person changed it: with the reason, and with no more applied to the
        document than the lines come to. Raises `UsageProblem` where nobody can tell that."""
        applications = self._reversal.applications
        fewer = body["items"] != self.body["items"]
        partly = fewer or body.get(applications) != self.body.get(applications)
        if fewer and applications in body and body[applications] == self.body.get(applications):
            applied = [{**self.body[applications][0], "amount": self._amount(body["items"])}]
            body = {**body, applications: applied}
        made = _reason(self._app, self._resource, self._reversal, reason, partly)
        if not reason and not made.keys() & body.keys():
            text = (
                _("{field} is {value}: less than the whole is taken back.")
                if partly
                else _("{field} is {value}: the whole is taken back. --reason says another one.")
            )
            for field, value in made.items():
                self._app.screen.note(text.format(field=field, value=value))
        return {**made, **body}

    def _amount(self, lines: Any) -> Any:
        """What these lines come to, with their taxes; at most what is still owed."""
        document = self._document
        rates = {
            str(tax.get("id")): tax.get("percentage")
            for line in document.get("items") or []
            for tax in line.get("tax") or []
            if isinstance(tax, dict)
        }
        whole, part = _total(self.body["items"], rates), _total(lines, rates)
        told = Decimal(str(document.get("total") or 0))
        # Each line may be rounded by itself.
        if whole is None or part is None or abs(whole - told) > len(self.body["items"]) * _CENT:
            raise UsageProblem(
                _("What the changed lines come to can't be told before they are sent."),
                _("Say what is applied to the document: --set {list}.0.amount=AMOUNT.").format(
                    list=self._reversal.applications
                ),
            )
        owed = Decimal(str(document["balance"]))
        return number(format(min(owed, part.quantize(_CENT)).normalize(), "f"))


def _total(lines: Any, rates: dict[str, Any]) -> Decimal | None:
    """The sum of lines with their taxes; None where one of them is no plain one."""
    total = Decimal(0)
    try:
        for line in lines:
            share = 1 - Decimal(str(line.get("discount") or 0)) / 100
            taxes = [Decimal(str(rates[str(tax["id"])])) for tax in line.get("tax") or []]
            plain = Decimal(str(line["price"])) * Decimal(str(line["quantity"])) * share
            total += plain * (1 + sum(taxes, Decimal(0)) / 100)
    except (ArithmeticError, AttributeError, KeyError, TypeError):
        return None
    return total


def _document(app: App, reversal: Reversal, key: str) -> dict[str, Any]:
    source = app.registry.declaration(reversal.resource)
    document = record_of(app.session_for(source), source, key)
    if not isinstance(document, dict) or document.get("status") in ("draft", "void"):
        raise Invalid(
            _("{noun} {id} has no effect, so there is nothing to take back.").format(
                noun=_(source.singular), id=key
            )
        )
    return document


def reference_of(value: Any) -> Any:
    """A record by its id; a currency as it is."""
    return {"id": value["id"]} if isinstance(value, dict) and "id" in value else value


def line_of(line: dict[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    """A line of a body from one that was read."""
    kept = {key: line[key] for key in keys if line.get(key) not in (None, "", [])}
    if isinstance(kept.get("tax"), list):
        kept["tax"] = [{"id": tax["id"]} for tax in kept["tax"]]
    return kept


def _reason(
    app: App, resource: Resource, reversal: Reversal, reason: str | None, partly: bool
) -> dict[str, Any]:
    """The country's own code for a reversal of the whole or of a part, or what was given."""
    code, words = reversal.reason_fields
    pack = app.registry.country(app.connection.country or "")
    made = dict(pack.partial_credit_note if partly else pack.full_credit_note) if pack else {}
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
