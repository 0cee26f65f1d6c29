"""What goes in and what is shown: fields of bodies, filters of lists, columns of tables."""

from __future__ import annotations

import re

import attrs

from alegra_cli.declare.checks import FIELD_PATH, matches, one_of

KINDS = (
    "text",
    "integer",
    "number",
    "money",
    # An amount, or a list of them.
    "amounts",
    "boolean",
    # A boolean that the API writes as a word.
    "yesno",
    "date",
    "datetime",
    # Several values in one text, with commas.
    "csv",
    "list",
    "object",
    "any",
    # A network address without its scheme.
    "address",
    # One of a few words of this program, which a table shows in the language in use.
    "word",
)

NUMBERS = ("money", "number", "integer", "amounts")
"""The kinds whose values are numbers."""


@attrs.frozen(eq=False)
class Ref:
    """The kind of a field that points at a record of another resource.

    The API takes a bare id or ``{"id": …}``, ``{"code": …}`` where `key` says so (S34).
    """

    resource: str
    key: str = "id"


def _kind(owner: Field | Filter | Column, attribute: object, value: str | Ref) -> None:
    if not isinstance(value, Ref) and value not in KINDS:
        raise ValueError(f"{type(owner).__name__} kind {value!r} is not one of {KINDS}")


@attrs.frozen(eq=False)
class Field:
    """One key of a request body.

    path: dotted, ``[]`` after a list: ``items[].price``.
    kind: one of `KINDS`, or a `Ref`.
    option: the typed option that sets it (``--client``); empty where ``--set`` serves.
    choices: the values the API takes; `documented` says that the list is documented and complete,
        so that another value is refused before anything is sent; otherwise it is a warning.
    read_choices: values that only a record that was read has, and that no body takes: one that
        is given back to an update goes without them.
    unless: conditions (`declare.rule.Condition`) any of which makes a required field optional.
    required_in: countries whose accounts need it, which is warned about, since the API's own
        enforcement differs between accounts.
    countries: where it exists at all; empty for everywhere.
    actions: the actions it belongs to, ``create`` and ``update``.
    max_length: the longest text it takes, in characters; 0 for no known limit.
    most: the largest number that makes sense, 0 for no limit: 19.000 percent are 19.
    not_negative: whether a number below zero makes no sense, which is told and not refused.
    tax_id: for a field with a tax id, the path of the id's type; the country's pack reads it.
    may_be_empty: an empty list is a value of a required field, and takes away all that is there.
    labels: what the headers of files call it, in any language, besides its path and its help.
    words: (word, choice) of what screens and files call its choices; for a list ``a|b`` is both.
    other_names: (language, option) of what its option is called in another language, beside the
        words that the program has for it anyway; the first of a language is shown.
    example: a value for the body that ``schema --example`` shows; the field is then part of it.
    catalog: the English name of the list that has its codes where a country has such a list, for
        a field that no `CountryRule` with a catalog is about.
    """

    path: str = attrs.field(validator=matches(FIELD_PATH))
    kind: str | Ref = attrs.field(default="text", validator=_kind)
    help: str = ""
    required: bool = attrs.field(default=False, kw_only=True)
    unless: tuple[tuple[str, str], ...] = attrs.field(default=(), kw_only=True)
    choices: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    read_choices: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    documented: bool = attrs.field(default=True, kw_only=True)
    option: str = attrs.field(default="", kw_only=True)
    required_in: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    countries: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    actions: tuple[str, ...] = attrs.field(default=("create", "update"), kw_only=True)
    max_length: int = attrs.field(default=0, kw_only=True)
    most: int = attrs.field(default=0, kw_only=True)
    not_negative: bool = attrs.field(default=False, kw_only=True)
    tax_id: str = attrs.field(default="", kw_only=True)
    may_be_empty: bool = attrs.field(default=False, kw_only=True)
    labels: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    words: tuple[tuple[str, str], ...] = attrs.field(default=(), kw_only=True)
    other_names: tuple[tuple[str, str], ...] = attrs.field(default=(), kw_only=True)
    example: str = attrs.field(default="", kw_only=True)
    catalog: str = attrs.field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        for word, choice in self.words if self.choices else ():
            for one in choice.split("|"):
                if one not in self.choices:
                    raise ValueError(f"Field {self.path}: {word!r} means no choice {one!r}")


