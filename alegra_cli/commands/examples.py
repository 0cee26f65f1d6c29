"""Command lines that a help begins with: those of the declaration, then what the verb suggests."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator

from alegra_cli.commands.own_examples import OWN
from alegra_cli.declare import Action, Field, LineOption, Ref, Resource
from alegra_cli.declare.field import NUMBERS

FEW = 3


def examples_of(
    path: str, resource: Resource | None, action: Action | None, options: Iterable[str]
) -> list[str]:
    """At most three lines for the command at `path`, as ``alegra invoices create``.

    options: the names of the options that the command takes.
    """
    if resource is None:
        return list(OWN.get(path.removeprefix("alegra "), ()))
    told = [line for line in resource.examples if f"{line} ".startswith(f"{path} ")]
    made = _Suggestions(path, resource, action, frozenset(options)).lines()
    for line in list(made)[1 if told else 0 :]:
        if len(told) < FEW and line not in told:
            told.append(line)
    return told


class _Suggestions:
    """Lines that are right for any resource, from its fields and the options of the command."""

    def __init__(
        self, path: str, resource: Resource, action: Action | None, options: frozenset[str]
    ) -> None:
        self._path = path
        self._resource = resource
        self._action = action
        self._options = options
        self._name = path.rpartition(" ")[2]

    def lines(self) -> Iterator[str]:
        verb = self._action.verb if self._action else self._name
        maker = {
            "list": self._listing,
            "get": self._getting,
            "create": self._creating,
            "update": self._updating,
            "delete": self._deleting,
            "export": self._exporting,
            "import": self._importing,
            "emit": self._emitting,
            "status": self._telling,
            "attach": self._attaching,
            "download": self._downloading,
        }.get(verb, self._acting)
        yield from maker()

    def _line(self, *words: str) -> str:
        return " ".join([self._path, *filter(None, words)])

    def _ids(self, several: bool = False) -> list[str]:
        names = self._action.arguments if self._action else (self._resource.id_key,)
        return ["1 2" if several and len(names) == 1 else "1" for _name in names]

    def _listing(self) -> Iterator[str]:
        if "--since" in self._options:
            yield self._line("--since last-month --until last-month")
        if self._resource.searchable:
            yield self._line("-q TEXT --limit 5")
        if "--newest" in self._options:
            yield self._line("--newest --limit 5")
        yield self._line("--limit 5")
        yield self._line("--all -o csv")

    def _getting(self) -> Iterator[str]:
        yield self._line(*self._ids())
        yield self._line(*self._ids(), "-o yaml")

    def _creating(self) -> Iterator[str]:
        yield self._line(*self._needs(self._fields("create")))
        # `schema` knows no groups.
        if self._resource.by_verb("create") is self._action and not self._resource.group:
            name = self._resource.singular.replace(" ", "-")
            yield f"alegra schema {' '.join(self._resource.command)} --example > {name}.yaml"
            yield self._line(f"-f {name}.yaml --dry-run")

    def _updating(self) -> Iterator[str]:
        fields = [field for field in self._fields("update") if field.option in self._options]
        plain = [field for field in fields if field.kind == "text" and not field.choices]
        for field in (plain or fields)[-1:]:
            yield self._line(*self._ids(), _option(field))
            yield self._line(*self._ids(), _option(field), "--dry-run")
        if not fields:
            yield self._line(*self._ids(), "-f changes.yaml")
        if "--map" in self._options:
            yield self._line("-f changes.csv --dry-run")

    def _deleting(self) -> Iterator[str]:
        yield self._line(*self._ids())
        if self._action and len(self._action.arguments) == 1:
            yield self._line(*self._ids(several=True), "--yes")

    def _exporting(self) -> Iterator[str]:
        yield self._line(f"--out {self._resource.name}.csv")
        yield self._line(f"--since-last --out {self._resource.name}.csv --force")

    def _importing(self) -> Iterator[str]:
        yield self._line(f"{self._resource.name}.csv --dry-run")
        yield self._line(f"{self._resource.name}.xlsx --map Nombre=name")

    def _emitting(self) -> Iterator[str]:
        yield self._line("1 2 --dry-run")
        yield self._line("1 2")

    def _telling(self) -> Iterator[str]:
        yield self._line("1 2")

    def _attaching(self) -> Iterator[str]:
        yield self._line(*self._ids(), "paper.pdf")

    def _downloading(self) -> Iterator[str]:
        yield self._line("1")
        yield self._line("1 2 --out .")

    def _acting(self) -> Iterator[str]:
        action = self._action
        if action is None:
            return
        ids = "1 2" if action.ids else ""
        needed = self._needs(action.fields)
        whole = action.body == "required" and not needed and not ids
        yield self._line(*self._ids(), ids, *needed, "-f body.yaml" if whole else "")
        if action.confirm:
            yield self._line(*self._ids(), ids, *needed, "--dry-run")
        if "--since" in self._options:
            yield self._line(*self._ids(), "--since last-month --until last-month")
        if not action.writes:
            yield self._line(*self._ids(), "-o csv")

    def _fields(self, verb: str) -> list[Field]:
        own = self._action.fields if self._action else ()
        return [*(field for field in self._resource.fields if verb in field.actions), *own]

    def _needs(self, fields: Iterable[Field]) -> list[str]:
        """Options for all that a body needs; a line is said by its own option."""
        fields = list(fields)
        lines = self._lines(fields)
        covered = {line.list for line in lines} | {line.list.partition(".")[0] for line in lines}
        words = []
        for field in fields:
            top = field.path.partition("[]")[0]
            if not self._resource.always(field) or top in covered:
                continue
            if field.option in self._options and field.option:
                words.append(_option(field))
            elif field.kind not in ("list", "object"):
                words.append(f"--set {field.path.replace('[]', '.0')}={_sample(field)}")
        return [*words, *(_of_line(line) for line in lines)]

    def _lines(self, fields: list[Field]) -> list[LineOption]:
        """Options for lists that are needed; of a list with several options each."""
        paths = {field.path for field in fields}
        listed = [line for line in self._resource.line_options if line.list in paths]
        needed = {
            field.path
            for field in fields
            if self._resource.always(field) and field.kind in ("list", "object")
        }
        wanted = [
            line for line in listed if line.list in needed or line.list.partition(".")[0] in needed
        ]
        if any("." in line.list for line in wanted):
            wanted = wanted[:1]
        return wanted


def _option(field: Field) -> str:
    return field.option if field.kind == "boolean" else f"{field.option} {_sample(field)}"


def _sample(field: Field) -> str:
    if field.choices:
        return field.choices[0]
    if isinstance(field.kind, Ref):
        return "USD" if field.kind.key == "code" else "1"
    if field.kind == "date":
        return "+30d" if "due" in field.path.lower() else "today"
    if field.kind in NUMBERS:
        return "10"
    return shlex.quote("ana@example.com" if "mail" in field.path else "Texto")


def _of_line(line: LineOption) -> str:
    signs = {key: sign for sign, key in line.parts}
    samples = {"quantity": "2", "price": "15000", "amount": "50000", "tax": "iva19"}
    said = "".join(f"{signs[key]}{samples.get(key, '50000')}" for key in signs)
    return f"{line.name} 1{said}"


def required_options(resource: Resource, fields: Iterable[Field]) -> list[str]:
    """What gives each field that is always needed: its option, that of its list, or ``--set``."""
    always = [field.path for field in fields if resource.always(field)]
    return list(dict.fromkeys(option_of(resource, path) for path in always))


def option_of(resource: Resource, path: str) -> str:
    """What gives one field."""
    return " / ".join(_givers(resource, path))


def _givers(resource: Resource, path: str) -> list[str]:
    around = path.partition("[]")[0]
    lines = [
        line.name
        for line in resource.line_options
        if line.list == around or line.list.startswith(around + ".")
    ]
    option = next((field.option for field in resource.fields if field.path == path), "")
    return [option] if option else lines or [f"--set {path.replace('[]', '.0')}=…"]
