"""A language in which every text that can be translated stands in brackets.

What is left outside of them is what a person would read in English in every language.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable
from typing import Any

from alegra_cli.i18n import DOMAIN, LOCALES

OPEN, CLOSE = "⟦", "⟧"

# What is the same in every language: options, addresses, paths and keys of records, command
# lines, and choices between brackets.
TECHNICAL = re.compile(
    r"""
      ^\s*\$?\s*(?:curl|alegra)\s.*$          # a command line on a line of its own
    | `[^`]*`                                 # a command line in a sentence
    | --?[a-z][\w-]*(?:=\S*)?                 # an option
    | \[[\w|.:/{}=\ -]*\|[\w|.:/{}=\ -]*\]    # choices: [asc|desc]
    | \{\w+\}                                 # a key, as documentation writes one
    | https?://\S+
    | ~?(?:/[\w.@=-]+)+                       # a file or a path of the API
    | \w+(?:\.\w+)+                           # a key inside a key, a file, a host
    | \b[A-Z]+_[A-Z_]+\b                      # a variable of the environment
    """,
    re.VERBOSE | re.MULTILINE,
)

_PARTS = re.compile(f"[{OPEN}{CLOSE}]|[^{OPEN}{CLOSE}]+")
_PLACE = re.compile(r"\{[a-z_]+(?:![rs])?(?::[^{}]*)?\}")


class Pseudo(gettext.GNUTranslations):
    """The Spanish catalogue's texts, in brackets instead of in Spanish.

    A text that the catalogue lacks stays bare, as it would stay English.
    """

    _catalog: dict[Any, str]

    def gettext(self, message: str) -> str:
        return _bracketed(message) if message in self._catalog else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        text = msgid1 if n == 1 else msgid2
        return _bracketed(text) if (msgid1, 0) in self._catalog else text


def _bracketed(message: str) -> str:
    """The text in brackets, but what is put into it has to bring its own."""
    return OPEN + _PLACE.sub(rf"{CLOSE}\g<0>{OPEN}", message) + CLOSE


def catalogue() -> Pseudo:
    with (LOCALES / "es" / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as stream:
        return Pseudo(stream)


def bare(text: str, same: Iterable[str] = ()) -> list[str]:
    """The words of `text` outside of the brackets, but for those that are the same everywhere."""
    kept, depth = [], 0
    for part in _PARTS.findall(text):
        depth += (part == OPEN) - (part == CLOSE)
        if depth == 0:
            kept.append(" " if part == CLOSE else part)
    plain = TECHNICAL.sub(" ", "".join(kept))
    known = frozenset(same)
    return [word for word in re.findall(r"[^\W\d_]{2,}", plain) if word not in known]
