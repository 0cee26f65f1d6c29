"""Answers short enough for an assistant, which say what was left out of them."""

from __future__ import annotations

from typing import Any

from alegra_cli import exact
from alegra_cli.assistant.server.arguments import ArgumentRefusal
from alegra_cli.assistant.server.lines import CommandFailure, CommandOutput
from alegra_cli.errors import ExitCode
from alegra_cli.i18n import _

LONGEST = 60_000  # characters in one answer
_TEXT = 400  # characters that are left of a long text


def refusal_text(no: Exception) -> str:
    """A refusal as JSON: the program's own error, or why it was not even run."""
    if isinstance(no, CommandFailure):
        return str(no)
    if isinstance(no, ArgumentRefusal):
        takes = ", ".join(no.right_names) or _("none")
        told = {
            "kind": "usage",
            "message": str(no),
            "details": list(no.faults),
            "hint": _("It takes: {names}.").format(names=takes),
            "exit_code": int(ExitCode.USAGE),
        }
        return exact.dumps({"error": told})
    return exact.dumps({"error": {"kind": "refused", "message": str(no)}})


def one(said: CommandOutput) -> str:
    """A record, a report, or what a write answered."""
    answer: dict[str, Any] = {"result": said.value}
    if said.notes:
        answer["notes"] = said.notes
    if len(exact.dumps(answer)) > LONGEST:
        answer["result"], answer["cut"] = _shorter(said.value, LONGEST - 2_000)
    return exact.dumps(answer)


def many(said: CommandOutput, start: int, limit: int, total: int | None = None) -> str:
    """Records: how many these are, of how many, and where the next ones begin."""
    records = said.value if isinstance(said.value, list) else [said.value]
    kept = records
    while len(kept) > 1 and len(exact.dumps(kept)) > LONGEST:
        kept = kept[: len(kept) // 2]
    answer: dict[str, Any] = {"count": len(kept)}
    if total is None and records and len(records) < limit:
        total = start + len(records)
    if total is not None:
        answer["total"] = total
    # A full page may have more behind it also where nobody tells the total.
    more = total > start + len(kept) if total is not None else len(records) >= limit
    if more or len(kept) < len(records):
        answer["next_start"] = start + len(kept)
    if len(kept) < len(records):
        answer["cut"] = _(
            "The answer was too long: ask for fewer columns, or go on from next_start."
        )
    if len(exact.dumps(kept)) > LONGEST:
        kept[0], answer["cut"] = _shorter(kept[0], LONGEST - 2_000)
    if said.notes:
        answer["notes"] = said.notes
    return exact.dumps({**answer, "records": kept})


def _shorter(value: Any, room: int) -> tuple[Any, str]:
    """The value with its largest parts shortened until it fits, and how to see them whole."""
    cut: list[str] = []
    while len(exact.dumps(value)) > room:
        value, path = _cut_largest(value)
        if path is None or len(cut) > 200:
            return exact.dumps(value)[:room] + "…", _("The end was cut off.")
        cut.append(path or ".")
    names = ", ".join(dict.fromkeys(cut))
    return value, _("Shortened: {names}. Ask for these alone with columns.").format(names=names)


def _cut_largest(value: Any) -> tuple[Any, str | None]:
    """The value with its largest part made smaller, and the path of that part."""
    if isinstance(value, str) and len(value) > _TEXT:
        return value[:_TEXT] + "…", ""
    if isinstance(value, list) and len(value) > 1:
        return value[: len(value) // 2], ""
    if isinstance(value, list | dict) and value:
        keys: list[Any] = list(value) if isinstance(value, dict) else list(range(len(value)))
        for key in sorted(keys, key=lambda key: -len(exact.dumps(value[key]))):
            part, path = _cut_largest(value[key])
            if path is not None:
                copy: Any = dict(value) if isinstance(value, dict) else list(value)
                copy[key] = part
                return copy, f"{key}.{path}".rstrip(".")
    return value, None
