"""A declared noun."""

from __future__ import annotations

import attrs

from alegra_cli.declare.action import Action
from alegra_cli.declare.api import ALEGRA, Api
from alegra_cli.declare.checks import NAME, matches, no_twice
from alegra_cli.declare.emission import Emission
from alegra_cli.declare.field import Column, Field, Filter
from alegra_cli.declare.reversal import Reversal
from alegra_cli.declare.rule import CountryRule


@attrs.frozen(eq=False)
class Envelope:
    """How a list comes wrapped (_CROSS_CUTTING.md section 5).

    rows: key of the rows in an object; a bare array is always understood.
    total: dotted path of the number of records, a number or a numeric text.
    counts: whether ``metadata=true`` makes the API tell the total.
    record: key that a single record may come wrapped in.
    """

    rows: str = "data"
    total: str = "metadata.total"
    counts: bool = True
    record: str = ""


ARRAY_OR_DATA = Envelope()


@attrs.frozen(eq=False)
class Balance:
    """Two keys of the elements of a list whose sums must be the same, as debit and credit."""

    lines: str
    left: str
    right: str


@attrs.frozen(eq=False)
class Period:
    """The query parameters behind ``--since`` and ``--until``, both ends inclusive."""

    since: str = "date_afterOrNow"
    until: str = "date_beforeOrNow"


@attrs.frozen(eq=False)
class Resource:
    """A noun of the API, as data.

    name: plural, hyphenated; the name of the entry point and of the command.
    one: the noun for one record, as messages use it ("invoice").
    id_key: the key that names a record, ``id`` or ``code``.
    page: path of the page that shows a record in the web application, with ``{id}`` in it; empty
        where it is not known.
    label: dotted paths of what a person calls a record by, for the names of its files.
    keys: what a record can be known by without its id, strongest first: groups of dotted paths
        whose values together name one record, in every company and in a file. Empty where
        nothing but the id tells two records apart.
    order_fields: what ``--order-field`` takes; empty where the API tells none.
    search: whether ``query=`` searches.
    repeats: whether a list gives the same record several times, once for each of its parts: it
        is shown and counted once.
    page_size: the most rows a page of the list may have, where that is more than the service's;
        an account that refuses it is asked for the usual.
    pages: whether the list takes start and limit.
    changed: key of the time at which a record was last changed, where records tell it.
    read_only: keys of the record that a merging update must not send back.
    spellings: groups of fields that say the same thing; one of them satisfies a requirement,
        and changing one drops the others from what a merging update read.
    spelling_refused: the API's code for a body that says the same thing in two fields.
    balance: sums that must agree before a body is sent.
    reverses: the document that one of these takes back, and how it is built from it.
    emission: how its documents are sent to the tax authority, where they are.
    stamp: path of the body flag that sends the document to the tax authority on create.
    draft: body keys that make a draft, such as ``{"status": "draft"}``.
    statuses: accounting states a record goes through and what each means.
    quirks: what surprises people, for the reference page.
    examples: command lines that work on a fresh sandbox, for help and reference.
    api: the service it lives on.
    group: the command it lies under, for a plugin that brings several: its entry point's name.
    summary: a line about it in the help of its group.
    """

    name: str = attrs.field(validator=matches(NAME))
    one: str
    path: str
    actions: tuple[Action, ...]
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...] = ()
    fields: tuple[Field, ...] = ()
    order_fields: tuple[str, ...] = ()
    search: bool = False
    page_size: int = 0
    pages: bool = True
    repeats: bool = False
    period: Period | None = None
    envelope: Envelope = ARRAY_OR_DATA
    id_key: str = "id"
    page: str = ""
    label: tuple[str, ...] = ()
    keys: tuple[tuple[str, ...], ...] = ()
    changed: str = ""
    read_only: tuple[str, ...] = ("id",)
    spellings: tuple[tuple[str, ...], ...] = ()
    spelling_refused: str = ""
    balance: Balance | None = None
    emission: Emission | None = None
    reverses: Reversal | None = None
    stamp: str = ""
    draft: tuple[tuple[str, str], ...] = ()
    rules: tuple[CountryRule, ...] = ()
    statuses: tuple[tuple[str, str], ...] = ()
    quirks: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    api: Api = ALEGRA
    group: str = ""
    summary: str = ""

    def __attrs_post_init__(self) -> None:
        names = [name for action in self.actions for name in (action.name, *action.aliases)]
        no_twice(self.name, "action", names)
        no_twice(self.name, "filter", [item.param for item in self.filters])
        no_twice(self.name, "option", [name for item in self.filters for name in item.names])
        no_twice(self.name, "field", [item.path for item in self.fields])
        no_twice(self.name, "option", [item.option for item in self.fields if item.option])
        no_twice(self.name, "column", [item.path for item in self.columns])
        if not self.path.startswith("/") or self.path.endswith("/"):
            raise ValueError(f"{self.name}: path {self.path!r} must start, and not end, with '/'")
        if self.emission and self.action(self.emission.action) is None:
            raise ValueError(f"{self.name}: emission names no action {self.emission.action!r}")
        if self.page and "{id}" not in self.page:
            raise ValueError(f"{self.name}: page {self.page!r} has no {{id}}")
        params = {item.param for item in self.filters}
        if self.period and not {self.period.since, self.period.until} <= params:
            raise ValueError(f"{self.name}: the period's parameters are not declared as filters")

    @property
    def command(self) -> tuple[str, ...]:
        """The words of its command: ``("invoices",)``, ``("eprovider", "invoices")``."""
        return (self.group, self.name) if self.group else (self.name,)

    def action(self, name: str) -> Action | None:
        """The action called `name`, by its name or an alias."""
        for action in self.actions:
            if name == action.name or name in action.aliases:
                return action
        return None

    def always(self, field: Field) -> bool:
        """Whether a body needs the field, and not only the object or list that it lies in."""
        around = [item for item in self.fields if field.path.startswith(item.path + ".")]
        around += [item for item in self.fields if field.path.startswith(item.path + "[].")]
        return field.required and all(item.required for item in around)

    def by_verb(self, verb: str) -> Action | None:
        """The first action that the shared code `verb` runs."""
        return next((action for action in self.actions if action.verb == verb), None)
