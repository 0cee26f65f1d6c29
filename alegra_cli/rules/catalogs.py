"""The lists of codes of a country, from files of its pack: offline, found by any word."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

from alegra_cli import words
from alegra_cli.declare import Country

Entry = tuple[str, str]
"""(code, name)."""

_PLAIN = str.maketrans("áàäâãéèëêíìïîóòöôõúùüûñç", "aaaaaeeeeiiiiooooouuuunc")


class CatalogSummary(NamedTuple):
    """A list: its name, its title in Spanish, how many entries it has, its name in English."""

    name: str
    title: str
    entries: int
    english: str


def plain(text: str) -> str:
    """Without case and accents."""
    return text.casefold().translate(_PLAIN)


def names(country: Country) -> Iterator[CatalogSummary]:
    """Every list of a country."""
    for name, content in _small(country).items():
        english = _english(country, name)
        yield CatalogSummary(name, content["title"], len(content["entries"]), english)
    for name, title, place in country.tables:
        yield CatalogSummary(name, title, _table(place).count("\n"), _english(country, name))


def _english(country: Country, name: str) -> str:
    """What a list is called in English; its own name where it has no other."""
    return next((english for english, listed in country.list_names if listed == name), name)


def lists_of_name(country: Country, word: str) -> list[str]:
    """The lists that a word stands for, in any spelling: their names, or other names of them."""
    there = [*_small(country), *(name for name, _title, _place in country.tables)]
    if word in there:
        return [word]
    wanted = words.key(word)
    own = [name for name in there if words.key(name) == wanted]
    others = (name for also, name in country.list_names if words.key(also) == wanted)
    return own or [name for name in dict.fromkeys(others) if name in there]


def entries(country: Country, name: str, query: str = "") -> list[Entry] | None:
    """The entries of a list whose code or name has all words of `query`; None without the list."""
    place = next((place for large, _title, place in country.tables if large == name), "")
    if place:
        return _in_table(_table(place), plain(query).split())
    content = _small(country).get(name)
    if content is None:
        return None
    wanted = plain(query).split()
    listed = [(str(code), str(text)) for code, text in content["entries"]]
    return [item for item in listed if not wanted or _has_all("\t".join(item), wanted)]


def codes(country: Country, name: str) -> frozenset[str]:
    """The codes of a list; empty for a list that is not there."""
    return frozenset(code for code, _text in entries(country, name) or [])


def _small(country: Country) -> dict[str, dict[str, Any]]:
    return _lists(country.lists_file) if country.lists_file else {}


@lru_cache(maxsize=4)
def _lists(place: str) -> dict[str, dict[str, Any]]:
    """The small lists of a file, for those who only look: a body asks for dozens of them."""
    lists: dict[str, dict[str, Any]] = json.loads(_read(place))["catalogs"]
    return lists


def _table(place: str) -> str:
    return gzip.decompress(_read(place)).decode()


def _read(place: str) -> bytes:
    package, _colon, file = place.partition(":")
    return resources.files(package).joinpath(file).read_bytes()


def _in_table(table: str, wanted: list[str]) -> list[Entry]:
    """Folding fifty thousand lines takes longer than looking for one word in them as they are."""
    if not wanted:
        lines = table.split("\n")
    else:
        longest = max(wanted, key=len)
        # That a line has it is known by now, unless some letter has forms of another one.
        rest = [word for word in wanted if word is not longest or not word.isascii()]
        lines = [line for line in _lines_with(table, longest) if not rest or _has_all(line, rest)]
    found = (line.partition("\t") for line in lines if line)
    return [(code, text) for code, _tab, text in found]


def _lines_with(table: str, word: str) -> Iterator[str]:
    end, anywhere = 0, re.compile("".join(map(_any_case, word)))
    while hit := anywhere.search(table, end):
        start = table.rfind("\n", 0, hit.start()) + 1
        end = table.find("\n", hit.end())
        end = len(table) if end < 0 else end
        yield table[start:end]


def _any_case(letter: str) -> str:
    """What a letter may look like: ``a`` is also Á."""
    same = [letter, *(chr(code) for code, base in _PLAIN.items() if base == ord(letter))]
    both = {form for one in same for form in (one, one.upper()) if len(form) == 1}
    return re.escape(letter) if len(both) == 1 else f"[{''.join(sorted(both))}]"


def _has_all(line: str, wanted: list[str]) -> bool:
    text = plain(line)
    return all(word in text for word in wanted)
