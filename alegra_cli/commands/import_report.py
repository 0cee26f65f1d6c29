"""What a person sees of an import, and how it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from alegra_cli.app import App
from alegra_cli.commands.outcome_lines import say_outcomes
from alegra_cli.commands.outcome_stream import show
from alegra_cli.commands.progress import RecordCount
from alegra_cli.declare import Column
from alegra_cli.errors import Interrupted, PartlyDone
from alegra_cli.i18n import _, ngettext
from alegra_cli.transfer import journal as states
from alegra_cli.transfer.outcome import RowOutcome
from alegra_cli.transfer.results import Results
from alegra_cli.transfer.sending import NOT_SENT, Sender

COLUMNS = (
    Column("Row", "row", "number"),
    Column("Place", "place"),
    Column("Outcome", "outcome", "word"),
    Column("Id", "id"),
    Column("Message", "message"),
)


def tell(
    app: App, results: Results, sender: Sender, outcomes: Iterator[RowOutcome], rows: int
) -> bool:
    """Show what becomes of the rows; whether a person interrupted it.

    rows: how many there are in all, for how many were not reached.
    """
    everything = app.screen.format != "table"

    def those(found: Iterable[RowOutcome]) -> Iterator[Any]:
        for outcome in found:
            if everything or outcome.message or outcome.state not in states.DONE:
                yield outcome.record()

    sent = those(RecordCount(results.over(outcomes), app.screen.progress))
    interrupted = show(
        app,
        COLUMNS,
        sent,
        lambda: those(results.over(sender.tally.rest(results.rows_told))),
        say_outcomes,
    )
    if interrupted:
        results.not_reached(rows, sender.earlier.total())
    return interrupted


def finish(app: App, results: Results, sender: Sender, interrupted: bool) -> None:
    counts = results.counts
    app.screen.notes([_summary(counts, results.earlier)])
    if results.path is not None and (counts[states.FAILED] or counts[states.UNKNOWN]):
        app.screen.note(_("What became of each row: {file}").format(file=results.path))
    hint = _hint(counts)
    if interrupted:
        raise Interrupted(_("Interrupted."), hint or _again())
    if sender.obstacle is not None:
        sender.obstacle.hint = f"{_again()} {sender.obstacle.hint}".strip()
        raise sender.obstacle
    if hint:
        raise PartlyDone(_("Not every row was created."), hint)


def _summary(counts: Any, earlier: int) -> str:
    told: list[tuple[str, Callable[[int], str]]] = [
        (states.CREATED, lambda n: ngettext("{n} created", "{n} created", n)),
        (states.UPDATED, lambda n: ngettext("{n} updated", "{n} updated", n)),
        (states.FOUND, lambda n: ngettext("{n} found in Alegra", "{n} found in Alegra", n)),
        (states.INCOMPLETE, lambda n: ngettext("{n} incomplete", "{n} incomplete", n)),
        (states.FAILED, lambda n: ngettext("{n} failed", "{n} failed", n)),
        (states.UNKNOWN, lambda n: ngettext("{n} unknown", "{n} unknown", n)),
        (NOT_SENT, lambda n: ngettext("{n} not sent", "{n} not sent", n)),
    ]
    parts = [text(counts[state]).format(n=counts[state]) for state, text in told if counts[state]]
    line = ", ".join(parts) or _("No rows")
    if earlier:
        text = ngettext("{n} of them before this run", "{n} of them before this run", earlier)
        line += " (" + text.format(n=earlier) + ")"
    return line + "."


def _again() -> str:
    return _("Run the same command again: it goes on where this one stopped.")


def _hint(counts: Any) -> str:
    hints = []
    if counts[states.UNKNOWN]:
        hints.append(
            _(
                "Of unknown rows nobody knows whether Alegra has them. Run the same command "
                "again: it looks them up before it sends anything, and never sends one twice."
            )
        )
    if counts[states.FAILED]:
        hints.append(
            _(
                "Correct the rows that failed, in the same file, and run it again: what was "
                "created is not created again."
            )
        )
    if counts[states.INCOMPLETE]:
        hints.append(_("Complete the incomplete ones with `update`; their messages say what."))
    if counts[NOT_SENT] and not hints:
        hints.append(_again())
    return " ".join(hints)
