"""The permission files of the hosts that run assistants, made from the live command tree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any, NamedTuple

from alegra_cli.assistant.install import json_file
from alegra_cli.assistant.risk import FINAL, READ, WRITE

RatedCommand = tuple[list[list[str]], str]
"""For each word the names it goes by; the risk."""

TOOLS = {
    READ: ("resources", "describe", "list", "count", "get", "report"),
    # What may be irreversible about them is judged by the hook, and by the server itself.
    WRITE: ("create", "update", "act"),
}


class HostRules(NamedTuple):
    """Command lines without their program, by what becomes of them."""

    allow: list[str]
    ask: list[str]
    deny: list[str]


def rules(commands: Iterable[RatedCommand], all_writes: bool) -> HostRules:
    found = HostRules([], [], [])
    for words, risk in commands:
        where = found.allow if risk == READ else found.ask
        if risk == FINAL or (risk == WRITE and all_writes):
            where = found.deny
        where += [" ".join(names) for names in product(*words)]
    return found


def _tools(prefix: str, all_writes: bool) -> HostRules:
    writes = [prefix + name for name in TOOLS[WRITE]]
    reads = [prefix + name for name in TOOLS[READ]]
    return HostRules(reads, [], writes) if all_writes else HostRules(reads, writes, [])


def claude_code(text: str, file: str, found: HostRules, all_writes: bool, hook: str) -> str:
    """settings.json with the rules added, and the hook that looks at every line."""
    whole = json_file.read_object(file, text)
    tools = _tools("mcp__alegra__", all_writes)
    for name, lines, its in zip(HostRules._fields, found, tools, strict=True):
        ours = [*(f"Bash(alegra {line}:*)" for line in lines), *its]
        text = _with(file, text, ["permissions", name], ours)
    entry = {
        "matcher": "Bash|mcp__alegra__.*",
        "hooks": [{"type": "command", "command": hook}],
    }
    hooks = _list(whole, ["hooks", "PreToolUse"])
    kept = [one for one in hooks if "agent check" not in str(one)]
    if entry in hooks and len(kept) == len(hooks) - 1:
        return text
    return json_file.with_value(file, text, ["hooks", "PreToolUse"], [*kept, entry])


def _with(file: str, text: str, path: list[str], ours: Sequence[str]) -> str:
    """The text with our rules in the list, those of a person first."""
    old = _list(json_file.read_object(file, text), path)
    missing = [line for line in ours if line not in old]
    return json_file.with_value(file, text, path, [*old, *missing]) if missing else text


def _list(whole: Any, path: Sequence[str]) -> list[Any]:
    for name in path:
        whole = whole.get(name, {}) if isinstance(whole, dict) else {}
    return whole if isinstance(whole, list) else []


def opencode(text: str, file: str, found: HostRules, all_writes: bool) -> str:
    """opencode.json: the last pattern that fits wins, so the strictest stand last."""
    bash: dict[str, str] = {"alegra *": "ask", "*/alegra *": "ask", "*alegra_cli*": "ask"}
    for line in found.allow:
        bash |= {f"alegra {line}": "allow", f"alegra {line} *": "allow"}
    bash |= {"*alegra* --base-url*": "ask", "*alegra* --insecure*": "ask"}
    # Also behind sudo, a path, and options before the resource.
    bash |= {f"*alegra* {line}*": "deny" for line in found.deny}
    old = json_file.read_object(file, text).get("permission", {})
    old = {"*": old} if isinstance(old, str) else old
    before = old.get("bash", {})
    before = {"*": before} if isinstance(before, str) else before
    tools: dict[str, Any] = {}
    for decision, names in zip(
        ("allow", "ask", "deny"), _tools("alegra_", all_writes), strict=True
    ):
        tools |= dict.fromkeys(names, decision)
    kept = {name: value for name, value in before.items() if name not in bash}
    ours = {**tools, "bash": {**kept, **bash}}
    others = {name: value for name, value in old.items() if name not in ours}
    return json_file.with_value(file, text, ["permission"], {**others, **ours})


def codex(commands: Iterable[RatedCommand], all_writes: bool, options: Sequence[str]) -> str:
    """A file of rules; of several that fit the strictest wins."""
    tools = [*TOOLS[READ], *(() if all_writes else TOOLS[WRITE])]
    lines = [
        "# Written by `alegra agent guard --host codex`; write it again after an update.",
        "# A rule fits the words at the beginning of a command, so options before the resource",
        "# are asked about. The tools of the server are chosen in config.toml, below",
        f"# [mcp_servers.alegra]: enabled_tools = {_starlark(tools)}",
        _rule(["alegra", sorted(options)], "prompt"),
        _rule([["python", "python3"], "-m", "alegra_cli"], "prompt"),
    ]
    decisions = {READ: "allow", WRITE: "prompt", FINAL: "forbidden"}
    if all_writes:
        decisions[WRITE] = "forbidden"
    for group in _groups(commands):
        for risk, names in group.actions.items():
            words = [*group.words, sorted(names)] if names else list(group.words)
            lines.append(_rule(["alegra", *words], decisions[risk]))
    return "\n".join(lines) + "\n"


class _Group(NamedTuple):
    words: list[list[str]]
    actions: dict[str, list[str]]


def _groups(commands: Iterable[RatedCommand]) -> list[_Group]:
    """Commands that share all words but the last, by risk."""
    found: dict[str, _Group] = {}
    for words, risk in commands:
        first = words if len(words) == 1 else words[:-1]
        group = found.setdefault(str(first), _Group(first, {}))
        group.actions.setdefault(risk, []).extend([] if len(words) == 1 else words[-1])
    return list(found.values())


def _rule(pattern: Sequence[Any], decision: str) -> str:
    words = [one[0] if isinstance(one, list) and len(one) == 1 else one for one in pattern]
    told = ", ".join(_starlark(word) for word in words)
    return f'prefix_rule(pattern = [{told}], decision = "{decision}")'


def _starlark(word: Any) -> str:
    if isinstance(word, list):
        return "[" + ", ".join(_starlark(one) for one in word) + "]"
    return f'"{word}"'
