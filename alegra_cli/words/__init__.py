"""The words of other languages for what is typed: commands, actions, options, values, columns.

Message catalogues go from English into one language, for what is shown. What is typed is taken in
every language, whichever is in use, so that a line does the same for a colleague and in a cron job.
A language is a module here with five tables, English to its names, the one that is shown first.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from functools import lru_cache
from importlib import import_module

from alegra_cli import i18n

LANGUAGES = {"es": "alegra_cli.words.spanish"}
"""Language to the module with its words; English is what they are words for."""

TAKEN = "alegra_cli.words_taken"
"""Where a command line keeps which words it was given for others."""

COMMANDS = "COMMANDS"
ACTIONS = "ACTIONS"
OPTIONS = "OPTIONS"
VALUES = "VALUES"
COLUMNS = "COLUMNS"

WordTable = Mapping[str, tuple[str, ...]]

_ARTICLES = frozenset(("de", "del", "la", "las", "el", "los", "a", "al"))
# A consonant that words end in, behind a vowel, takes es; all else takes s.
_PLURAL = re.compile(r"(?<=[aeiou])([dlnrsz])es$")
_BREAK = re.compile(r"[\W_]+")


@lru_cache(maxsize=2048)
def key(word: str) -> str:
    """What all spellings of a word share: accents, case, number and articles do not count.

    ``Notas de Crédito`` and ``nota_credito`` are one word, as ``cliente`` and ``clientes`` are.
    """
    import unicodedata  # for a word that is not known, and for help in another language

    plain = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    parts = [part for part in _BREAK.split(plain) if part]
    kept = [part for part in parts if part not in _ARTICLES] or parts
    return "-".join(_singular(part) for part in kept)


def _singular(part: str) -> str:
    """``cotizaciones`` is ``cotizacion``, and ``clientes`` is ``cliente``."""
    if len(part) < 4:
        return part
    return (_PLURAL.sub(r"\1", part) if part.endswith("es") else part).removesuffix("s")


def table(kind: str, language: str) -> WordTable:
    """English words to the names that a language has for them; empty for English."""
    if language not in LANGUAGES:
        return {}
    found: WordTable = getattr(import_module(LANGUAGES[language]), kind)
    return found


def names(kind: str, english: str) -> tuple[str, ...]:
    """Every name of an English word in the language in use, the one to show first."""
    return table(kind, i18n.language()).get(english, ())


def shown_name(kind: str, english: str) -> str:
    """The name to show for an English word; empty where there is none, as in English."""
    found = names(kind, english)
    return found[0] if found else ""


def meanings(kind: str, word: str, known: Container[str]) -> list[str]:
    """The known English words that a word of any language stands for.

    Those that are called so first; where there is none, those that are called so, too.
    """
    for index in _indices(kind):
        found = [english for english in index.get(key(word), ()) if english in known]
        if found:
            return found
    return []


@lru_cache(maxsize=8)
def _indices(kind: str) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """English words by the keys of their first names, and by those of all the others."""
    first: dict[str, list[str]] = {}
    others: dict[str, list[str]] = {}
    for language in LANGUAGES:
        for english, many in table(kind, language).items():
            for place, name in enumerate(many):
                found = (others if place else first).setdefault(key(name), [])
                if english not in found:
                    found.append(english)
    return first, others


def elsewhere(kind: str, word: str) -> tuple[str, ...]:
    """What may be meant by a word of another program, or of a trade, surest first.

    kind: `COMMANDS`, `ACTIONS` or `OPTIONS`. Lines, whose first words may not be there.
    """
    from alegra_cli.words import other_tools

    known: WordTable = getattr(other_tools, kind)
    wanted = key(word)
    return next((lines for name, lines in known.items() if key(name) == wanted), ())
