"""Whoever looks for what answers a path finds it by the path."""

from __future__ import annotations

from pathlib import Path

from alegra_cli.sandbox import resources
from alegra_cli.sandbox.http.routes import ROUTES

# One that several paths end in: /invoices/{id}/attachment, /items/attachment/{file} and so on.
AT_THE_END_OF_MANY = {"attachments"}


def names_of(template: str) -> set[str]:
    """What a module may be called that answers it: by any word, or by the first two of them."""
    words = [word.replace("-", "_") for word in template.split("/") if word and "{" not in word]
    return {*words, *(f"{words[0].removesuffix('s')}_{word}" for word in words[1:])}


def test_a_module_is_called_like_the_path_that_it_answers() -> None:
    modules = {file.stem for file in Path(*resources.__path__).glob("*.py")} - {"__init__"}
    assert len(modules) > 35
    paths = set().union(*(names_of(route.template) for route in ROUTES))
    assert modules - paths == AT_THE_END_OF_MANY


def test_each_first_word_of_a_path_has_its_module() -> None:
    modules = {file.stem for file in Path(*resources.__path__).glob("*.py")}
    first = {route.template.split("/")[1].replace("-", "_") for route in ROUTES}
    assert first <= modules
