"""A wrong declaration fails where it stands, and says what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from alegra_cli.declare import (
    GET,
    LIST,
    Action,
    Column,
    Country,
    CountryRule,
    Field,
    Filter,
    KnownBy,
    Period,
    Resource,
    Template,
    date_filters,
)


def resource(**changes: Any) -> Resource:
    base: dict[str, Any] = {
        "name": "things",
        "singular": "thing",
        "path": "/things",
        "actions": (LIST, GET),
        "columns": (Column("Id", "id"),),
    }
    return Resource(**(base | changes))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda: resource(filters=(Filter("a"), Filter("a"))), "filter 'a' declared twice"),
        (lambda: resource(actions=(LIST, LIST)), "action 'list' declared twice"),
        (
            lambda: resource(filters=(Filter("a"), Filter("b", options=("--a",)))),
            "option '--a' declared twice",
        ),
        (lambda: resource(fields=(Field("x"), Field("x"))), "field 'x' declared twice"),
        (lambda: resource(columns=(Column("A", "x"), Column("B", "x"))), "column 'x' declared"),
        (lambda: resource(name="Things"), "name 'Things' is malformed"),
        (lambda: resource(path="things"), "must start, and not end, with '/'"),
        (lambda: resource(period=Period()), "period names no filter 'date_afterOrNow'"),
        (lambda: resource(lines=("items",)), "lines names no field 'items'"),
        (
            lambda: resource(known_by=(KnownBy("number", find="number"),)),
            "known_by names no filter 'number'",
        ),
        (
            lambda: resource(known_by=(KnownBy("name", find="query"),)),
            "known_by names no filter 'query'",
        ),
        (lambda: resource(synonyms_code="1"), "synonyms_code needs synonyms"),
        *(
            (
                lambda word=word, value=value: resource(
                    actions=(GET,), columns=(), pages=False, **{word: value}
                ),
                f"{word} needs an action that lists",
            )
            for word, value in {
                "order_fields": ("id",),
                "newest_first": True,
                "searchable": True,
                "page_size": 50,
                "cursor": "after",
                "repeats": True,
            }.items()
        ),
        (lambda: KnownBy("a", "smell"), "kind 'smell' is not one of"),
        (lambda: Field("a..b"), "path 'a..b' is malformed"),
        (lambda: Field("a", kind="colour"), "kind 'colour' is not one of"),
        (lambda: Filter("a", kind="colour"), "kind 'colour' is not one of"),
        (lambda: Action("void", "FETCH"), "method 'FETCH' is not one of"),
        (lambda: Action("void", "POST", verb="explode"), "verb 'explode' is not one of"),
        (lambda: CountryRule("peru", "x", "wished"), "requirement 'wished' is not one of"),
    ],
)
def test_contradictions(wrong: Callable[[], Any], words: str) -> None:
    with pytest.raises(ValueError, match=words.replace("(", r"\(")):
        wrong()


def rule(requirement: str = "required", **words: Any) -> CountryRule:
    return CountryRule("peru", "a", requirement, **words)


def country(**words: Any) -> Country:
    return Country(**{"version": "peru", "label": "Peru", "authority": "SUNAT"} | words)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda: CountryRule("", "a"), "country '' is malformed"),
        (lambda: rule(on="contacts"), "on takes several: ('contacts',)"),
        (lambda: rule("choices", choices="PEN"), "choices takes several: ('PEN',)"),
        (lambda: rule(choices=("x",)), "a: choices means nothing where it is required"),
        (lambda: rule("forbidden", example="x"), "a: example means nothing where it is forbidden"),
        (lambda: rule("format", pattern="x", catalog="y"), "catalog means nothing where it is"),
        (lambda: rule("choices", choices=("x",), catalog="y"), "given, or by a catalog, not both"),
        (lambda: rule("choices", choices=("x",), words=(("a", "b"),)), "words mean no choice"),
        (lambda: rule("choices", choices=("x",), example="y"), "example is none of the choices"),
        (lambda: rule("format", pattern="[0-9]", example="y"), "its example breaks it"),
        (lambda: rule("format", max_length=2, example="abc"), "its example breaks it"),
        (lambda: rule("format", max_length=-1), "max_length -1 is below 0"),
        (lambda: rule("format", pattern="("), "a: pattern is none: missing"),
        (lambda: rule("check", function="module:name"), "function is no function"),
        (lambda: rule(when=("a", "b", "c")), "'a' is no condition"),
        (lambda: rule(when=("b..c", "x")), "the path 'b..c' of a condition is malformed"),
        (lambda: rule(when=("b", "x||y")), "the value 'x||y' of a condition is none"),
        (lambda: rule(when=("b", "")), "the value '' of a condition is none"),
        (lambda: rule(when=("b", "*|x")), "of a condition is none"),
        (lambda: rule(when=("a", "x")), "it never holds: it has a value then"),
        (lambda: rule("forbidden", when=("a", "!*")), "it never holds: it has no value then"),
        (lambda: rule(message="{what}"), "message takes {country} and nothing else"),
        (lambda: country(version=""), "version '' is malformed"),
        (lambda: country(label=""), "label '' is malformed"),
        (lambda: country(iso="PER"), "iso 'PER' is malformed"),
        (lambda: country(lists_file="lists.json"), "lists_file 'lists.json' is malformed"),
        (lambda: country(tables=(("a", "b", "c"),)), "is no (name, title, file)"),
        (lambda: country(rules=(rule(),)), "its rule on a: it never holds: on names no resource"),
        (
            lambda: country(rules=(CountryRule("chile", "a", on=("contacts",)),)),
            "its rule on a: it never holds: it is of chile",
        ),
        (
            lambda: country(templates=(Template("Acme", columns=(("A", "a"),)),)),
            "Acme: on names no resource",
        ),
    ],
)
def test_a_rule_that_could_never_work(wrong: Callable[[], Any], words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        wrong()


def test_a_country_in_another_spelling_is_the_same() -> None:
    made = CountryRule("costa-rica", "a", on=("contacts",))
    assert country(version="costaRica", rules=(made,)).rules == (made,)


@pytest.mark.parametrize(
    ("param", "option"),
    [
        ("client_id", "--client-id"),
        ("dueDate", "--due-date"),
        ("numberTemplate_fullNumber", "--number-template-full-number"),
        ("idItemCategory", "--id-item-category"),
    ],
)
def test_option_names_follow_from_parameters(param: str, option: str) -> None:
    assert Filter(param).names == (option,)


def test_date_filters_have_names_of_their_own() -> None:
    made = resource(
        filters=(
            *date_filters("date", "--date", "Date"),
            *date_filters("dueDate", "--due", "Due date"),
        )
    )
    assert {name for item in made.filters for name in item.names} >= {
        "--date",
        "--date-after",
        "--date-before",
        "--due-date",
        "--due-after",
        "--due-before",
    }


def test_actions_are_found_by_name_alias_and_verb() -> None:
    made = resource(actions=(LIST, Action("void", "POST", "/{id}/void", aliases=("annul",))))
    assert made.action("annul") is made.action("void")
    assert made.action("nothing") is None
    assert made.by_verb("list") is LIST


def test_what_can_not_be_without_an_action_says_which_one_is_missing() -> None:
    things = resource()
    assert (things.action_of("get"), things.action_named("list")) == (GET, LIST)
    with pytest.raises(LookupError, match="things: this needs an action with the verb 'update'"):
        things.action_of("update")
    with pytest.raises(LookupError, match="things: this needs an action called 'stamp'"):
        things.action_named("stamp")
