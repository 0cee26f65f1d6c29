"""``--columns help``: the columns of a command and what they may be called."""

from __future__ import annotations

from collections.abc import Iterator

from alegra_cli.app import App
from alegra_cli.declare import Action, Column, Field, Resource
from alegra_cli.i18n import N_, _
from alegra_cli.output.code_words import label_of

COLUMNS = (Column("Column", "column"), Column("Called", "called"), Column("Shown", "shown", "word"))


def show_columns(app: App, resource: Resource, action: Action | None) -> None:
    """Each declared column by its path and title, then the fields that a record may have too."""
    plain = app.screen.with_options(app.screen.options._replace(columns=None, sort=None))
    plain.records(list(_rows(resource, action)), COLUMNS)
    app.screen.note(
        _(
            "A path into a record works as well, such as client.name or items.0.price; -o json "
            "shows one whole."
        )
    )


def _rows(resource: Resource, action: Action | None) -> Iterator[dict[str, str]]:
    own = action.columns if action and action.columns else resource.columns
    for column in own:
        yield {"column": column.path, "called": _(column.title), "shown": N_("always")}
    there = {column.path.partition(".")[0] for column in own}
    for field in resource.fields:
        if "." not in field.path and field.path not in there:
            yield {
                "column": field.path,
                "called": _field_label(field),
                "shown": N_("on request"),
            }


def _field_label(field: Field) -> str:
    label = label_of(field.path)
    return label if label != field.path else _(field.help).rstrip(".")
