"""What one country adds to a resource."""

from __future__ import annotations

import re

import attrs

from alegra_cli.declare.checks import FIELD_PATH, matches, one_of

REQUIREMENTS = ("required", "choices", "forbidden", "format", "check")

Condition = tuple[str, str]
"""(path, what its value must be): a value, several with ``|`` between, ``!`` before for any
other, ``*`` for any at all, ``!*`` for none."""


def _conditions(
    given: Condition | tuple[Condition, ...] | None,
) -> tuple[Condition, ...]:
    """One condition may be given as it is."""
    if not given:
        return ()
    if isinstance(given[0], str):
        return (given,)
    return given


@attrs.frozen(eq=False)
class CountryRule:
    """A rule on one field of a resource's body, in one country.

    country: as the API spells it in ``applicationVersion`` of /company (``costaRica``).
    requirement: ``choices`` are given here or by a `catalog` of the country's pack; ``format`` is
        a `pattern` for the whole text, or the `most` characters; ``check`` is a function, as
        ``module:function``, that gets value, body and today (ISO), and says whether it is good.
    when: conditions that must all hold for the rule to.
    sure: documented by Alegra, so breaking it refuses the document; otherwise it warns.
    message: what a person reads; made from the requirement when empty.
    on: the resources it is about, for a rule of a country pack.
    """

    country: str
    field: str = attrs.field(validator=matches(FIELD_PATH))
    requirement: str = attrs.field(default="required", validator=one_of(REQUIREMENTS))
    choices: tuple[str, ...] = ()
    when: tuple[Condition, ...] = attrs.field(default=(), converter=_conditions)
    sure: bool = False
    message: str = ""
    on: tuple[str, ...] = ()
    catalog: str = ""
    pattern: str = ""
    most: int = 0
    check: str = ""

    def __attrs_post_init__(self) -> None:
        re.compile(self.pattern)
        needs = {
            "choices": self.choices or self.catalog,
            "format": self.pattern or self.most,
            "check": self.check,
        }
        if not needs.get(self.requirement, True):
            raise ValueError(f"CountryRule {self.field}: {self.requirement} of nothing")
