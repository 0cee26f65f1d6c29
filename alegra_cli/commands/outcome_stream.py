"""Outcomes shown as they come, until the program is told to end; then those that nobody saw."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from alegra_cli import signals
from alegra_cli.app import App
from alegra_cli.declare import Column
from alegra_cli.errors import Interrupted

Records = Iterable[Any]


def show(
    app: App,
    columns: Sequence[Column],
    records: Records,
    rest: Callable[[], Records] = lambda: (),
    people: Callable[[App, Records], None] | None = None,
) -> bool:
    """Show the records, in a table only once there is one; whether it was interrupted.

    rest: those that are known of by then and did not come, each of them given only once.
    people: how they are told to a person, where that is not a table.
    """
    interrupted = False

    def both() -> Iterator[Any]:
        nonlocal interrupted
        try:
            yield from records
        except (KeyboardInterrupt, Interrupted):
            signals.last_words()
            interrupted = True
            yield from rest()

    try:
        if app.screen.format != "table":
            app.screen.records(both(), columns)
        elif not (rows := list(both())):
            pass
        elif people is not None and app.screen.for_people:
            people(app, rows)
        else:
            app.screen.records(rows, columns)
    except (KeyboardInterrupt, Interrupted):
        signals.last_words()
        interrupted = True
    if interrupted:
        list(rest())  # counted, where there was no place any more to show them
    return interrupted
