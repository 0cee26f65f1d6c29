"""The codes that words in a body stand for, as files have them: ``--type cliente``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from alegra_cli.app import App
from alegra_cli.commands.checks import book_for_sending
from alegra_cli.commands.other_names import told_of
from alegra_cli.declare import Action, Field, Resource
from alegra_cli.dotted_path import at, put_at
from alegra_cli.rules import fields as field_rules
from alegra_cli.rules.choices import Choices


def in_codes(
    app: App,
    resource: Resource,
    action: Action,
    fields: Sequence[Field],
    body: dict[str, Any],
    asked_country: str | None = None,
) -> dict[str, Any]:
    """The body with codes in the place of words that no list has; what they are is told.

    Only what a check would complain of is looked at. What has more than one meaning, or none,
    stays as it is, for the check to refuse.
    """
    found = field_rules.problems(body, resource, action.verb)
    book = book_for_sending(app, resource, asked_country)
    found += book.problems(body, resource, whole=False) if book else []
    wrong = dict.fromkeys(problem.path for problem in found if problem.choice)
    if not wrong:
        return body
    choices = Choices(resource, fields, book)
    taken: dict[str, str] = {}
    for path in wrong:
        value = at(body, path)
        # A code of figures alone, as the SAT has them, was read as a number.
        code = choices.code_of(path, str(value) if isinstance(value, int) else value)
        if _text(code) != _text(value):
            body = put_at(body, path, code)
            taken[f"{path} {_text(value)}"] = _text(code)
    if taken:
        app.screen.note(told_of(taken))
    return body


def _text(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
