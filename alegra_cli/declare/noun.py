"""What a declaration says of a noun of the API, and what can be asked of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from alegra_cli.declare.action import Action
from alegra_cli.declare.api import ALEGRA, Api
from alegra_cli.declare.checks import NAME, matches
from alegra_cli.declare.declaration import Declaration
from alegra_cli.declare.field import NUMBERS, Column, Field, Filter, Ref

# Their classes take a while to be made, and few commands need them all.
if TYPE_CHECKING:
    from alegra_cli.declare.conversion import Conversion
    from alegra_cli.declare.emission import Emission
    from alegra_cli.declare.known_by import KnownBy
    from alegra_cli.declare.line_option import LineOption
    from alegra_cli.declare.reversal import Reversal
    from alegra_cli.declare.rule import CountryRule
    from alegra_cli.declare.tax_document import TaxDocument
    from alegra_cli.declare.template import Template


@attrs.frozen(eq=False, repr=False, kw_only=True)
class Envelope(Declaration):
    """How a list comes wrapped (S25).

    rows: key of the rows in an object; a bare array is always understood.
    total: dotted path of the number of records, a number or a numeric text.
    counts: whether ``metadata=true`` makes the API tell the total.
    record: key that a single record may come wrapped in.
    alternatives: other keys that rows or a record have been seen or documented under.
    """

    rows: str = "data"
    total: str = "metadata.total"
    counts: bool = True
    record: str = ""
    alternatives: tuple[str, ...] = ()


ARRAY_OR_DATA = Envelope()


@attrs.frozen(eq=False, repr=False)
class Balance(Declaration):
    """Two keys of the elements of a list whose sums must be the same, as debit and credit."""

    lines: str
    left: str
    right: str


@attrs.frozen(eq=False, repr=False)
class Period(Declaration):
    """The query parameters behind ``--period``, ``--since`` and ``--until``, both ends inclusive.

    since, until: empty where the API can't filter by that end: all records are read then, and
        those of the days are kept by what they have at `record_path`.
    record_path: where a record has the day, so that one outside shows that an account ignores
        them; empty where records tell none.
    """

    since: str = "date_afterOrNow"
    until: str = "date_beforeOrNow"
    record_path: str = attrs.field(default="date", kw_only=True)


# `Resource` is what is made of it; a second ``__init__`` would be compiled at every start.
@attrs.frozen(eq=False, repr=False, init=False)
class Noun(Declaration):
    """A noun of the API, as data.

    name: plural, hyphenated; the name of the entry point and of the command.
    singular: the noun for one record, as messages use it ("invoice").
    title: what a person calls them all ("Sales invoices"), for the sheets of a workbook and for
        the reference page.
    id_key: the key that names a record, ``id`` or ``code``.
    web_path: path of the page that shows a record in the web application, with ``{id}`` in it;
        empty where it is not known.
    label: dotted paths of what a person calls a record by, for the names of its files.
    natural_keys: what a record can be known by without its id, strongest first: groups of dotted
        paths whose values together name one record, in every company and in a file. Empty where
        nothing but the id tells two records apart.
    known_by: what a person may name a record by in the place of its id, strongest first.
    lines: dotted paths of the lists that a file may have one row each for, as ``items``.
    line_options: options that add an element to a list of a body, as ``--item``.
    order_fields: what ``--order-field`` takes; empty where the API tells none.
    newest_first: whether a list begins with the newest where nobody asks for an order.
    searchable: whether ``query=`` searches.
    repeats: whether a list gives the same record several times, once for each of its parts: it
        is shown and counted once.
    page_size: the most rows a page of the list may have, where that is more than the service's;
        an account that refuses it is asked for the usual.
    pages: whether the list takes start and limit.
    cursor: query parameter that takes the id of a record to go on from, where pages are not cut
        by a number of rows.
    change_time: key of the time at which a record was last changed, where records tell it.
    read_only: keys of the record that a merging update must not send back.
    synonyms: groups of fields that say the same thing; one of them satisfies a requirement,
        and changing one drops the others from what a merging update read.
    duplicates: (path, paths) of what every record says twice: the text at the first path is those
        at the others, with a blank between. A file that says two things there is refused.
    synonyms_code: the API's code for a body that says the same thing in two fields.
    balance: sums that must agree before a body is sent.
    reversal: the document that one of these takes back, and how it is built from it.
    conversions: the documents that one of these can be made from.
    emission: how its documents are sent to the tax authority, where they are.
    numbering: the kind of numbering (``documentType``) that its documents get their numbers from.
    stamp: path of the body flag that sends the document to the tax authority on create.
    draft: body keys that make a draft, such as ``{"status": "draft"}``.
    rules: what a body has to keep in a country, or with the country ``*`` anywhere.
    tax_document: which documents of the tax authority's its records are, where they are any that
        suppliers send or clients get.
    templates: files that people have of these records, by their column names.
    statuses: accounting states a record goes through and what each means.
    quirks: what surprises people, for the reference page.
    examples: command lines that work on a fresh sandbox, for help and reference.
    api: the service it lives on.
    group: the command it lies under, for a plugin that brings several: its entry point's name.
    summary: a line about it in the help of its group.
    other_names: (language, name) of what it is called in its group in another language; a command
        of its own is named by entry points. The first of a language is shown.
    """

    name: str = attrs.field(validator=matches(NAME))
    singular: str = attrs.field(kw_only=True)
    title: str = attrs.field(default="", kw_only=True)
    path: str = attrs.field(kw_only=True)
    actions: tuple[Action, ...] = attrs.field(kw_only=True)
    columns: tuple[Column, ...] = attrs.field(kw_only=True)
    filters: tuple[Filter, ...] = attrs.field(default=(), kw_only=True)
    fields: tuple[Field, ...] = attrs.field(default=(), kw_only=True)
    order_fields: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    newest_first: bool = attrs.field(default=False, kw_only=True)
    searchable: bool = attrs.field(default=False, kw_only=True)
    page_size: int = attrs.field(default=0, kw_only=True)
    pages: bool = attrs.field(default=True, kw_only=True)
    cursor: str = attrs.field(default="", kw_only=True)
    repeats: bool = attrs.field(default=False, kw_only=True)
    period: Period | None = attrs.field(default=None, kw_only=True)
    envelope: Envelope = attrs.field(default=ARRAY_OR_DATA, kw_only=True)
    id_key: str = attrs.field(default="id", kw_only=True)
    web_path: str = attrs.field(default="", kw_only=True)
    label: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    natural_keys: tuple[tuple[str, ...], ...] = attrs.field(default=(), kw_only=True)
    known_by: tuple[KnownBy, ...] = attrs.field(default=(), kw_only=True)
    lines: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    line_options: tuple[LineOption, ...] = attrs.field(default=(), kw_only=True)
    change_time: str = attrs.field(default="", kw_only=True)
    read_only: tuple[str, ...] = attrs.field(default=("id",), kw_only=True)
    synonyms: tuple[tuple[str, ...], ...] = attrs.field(default=(), kw_only=True)
    duplicates: tuple[tuple[str, tuple[str, ...]], ...] = attrs.field(default=(), kw_only=True)
    synonyms_code: str = attrs.field(default="", kw_only=True)
    balance: Balance | None = attrs.field(default=None, kw_only=True)
    emission: Emission | None = attrs.field(default=None, kw_only=True)
    conversions: tuple[Conversion, ...] = attrs.field(default=(), kw_only=True)
    reversal: Reversal | None = attrs.field(default=None, kw_only=True)
    numbering: str = attrs.field(default="", kw_only=True)
    stamp: str = attrs.field(default="", kw_only=True)
    draft: tuple[tuple[str, str], ...] = attrs.field(default=(), kw_only=True)
    tax_document: TaxDocument | None = attrs.field(default=None, kw_only=True)
    rules: tuple[CountryRule, ...] = attrs.field(default=(), kw_only=True)
    templates: tuple[Template, ...] = attrs.field(default=(), kw_only=True)
    statuses: tuple[tuple[str, str], ...] = attrs.field(default=(), kw_only=True)
    quirks: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    examples: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    api: Api = attrs.field(default=ALEGRA, kw_only=True)
    group: str = attrs.field(default="", kw_only=True)
    summary: str = attrs.field(default="", kw_only=True)
    other_names: tuple[tuple[str, str], ...] = attrs.field(default=(), kw_only=True)

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

    def action_named(self, name: str) -> Action:
        """The same, where a declaration names it. Raises ``LookupError``."""
        found = self.action(name)
        if found is None:
            raise LookupError(f"{self.name}: this needs an action called {name!r}")
        return found

    def newest_order(self) -> tuple[tuple[str, str], ...] | None:
        """The parameters by which a list begins with the newest; None where it can't be asked to.

        By the day that its table shows first, else by the id, which counts up.
        """
        if self.newest_first:
            return ()
        days = [column.path for column in self.columns if column.kind == "date"]
        for path in (*days[:1], self.id_key):
            if path in self.order_fields:
                return (("order_field", path), ("order_direction", "DESC"))
        return None

    def number_paths(self) -> list[str]:
        """The paths of the fields that are numbers, with ``[]`` after a list."""
        return [field.path for field in self.fields if field.kind in NUMBERS]

    def target(self, path: str) -> str:
        """The resource whose record the field at `path` names. Raises ``LookupError``."""
        for field in self.fields:
            if field.path == path and isinstance(field.kind, Ref):
                return field.kind.resource
        raise LookupError(f"{self.name}: this needs a field {path!r} that names a record")

    def always(self, field: Field) -> bool:
        """Whether a body needs the field, and not only the object or list that it lies in."""
        if not field.required:
            return False
        outer = [field.path[:place] for place, sign in enumerate(field.path) if sign == "."]
        around = {*outer, *(path.removesuffix("[]") for path in outer)}
        return not around or all(item.required for item in self.fields if item.path in around)

    def by_verb(self, verb: str) -> Action | None:
        """The first action that the shared code `verb` runs."""
        return next((action for action in self.actions if action.verb == verb), None)

    def action_of(self, verb: str) -> Action:
        """The same, where what is asked for can't be without it. Raises ``LookupError``."""
        found = self.by_verb(verb)
        if found is None:
            raise LookupError(f"{self.name}: this needs an action with the verb {verb!r}")
        return found
