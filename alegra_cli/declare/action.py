"""A verb on a resource: one request of the API, and how the command line offers it."""

from __future__ import annotations

import re

import attrs

from alegra_cli.declare.checks import NAME, matches, one_of
from alegra_cli.declare.field import Column, Field, Filter

VERBS = (
    "list",
    "get",
    "create",
    "update",
    "delete",
    "read",
    "rows",
    "compute",
    "attach",
    "download",
    "act",
)
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
BODIES = ("none", "optional", "required")
CONFIRMS = ("", "delete", "authority", "risky")

_PLACEHOLDER = re.compile(r"\{([a-zA-Z]+)\}")


@attrs.frozen(eq=False)
class Ids:
    """Several ids in one request.

    place: ``query`` (comma-separated under `name`) or ``body`` (a list under `name`).
    most: how many the API takes in one request.
    """

    place: str = attrs.field(validator=one_of(("query", "body")))
    name: str
    most: int = 30


@attrs.frozen(eq=False)
class Action:
    """A verb on a resource.

    path: what follows the resource's path: ``/{id}/void``. Placeholders are arguments.
    address: the whole path, where it does not lie under the resource's.
    otherwise: the whole path to read when the other one is not there (404): sources differ.
    page_size: the most rows a page of ``rows`` can have; 0 for as many as the service's.
    page_param: the query parameter that counts pages from 1, where rows do not start at one.
    verb: which shared code runs it. ``read`` shows a reply, ``rows`` reads all pages of a
        report, ``compute`` works a report out here from documents, ``attach`` uploads files,
        ``download`` follows a signed link into a file, ``act`` changes something.
    body: whether ``-f``, ``-d`` and ``--set`` are taken.
    fields: body fields of this action alone, with their typed options.
    merge: the API replaces the whole record, so the current one is read and merged first.
    required_keys: keys that the API wants in each update, which keeps what is not sent: those
        that the changes do not name go along as the record has them.
    confirm: ``delete`` and ``authority`` (reaches the tax authority) ask before sending.
    show: dotted path of the part of the reply to show; empty for the whole. With ``[]`` at
        its end it is a list, and an absent one is an empty one.
    accounting_only: takes a document out of the accounts and does not cancel it at the authority.
    says: key of the reply that tells of success; the API has odd ones.
    query: pairs that are always sent.
    noun: what the action is about, where that is not the resource ("attachment").
    order_fields: what ``--order-field`` takes, for ``rows``.
    sums: keys of the rows that are added up below a table, for ``rows``.
    parts: names of the multipart field an uploaded file may go under, the usual one first.
    link: dotted path of the signed link in the record, for ``download``.
    run: ``module:function`` that computes, imported when it runs (`declare.computed`).
    reads: names of the resources a computation reads.
    of: (placeholder, resource) for each placeholder that takes the id of another resource.
    """

    name: str = attrs.field(validator=matches(NAME))
    method: str = attrs.field(validator=one_of(METHODS))
    path: str = ""
    verb: str = attrs.field(default="act", validator=one_of(VERBS))
    summary: str = ""
    body: str = attrs.field(default="none", validator=one_of(BODIES))
    fields: tuple[Field, ...] = ()
    filters: tuple[Filter, ...] = ()
    columns: tuple[Column, ...] = ()
    address: str = ""
    otherwise: str = ""
    page_size: int = 0
    page_param: str = ""
    ids: Ids | None = None
    merge: bool = False
    required_keys: tuple[str, ...] = ()
    confirm: str = attrs.field(default="", validator=one_of(CONFIRMS))
    show: str = ""
    accounting_only: bool = False
    says: str = "message"
    query: tuple[tuple[str, str], ...] = ()
    noun: str = ""
    order_fields: tuple[str, ...] = ()
    sums: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    link: str = ""
    run: str = ""
    reads: tuple[str, ...] = ()
    of: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()

    @property
    def arguments(self) -> tuple[str, ...]:
        """Names of the path's placeholders, in order."""
        return tuple(_PLACEHOLDER.findall(self.address or self.path))

    @property
    def writes(self) -> bool:
        return self.method != "GET"


LIST = Action("list", "GET", "", "list")
GET = Action("get", "GET", "/{id}", "get")
CREATE = Action("create", "POST", "", "create", body="required")
UPDATE = Action("update", "PUT", "/{id}", "update", body="required")
DELETE = Action("delete", "DELETE", "/{id}", "delete", confirm="delete")
CRUD = (LIST, GET, CREATE, UPDATE, DELETE)
