"""A verb on a resource: one request of the API, and how the command line offers it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from alegra_cli.declare.checks import (
    NAME,
    at_least,
    check_other_names,
    matches,
    no_twice,
    one_of,
    refuse_first,
)
from alegra_cli.declare.declaration import Declaration
from alegra_cli.declare.field import Column, Field, Filter
from alegra_cli.declare.word_kinds import check_kinds
from alegra_cli.dotted_path import top_key

if TYPE_CHECKING:
    from alegra_cli.declare.mailing import Mailing

READING = ("list", "get", "read")
WRITING = ("create", "update", "delete", "act")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
BODIES = ("none", "optional", "required")
CONFIRMS = ("", "delete", "authority", "risky", "void", "open")

_PLACEHOLDER = re.compile(r"\{([a-zA-Z]+)\}")
_KEY = re.compile(r"\S+")
_PART = re.compile(r"([A-Za-z_]\w*(\.[A-Za-z_]\w*)*(\[\])?)?")


@attrs.frozen(eq=False, repr=False)
class Ids(Declaration):
    """Several ids in one request.

    place: ``query`` (comma-separated under `name`) or ``body`` (a list under `name`).
    max_ids: how many the API takes in one request.
    """

    place: str = attrs.field(validator=one_of(("query", "body")))
    name: str = attrs.field(validator=matches(_KEY))
    max_ids: int = attrs.field(default=30, validator=at_least(1), kw_only=True)


@attrs.frozen(eq=False, repr=False)
class Action(Declaration):
    """A verb on a resource; `Rows`, `Compute`, `Attach` and `Download` are kinds with words of
    their own.

    path: what follows the resource's path: ``/{id}/void``. Placeholders are arguments.
    address: the whole path, where it does not lie under the resource's.
    fallback: the whole path to read when the other one is not there (404): sources differ.
    verb: which shared code runs it: ``list``, ``get``, ``create``, ``update``, ``delete``;
        ``read`` shows a reply, ``act`` changes something.
    body: whether ``-f``, ``-d`` and ``--set`` are taken: ``none``, ``optional``, ``required``.
    fields: body fields of this action alone, with their typed options.
    filters: query parameters of this action alone.
    columns: of what it shows, where those of the resource do not fit.
    merge: the API replaces the whole record, so the current one is read and merged first.
    required_keys: keys that the API wants in each update, which keeps what is not sent: those
        that the changes do not name go along as the record has them.
    confirm: ``delete``, ``authority`` (reaches the tax authority), ``void``, ``open`` (has an
        effect on the accounts from then on) and ``risky`` ask before sending.
    undo: the action of the same resource that takes it back; told of once it is done.
    show: dotted path of the part of the reply to show; empty for the whole. With ``[]`` at
        its end it is a list, and an absent one is an empty one.
    accounting_only: takes a document out of the accounts and does not cancel it at the authority.
    message_key: key of the reply that tells of success; the API has odd ones.
    query: pairs that are always sent, unless a filter of the same name was given.
    mailing: it sends a document by e-mail, to addresses or to whom the document is about.
    noun: what the action is about, where that is not the resource ("attachment").
    ids: several records in one request.
    ids_of: (placeholder, resource) for each placeholder that takes the id of another resource.
    aliases: other names of the command. countries: where it exists; empty for everywhere.
    other_names: (language, name) of what it is called in another language, beside the words that
        the program has for its name anyway; the first of a language is shown.
    """

    name: str = attrs.field(validator=matches(NAME))
    method: str = attrs.field(validator=one_of(METHODS))
    path: str = ""
    verb: str = attrs.field(default="act", validator=one_of(READING + WRITING), kw_only=True)
    summary: str = attrs.field(default="", kw_only=True)
    address: str = attrs.field(default="", kw_only=True)
    fallback: str = attrs.field(default="", kw_only=True)
    body: str = attrs.field(default="none", validator=one_of(BODIES), kw_only=True)
    fields: tuple[Field, ...] = attrs.field(default=(), kw_only=True)
    filters: tuple[Filter, ...] = attrs.field(default=(), kw_only=True)
    columns: tuple[Column, ...] = attrs.field(default=(), kw_only=True)
    ids: Ids | None = attrs.field(default=None, kw_only=True)
    merge: bool = attrs.field(default=False, kw_only=True)
    required_keys: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    confirm: str = attrs.field(default="", validator=one_of(CONFIRMS), kw_only=True)
    undo: str = attrs.field(default="", kw_only=True)
    show: str = attrs.field(default="", validator=matches(_PART), kw_only=True)
    accounting_only: bool = attrs.field(default=False, kw_only=True)
    message_key: str = attrs.field(default="message", kw_only=True)
    query: tuple[tuple[str, str], ...] = attrs.field(default=(), kw_only=True)
    mailing: Mailing | None = attrs.field(default=None, kw_only=True)
    noun: str = attrs.field(default="", kw_only=True)
    ids_of: tuple[tuple[str, str], ...] = attrs.field(default=(), kw_only=True)
    aliases: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    countries: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    other_names: tuple[tuple[str, str], ...] = attrs.field(default=(), kw_only=True)

    def __attrs_post_init__(self) -> None:
        owner = f"action {self.name}"
        check_kinds(self)
        refuse_first(owner, (*self._of_method(), *self._of_path(), *self._of_body()))
        unknown = {name for name, _resource in self.ids_of} - set(self.arguments)
        if unknown:
            raise ValueError(f"{owner}: ids_of names no placeholder {unknown.pop()!r}")
        for name in (*(named for _place, named in self.ids_of), *self.aliases):
            if not NAME.fullmatch(name):
                raise ValueError(f"{owner}: the name {name!r} is malformed")
        check_other_names(owner, self.other_names)
        no_twice(owner, "filter", [item.param for item in self.filters])
        no_twice(owner, "field", [item.path for item in self.fields])
        no_twice(owner, "column", [item.path for item in self.columns])

    def _of_method(self) -> tuple[tuple[object, str], ...]:
        updates = self.verb == "update"
        return (
            (self.verb in READING and self.writes, f"{self.verb} reads, so its method is GET"),
            (self.verb in WRITING and not self.writes, f"{self.verb} writes, so GET can't be it"),
            (not self.writes and self.body != "none", "a GET has no body"),
            (self.merge and self.required_keys, "merge sends everything: required_keys adds none"),
            (
                (self.merge or self.required_keys) and not updates,
                "merge and required_keys are of an update",
            ),
            (self.confirm and not self.writes, "reading needs no confirmation"),
            (self.fallback and self.writes, "only what is read may be looked for elsewhere"),
            (self.filters and self.writes, "only what is read is filtered"),
            (self.accounting_only and not self.writes, "reading takes nothing out of the accounts"),
            (
                self.confirm == "delete" and self.verb not in ("delete", "act"),
                f"a {self.verb} deletes nothing",
            ),
            (self.undo == self.name, "nothing undoes itself"),
        )

    def _of_path(self) -> tuple[tuple[object, str], ...]:
        taken, several = self.arguments, len({*self.arguments}) < len(self.arguments)
        paths = (self.path, self.address, self.fallback)
        rest = [_PLACEHOLDER.sub("", path) for path in paths]
        return (
            (any(path and path[0] != "/" for path in paths), "its path must start with '/'"),
            (any({*"{}"} & {*path} for path in rest), "a placeholder is letters between { and }"),
            (several, "a placeholder comes twice"),
            (
                {*_PLACEHOLDER.findall(self.fallback)} - {*taken},
                "its fallback has a placeholder that its path has not",
            ),
            (self.verb in ("list", "create", "rows") and taken, f"{self.verb} takes no id"),
            (self.verb in ("get", "download") and len(taken) > 1, f"{self.verb} takes one id"),
            (self.verb in ("delete", "download") and not taken, f"{self.verb} needs an id"),
        )

    def _of_body(self) -> tuple[tuple[object, str], ...]:
        bare = self.body == "none"
        fields = {top_key(item.path) for item in self.fields}
        ids, mailing = self.ids, self.mailing
        return (
            (self.fields and not self.writes, "what is read has no fields of a body"),
            (self.verb in ("create", "update") and bare, f"{self.verb} needs a body"),
            (ids and self.arguments, "several ids go with no placeholder"),
            (ids and self.verb != "act", f"a {self.verb} takes no several ids in one request"),
            (mailing and self.verb != "act", f"a {self.verb} sends no letter"),
            (mailing and len(self.arguments) != 1, "a letter is about one document"),
            (mailing and mailing.to not in fields, "its mailing names no field"),
        )

    @property
    def arguments(self) -> tuple[str, ...]:
        """Names of the path's placeholders, in order."""
        return tuple(_PLACEHOLDER.findall(self.address or self.path))

    @property
    def writes(self) -> bool:
        return self.method != "GET"


LIST = Action("list", "GET", "", verb="list")
GET = Action("get", "GET", "/{id}", verb="get")
CREATE = Action("create", "POST", "", verb="create", body="required")
UPDATE = Action("update", "PUT", "/{id}", verb="update", body="required")
DELETE = Action("delete", "DELETE", "/{id}", verb="delete", confirm="delete")
CRUD = (LIST, GET, CREATE, UPDATE, DELETE)