@attrs.frozen(eq=False)
class Filter:
    """One query parameter of a read.

    options: the names it has on the command line; made from `param` when empty.
    open_choices: `choices` are known values and not the whole list, so others pass.
    period_end: a date that ends a period, so that ``last-month`` means its last day.
    ids_of: the resource whose ids it takes.
    one_day: a date that is exactly the record's, so that a word for a month is refused.
    record_path: where a record has the value, in full or as a part; records without it show that
        the account ignores the filter.
    compares: how a record's day at `record_path` stands to the one asked for: ``=``, ``>=`` …
    single_value: the API takes one value in a request, so that several are asked for one by one.
    words: (word, choice) of what people call its choices, beside what the program knows anyway.
    other_names: (language, option) of what its option is called in another language, likewise.
    catalog: the English name of the list that has its codes, where a country has such a list.
    """

    param: str
    kind: str = attrs.field(default="text", validator=one_of(KINDS))
    help: str = ""
    choices: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    open_choices: bool = attrs.field(default=False, kw_only=True)
    options: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    countries: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    period_end: bool = attrs.field(default=False, kw_only=True)
    one_day: bool = attrs.field(default=False, kw_only=True)
    ids_of: str = attrs.field(default="", kw_only=True)
    record_path: str = attrs.field(default="", kw_only=True)
    compares: str = attrs.field(
        default="", validator=one_of(("", "=", ">", ">=", "<", "<=")), kw_only=True
    )
    single_value: bool = attrs.field(default=False, kw_only=True)
    words: tuple[tuple[str, str], ...] = attrs.field(default=(), kw_only=True)
    other_names: tuple[tuple[str, str], ...] = attrs.field(default=(), kw_only=True)
    catalog: str = attrs.field(default="", kw_only=True)

    @property
    def names(self) -> tuple[str, ...]:
        """The option names: ``client_id`` is ``--client-id``, ``dueDate`` is ``--due-date``."""
        return self.options or (option_name(self.param),)


@attrs.frozen(eq=False)
class Column:
    """One column of a table: title, dotted path into the record, and how to align it.

    alternatives: other paths that accounts have been seen to have it under.
    priority: 0 for what is always shown; of the others, those with the highest number go first
        where a terminal is narrow. None for what its kind and place say: amounts, numbers, days,
        states and what a record is called stay.
    gender: ``m`` or ``f`` of what the record is called where languages have genders, for the words
        of its state; empty for what most are.
    late_while: of a day, the states (``status``) of a record in which it is late once that day is
        past; a terminal shows it red.
    """

    title: str
    path: str
    kind: str = attrs.field(default="text", validator=one_of(KINDS))
    alternatives: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    priority: int | None = attrs.field(default=None, kw_only=True)
    gender: str = attrs.field(default="", validator=one_of(("", "m", "f")), kw_only=True)
    late_while: tuple[str, ...] = attrs.field(default=(), kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.late_while and self.kind != "date":
            raise ValueError(f"Column {self.path}: only a day can be late")


def option_name(param: str) -> str:
    """``numberTemplate_fullNumber`` gives ``--number-template-full-number``."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", param).replace("_", "-").replace(".", "-")
    return "--" + words.lower()


def date_filters(param: str, option: str, what: str) -> tuple[Filter, ...]:
    """The exact date and the four range variants that the API gives a document date.

    Only the ``OrNow`` variants of ``date`` have been seen to filter (S71);
    ``--since`` and ``--until`` use those.
    """
    return (
        Filter(
            param,
            "date",
            f"{what}: exactly this day.",
            one_day=True,
            record_path=param,
            compares="=",
        ),
        Filter(
            f"{param}_after",
            "date",
            f"{what}: after this day.",
            options=(f"{option}-after",),
            period_end=True,
            record_path=param,
            compares=">",
        ),
        Filter(
            f"{param}_afterOrNow",
            "date",
            f"{what}: this day or after.",
            options=(f"{option}-from",),
            record_path=param,
            compares=">=",
        ),
        Filter(
            f"{param}_before",
            "date",
            f"{what}: before this day.",
            options=(f"{option}-before",),
            record_path=param,
            compares="<",
        ),
        Filter(
            f"{param}_beforeOrNow",
            "date",
            f"{what}: this day or before.",
            options=(f"{option}-to",),
            period_end=True,
            record_path=param,
            compares="<=",
        ),
    )
