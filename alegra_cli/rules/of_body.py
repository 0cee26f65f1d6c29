"""The one place that says what is wrong with a body: fields, the country's rules, its choices."""

from __future__ import annotations

from typing import Any

from alegra_cli.declare import Resource
from alegra_cli.dotted_path import top_key
from alegra_cli.rules import fields
from alegra_cli.rules.choices import Choices, settlement
from alegra_cli.rules.country import Rulebook
from alegra_cli.rules.fields import Problem


def problems_of(
    resource: Resource,
    verb: str,
    body: dict[str, Any],
    book: Rulebook | None,
    choices: Choices | None = None,
    of_many: bool = False,
    record: tuple[dict[str, Any], dict[str, Any]] | None = None,
) -> list[Problem]:
    """Everything, for any command that sends the body or says what would come of it.

    verb: ``create`` or ``update``; what an update leaves out is not missing. book: of the account's
    country, None where it is not known. choices: where they are made already. of_many: one of the
    bodies of a file, or of a change of several records, which nobody looks at one by one. record:
    as it is and as it becomes, where a rule has to see it (`Rulebook.keys_beside`).
    """
    found = fields.problems(body, resource, verb)
    if book:
        # A check is asked of nothing whose kind is wrong already.
        wrong = {
            top_key(problem.path) for problem in found if problem.blocks and not problem.missing
        }
        if record and book.keys_beside(resource, body):
            found += book.brought_about(*record, resource, unfit=wrong)
        else:
            found += book.problems(body, resource, whole=verb == "create", unfit=wrong)
    if any(problem.choice for problem in found):
        choices = choices or Choices(resource, resource.fields, book)
        found = settlement(found, body, choices, of_many)
    return found
