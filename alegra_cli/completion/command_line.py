"""What a person has typed, out of what each shell tells of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

BETWEEN = "\x1f"
"""Between the words in ``COMP_WORDS``: a character that nobody types."""
ESCAPED = " \t\n\\\"'`$&|;<>()[]{}*?!#~"


class CommandLine(NamedTuple):
    """words: the finished ones, without ``alegra``. word: the one under the cursor.

    quote: the quote that is open in it. prefix: what stands before the part of the word that the
    shell puts the answer in place of.
    """

    words: list[str]
    word: str
    quote: str = ""
    prefix: str = ""


def command_line(shell: str, env: Mapping[str, str]) -> CommandLine:
    """bash gives its whole line, the others the words."""
    if shell == "bash":
        return of_line(env["COMP_LINE"], env.get("COMP_WORDBREAKS", ""))
    words = env["COMP_WORDS"].split(BETWEEN)
    if shell == "zsh":  # which takes the quotes off itself
        return CommandLine(words[1:-1], words[-1])
    return CommandLine(words[1:-1], _split(words[-1])[0][-1])


def of_line(line: str, breaks: str) -> CommandLine:
    """breaks: the characters after which bash begins to replace."""
    words, quote, broken = _split(line, breaks)
    return CommandLine(words[1:-1], words[-1], quote, words[-1][:broken])


def _split(line: str, breaks: str = "") -> tuple[list[str], str, int]:
    """(words, the quote left open, where the replaced part of the last word begins).

    Unlike shlex it says what is open at the end. The last word is empty after a blank.
    """
    # inside: a word has begun, which an empty pair of quotes is too. broken: bash replaces only
    # what stands behind the last of its own break characters (COMP_WORDBREAKS, such as = and :)
    # or behind an open quote, so an answer must leave out what is before.
    words, word, quote, broken, inside = [], "", "", 0, False
    letters = iter(line)
    for letter in letters:
        if letter == "\\" and quote != "'":
            following = next(letters, "")
            # Within double quotes a backslash is itself, except before these four.
            word += letter + following if quote and following not in '"\\$`' else following
        elif quote:
            word, quote = (word, "") if letter == quote else (word + letter, quote)
        elif letter in "'\"":
            quote, broken = letter, len(word)
        elif letter.isspace():
            words += [word] if inside else []
            word, broken, inside = "", 0, False
            continue
        else:
            word += letter
            broken = len(word) if letter in breaks else broken
        inside = True
    return [*words, word], quote, broken


def quotation(text: str, quote: str) -> str:
    """The text so that bash reads it as it is, inside of the open quote where there is one."""
    if quote == "'":
        return text
    special = '"\\$`' if quote else ESCAPED
    return "".join("\\" + letter if letter in special else letter for letter in text)
