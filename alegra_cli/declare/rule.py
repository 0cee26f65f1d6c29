"""What one country adds to a resource."""

from __future__ import annotations

import attrs

from alegra_cli.declare.checks import FIELD_PATH, matches, one_of

REQUIREMENTS = ("required", "choices", "forbidden")


@attrs.frozen(eq=False)
class CountryRule:
    """A rule on one field of a resource's body, in one country.

    country: as the API spells it in ``applicationVersion`` of /company (``costaRica``).
    when: ``(path, value)``, the rule holds only where the body has that value.
    sure: documented by Alegra, so breaking it refuses the document; otherwise it warns.
    message: what a person reads; made from the requirement when empty.
    """

    country: str
    field: str = attrs.field(validator=matches(FIELD_PATH))
    requirement: str = attrs.field(default="required", validator=one_of(REQUIREMENTS))
    choices: tuple[str, ...] = ()
    when: tuple[str, str] | None = None
    sure: bool = False
    message: str = ""
