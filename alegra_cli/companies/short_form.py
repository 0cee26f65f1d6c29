"""``alegra -p a,b invoices list``: the short form of ``alegra each -p a,b -- invoices list``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from alegra_cli.input.aliases import first_word

# By its Spanish name too: the line is looked at before it is read.
NAMES = ("-p", "--profile", "--perfil")
# They take the names of several companies themselves.
_THEMSELVES = ("each", "companies", "cada-empresa", "mis-empresas")


def as_each(argv: Sequence[str], with_value: Iterable[str]) -> list[str]:
    """The long form; a line as it is where it is one already.

    with_value: the options before a command that take the next word.
    """
    at = first_word(argv, set(with_value))
    if at is None or argv[at] in _THEMSELVES:
        return list(argv)
    rest, names = _apart(argv)
    return ["each", f"--profile={names}", "--", *rest]


def _apart(argv: Sequence[str]) -> tuple[list[str], str]:
    """(the line without the option, what the option says)."""
    rest: list[str] = []
    names = ""
    words = iter(argv)
    for word in words:
        if word == "--":
            return [*rest, word, *words], names
        if word in NAMES:
            names = next(words, "")
        elif word.startswith(("--profile=", "--perfil=")):
            names = word.partition("=")[2]
        elif word.startswith("-p") and len(word) > 2:
            names = word[2:]
        else:
            rest.append(word)
    return rest, names
