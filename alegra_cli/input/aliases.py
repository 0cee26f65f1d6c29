"""Short words of a person's own for long command lines."""

# By hand: click-aliases gives other names to commands, not to lines with arguments; shlex reads
# those.

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterable, Sequence

from alegra_cli.errors import UsageProblem
from alegra_cli.errors.foreign_texts import reason
from alegra_cli.i18n import _

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_PLACE = re.compile(r"\$(\d|@)")


def expansion(
    argv: Sequence[str],
    meanings: Callable[[], dict[str, str]],
    known: Callable[[str], bool],
    with_value: Iterable[str],
) -> list[str]:
    """The command line with its first word replaced by what it stands for.

    known: whether a word is a command, which an alias never hides. with_value: the options
    that take the next word, so that the first word of the command is found behind them.
    Raises `UsageProblem` for a meaning that lacks what it asks for.
    """
    at = first_word(argv, set(with_value))
    if at is None or known(argv[at]):
        return list(argv)
    meaning = meanings().get(argv[at])
    if meaning is None:
        return list(argv)
    return [*argv[:at], *substitution(argv[at], meaning, argv[at + 1 :])]


def substitution(name: str, meaning: str, given: Sequence[str]) -> list[str]:
    """The meaning as words, ``$1`` and ``$@`` replaced by what was given; the rest behind it."""
    words = split(meaning)
    used = {int(place) for word in words for place in _PLACE.findall(word) if place != "@"}
    if used and max(used) > len(given):
        raise UsageProblem(
            _("{name} needs {count} more words: {meaning}").format(
                name=name, count=max(used) - len(given), meaning=meaning
            )
        )
    rest = [word for number, word in enumerate(given, 1) if number not in used]
    found: list[str] = []
    everything = any(word == "$@" for word in words)
    for word in words:
        if word == "$@":
            found += rest
        else:
            found.append(_PLACE.sub(lambda place: _value(place[1], given, rest), word))
    return found if everything else [*found, *rest]


def split(meaning: str) -> list[str]:
    """Raises `UsageProblem` for a quote that is never closed."""
    try:
        return shlex.split(meaning)
    except ValueError as problem:
        raise UsageProblem(
            _("{meaning!r} can't be read: {problem}").format(
                meaning=meaning, problem=reason(problem)
            )
        ) from problem


def _value(place: str, given: Sequence[str], rest: Sequence[str]) -> str:
    return " ".join(rest) if place == "@" else given[int(place) - 1] if place != "0" else ""


def first_word(argv: Sequence[str], with_value: set[str]) -> int | None:
    """Where the command is, behind the options before it; None where there is none."""
    skip = False
    for position, word in enumerate(argv):
        if skip:
            skip = False
        elif not word.startswith("-") or word == "-":
            return position
        else:
            skip = word in with_value
    return None
