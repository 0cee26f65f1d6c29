"""The words for yes and no."""

from __future__ import annotations

from alegra_cli.input.yes_no import is_yes, truth
from tests.cases import cases


@cases("word", ["y", "YES", " s ", "si", "sí", "si\u0301"])
def test_a_clear_yes_is_one_everywhere(word: str) -> None:
    assert is_yes(word)
    assert truth(word) is True


@cases("word", ["", "n", "no", "1", "true", "yeah", "x"])
def test_anything_else_does_not_answer_a_question(word: str) -> None:
    assert not is_yes(word)


@cases(
    ("word", "value"),
    [("1", True), ("Verdadero", True), ("x", True), ("0", False), ("No", False), ("maybe", None)],
)
def test_a_value_may_be_said_in_more_ways(word: str, value: bool | None) -> None:
    assert truth(word) is value
