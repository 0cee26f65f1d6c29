"""CONTRIBUTING sends people to files: they are there, the same ones in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATHS = re.compile(
    r"`((?:alegra_cli|plugins|tests|tools|docs|\.github|\.ci)/[\w./-]+|\w+\.(?:cfg|toml))`"
)
LINKS = re.compile(r"\]\((?!https?:)([^)#]+)")
PAGES = ("CONTRIBUTING.md", "CONTRIBUTING.es.md")


def text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", [*PAGES, "SECURITY.md", "README.md"])
def test_what_the_page_names_is_there(page: str) -> None:
    named = {*PATHS.findall(text(page)), *LINKS.findall(text(page))}
    assert named
    assert sorted(path for path in named if not (ROOT / path).exists()) == []


def test_both_languages_name_the_same_files_and_targets() -> None:
    for what in (PATHS, re.compile(r"^(?:make \w.*?|\.venv\S.*?)(?=  )", re.MULTILINE)):
        english, spanish = (what.findall(text(page)) for page in PAGES)
        assert english == spanish
        assert english


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))
    named = set(re.findall(r"^make ([a-z-]+)", text("CONTRIBUTING.md"), re.MULTILINE))
    assert named
    assert named <= targets
