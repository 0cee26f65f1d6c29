"""Records named on the command line by their number or name in the place of their id."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from alegra_cli.app import App
from alegra_cli.declare import Action, Field, Filter, Resource
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _
from alegra_cli.operations.labels import is_name, label
from alegra_cli.operations.lookup import Lookup, RecordName
from alegra_cli.operations.naming import NamedReference, References

Ask = Callable[[str, str, str], str]
"""(what it is for, resource, text) to an id."""


def with_ids(
    app: App, resource: Resource, action: Action | None, values: dict[str, Any]
) -> dict[str, Any]:
    """The values of a command, each name of a record in them exchanged for its id.

    Ids cost no request. Raises `UsageProblem` with the candidates where a text is not the name
    of exactly one record, before anything is sent.
    """
    # The records of a group are of another service, where none is known by a name.
    if resource.group or not any(
        _is_name(app, of, text) for of, text in _named_texts(resource, action, values)
    ):
        return values
    names = names_of(app)
    if names is None:
        return values

    def ask(what: str, of: str, text: str) -> str:
        return names.id(what, RecordName(of, (("", text),))) if _is_name(app, of, text) else text

    return _exchange(resource, action, values, ask)


class NamedRecords:
    """Asks for what was named, and says what was found."""

    def __init__(self, app: App) -> None:
        self._app = app
        self.lookup = Lookup(app.session_for, app.registry.declaration)

    def id(self, what: str, wanted: RecordName) -> str:
        """The id of the one record. what: the option or field that names it. Raises
        `UsageProblem`."""
        found = self.lookup.id(wanted)
        if found is None:
            raise UsageProblem(
                f"{what}: {self.lookup.problem(wanted)}.",
                _("Name it in full, or by its id: `alegra {resource} list` shows them.").format(
                    resource=wanted.resource
                ),
            )
        record = self.lookup.matches(wanted)[0]
        told = label(record, self.lookup.resource(wanted.resource))
        self._app.screen.note(f"{what}: {told}")
        return found


def names_of(app: App) -> NamedRecords | None:
    """None in a dry run that nobody is signed in for, which is said."""
    if app.dry_run and app.connection.credentials is None:
        app.screen.note(_("Nobody is signed in, so names were not looked up."))
        return None
    return NamedRecords(app)


def named_body(app: App, fields: Sequence[Field], body: dict[str, Any]) -> dict[str, Any]:
    """A body with an id for each record that it names otherwise. Raises `UsageProblem`."""
    references = References(fields, app.registry.declaration)
    if not any(reference.names for reference in references.of(body)):
        return body
    names = names_of(app)
    if names is None:
        return body

    def swap(reference: NamedReference) -> str | None:
        return names.id(reference.path, reference.record) if reference.names else None

    return references.exchange(body, swap)


def _is_name(app: App, of: str, text: str) -> bool:
    return is_name(text) and bool(app.registry.declaration(of).known_by)


def _named_texts(
    resource: Resource, action: Action | None, values: dict[str, Any]
) -> list[tuple[str, str]]:
    """(resource, text) of everything that takes an id and was given."""
    found: list[tuple[str, str]] = []

    def note(_what: str, of: str, text: str) -> str:
        found.append((of, text))
        return text

    _exchange(resource, action, values, note)
    return found


def _exchange(
    resource: Resource, action: Action | None, values: dict[str, Any], ask: Ask
) -> dict[str, Any]:
    """The values with what `ask` gives for each that takes an id."""
    new = dict(values)
    for kind in ("arguments", "records"):
        if kind in new:
            new[kind] = {
                name: _each(_of(resource, action, name), value, ask, _what(resource, name))
                for name, value in new[kind].items()
            }
    if new.get("ids"):
        new["ids"] = _each(resource.name, new["ids"], ask, _(resource.singular))
    if new.get("reversed_id") and resource.reversal:
        option = resource.reversal.option
        new["reversed_id"] = ask(option, resource.reversal.resource, new["reversed_id"])
    if "made_from" in new:
        new["made_from"] = {
            one: ask(one.option, one.resource, text) if text else text
            for one, text in new["made_from"].items()
        }
    if "filters" in new:
        new["filters"] = {
            item: _filter_value(item, value, ask) for item, value in new["filters"].items()
        }
    return new


def _of(resource: Resource, action: Action | None, placeholder: str) -> str:
    """The resource whose ids a placeholder takes; empty for one of something else."""
    if placeholder == resource.id_key:
        return resource.name
    return dict(action.ids_of).get(placeholder, "") if action else ""


def _what(resource: Resource, placeholder: str) -> str:
    return _(resource.singular) if placeholder == resource.id_key else placeholder


def _each(of: str, value: Any, ask: Ask, what: str) -> Any:
    if not of or value is None:
        return value
    if isinstance(value, str):
        return ask(what, of, value)
    return tuple(ask(what, of, text) for text in value)


def _filter_value(item: Filter, value: Any, ask: Ask) -> Any:
    if not item.ids_of or not isinstance(value, str):
        return value
    option = item.names[0]
    if item.kind != "csv":
        return ask(option, item.ids_of, value)
    return ",".join(ask(option, item.ids_of, text.strip()) for text in value.split(","))
