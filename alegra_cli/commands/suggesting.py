"""What a person may have meant by a command or an option that is not there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click

from alegra_cli import i18n, words
from alegra_cli.commands.other_names import shown_option
from alegra_cli.errors.suggestion import did_you_mean, nearest, question

_MOST = 3
# Lines that need nothing of the command that they are suggested for.
_EVERYWHERE = ("-o", "-v", "-vv", "2>/dev/null", "--help")


def commands_near(word: str, names: Sequence[str], kind: str) -> str:
    """The question, with what other programs' word for it is here, or with the nearest names."""
    known = words.elsewhere(kind, word)
    there = [line for line in known if line.split()[0] in (*names, *_EVERYWHERE)]
    return question(there) or did_you_mean(word, names)


def options_near(name: str, params: Iterable[click.Parameter]) -> list[str]:
    """Options that may be meant by one that is not there, or lines that begin with one."""
    options = [one for one in params if isinstance(one, click.Option)]
    own = [text for one in options for text in (*one.opts, *one.secondary_opts) if not one.hidden]
    known = words.elsewhere(words.OPTIONS, name.lstrip("-"))
    there = [line for line in known if line.split()[0] in (*own, *_EVERYWHERE)]
    if there:
        return there[:_MOST]
    if i18n.language() != "en":
        own += filter(None, map(shown_option, options))
    return nearest(name, own, _MOST)
