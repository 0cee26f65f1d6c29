"""What one country adds to a resource."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import attrs

from alegra_cli.declare.checks import (
    FIELD_PATH,
    at_least,
    check_conditions,
    matches,
    one_of,
    refuse_first,
    takes_one,
)
from alegra_cli.declare.declaration import Declaration
from alegra_cli.declare.word_kinds import check_kinds

COUNTRY = re.compile(r"[A-Za-z][A-Za-z -]*")
EVERYWHERE = "*"
_ANY_COUNTRY = re.compile(rf"\{EVERYWHERE}|{COUNTRY.pattern}")
_WITHOUT_SIGNS = str.maketrans("áéíóúñ", "aeioun", "-_ ")


# A rulebook compares its few words with each other thousands of times.
@lru_cache(maxsize=256)
def spelling(country: str) -> str:
    """What the writings of one country have in common: ``costa-rica`` is ``costaRica``, and
    ``Republica Dominicana`` has its accents."""
    return country.casefold().translate(_WITHOUT_SIGNS)


EVERY_KEY = "*"
"""Of a record, in the place of its keys by name: nobody says which are looked at."""

REQUIREMENTS = ("required", "choices", "forbidden", "format", "check")

Condition = tuple[str, str]
"""(path, what its value must be): a value, several with ``|`` between, ``!`` before for any
other, ``*`` for any at all, ``!*`` for none. Of a list, what one of its values must be."""


def _conditions(
    given: Condition | tuple[Condition, ...] | None,
) -> tuple[Condition, ...]:
    """One condition may be given as it is."""
    if not given:
        return ()
    if isinstance(given, (tuple, list)) and isinstance(given[0], str):
        return (given,)
    return given


Lists = Callable[[str], Mapping[str, str]]
"""A list of the country's pack by its name, as code to name; empty where there is none."""


def _no_list(_name: str) -> Mapping[str, str]:
    return {}


class RuleInput(NamedTuple):
    """What a function that checks gets.

    body: the whole of it. today: the company's day, ISO. lists: those of the country's pack.
    """

    value: Any
    body: Mapping[str, Any]
    today: str
    lists: Lists = _no_list


class NoVerdict(TypeError):
    """A check gave a text, as if it were its message: every text would be as good as True. Or
    it gives None on all of its ways, as without ``return``: nothing would be good.

    function: the check, which is in no traceback any more.
    """

    def __init__(self, function: Callable[..., Any], said: object) -> None:
        super().__init__(f"a check has to give True or False, and gives {said!r}")
        self.function = function


@attrs.frozen(eq=False, repr=False)
class CountryRule(Declaration):
    """A rule on one field of a resource's body, in one country.

    country: as the API spells it in ``applicationVersion`` of /company (``costaRica``); ``*`` in
        the `rules` of a resource for every country, and where it is not known.
    requirement: ``choices`` are given here or by a `catalog` of the country's pack; ``format`` is
        a `pattern` for the whole text, or the `max_length` characters; ``check`` is
        a `function` that gets a `RuleInput` and says whether it is good.
    when: conditions that must all hold for the rule to: ``("type", "client")``, or several. The
        value may be several with ``|`` between, ``!`` before for any other, ``*`` for any at all,
        ``!*`` for none; a list has it where one of its values is it.
    documented: documented by Alegra, so breaking it refuses the document; otherwise it warns.
    message: what a person reads; made from the requirement when empty.
    on: the resources it is about, for a rule of a country pack.
    right: the value that would be good, where it can be told; the message goes on with it.
    beside: the paths of the body that `function` and `right` look at besides the value. A change
        that leaves them out is held against those that the record has. None: any of them, so that
        a change of several records reads each one whole; empty: none.
    words: (word, choice) of what files call the choices, besides their names in the catalog.
    example: a value that is good, for a body to begin with.
    """

    country: str = attrs.field(validator=matches(_ANY_COUNTRY))
    field: str = attrs.field(validator=matches(FIELD_PATH))
    requirement: str = attrs.field(default="required", validator=one_of(REQUIREMENTS))
    choices: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    when: tuple[Condition, ...] = attrs.field(default=(), converter=_conditions, kw_only=True)
    documented: bool = attrs.field(default=False, kw_only=True)
    message: str = attrs.field(default="", kw_only=True)
    on: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    catalog: str = attrs.field(default="", kw_only=True)
    pattern: str = attrs.field(default="", kw_only=True)
    max_length: int = attrs.field(default=0, validator=at_least(0), kw_only=True)
    function: Callable[[RuleInput], bool] | None = attrs.field(default=None, kw_only=True)
    right: Callable[[RuleInput], str] | None = attrs.field(default=None, kw_only=True)
    beside: tuple[str, ...] | None = attrs.field(default=None, kw_only=True)
    words: tuple[tuple[str, str], ...] = attrs.field(default=(), kw_only=True)
    example: str = attrs.field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        owner = f"CountryRule {self.field}"
        check_kinds(self)
        check_conditions(owner, self.when)
        try:
            re.compile(self.pattern)
        except re.error as problem:
            raise ValueError(f"{owner}: pattern is none: {problem}") from problem
        needs = {
            "choices": self.choices or self.catalog,
            "format": self.pattern or self.max_length,
            "check": self.function is not None,
        }
        if not needs.get(self.requirement, True):
            raise ValueError(f"{owner}: {self.requirement} of nothing")
        for word in _MEANT_BY:
            if getattr(self, word) and self.requirement not in _MEANT_BY[word]:
                raise ValueError(f"{owner}: {word} means nothing where it is {self.requirement}")
        refuse_first(owner, self._contradictions())

    def _contradictions(self) -> tuple[tuple[object, str], ...]:
        own = [wanted for path, wanted in self.when if path == self.field]
        needed = self.requirement == "required"
        meant = {choice for _word, choice in self.words}
        return (
            (self.choices and self.catalog, "choices are given, or by a catalog, not both"),
            (self.choices and meant - {*self.choices}, "words mean no choice that is given"),
            (
                self.example and self.choices and self.example not in self.choices,
                "its example is none of the choices",
            ),
            (self.example and not is_of_format(self, self.example), "its example breaks it"),
            (self.function and not takes_one(self.function), "function does not take a RuleInput"),
            (self.right and not takes_one(self.right), "right does not take a RuleInput"),
            (
                self.beside is not None and not (self.function or self.right),
                "beside means nothing without a function",
            ),
            (
                not all(FIELD_PATH.fullmatch(path) for path in self.beside or ()),
                "beside has a path that is malformed",
            ),
            (
                needed and any(word[:1] != "!" for word in own),
                "it never holds: it has a value then",
            ),
            (not needed and "!*" in own, "it never holds: it has no value then"),
        )


# The words that mean something for some requirements alone.
_MEANT_BY = {
    "choices": ("choices",),
    "catalog": ("choices",),
    "words": ("choices",),
    "pattern": ("format",),
    "max_length": ("format",),
    "function": ("check",),
    "right": ("choices", "format", "check"),
    "example": ("required", "choices", "format", "check"),
}


def is_of_format(rule: CountryRule, text: str) -> bool:
    """Whether a value is as long and as written as a rule of the requirement format asks."""
    if rule.max_length and len(text) > rule.max_length:
        return False
    return not rule.pattern or re.fullmatch(rule.pattern, text) is not None
