"""Each word of a declaration takes what its annotation says, and says so."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from alegra_cli.declare import Column, Field, Format, KnownBy, Ref
from tests.cases import cases
from tests.unit.test_declare import country, resource, rule

# What is wrong here is wrong to mypy too.
field: Any = Field
column: Any = Column
a_format: Any = Format
a_ref: Any = Ref
known_by: Any = KnownBy


@cases(
    ("make", "words"),
    [
        (lambda: field("a", max_length="60"), "Field max_length takes a whole number, not '60'"),
        (lambda: field("a", required="no"), "Field required takes True or False, not 'no'"),
        (lambda: field("a", help=5), "Field help takes a text, not 5"),
        (lambda: field("a", choices=("x")), "Field choices takes several: ('x',)"),
        (lambda: field("a", choices=(1, 2)), "Field choices takes texts, not 1"),
        (lambda: field("a", choices={"x": 1}), "Field choices takes texts, not {'x': 1}"),
        (lambda: field("a", unless=("b", "c")), "Field unless takes several: ((… , …),)"),
        (lambda: field(5), "Field path takes a text, not 5"),
        (lambda: a_format("toml", writer=5), "Format writer takes a text, not 5"),
        (lambda: a_ref(None), "Ref resource takes a text, not None"),
        (lambda: known_by(5), "KnownBy paths takes texts, not 5"),
        (lambda: column("Id", "id", priority="1"), "priority takes a whole number, not '1'"),
        (lambda: rule(message=5), "CountryRule message takes a text, not 5"),
        (lambda: rule(when=5), "when takes several, each (path, value), not 5"),
        (lambda: rule(on="contacts"), "CountryRule on takes several: ('contacts',)"),
        (lambda: country(rules=(rule())), "Country rules takes several: (CountryRule(…),)"),
        (lambda: country(rules=("a",)), "rules takes several, each a CountryRule, not 'a'"),
        (lambda: country(tax_id="a:b"), "Country tax_id takes a function, not 'a:b'"),
        (
            lambda: resource(known_by=(known_by("number"))),
            "Resource known_by takes several: (KnownBy(…),)",
        ),
        (lambda: resource(api="acme"), "Resource api takes an Api, not 'acme'"),
        (lambda: resource(singular=None), "Resource singular takes a text, not None"),
    ],
)
def test_a_word_of_another_kind_is_told_with_what_it_takes(
    make: Callable[[], object], words: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        make()


def test_a_list_serves_where_several_are_meant() -> None:
    assert list(field("a", choices=["x", "y"]).choices) == ["x", "y"]
