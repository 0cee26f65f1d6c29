"""A person's own words for command lines."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alegra_cli.input.aliases import expansion, substitution
from tests.cli.office import Office


def test_an_alias_stands_for_a_line_wherever_a_command_can(office: Office) -> None:
    assert office.alegra("alias", "set", "due", "invoices list --status open --count").code == 0
    direct = office.alegra("invoices", "list", "--status", "open", "--count").out
    assert office.alegra("due").out == direct
    assert office.alegra("-p", "sandbox", "--lang=es", "-v", "due").out == direct
    assert office.alegra("alias", "set", "uno", "contacts get $1 --columns '$2,id'").code == 0
    assert office.alegra("uno", "3", "name", "-o", "csv").out.startswith("name,id\n")
    short = office.alegra("uno", "3")
    assert (short.code, "needs 1 more" in short.err) == (2, True)
    assert "due" in office.alegra("alias", "list").out
    assert office.alegra("alias", "remove", "due").code == 0
    assert office.alegra("due").code == 2
    assert office.alegra("alias", "remove", "due").code == 4


@pytest.mark.parametrize("name", ["terms", "term", "auth", "catalogs"])
def test_an_alias_never_hides_a_command(office: Office, name: str) -> None:
    told = office.alegra("alias", "set", name, "contacts list")
    assert told.code == 2
    # Not even one that was written into the file, or that a plugin brought later.
    (office.home / "config" / "config.yaml").write_text(f"aliases:\n  {name}: version\n")
    assert "Usage: alegra" in office.alegra(name, "--help").out
    assert office.alegra("alias", "set", "x", "contacts 'list").code == 2
    assert office.alegra("alias", "set", "-x", "contacts").code == 2


@given(st.lists(st.text(min_size=1, max_size=8), max_size=4))
def test_words_given_arrive_whole(words: list[str]) -> None:
    assert substitution("x", "contacts get $@ -v", words) == ["contacts", "get", *words, "-v"]
    assert substitution("x", "contacts get", words) == ["contacts", "get", *words]
    if words:
        assert substitution("x", "a $1 b", words) == ["a", words[0], "b", *words[1:]]
        text = shlex.quote("p " + words[0].replace("$", ""))
        assert substitution("x", f"a {text}", []) == ["a", "p " + words[0].replace("$", "")]


def test_the_word_is_found_behind_options_and_their_values() -> None:
    meanings = {"me": "contacts list"}
    line = ["-p", "me", "-v", "me", "me"]
    found = expansion(line, lambda: meanings, lambda word: False, ["-p", "--profile"])
    assert found == ["-p", "me", "-v", "contacts", "list", "me"]
    assert expansion(["-v"], lambda: meanings, lambda word: False, []) == ["-v"]
