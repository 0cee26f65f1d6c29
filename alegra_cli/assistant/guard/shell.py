"""The commands of a shell line that is written out plainly; `shlex` reads it.

Plain are words, quotes, pipes, lists, groups, comments and redirections. Whatever a shell would
still have to work out, `$`, backquotes, substitutions, here-documents, is `Unreadable`: a guard
that follows one half of a shell's grammar is led by the nose with the other half.
"""

from __future__ import annotations

import re
import shlex

import attrs

_PUNCTUATION = "();<>|&\n"
# A quote that hides nothing, a character behind a backslash, or a comment: in this order from
# left to right, as a shell reads, so that no quote begins in a comment and no comment in a quote.
_PIECE = re.compile(r"""'[^']*'|"(?:[^"\\$`]|\\.)*"|\\.|(?<![^\s;&|()<>])#[^\n]*""", re.DOTALL)
# Also a quote that is never closed, and one with something to work out inside.
_NOT_PLAIN = re.compile(r"""[$`"'\r]|<<|[<>]\(""")
_DESCRIPTOR = re.compile(r"(?<![^\s;&|()])\d+(?=[<>])")
_REDIRECTION = re.compile(r"<|>|>>|<>|>\||&>>?|[<>]&")
# A pattern stands for other words.
_PATTERN = re.compile(r"[*?\[]|\{\S*(,|\.\.)\S*\}")


class Unreadable(Exception):
    """Not plain."""


@attrs.frozen
class Word:
    """text: without its quotes. unsure: a pattern, which stands for names of files or for more
    words.
    """

    text: str
    unsure: bool = False


@attrs.define
class Command:
    """A program and its arguments.

    targets: where it writes to instead of the terminal. piped: it is given what another prints.
    """

    words: list[Word] = attrs.field(factory=list)
    targets: list[str] = attrs.field(factory=list)
    piped: bool = False


def commands(line: str) -> list[Command]:
    """Each simple command of the line. Raises `Unreadable`."""
    line = line.replace("\r\n", "\n")
    if "#" not in line:  # at the end of a comment a backslash joins nothing
        line = line.replace("\\\n", "")
    # Behind an escaped blank stands no comment, which `_PIECE` would see there.
    if re.search(r"\\\s", line):
        raise Unreadable
    whole = _PIECE.sub(lambda piece: "" if piece[0][0] == "#" else piece[0], line)
    # The same words with all that is quoted blotted out: what is still a sign there is one.
    signs = _PIECE.sub(lambda piece: "" if piece[0][0] == "#" else "_", line)
    if _NOT_PLAIN.search(signs):
        raise Unreadable
    words = _words(whole)
    marks = _words(signs)
    if len(words) != len(marks):
        raise Unreadable
    return _commands_in(words, marks)


def _words(text: str) -> list[str]:
    lexer = shlex.shlex(_DESCRIPTOR.sub("", text), posix=True, punctuation_chars=_PUNCTUATION)
    lexer.whitespace = " \t"
    lexer.whitespace_split = True
    lexer.commenters = ""
    try:
        return list(lexer)
    except ValueError as problem:
        raise Unreadable from problem


def _commands_in(words: list[str], marks: list[str]) -> list[Command]:
    found = [Command()]
    redirection = ""
    for text, mark in zip(words, marks, strict=True):
        if set(mark) <= set(_PUNCTUATION):
            if _REDIRECTION.fullmatch(mark):
                redirection = mark
            elif set(mark) & set("<>") or (mark[0] == "(" and found[-1].words):
                raise Unreadable  # also a function
            else:
                found.append(Command(piped="|" in mark.replace("||", "")))
                redirection = ""
        elif redirection:
            if ">" in redirection and text not in ("/dev/null", "1", "2", "-"):
                found[-1].targets.append(text)
            redirection = ""
        else:
            found[-1].words.append(Word(text, bool(_PATTERN.search(mark))))
    return [command for command in found if command.words or command.targets]
