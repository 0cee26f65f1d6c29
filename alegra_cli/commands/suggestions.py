"""What is worth a look on this account: where there is something to see, and how much."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import chain, islice
from typing import NamedTuple

from alegra_cli import i18n
from alegra_cli.app import App
from alegra_cli.i18n import N_, _

MOST = 3


class Suggestion(NamedTuple):
    """A command line worth trying where `condition` counts something; `why` tells how many."""

    condition: str
    line: str
    why: str


SUGGESTIONS = (
    Suggestion(
        "invoices list --status open",
        "invoices list --status open --order-field dueDate",
        N_("Open invoices: {count}; what is due first comes first."),
    ),
    Suggestion(
        "invoices list --status draft",
        "invoices list --status draft",
        N_("Drafts of invoices: {count}."),
    ),
    Suggestion(
        "bills list --status open",
        "reports aging --side payables",
        N_("Bills to pay: {count}; the report shows them by how late they are."),
    ),
    Suggestion("items list", "items list --limit 10", N_("Products and services: {count}.")),
    Suggestion("contacts list", "contacts list --limit 10", N_("Clients and providers: {count}.")),
)
ANYWHERE = (
    (
        "schema invoices --example",
        N_("An invoice as your country wants it, to fill in."),
    ),
    ("doctor", N_("What works, and what this account can reach.")),
    ("contacts create --help", N_("How a first client is made.")),
)


def suggestions(app: App, start: list[str]) -> list[tuple[str, str]]:
    """(command line, what it shows), three of them; `start`: the words that name the profile."""
    anywhere = ((line, _(why)) for line, why in ANYWHERE)
    return list(islice(chain(_counts(app, start), anywhere), MOST))


def _counts(app: App, start: list[str]) -> Iterator[tuple[str, str]]:
    for suggestion in SUGGESTIONS:
        out = io.StringIO()
        words = [*start, *suggestion.condition.split(), "--count"]
        # What the plan withholds is not worth trying.
        env = {**app.env, "ALEGRA_LANG": i18n.language()}
        if app.run_line(words, env, (io.StringIO(), out, io.StringIO())) == 0:
            count = out.getvalue().strip()
            if count not in ("", "0"):
                yield suggestion.line, _(suggestion.why).format(count=count)
