"""The body of a document that is made from another one, read from the server."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from alegra_cli.app import App
from alegra_cli.commands.options import ConversionOption
from alegra_cli.commands.reversing import line_of, reference_of
from alegra_cli.declare import Conversion, Field, Ref, Resource
from alegra_cli.dotted_path import at, put_at
from alegra_cli.errors import Invalid, UsageProblem
from alegra_cli.i18n import _
from alegra_cli.operations.one_record import record_of

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import FieldValues


def options(resource: Resource) -> Iterator[ConversionOption]:
    for one in resource.conversions:
        yield ConversionOption(
            one,
            [one.option],
            metavar="ID",
            help=_("Made from this one: whom it is for, and its lines."),
        )


def made_from(app: App, fields: Sequence[Field], given: Mapping[Conversion, Any]) -> dict[str, Any]:
    """The body with what the one document that was named says; empty where none was.

    Raises `AlegraError` where it can't be read, `Invalid` where it is void or was used,
    `UsageProblem` for two.
    """
    asked = [(one, key) for one, key in given.items() if key]
    if not asked:
        return {}
    if len(asked) > 1:
        raise UsageProblem(
            _("{options} exclude each other: a document is made from one.").format(
                options=", ".join(one.option for one, _key in asked)
            )
        )
    conversion, key = asked[0]
    document = _document(app, conversion, key)
    app.know_company()
    body: dict[str, Any] = dict.fromkeys(conversion.dates, app.connection.today().isoformat())
    for name in conversion.copied_keys:
        if document.get(name):
            body[name] = reference_of(document[name])
    for path in conversion.lists:
        lines = [line_of(line, conversion.line_keys) for line in at(document, path) or []]
        if lines:
            body = put_at(body, path, lines)
    kind = next((field.kind for field in fields if field.path == conversion.link), "text")
    body[conversion.link] = {"id": document["id"]} if isinstance(kind, Ref) else document["id"]
    return body


def tell_days(
    app: App, made: Mapping[str, Any], body: Mapping[str, Any], typed: FieldValues
) -> None:
    """The days that nobody typed. made: what `made_from` gave; body: what became of it."""
    given = {field.path for field, value in typed.items() if value is not None}
    for name, value in made.items():
        if name in given or name == "date":
            continue
        if value == made["date"] and body.get(name) == value:
            app.screen.note(
                _("{field} is {value}, since no other was given.").format(field=name, value=value)
            )


def _document(app: App, conversion: Conversion, key: str) -> dict[str, Any]:
    source = app.registry.declaration(conversion.resource)
    document = record_of(app.session_for(source), source, key)
    if not isinstance(document, dict) or document.get("status") == "void":
        raise Invalid(
            _("{noun} {id} has no effect, so nothing is made from it.").format(
                noun=_(source.singular), id=key
            )
        )
    if document.get("status") in conversion.done:
        raise Invalid(
            _("{noun} {id} is {status}: it has become another document already.").format(
                noun=_(source.singular), id=key, status=document["status"]
            ),
            _("To make another all the same, say its lines, and --set {link}={id}.").format(
                link=conversion.link, id=key
            ),
        )
    return document
