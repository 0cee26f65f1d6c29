"""What goes in and what is shown: fields of bodies, filters of lists, columns of tables."""

from __future__ import annotations

import re

import attrs

from alegra_cli.declare.checks import (
    FIELD_PATH,
    NAME,
    OPTION,
    at_least,
    check_conditions,
    check_other_names,
    matches,
    one_of,
    refuse_first,
)
from alegra_cli.declare.declaration import Declaration
from alegra_cli.declare.word_kinds import check_kinds

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


@attrs.frozen(eq=False, repr=False)
class Ref(Declaration):
    """The kind of a field that points at a record of another resource.

    The API takes a bare id or ``{"id": …}``, ``{"code": …}`` where `key` says so (S34).
    """

    resource: str = attrs.field(validator=matches(NAME))
    key: str = attrs.field(default="id", validator=matches(FIELD_PATH))


def _kind(owner: Field | Filter | Column, _attribute: object, value: str | Ref) -> None:
    if not isinstance(value, Ref) and value not in KINDS:
        raise ValueError(f"{type(owner).__name__} kind {value!r} is not one of {KINDS}")


@attrs.frozen(eq=False, repr=False)
class Field(Declaration):
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
    max_length: int = attrs.field(default=0, validator=at_least(0), kw_only=True)
    most: int = attrs.field(default=0, validator=at_least(0), kw_only=True)
    not_negative: bool = attrs.field(default=False, kw_only=True)
    tax_id: str = attrs.field(default="", kw_only=True)
    may_be_empty: bool = attrs.field(default=False, kw_only=True)
    labels: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    words: tuple[tuple[str, str], ...] = attrs.field(default=(), kw_only=True)
    other_names: tuple[tuple[str, str], ...] = attrs.field(default=(), kw_only=True)
    example: str = attrs.field(default="", kw_only=True)
    catalog: str = attrs.field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        owner = f"Field {self.path}"
        check_kinds(self)
        check_conditions(owner, self.unless)
        check_other_names(owner, self.other_names)
        _check_words(owner, self.choices, self.words)
        refuse_first(owner, self._contradictions())

    def _contradictions(self) -> tuple[tuple[object, str], ...]:
        numbers = self.kind in NUMBERS
        unknown = {*self.actions} - {"create", "update"}
        return (
            (self.kind == "word", "the kind 'word' is of a column"),
            (self.option and not OPTION.fullmatch(self.option), f"{self.option!r} is no option"),
            (unknown or not self.actions, "its actions are create, update or both"),
            (self.choices and self.kind not in _CHOSEN, f"{self.kind} has no choices"),
            (self.read_choices and not self.choices, "read_choices are beside choices"),
            ({*self.choices} & {*self.read_choices}, "a choice is one of its read_choices too"),
            (self.unless and not self.required, "unless is of a required field"),
            (self.max_length and numbers, f"{self.kind} has no max_length"),
            (self.most and not numbers, f"{self.kind} has no most"),
            (self.not_negative and not numbers, f"{self.kind} is never negative"),
            (self.may_be_empty and self.kind != "list", "only a list may be empty"),
            (self.may_be_empty and not self.required, "what is not required may be empty anyway"),
            (
                self.countries and {*self.required_in} - {*self.countries},
                "it is required in a country where it is not",
            ),
            (
                self.example and self.choices and self.example not in self.choices,
                "its example is none of the choices",
            ),
            (
                self.example and numbers and not _NUMBER.fullmatch(self.example),
                "its example is no number",
            ),
        )


_NUMBER = re.compile(r"-?\d+(\.\d+)?")
# The kinds of what can be one of several texts, or some of them.
_CHOSEN = ("text", "csv", "list")


def _check_words(owner: str, choices: tuple[str, ...], words: tuple[tuple[str, str], ...]) -> None:
    """Raises ValueError for a word that means no choice, or two."""
    known: dict[str, str] = {}
    for word, choice in words:
        for one in choice.split("|") if choices else ():
            if one not in choices:
                raise ValueError(f"{owner}: {word!r} means no choice {one!r}")
        if known.setdefault(word.casefold(), choice) != choice:
            raise ValueError(f"{owner}: {word!r} means two things")


_PARAMETER = re.compile(r"[^\s&=?#]+")


@attrs.frozen(eq=False, repr=False)
class Filter(Declaration):
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

    param: str = attrs.field(validator=matches(_PARAMETER))
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

    def __attrs_post_init__(self) -> None:
        owner = f"Filter {self.param}"
        check_kinds(self)
        check_other_names(owner, self.other_names)
        _check_words(owner, self.choices, self.words)
        day = self.kind == "date"
        odd = [name for name in self.names if not OPTION.fullmatch(name)]
        refuse_first(
            owner,
            (
                (self.kind in _NO_FILTER, f"no query has a value of the kind {self.kind!r}"),
                (odd, f"{', '.join(odd)!r} is no option"),
                (self.choices and self.kind not in _CHOSEN, f"{self.kind} has no choices"),
                (self.choices and self.ids_of, "ids are none of a few choices"),
                (self.open_choices and not self.choices, "open_choices are of choices"),
                (self.words and not self.choices, "words mean choices, and there are none"),
                ("" in self.choices or len({*self.choices}) < len(self.choices), "odd choices"),
                (not day and self.period_end, "period_end is of a date"),
                (not day and self.one_day, "one_day is of a date"),
                (self.one_day and self.period_end, "one day is no end of a period"),
                (not day and self.compares, "compares is of a date"),
                (self.compares and not self.record_path, "compares needs a record_path"),
                (self.ids_of and not NAME.fullmatch(self.ids_of), "ids_of is no resource"),
            ),
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The option names: ``client_id`` is ``--client-id``, ``dueDate`` is ``--due-date``."""
        return self.options or (option_name(self.param),)


# What no text of a query can be.
_NO_FILTER = ("word", "object", "list", "any")


@attrs.frozen(eq=False, repr=False)
class Column(Declaration):
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
        check_kinds(self)
        refuse_first(
            f"Column {self.path}",
            (
                (not self.title.strip(), "it has no title"),
                (not all(self.path.split(".")), "its path is malformed"),
                (self.late_while and self.kind != "date", "only a day can be late"),
                (self.priority is not None and self.priority < 0, "priority is below 0"),
            ),
        )


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
