"""What each tool does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from alegra_cli import exact
from alegra_cli.assistant.server import answers
from alegra_cli.assistant.server.commands_of import leaf
from alegra_cli.assistant.server.filter_words import exactly, filter_words
from alegra_cli.assistant.server.lines import Lines
from alegra_cli.assistant.server.permission import ToolRefusal
from alegra_cli.declare import Action, Resource
from alegra_cli.i18n import _

MOST = 100  # records in one answer


def listing(
    lines: Lines, name: str, filters: Mapping[str, Any], columns: str, start: int, limit: int
) -> str:
    resource = lines.resource(name)
    action = lines.action(resource, "list")
    words = filter_words(resource, action, filters)
    limit = min(limit, MOST)
    said = lines.run(
        resource, action, [*words, f"--limit={limit}", f"--start={start}", *_columns(columns)]
    )
    full = isinstance(said.value, list) and len(said.value) >= limit
    return answers.many(said, start, limit, _total(lines, resource, action, words, full))


def _total(
    lines: Lines, resource: Resource, action: Action, words: Sequence[str], full: bool
) -> int | None:
    """How many there are; asked for only where there are more and the API tells it at once."""
    if not full or not resource.envelope.counts:
        return None
    try:
        return int(lines.run(resource, action, [*words, "--count"]).value)
    except (ToolRefusal, TypeError, ValueError):
        return None  # the records are worth telling without it


def count_text(lines: Lines, name: str, filters: Mapping[str, Any]) -> str:
    resource = lines.resource(name)
    action = lines.action(resource, "list")
    words = filter_words(resource, action, filters)
    return exact.dumps({"total": lines.run(resource, action, [*words, "--count"]).value})


def reading(
    lines: Lines,
    name: str,
    verb: str,
    ids: Sequence[str],
    filters: Mapping[str, Any],
    columns: str,
    start: int = 0,
    limit: int = 0,
) -> str:
    """get, a report, attachments, stock …: whatever only reads."""
    resource = lines.resource(name)
    action = lines.action(resource, verb)
    if action.writes:
        raise ToolRefusal(_("{action} changes something: use the tool `act`.").format(action=verb))
    if action.verb == "list":
        return listing(lines, name, filters, columns, start, limit)
    words = [*filter_words(resource, action, filters), *_columns(columns)]
    if action.verb == "rows":
        limit = min(limit, MOST)
        said = lines.run(resource, action, [*words, f"--limit={limit}", f"--start={start}"], ids)
        return answers.many(said, start, limit)
    return answers.one(lines.run(resource, action, words, ids))


def over_companies(
    lines: Lines,
    names: Sequence[str],
    name: str,
    verb: str,
    ids: Sequence[str],
    filters: Mapping[str, Any],
    columns: str,
    limit: int,
) -> str:
    """A list, a number of records or another read in each of the companies."""
    companies = lines.permission.among(names)
    resource = lines.resource(name)
    action = lines.action(resource, "list" if verb == "count" else verb)
    if action.writes:
        raise ToolRefusal(
            _("{action} changes something; this tool only reads.").format(action=verb)
        )
    words = filter_words(resource, action, filters)
    if verb == "count":
        words.append("--count")
    else:
        words += _columns(columns)
        if action.verb in ("list", "rows"):
            words.append(f"--limit={min(limit, MOST)}")
    return answers.one(lines.over_companies(companies, resource, action, words, ids))


def writing(
    lines: Lines,
    name: str,
    verb: str,
    ids: Sequence[str],
    body: Mapping[str, Any] | None,
    dry_run: bool,
    words: Sequence[str] = (),
) -> str:
    resource = lines.resource(name)
    sent = None if body is None else exactly(dict(body))
    dry = dry_run or lines.permission.dry
    action = lines.action(resource, verb, sent)
    if not action.writes:
        raise ToolRefusal(_("{action} only reads: use the tool `report`.").format(action=verb))
    line = list(words)
    if sent is not None and (sent or action.body == "required"):
        line.append(f"--data={exact.dumps(sent)}")
    # Named by the person who started the server, so the question has been answered.
    line.append("--dry-run" if dry else "--yes")
    return answers.one(lines.run(resource, action, _without_yes(resource, action, line), ids))


def making(lines: Lines, name: str, draft: bool, reverses: str) -> list[str]:
    """The options of a create."""
    words = ["--draft"] if draft else []
    if reverses:
        reversal = lines.resource(name).reversal
        if reversal is None:
            raise ToolRefusal(_("{resource} take nothing back.").format(resource=name))
        words.append(f"{reversal.option}={reverses}")
    return words


def _without_yes(resource: Resource, action: Action, line: list[str]) -> list[str]:
    """Without a ``--yes`` for a command that never asks."""
    names = {text for param in leaf(resource, action).params for text in param.opts}
    if any(word.startswith("--data=") for word in line) and "--data" not in names:
        raise ToolRefusal(_("{action} takes no body.").format(action=action.name))
    return [word for word in line if word != "--yes" or word in names]


def _columns(columns: str) -> list[str]:
    return [f"--columns={columns}"] if columns.strip() else []
