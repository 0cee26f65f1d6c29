"""``--set``, ``-f`` and ``-d``: what is typed is what is sent."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alegra_cli import exact
from alegra_cli.errors import UsageProblem
from alegra_cli.exact import Number
from alegra_cli.input.body import assign, parse_value, read_body
from tests.cases import cases

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@cases(
    "text",
    [
        "007",
        "+44",
        "1.50",
        "1e5",
        "-0",
        "1_000",
        "NaN",
        "Infinity",
        "0x10",
        ".5",
        "5.",
        "1,5",
        " 1",
        "",
        "yes",
        "True",
        "nulls",
        "{",
        "[1",
        "2026-03-02",
        "٣",
    ],
)
def test_what_stays_text(text: str) -> None:
    assert parse_value(text) == text
    assert isinstance(parse_value(text), str)


@cases(
    ("text", "value"),
    [
        ("1234567.89", Number("1234567.89")),
        ("0", 0),
        ("-3", -3),
        ("100000000000000000000000000001", 100000000000000000000000000001),
        ("0.1", Number("0.1")),
        ("true", True),
        ("false", False),
        ("null", None),
        ('{"a": 1.50}', {"a": Number("1.50")}),
        ("[1, 2]", [1, 2]),
    ],
)
def test_what_is_json(text: str, value: Any) -> None:
    assert parse_value(text) == value
    assert type(parse_value(text)) is type(value)


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_number_is_sent_exactly_as_typed_or_stays_text(value: Any) -> None:
    text = str(value)
    sent = exact.dumps(parse_value(text))
    assert sent in (text, f'"{text}"')


@given(ANY_TEXT)
def test_forced_text_is_always_that_text(text: str) -> None:
    assert assign({}, [f"a.b:={text}"]) == {"a": {"b": text}}


def test_a_key_that_is_there_twice_is_refused() -> None:
    with pytest.raises(UsageProblem, match="twice"):
        assign({}, ['client={"id": 1, "id": 2}'])


def test_blanks_around_an_object_do_no_harm() -> None:
    assert assign({}, ["items= [1.50]\n"]) == {"items": [Number("1.50")]}


@given(ANY_TEXT)
def test_no_value_ever_fails(text: str) -> None:
    made = assign({}, [f"a={text}"])
    assert exact.loads(exact.dumps(made)) == made


@given(st.lists(st.integers(0, 3), max_size=6), st.integers())
def test_lists_grow_only_at_their_end(indexes: list[int], value: int) -> None:
    body: dict[str, Any] = {}
    for index in indexes:
        length = len(body.get("items", []))
        if index <= length:
            body = assign(body, [f"items.{index}.price={value}"])
            assert body["items"][index] == {"price": value}
        else:
            with pytest.raises(UsageProblem, match="the next is"):
                assign(body, [f"items.{index}.price={value}"])


def test_paths() -> None:
    assert assign({"a": {"x": 1}}, ["a.b=2", "a.c.d=3"]) == {"a": {"x": 1, "b": 2, "c": {"d": 3}}}
    assert assign({}, [r"a\.b=1"]) == {"a.b": 1}
    assert assign({"a": [1, 2]}, ["a.0=9"]) == {"a": [9, 2]}
    assert assign({}, ["a=x=y"]) == {"a": "x=y"}
    assert assign({"a": None}, ["a.b=1"]) == {"a": {"b": 1}}


def test_the_given_body_is_left_alone() -> None:
    body = {"items": [{"price": 1}]}
    assign(body, ["items.0.price=2"])
    assert body == {"items": [{"price": 1}]}


@cases("text", ["a", "=1", "a..b=1", ".a=1", "a.=1", ":=x"])
def test_malformed_assignments(text: str) -> None:
    with pytest.raises(UsageProblem):
        assign({}, [text])


@cases("text", ["a.b=1", "a.0=1", "l.x=1", "l.9=1", "l.99999999999999=1"])
def test_assignments_that_do_not_fit_the_body(text: str) -> None:
    with pytest.raises(UsageProblem):
        assign({"a": "text", "l": [1]}, [text])


def from_file(tmp_path: Path, name: str, text: str, **how: Any) -> Any:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return read_body(str(file), None, io.StringIO(), **how)


def test_yaml_means_what_it_looks_like(tmp_path: Path) -> None:
    body = from_file(
        tmp_path,
        "body.yaml",
        "price: 10.00\nid: 007\nphone: +57 300\nday: 2026-03-02\nanswer: no\nyes: yes\n"
        "big: 9007199254740993\nnothing: null\nempty:\nok: true\nsize: 1:30\nquoted: '1.5'\n",
    )
    assert exact.dumps(body) == exact.dumps(
        {
            "price": Number("10.00"),
            "id": "007",
            "phone": "+57 300",
            "day": "2026-03-02",
            "answer": "no",
            "yes": "yes",
            "big": 9007199254740993,
            "nothing": None,
            "empty": None,
            "ok": True,
            "size": "1:30",
            "quoted": "1.5",
        }
    )


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | ANY_TEXT,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
    )
)
def test_a_json_file_gives_its_values_back(value: Any) -> None:
    body = {"value": value}
    assert read_body("-", None, io.StringIO(exact.dumps(body))) == body
    assert read_body(None, exact.dumps(body, indent=2), io.StringIO()) == body


@cases(
    ("name", "text", "words"),
    [
        ("a.json", '{"a": 1,\n "b" 2}', "line 2, column 6"),
        ("a.json", '{"a": 1, "a": 2}', "'a' is there twice"),
        ("a.json", '{"a": NaN}', "NaN"),
        ("a.json", "[1]", "must be an object"),
        ("a.yaml", "a: [1\nb: 2", "line 2"),
        ("a.yaml", "a: 1\na: 2", "'a' is there twice"),
        ("a.yaml", "just text", "must be an object"),
        ("a.yaml", "? [1]\n: 2", "a key must be a text"),
        ("a.yaml", "a: !!python/object:os.system x", "not YAML"),
        ("a.yaml", "a: !!timestamp 2026-03-02", "line 1, column 4"),
        ("a.yaml", "a: !!binary aGk=", "line 1, column 4"),
        ("a.yaml", "a: !!float .inf", "not a number"),
        ("a.yaml", "a: &a [*a]", "recursive"),
    ],
)
def test_files_that_are_wrong(tmp_path: Path, name: str, text: str, words: str) -> None:
    with pytest.raises(UsageProblem, match=words.replace("(", r"\(")):
        from_file(tmp_path, name, text)


def test_a_tagged_number_is_exact_too(tmp_path: Path) -> None:
    body = from_file(tmp_path, "a.yaml", "a: !!float '1e5'\nb: !!float 1.50\nc: !!int 5")
    assert exact.dumps(body) == '{"a": 1e5, "b": 1.50, "c": 5}'


def test_an_alias_bomb_is_refused_quickly(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    with pytest.raises(UsageProblem, match="too large"):
        from_file(tmp_path, "bomb.yaml", "\n".join(lines))


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    assert from_file(tmp_path, "a.json", '\ufeff{"a": 1}') == {"a": 1}


def test_lists_where_they_are_allowed(tmp_path: Path) -> None:
    assert from_file(tmp_path, "a.json", "[1]", allow_list=True) == [1]


def test_bytes_that_are_not_utf_8_are_refused_wherever_they_come_from() -> None:
    broken = b"Jos\xe9".decode(errors="surrogateescape")  # as the command line and stdin give it
    with pytest.raises(UsageProblem, match="UTF-8"):
        assign({}, [f"name={broken}"])
    with pytest.raises(UsageProblem, match="UTF-8"):
        read_body(None, f'{{"name": "{broken}"}}', io.StringIO())
    with pytest.raises(UsageProblem, match="UTF-8"):
        read_body("-", None, io.StringIO(f"name: {broken}"))


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    file = tmp_path / "latin.yaml"
    file.write_bytes("a: ñ".encode("latin-1"))
    with pytest.raises(UsageProblem, match="UTF-8"):
        read_body(str(file), None, io.StringIO())
