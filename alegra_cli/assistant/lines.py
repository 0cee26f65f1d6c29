"""A tool's call as a command line of this program, run with the same checks as a person's.

No tool has a parameter for the profile, the address or the credentials, and what a tool is
given never becomes an option: values go behind ``=``, ids behind ``--``.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from alegra_cli import exact
from alegra_cli.declare import Action, Resource
from alegra_cli.registry import PluginProblem, Registry

MOST = 100  # records in one answer
LONGEST = 60_000  # characters in one answer
Run = Callable[[Sequence[str], Mapping[str, str], tuple[Any, Any, Any]], int]
RISKY = ("delete", "authority", "risky")


class Refused(Exception):
    """What the assistant is told instead of an answer."""


class Allowed(NamedTuple):
    """What the person who started the server allows.

    writes: create, update and harmless actions. named: actions that delete, void, or reach a
    tax authority, each by its name.
    """

    writes: bool = False
    named: tuple[str, ...] = ()

    def check(self, action: Action) -> None:
        """Raises `Refused`."""
        if not action.writes:
            return
        if not self.writes:
            raise Refused("This server only reads. A person can start it with --allow-writes.")
        if risky(action) and action.name not in self.named:
            raise Refused(
                f"{action.name} is not allowed. A person can start the server with "
                f"--allow {action.name}."
            )


def risky(action: Action) -> bool:
    return action.confirm in RISKY or action.name in ("void", "emit", "stamp", "delete")


class Lines:
    """Runs command lines for one profile.

    env: the environment of the server. run: runs one line on three streams, for its exit code.
    """

    def __init__(
        self, env: Mapping[str, str], profile: str | None, allowed: Allowed, run: Run
    ) -> None:
        self._run = run
        self._env = {**env, "ALEGRA_LANG": env.get("ALEGRA_LANG", "en")}
        self._profile = ["--profile", profile] if profile else []
        self._allowed = allowed
        self.registry = Registry(env)

    def resources(self) -> list[dict[str, Any]]:
        found = []
        for name in self.registry.names():
            try:
                resource = self.registry.resource(name)
            except PluginProblem:
                continue
            if resource is not None:
                actions = [action.name for action in resource.actions if self._may(action)]
                found.append({"resource": name, "actions": actions})
        return found

    def describe(self, name: str) -> dict[str, Any]:
        one = self.resource(name)
        return {
            "resource": one.name,
            "path": one.path,
            "actions": {
                action.name: {"ids": list(action.arguments), "writes": action.writes}
                for action in one.actions
                if self._may(action)
            },
            "filters": {item.param: item.help or ", ".join(item.choices) for item in one.filters},
            "fields": {
                item.path: {
                    "kind": item.kind if isinstance(item.kind, str) else item.kind.resource,
                    "required": item.required,
                    "values": list(item.choices),
                    "help": item.help,
                }
                for item in one.fields
            },
            "columns": [column.path for column in one.columns],
            "known_surprises": list(one.quirks),
        }

    def resource(self, name: str) -> Resource:
        found = self.registry.resource(name) if name in self.registry.names() else None
        if found is None:
            raise Refused(f"There is no resource {name!r}; the tool `resources` lists them.")
        return found

    def action(self, name: str, verb: str) -> Action:
        one = self.resource(name)
        found = one.action(verb)
        if found is None:
            names = ", ".join(action.name for action in one.actions if self._may(action))
            raise Refused(f"{name} has no {verb!r}. It has: {names}.")
        self._allowed.check(found)
        return found

    def _may(self, action: Action) -> bool:
        try:
            self._allowed.check(action)
        except Refused:
            return False
        return True

    def run(
        self, name: str, words: Sequence[str], ids: Sequence[str] = (), yes: bool = False
    ) -> Any:
        """What the command says. Raises `Refused` with its error, hint included."""
        line = [*self._profile, *self.resource(name).command, *words, "-o", "json"]
        line += ["--yes"] if yes else []
        line += ["--", *ids] if ids else []
        out, err = io.StringIO(), io.StringIO()
        code = self._run(line, self._env, (io.StringIO(""), out, err))
        if code:
            raise Refused(_error(err.getvalue(), code))
        text = out.getvalue()
        return exact.loads(text) if text.strip() else {"ok": True}


def _error(text: str, code: int) -> str:
    """The error as one text for the assistant."""
    try:
        told = exact.loads(text.strip().splitlines()[-1])["error"]
    except (ValueError, KeyError, IndexError, TypeError):
        return text.strip() or f"exit code {code}"
    return " ".join(str(part) for part in (told["message"], told["hint"]) if part)


def trimmed(records: Any, start: int) -> str:
    """The answer as text, cut to what an assistant can read, and how to get the rest."""
    if not isinstance(records, list):
        return exact.dumps(records)
    kept = records
    while len(kept) > 1 and len(exact.dumps(kept)) > LONGEST:
        kept = kept[: len(kept) // 2]
    told: dict[str, Any] = {"records": kept, "count": len(kept)}
    if len(kept) < len(records):
        told["cut"] = f"Too long: ask for fewer columns, or go on with start={start + len(kept)}."
    return exact.dumps(told)
