"""A line of a shell taken apart as far as it takes to see which programs it starts.

Not a shell: it never runs or expands anything. What it can't follow it marks as such.
"""

from __future__ import annotations

import re

import attrs

_SEPARATORS = ";|&\n()"
_UNSURE = "*?[{"  # a pattern stands for other words


class Unreadable(Exception):
    """A quote or a parenthesis that is never closed."""


@attrs.define
class Word:
    """text: without its quotes. unsure: part of it is only known when the line runs. coded:
    its letters are written as numbers. inner: lines that run to make it.
    """

    text: str = ""
    unsure: bool = False
    coded: bool = False
    inner: list[str] = attrs.field(factory=list)


@attrs.define
class Command:
    """A program and its arguments, targets of redirections left out.

    kept: what it prints goes into a file.
    """

    words: list[Word] = attrs.field(factory=list)
    kept: bool = False


def commands(line: str) -> list[Command]:
    """Each simple command of the line. Raises `Unreadable`."""
    reader = _Reader(line)
    reader.run()
    return [command for command in reader.found if command.words]


class _Reader:
    def __init__(self, line: str) -> None:
        self._line = line
        self._at = 0
        self._word: Word | None = None
        self._target = False  # the next word is where a redirection goes
        self.found: list[Command] = [Command()]

    def run(self) -> None:
        while self._at < len(self._line):
            self._step(self._line[self._at])
        self._end_word()

    def _step(self, sign: str) -> None:
        if sign in " \t\r":
            self._end_word()
            self._at += 1
        elif self._line.startswith("\\\n", self._at):
            self._at += 2
        elif sign == "#" and self._word is None:
            end = self._line.find("\n", self._at)
            self._at = len(self._line) if end < 0 else end
        elif sign in "<>" or self._line.startswith("&>", self._at):
            self._redirection()
        elif sign in _SEPARATORS:
            self._end_word()
            self._target = False
            self.found.append(Command())
            self._at += 1
        else:
            self._part(sign, self._begun())

    def _begun(self) -> Word:
        if self._word is None:
            self._word = Word()
        return self._word

    def _end_word(self) -> None:
        if self._word is None:
            return
        if self._target and self._word.inner:
            # The name of the file is of no interest; what runs to make it is.
            self.found[-1:-1] = [Command([Word("", True, False, self._word.inner)])]
        elif not self._target:
            self.found[-1].words.append(self._word)
        self._word, self._target = None, False

    def _redirection(self) -> None:
        if self._line[self._at + 1 : self._at + 2] == "(":  # <(…) stands for a file
            self._begun().unsure = True
            self._begun().inner.append(self._parenthesis(self._at + 1))
            return
        if self._word is not None and self._word.text.isdecimal():
            self._word = None  # the 2 of 2>
        self._end_word()
        start = self._at
        while self._at < len(self._line) and self._line[self._at] in "<>&|":
            self._at += 1
        # The text behind <<< is input, which another shell may run.
        sign = self._line[start : self._at]
        self._target = sign != "<<<"
        rest = self._line[self._at :].lstrip(" \t")
        self.found[-1].kept |= ">" in sign and not rest.startswith(("/dev/null", "1", "2"))

    def _part(self, sign: str, word: Word) -> None:
        """One piece of a word outside of double quotes."""
        if sign == "\\":
            escaped = self._line[self._at + 1 : self._at + 2]
            word.text += "" if escaped == "\n" else escaped
            self._at += 2
        elif sign == "'":
            word.text += self._until("'", self._at + 1)
        elif self._line.startswith("$'", self._at):
            word.text += self._until("'", self._at + 2)
            word.unsure = word.coded = True
        elif sign == '"' or self._line.startswith('$"', self._at):
            self._at += 1 if sign == '"' else 2
            self._quoted(word)
        elif sign in "$`":
            self._expansion(word)
        else:
            word.unsure |= sign in _UNSURE
            word.text += sign
            self._at += 1

    def _quoted(self, word: Word) -> None:
        while True:
            sign = self._line[self._at : self._at + 1]
            if not sign:
                raise Unreadable
            if sign == '"':
                self._at += 1
                return
            if sign == "\\" and self._line[self._at + 1 : self._at + 2] in ('"', "\\", "$", "`"):
                word.text += self._line[self._at + 1]
                self._at += 2
            elif sign == "\\" and self._line.startswith("\\\n", self._at):
                self._at += 2
            elif sign in "$`":
                self._expansion(word, quoted=True)
            else:
                word.text += sign
                self._at += 1

    def _expansion(self, word: Word, quoted: bool = False) -> None:
        word.unsure = True
        rest = self._line[self._at :]
        if rest.startswith("$("):
            word.inner.append(self._parenthesis(self._at + 1))
        elif rest.startswith("${"):
            end = self._line.find("}", self._at)
            # A brace in quotes, or of another pair, would not be the end.
            if end < 0 or set(self._line[self._at + 2 : end]) & set("'\"\\{"):
                raise Unreadable
            # A default may hold a substitution: ${X:-$(…)}
            word.inner.append(self._line[self._at + 2 : end].replace(":-", " ", 1))
            self._at = end + 1
        elif rest.startswith("`"):
            escaped = r'\\([$`\\"])' if quoted else r"\\([$`\\])"
            word.inner.append(re.sub(escaped, r"\1", self._until("`", self._at + 1)))
        else:
            word.text += "$"
            self._at += 1

    def _until(self, mark: str, start: int) -> str:
        end = start
        while end < len(self._line) and self._line[end] != mark:
            # Only here does a backslash keep the mark from ending it.
            end += 2 if self._line[end] == "\\" and self._escapes(mark, start) else 1
        if end >= len(self._line):
            raise Unreadable
        self._at = end + 1
        return self._line[start:end]

    def _escapes(self, mark: str, start: int) -> bool:
        return mark == "`" or self._line[start - 2 : start] == "$'"

    def _parenthesis(self, start: int) -> str:
        """What stands between this parenthesis and its partner."""
        self._at = _partner(self._line, start)
        inner = self._line[start + 1 : self._at - 1]
        # In these a parenthesis may stand that has no partner.
        if re.search(r"\bcase\b|<<|(^|\s)#", inner):
            raise Unreadable
        return inner


def _partner(line: str, start: int) -> int:
    """Behind the parenthesis that closes the one at `start`."""
    depth, at = 0, start
    while at < len(line):
        sign = line[at]
        if sign == "'":
            at = line.find("'", at + 1)
            if at < 0:
                raise Unreadable
        elif sign == '"':
            at = _quote(line, at) - 1
        elif sign in "()":
            depth += 1 if sign == "(" else -1
            if not depth:
                return at + 1
        at += 2 if sign == "\\" else 1
    raise Unreadable


def _quote(line: str, start: int) -> int:
    """Behind the double quote that closes the one at `start`."""
    at = start + 1
    while at < len(line):
        if line[at] == '"':
            return at + 1
        if line.startswith("$(", at):
            at = _partner(line, at + 1)
        elif line[at] == "`":
            raise Unreadable
        else:
            at += 2 if line[at] == "\\" else 1
    raise Unreadable
