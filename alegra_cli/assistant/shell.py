"""A line of a shell taken apart as far as it takes to see which programs it starts.

Not a shell: it never runs or expands anything. What it can't follow it marks as such.
"""

from __future__ import annotations

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


def commands(line: str) -> list[list[Word]]:
    """The words of each simple command, targets of redirections left out. Raises `Unreadable`."""
    reader = _Reader(line)
    reader.run()
    return [words for words in reader.found if words]


class _Reader:
    def __init__(self, line: str) -> None:
        self._line = line
        self._at = 0
        self._word: Word | None = None
        self._target = False  # the next word is where a redirection goes
        self.found: list[list[Word]] = [[]]

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
            self.found.append([])
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
            self.found[-1:-1] = [[Word("", True, False, self._word.inner)]]
        elif not self._target:
            self.found[-1].append(self._word)
        self._word, self._target = None, False

    def _redirection(self) -> None:
        if self._line[self._at + 1 : self._at + 2] == "(":  # <(…) stands for a file
            self._begun().unsure = True
            self._begun().inner.append(self._parenthesis(self._at + 1))
            return
        self._end_word()
        start = self._at
        while self._at < len(self._line) and self._line[self._at] in "<>&|":
            self._at += 1
        # The text behind <<< is input, which another shell may run.
        self._target = self._line[start : self._at] != "<<<"

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
                self._expansion(word)
            else:
                word.text += sign
                self._at += 1

    def _expansion(self, word: Word) -> None:
        word.unsure = True
        rest = self._line[self._at :]
        if rest.startswith("$("):
            word.inner.append(self._parenthesis(self._at + 1))
        elif rest.startswith("${"):
            end = self._line.find("}", self._at)
            if end < 0:
                raise Unreadable
            # A default may hold a substitution: ${X:-$(…)}
            word.inner.append(self._line[self._at + 2 : end].replace(":-", " ", 1))
            self._at = end + 1
        elif rest.startswith("`"):
            word.inner.append(self._until("`", self._at + 1).replace("\\", ""))
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
        depth, at = 0, start
        while at < len(self._line):
            sign = self._line[at]
            if sign == "\\":
                at += 1
            elif sign == "'":
                at = self._line.find("'", at + 1)
                if at < 0:
                    raise Unreadable
            elif sign in "()":
                depth += 1 if sign == "(" else -1
                if not depth:
                    self._at = at + 1
                    return self._line[start + 1 : at]
            at += 1
        raise Unreadable
