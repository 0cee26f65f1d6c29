"""What the person who started the server lets the assistant do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from alegra_cli.assistant.risk import FINAL, STAMPING, WRITE, offered_actions, risk
from alegra_cli.declare import Action, Resource
from alegra_cli.errors import UsageProblem
from alegra_cli.errors.suggestion import did_you_mean
from alegra_cli.i18n import _
from alegra_cli.operations.calls import stamps


class ToolRefusal(Exception):
    """What the assistant is told instead of an answer."""


class Permission(NamedTuple):
    """writes: create, update and actions that can be taken back. names: the others, each by
    its name (``void``) or for one resource (``invoices.void``). dry: no write ever leaves.
    companies: those that may be read together, by name; empty for none but its own.
    """

    writes: bool = False
    names: tuple[str, ...] = ()
    dry: bool = False
    companies: tuple[str, ...] = ()

    def check(self, resource: Resource, action: Action, body: Any = None) -> None:
        """Raises `ToolRefusal`."""
        if not action.writes:
            return
        if not self.writes:
            raise ToolRefusal(
                _("This server only reads. A person can start it with --allow-writes.")
            )
        if risk(resource, action) == FINAL and not self.has(resource, action.name):
            raise self._needs(resource, action.name)
        if stamps(resource, body) and not any(self.has(resource, name) for name in STAMPING):
            raise self._needs(resource, STAMPING[0])

    def has(self, resource: Resource, name: str) -> bool:
        return name in self.names or f"{' '.join(resource.command)}.{name}" in self.names

    def permits(self, resource: Resource, action: Action) -> bool:
        try:
            self.check(resource, action)
        except ToolRefusal:
            return False
        return True

    def among(self, names: Sequence[str]) -> list[str]:
        """The companies asked for, or all that may be. Raises `ToolRefusal` for another one."""
        for name in names:
            if name not in self.companies:
                raise ToolRefusal(
                    _("The company {name} is not allowed; there are: {names}.").format(
                        name=repr(name), names=", ".join(self.companies)
                    )
                )
        return list(dict.fromkeys(names)) or list(self.companies)

    def _needs(self, resource: Resource, name: str) -> ToolRefusal:
        one = f"{' '.join(resource.command)}.{name}"
        return ToolRefusal(
            _("{action} is not allowed. A person can start the server with --allow {one}.").format(
                action=name, one=one
            )
        )


def risks(resources: Mapping[str, Resource]) -> dict[str, dict[str, str]]:
    """Every action that writes: its name, and the risk on each resource that has it."""
    found: dict[str, dict[str, str]] = {}
    for name, resource in resources.items():
        for action in offered_actions(resource):
            if action.writes:
                found.setdefault(action.name, {})[name] = risk(resource, action)
        if resource.stamp:
            # Asked for inside the body of a create, where no action is called so.
            found.setdefault(STAMPING[0], {})[name] = FINAL
    return found


def check_names(named: Sequence[str], resources: Mapping[str, Resource]) -> None:
    """Raises `UsageProblem` for a name that allows nothing."""
    known = risks(resources)
    final = {name: on for name, on in known.items() if FINAL in on.values()}
    words = [*final, *(f"{one}.{name}" for name, on in final.items() for one in on)]
    for word in named:
        resource, _dot, action = word.rpartition(".")
        if word in words and (not resource or final[action][resource] == FINAL):
            continue
        if WRITE in known.get(action, {}).values() and (not resource or resource in known[action]):
            raise UsageProblem(
                _("--allow {name} is not needed.").format(name=word),
                _("--allow-writes is enough for it: it can be taken back."),
            )
        hint = did_you_mean(word, words)
        names = _("--allow takes: {names}.").format(names=", ".join(sorted(final)))
        raise UsageProblem(
            _("There is no action {name}.").format(name=repr(word)), f"{hint} {names}".strip()
        )
