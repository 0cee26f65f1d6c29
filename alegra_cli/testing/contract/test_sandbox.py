"""What a plugin plays in the embedded sandbox; Alegra's own part has tests of its own."""

from __future__ import annotations

from alegra_cli import exact
from alegra_cli.declare import ALEGRA, Resource
from alegra_cli.rules.example_body import example_of
from alegra_cli.sandbox.http.routes import is_played
from alegra_cli.testing import Runner

RECORDS = 3


def test_the_sandbox_gives_the_page_that_is_asked_for(alegra: Runner, listed: Resource) -> None:
    """A route that looks at `start` and `limit` has to mean by them what the service does."""
    of_alegra = listed.api is ALEGRA and is_played(listed.path)
    if of_alegra or not listed.pages or listed.cursor or listed.repeats:
        return
    if listed.by_verb("create"):
        fill(alegra, listed)
    window = (*listed.command, "list", "-o", "jsonl", "--limit")
    whole = alegra("-p", "sandbox", *window, str(RECORDS))
    if whole.code:
        return  # it plays no list, or one that needs more than this
    rows = [exact.loads(line) for line in whole.out.splitlines()]
    for start in range(len(rows)):
        part = alegra("-p", "sandbox", *window, str(RECORDS - start), "--start", str(start))
        shown = [exact.loads(line) for line in part.out.splitlines()]
        assert (part.code, shown) == (0, rows[start:]), (
            f"GET {listed.path} of alegra_sandbox: start={start} leaves out as many records"
        )


def fill(alegra: Runner, resource: Resource) -> None:
    """Records where they can be made; those that the sandbox has otherwise serve as well."""
    today = alegra.clock.now().date().isoformat()
    file = alegra.home / "record.json"
    file.write_text(exact.dumps(example_of(resource, None, None, today)), encoding="utf-8")
    for _number in range(RECORDS):
        alegra("-p", "sandbox", *resource.command, "create", "-f", str(file))
