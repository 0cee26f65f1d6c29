"""Write down the words of the plugin contract that a release publishes.

    python tools/contract_words.py

From then on tests/unit/test_contract_names.py holds that none of them goes, is said otherwise or
becomes needed.
"""

from __future__ import annotations

import inspect
from pathlib import Path

from alegra_cli import declare
from alegra_cli.hookspecs import API_VERSION

RECORD = Path(__file__).parents[1] / "tests" / "unit" / f"words_of_version_{API_VERSION}.txt"

Word = tuple[str, str, str, str]
"""Class, word, ``positional`` or ``keyword``, ``needed`` or ``optional``."""


def words() -> list[Word]:
    """Each word of each class that plugins speak in, and how it may be said."""
    found = []
    for name in declare.__all__:
        owner = getattr(declare, name)
        if isinstance(owner, type) or inspect.isfunction(owner):
            for parameter in inspect.signature(owner).parameters.values():
                place = "keyword" if parameter.kind is parameter.KEYWORD_ONLY else "positional"
                needed = "needed" if parameter.default is parameter.empty else "optional"
                found.append((name, parameter.name, place, needed))
    return found


def recorded() -> list[Word]:
    """Those that were published."""
    rows = [line.split() for line in RECORD.read_text(encoding="utf-8").splitlines()]
    return [(owner, word, place, needed) for owner, word, place, needed in rows]


if __name__ == "__main__":
    RECORD.write_text("".join(" ".join(word) + "\n" for word in words()), encoding="utf-8")
