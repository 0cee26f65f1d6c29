"""Waiting for the authority: by reading, ever more rarely, and never by sending."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from alegra_cli.declare import Resource
from alegra_cli.emission import states
from alegra_cli.emission.answers import EmissionOutcome
from alegra_cli.emission.candidates import Candidates
from alegra_cli.emission.journal import EmissionJournal
from alegra_cli.i18n import _

if TYPE_CHECKING:
    from alegra_cli.app import App

# Seconds between two looks (S107); then it is given up.
PAUSES = (2, 5, 15, 60, 60, 60, 60, 60)


def wait_for(
    app: App, resource: Resource, journal: EmissionJournal, outcomes: Sequence[EmissionOutcome]
) -> list[EmissionOutcome]:
    """The outcomes with those in process looked up until they are decided."""
    found = {item.id: item for item in outcomes}
    for pause in PAUSES:
        open_ones = [item for item in found.values() if item.state == states.PROCESSING]
        if not open_ones:
            break
        app.screen.note(
            _("{count} in process; looking again in {pause} s.").format(
                count=len(open_ones), pause=pause
            )
        )
        app.clock.sleep(pause)
        for item in open_ones:
            now = Candidates(app.connection.session, resource).read(item.id)
            if now.fiscal in (states.ACCEPTED, states.REJECTED):
                found[item.id] = item._replace(state=now.fiscal)
                entry = {f"{resource.name}/{item.id}": (now.fiscal, item.message)}
                journal.write(entry, app.clock.now().isoformat())
    return list(found.values())
