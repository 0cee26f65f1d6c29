"""A plugin's output format, tried with records of many kinds before a person has some.

A writer is called when the requests are done, so what it can't write is found out late.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

from alegra_cli.declare import Format
from alegra_cli.errors import UsageProblem
from alegra_cli.exact import Number
from alegra_cli.i18n import _
from alegra_cli.output import OutputOptions, View, Writer
from alegra_cli.output.format_choice import plugin_writer
from alegra_cli.registry import Registry
from alegra_cli.registry.problems import failure

RECORDS: tuple[dict[str, Any], ...] = (
    {
        "id": "1",
        "name": "Comercial Ñandú & hijos «1»",
        "date": "2026-06-15",
        "total": Number("1190.00"),
        "balance": Number("-0.5"),
        "quantity": 3,
        "active": True,
        "observations": None,
        "client": {"id": "7", "name": "Ana", "address": {"city": "Bogotá"}},
        "items": [{"id": "1", "price": Number("100.00"), "tax": [{"percentage": 19}]}],
        "metadata": {},
        "tags": [],
    },
    {"id": "2", "name": 'two\nlines; a | bar, "quotes", =1+1 and 🧾', "total": 7, "client": None},
    {"id": "3", "name": ""},
)
"""What records of the API have in them: no two need to have the same keys."""
VIEWS = (
    View("Id", "id"),
    View("Name", "name"),
    View("Client", "client.name"),
    View("Total", "total", "money"),
)


def notes(form: Format, registry: Registry) -> Iterator[str]:
    """What the format made of the records, a sentence each.

    One that takes an argument is tried with its sample, and without one where that is allowed:
    nobody but its author knows what may stand there. Raises `PluginProblem` for what its writer
    fails with.
    """
    kind = plugin_writer(form, registry)
    if form.optional or not form.argument:
        yield from _notes_of(kind, form.name, "")
    if form.sample:
        yield from _notes_of(kind, form.name, form.sample)
    elif form.argument:
        text = _(
            "-o {format}={argument} was not tried: `sample` of a Format says what may stand there."
        )
        yield text.format(format=form.name, argument=form.argument)


def _notes_of(kind: type[Writer], name: str, argument: str) -> Iterator[str]:
    """The same with one argument, or with none."""
    name = f"{name}={argument}" if argument else name
    options = OutputOptions(argument=argument)
    written = []
    for what, columns, write in _attempts():
        stream = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="")
        try:
            kind.check(argument)
            write(kind(stream, columns, VIEWS, options))
            stream.flush()
            written.append(what)
        except UsageProblem as problem:
            yield _("-o {format} refuses {what}: {problem}").format(
                format=name, what=what, problem=problem.message
            )
        except Exception as problem:  # whatever a stranger's code raises
            if (told := failure(problem)) is None:  # code of ours
                raise
            raise told.for_author() from problem
    if written:
        yield _("-o {format} writes {what}.").format(format=name, what=", ".join(written))


def _attempts() -> Iterator[tuple[str, list[str] | None, Callable[[Writer], None]]]:
    """What is written, in words; the columns asked for; and what writes it."""
    some = ["name", "client.name", "total"]
    yield _("records that differ"), None, lambda writer: writer.records(iter(RECORDS))
    yield _("some of their columns"), some, lambda writer: writer.records(iter(RECORDS))
    yield _("a list without records"), None, lambda writer: writer.records(iter(()))
    yield _("one record"), None, lambda writer: writer.record(RECORDS[0])
    yield _("a count"), None, lambda writer: writer.value(3)
