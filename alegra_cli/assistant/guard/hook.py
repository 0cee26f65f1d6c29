"""The question that Claude Code asks before it uses a tool, and our answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from alegra_cli import exact
from alegra_cli.assistant.guard.verdict import NOTHING, Judge, Verdict
from alegra_cli.assistant.risk import offered_actions
from alegra_cli.assistant.server.permission import Permission, ToolRefusal
from alegra_cli.declare import Resource
from alegra_cli.i18n import _

Find = Callable[[str], Resource | None]


def answer(text: str, judge: Judge, find: Find, all_writes: bool) -> str:
    """What to print; nothing where the host may go by its own rules.

    Whatever can't be understood is asked about, for an error here would let it pass.
    """
    try:
        asked = exact.loads(text)
        verdict = _verdict_on(str(asked["tool_name"]), asked["tool_input"], judge, find, all_writes)
    except Exception as problem:  # the host goes on after any error but a verdict
        told = _("The question could not be read: {problem}").format(problem=problem)
        verdict = Verdict("ask", told)
    if not verdict.decision:
        return ""
    told_as = {
        "hookEventName": "PreToolUse",
        "permissionDecision": verdict.decision,
        "permissionDecisionReason": verdict.reason,
    }
    return exact.dumps({"hookSpecificOutput": told_as})


def _verdict_on(tool: str, given: Any, judge: Judge, find: Find, all_writes: bool) -> Verdict:
    if tool.startswith("mcp__"):
        return _of_the_server(tool.rpartition("__")[2], given, find, all_writes)
    if tool != "Bash" and "command" not in given:
        return NOTHING  # a tool that runs no lines
    return judge.line(str(given["command"]))


def _of_the_server(tool: str, given: Any, find: Find, all_writes: bool) -> Verdict:
    """One of the server's own tools."""
    verb = given.get("action") if tool == "act" else tool
    if tool not in ("act", "create", "update") or given.get("dry_run") is True:
        return NOTHING
    resource = find(str(given.get("resource")))
    actions = offered_actions(resource) if resource else ()
    action = next((one for one in actions if verb in (one.name, *one.aliases)), None)
    name = f"{given.get('resource')} {verb}"
    if resource is None or action is None:
        return Verdict("ask", _("It can't be told what alegra would do here."))
    body = given.get("body") or given.get("changes")
    try:
        # As if every name but the final ones were allowed.
        Permission(writes=True).check(resource, action, body)
    except ToolRefusal:
        reason = _("{command} can't be undone, or leaves the company: a person does it.")
        return Verdict("deny", reason.format(command=name))
    if not action.writes:
        return NOTHING
    decision = "deny" if all_writes else "ask"
    return Verdict(decision, _("{command} changes something.").format(command=name))
