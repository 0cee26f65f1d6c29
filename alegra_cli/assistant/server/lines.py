"""A tool's call as a command line of this program, run with the same checks as a person's.

No tool has a parameter for the profile, the address or the credentials, and what a tool is
given never becomes an option: values stand behind ``=``, ids behind ``--``.
"""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from alegra_cli import exact
from alegra_cli.assistant.risk import offered_actions, takes_many
from alegra_cli.assistant.server.permission import Permission, ToolRefusal
from alegra_cli.declare import Action, Resource
from alegra_cli.errors.suggestion import did_you_mean
from alegra_cli.i18n import _, language
from alegra_cli.registry import PluginProblem, Registry

CommandRunner = Callable[[Sequence[str], Mapping[str, str], tuple[Any, Any, Any]], int]

# The language and click's texts belong to the whole process, so lines run one after another.
_ONE_AT_A_TIME = threading.Lock()
_UNKNOWN = ("unknown_outcome", "interrupted")


class CommandFailure(ToolRefusal):
    """The command ended with an error: its own JSON, with what was done before it."""


class CommandOutput(NamedTuple):
    """What a command printed, and its remarks."""

    value: Any
    notes: list[str]


class Lines:
    """Runs command lines for one account.

    env: the environment of the server. first: the options before the resource, which decide
    the account. run: runs one line on three streams, for its exit code.
    """

    def __init__(
        self, env: Mapping[str, str], first: Sequence[str], allowed: Permission, run: CommandRunner
    ) -> None:
        self._run = run
        self._env = {**env, "ALEGRA_LANG": language()}
        self._first = list(first)
        self.permission = allowed

    @cached_property
    def resources(self) -> dict[str, Resource]:
        """By the words of their commands; a broken plugin's are left out."""
        return resources_of(Registry(self._env))

    def resource(self, name: str) -> Resource:
        found = self.resources.get(name.strip())
        if found is None:
            text = _("There is no resource {name}.").format(name=repr(name))
            hints = did_you_mean(name, self.resources), _("The tool `resources` lists them.")
            raise ToolRefusal(" ".join(filter(None, (text, *hints))))
        return found

    def actions(self, resource: Resource) -> list[Action]:
        """What the assistant may do."""
        return [one for one in offered_actions(resource) if self.permission.permits(resource, one)]

    def action(self, resource: Resource, verb: str, body: Any = None) -> Action:
        """The action that may be done. Raises `ToolRefusal`."""
        every = list(offered_actions(resource))
        found = next((one for one in every if verb in (one.name, *one.aliases)), None)
        if found is None:
            text = _("{resource} has no {action}; it has: {names}.").format(
                resource=resource.name,
                action=repr(verb),
                names=", ".join(one.name for one in self.actions(resource)),
            )
            if resource.action(verb) is not None:
                text += " " + _("Files of this machine are out of an assistant's reach.")
            raise ToolRefusal(text)
        self.permission.check(resource, found, body)
        return found

    def run(
        self, resource: Resource, action: Action, words: Sequence[str], ids: Sequence[str] = ()
    ) -> CommandOutput:
        """What the command says. Raises `CommandFailure` with its error, hint included."""
        self._check_ids(resource, action, ids)
        line = [*resource.command, action.name, *words]
        return self.say([*line, *(["--", *ids] if ids else [])])

    def say(self, line: Sequence[str]) -> CommandOutput:
        """Runs any line, its records as JSON."""
        code, out, err = self._run_apart([*self._first, "-o", "json", *line])
        value = _value(out)
        if code:
            raise CommandFailure(_error(err, code, value))
        notes = [text for text in err.splitlines() if text.strip()]
        return CommandOutput({"ok": True} if value is None else value, notes)

    def over_companies(
        self,
        names: Sequence[str],
        resource: Resource,
        action: Action,
        words: Sequence[str],
        ids: Sequence[str] = (),
    ) -> CommandOutput:
        """The same read in several companies; one that failed is a row that says so.

        Raises `CommandFailure` where there is nothing to tell of any.
        """
        self._check_ids(resource, action, ids)
        line = [*resource.command, action.name, *words, *(["--", *ids] if ids else [])]
        first = list(self._first)
        if "--profile" in first:  # another company than those
            at = first.index("--profile")
            del first[at : at + 2]
        each = [*first, "-o", "json", "each", f"--companies={','.join(names)}", "--", *line]
        code, out, err = self._run_apart(each)
        value = _value(out)
        if code and not isinstance(value, list):
            raise CommandFailure(_error(err, code, value))
        # The last line says what the rows say.
        notes = [text for text in err.splitlines() if text.strip() and not text.startswith("{")]
        return CommandOutput(value, notes)

    def _run_apart(self, line: Sequence[str]) -> tuple[int, str, str]:
        """(exit code, stdout, stderr)."""
        out, err = io.StringIO(), io.StringIO()
        with _ONE_AT_A_TIME:
            code = self._run(line, self._env, (io.StringIO(""), out, err))
        return code, out.getvalue(), err.getvalue()

    def _check_ids(self, resource: Resource, action: Action, ids: Sequence[str]) -> None:
        if takes_many(action):
            return
        if len(ids) != len(action.arguments):
            wanted = " ".join(action.arguments) or _("none")
            raise ToolRefusal(
                _("{resource} {action} takes these ids: {wanted}; {count} were given.").format(
                    resource=resource.name, action=action.name, wanted=wanted, count=len(ids)
                )
            )


def resources_of(registry: Registry) -> dict[str, Resource]:
    found = {}
    for name, resource in registry.resources():
        if not isinstance(resource, PluginProblem):
            found[name] = resource
    return found


def _value(text: str) -> Any:
    try:
        return exact.loads(text) if text.strip() else None
    except ValueError:
        return text.strip()


def _error(text: str, code: int, value: Any) -> str:
    """The error as one JSON text for the assistant, with what was done before it."""
    try:
        *before, last = text.strip().splitlines()
        told = exact.loads(last)["error"]
    except (ValueError, KeyError, TypeError):
        before, told = [], {"message": text.strip(), "exit_code": code}
    told["hint"] = _for_an_assistant(told)
    told = {key: item for key, item in told.items() if item not in (None, "", [], {})}
    if told.get("kind") in _UNKNOWN:
        told["outcome"] = _(
            "unknown: it may have been done. Look the record up; do not send it again."
        )
    found: dict[str, Any] = {"error": told}
    if value is not None:
        found["done_before"] = value
    if before:
        found["notes"] = before
    return exact.dumps(found)


def _for_an_assistant(told: Mapping[str, Any]) -> str:
    """The hint without what names a switch: those are a person's, and some turn checks off."""
    parts = re.split(r"(?<=[.;?!]) +", str(told.get("hint") or ""))
    left = " ".join(part for part in parts if not re.search(r"(?<![\w-])-{1,2}[a-zA-Z]", part))
    if told.get("kind") == "invalid":
        left = f"{left} {_('Correct these fields; the tool `describe` tells what each takes.')}"
    return re.sub(";$", ".", left.strip())
