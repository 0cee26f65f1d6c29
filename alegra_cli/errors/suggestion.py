"""What a person may have meant by a word that is not known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from alegra_cli.i18n import _, either


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``Did you mean a or b?``, nearest first; empty where nothing is near."""
    return question(nearest(word, known, most=3, cutoff=0.5))


def nearest(word: str, known: Iterable[str], most: int, cutoff: float = 0.6) -> list[str]:
    """Those that look like the word, nearest first. cutoff: how much alike, 1 being the same."""
    import difflib  # 5 ms, for a mistake alone

    return difflib.get_close_matches(word, list(known), n=most, cutoff=cutoff)


def question(words: Sequence[str]) -> str:
    """The same for words that something else found to be near."""
    return _("Did you mean {near}?").format(near=either(words)) if words else ""
