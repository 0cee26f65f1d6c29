"""What a person may have meant by a word that is not known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from alegra_cli.i18n import _, either


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``Did you mean a or b?``, nearest first; empty where nothing is near."""
    import difflib  # 5 ms, for a mistake alone

    return meant(difflib.get_close_matches(word, list(known), n=3, cutoff=0.5))


def meant(words: Sequence[str]) -> str:
    """The same for words that something else found to be near."""
    return _("Did you mean {near}?").format(near=either(words)) if words else ""
