"""Whether a line of a shell may run: what `alegra` would do at any place of it."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Sequence
from typing import NamedTuple

import click

from alegra_cli.assistant.guard.shell import Command, Unreadable, Word, commands
from alegra_cli.assistant.guard.tree import Finder
from alegra_cli.assistant.risk import FINAL, READ
from alegra_cli.errors import AlegraError
from alegra_cli.i18n import _

_OURS = ("alegra", "alegra-cli", "alegra_cli")
_ASSIGNMENT = re.compile(r"\w+\+?=")
_RESERVED = {"if", "then", "else", "elif", "while", "until", "do", "!", "{", "}", "time", "case"}
# They show or take away their arguments and never run them.
_HARMLESS = {
    "[", "basename", "cat", "cd", "dirname", "du", "echo", "grep", "head", "jq", "ls", "mkdir",
    "pip", "pip3", "printf", "pushd", "read", "realpath", "rg", "rm", "rmdir", "stat", "tail",
    "tee", "test", "touch", "tree", "true", "type", "wc", "whereis", "which",
}  # fmt: skip
# git runs programs too, as in `git bisect run`; not under these words.
_HARMLESS_GIT = {
    "add", "blame", "branch", "checkout", "clone", "commit", "diff", "fetch", "grep", "log",
    "pull", "push", "show", "status", "switch", "tag",
}  # fmt: skip
_SHELLS = {"bash", "dash", "eval", "fish", "ksh", "sh", "su", "zsh"}
# They run what comes to them by a pipe or in a file.
_RUN_INPUT = _SHELLS | {".", "parallel", "source", "xargs"}
_DEEPEST = 8
# They run the words behind them as they are.
_WRAPPERS = {"command", "env", "exec", "nice", "nohup", "sudo", "time", "timeout", "xargs"}
# They put the words behind them together and read them as a line.
_JOINING = {"eval", "parallel", "ssh", "watch"}
_APPENDING = {"parallel", "xargs"}
# They decide who gets the credentials.
_ADDRESS = ("ALEGRA_BASE_URL", "ALEGRA_CONFIG")


class Verdict(NamedTuple):
    """``deny`` or ``ask``, and why; the empty one leaves the decision to the host."""

    decision: str = ""
    reason: str = ""

    def worse(self, other: Verdict) -> Verdict:
        order = ("", "ask", "deny")
        return other if order.index(other.decision) > order.index(self.decision) else self


NOTHING = Verdict()


class Judge:
    """Judges shell lines.

    find: what the program would do with words. all_writes: deny every write.
    """

    def __init__(self, find: Finder, all_writes: bool = False) -> None:
        self._find = find
        self._all_writes = all_writes

    def line(self, line: str, depth: int = 0) -> Verdict:
        mentioned = mentions(line)
        try:
            found = commands(line)
        except Unreadable:
            return _unsure() if mentioned else NOTHING
        if depth > _DEEPEST:
            return _unsure() if mentioned else NOTHING
        verdict = NOTHING
        for command in found:
            verdict = verdict.worse(self._command(command.words, mentioned, depth))
            for inner in (text for word in command.words for text in word.inner):
                verdict = verdict.worse(self.line(inner, depth + 1))
        if mentioned and self._fed(found, depth):
            verdict = verdict.worse(_unsure())
        return verdict

    def _fed(self, found: Sequence[Command], depth: int) -> bool:
        """Whether something may be run that another part of the line prints."""
        runs = any(_runs_input(command.words) for command in found)
        for command in found:
            words = command.words
            if _runs_input(words) and any(mentions(t) for w in words for t in w.inner):
                return True
            if _is_ours(words[0].text):
                continue
            for word in words[1:]:
                printed = runs and len(found) > 1 and mentions(word.text)
                # Into a file that is run later: only what would be run is of interest.
                kept = command.kept or _program(words) == "tee"
                if printed or (kept and self.line(word.text, depth + 1).decision):
                    return True
        return False

    def _command(self, words: Sequence[Word], mentioned: bool, depth: int) -> Verdict:
        verdict = NOTHING
        while words and (_ASSIGNMENT.match(words[0].text) or words[0].text in _RESERVED):
            name, _equals, value = words[0].text.partition("=")
            if name in _ADDRESS or _is_ours(value) or (mentions(value) and " " in value):
                verdict = verdict.worse(_unsure())
            words = words[1:]
        if not words:
            return verdict
        first = words[0]
        if first.unsure and (mentioned or first.coded or _pattern_of_ours(first.text)):
            verdict = verdict.worse(_unsure())
        if mentioned and _name(first.text) in _SHELLS and any(word.unsure for word in words):
            verdict = verdict.worse(_unsure())
        if _is_ours(first.text):
            return verdict.worse(self._ours(words[1:]))
        if _harmless(words):
            return verdict
        return verdict.worse(self._passed_on(words, depth))

    def _passed_on(self, words: Sequence[Word], depth: int) -> Verdict:
        """``sudo alegra …``, ``xargs alegra …``, ``sh -c "alegra …"``: run by another program."""
        verdict = NOTHING
        leader = _name(words[0].text)
        if leader in _JOINING:
            joined = " ".join(word.text for word in words[1:])
            verdict = self.line(joined, depth + 1) if mentions(joined) else verdict
        for at, word in enumerate(words[1:], 1):
            rest = words[at + 1 :]
            name, equals, value = word.text.partition("=")
            if _is_ours(word.text):
                # uvx --from alegra-cli alegra …: the program is named behind the package.
                if not (rest and _is_ours(rest[0].text)):
                    verdict = verdict.worse(self._ours(rest, leader in _APPENDING))
            elif mentions(word.text) and re.search(r"[\s;|&()]", word.text):
                inside = self.line(word.text, depth + 1)
                known = leader in _SHELLS or inside.decision
                verdict = verdict.worse(inside if known else _unsure())
            elif equals and (_is_ours(value) or name in _ADDRESS):
                verdict = verdict.worse(_unsure())  # alias a=alegra
            elif leader in _WRAPPERS and (word.coded or _pattern_of_ours(word.text)):
                verdict = verdict.worse(_unsure())
        return verdict

    def _ours(self, words: Sequence[Word], more: bool = False) -> Verdict:
        """more: further words come from elsewhere."""
        try:
            meant = self._find([word.text for word in words])
        except (click.ClickException, AlegraError):
            return _unsure()
        if meant is None or (more and not meant.whole):
            return _unsure()
        name = " ".join(("alegra", *meant.path))
        unsure = any(word.unsure for word in words[: meant.head])
        if meant.risk == READ and not unsure:
            if meant.elsewhere:
                reason = _("{command} would send the credentials to another address.")
                return Verdict("ask", reason.format(command=name))
            return NOTHING
        if meant.dry and not any(word.unsure for word in words):
            return NOTHING
        if meant.risk == FINAL:
            reason = _("{command} can't be undone, or leaves the company: a person does it.")
            return Verdict("deny", reason.format(command=name))
        if unsure:
            return _unsure()
        if self._all_writes:
            return Verdict("deny", _("{command} changes something.").format(command=name))
        reason = _("{command} changes something. --dry-run shows it first.")
        return Verdict("ask", reason.format(command=name))


def mentions(text: str) -> bool:
    """Whether it may be about this program, quotes and backslashes in between or not."""
    return "alegra" in re.sub(r"[\"'\\\n]", "", text).casefold()


def _unsure() -> Verdict:
    return Verdict("ask", _("It can't be told what alegra would do here."))


def _name(text: str) -> str:
    return re.split(r"[/\\]", text)[-1].casefold().removesuffix(".exe")


def _is_ours(text: str) -> bool:
    return _name(text) in _OURS


def _harmless(words: Sequence[Word]) -> bool:
    name = _program(words)
    second = words[1].text if len(words) > 1 else ""
    return name in _HARMLESS or (name == "git" and second in _HARMLESS_GIT)


def _runs_input(words: Sequence[Word]) -> bool:
    """Also behind ``sudo``, ``command`` and others that run their arguments."""
    return not _harmless(words) and any(_name(word.text) in _RUN_INPUT for word in words)


def _program(words: Sequence[Word]) -> str:
    plain = [word.text for word in words if not _ASSIGNMENT.match(word.text)]
    return next((_name(text) for text in plain if text not in _RESERVED), "")


def _pattern_of_ours(text: str) -> bool:
    """``al?gra``: another word for ours that a shell makes."""
    name = _name(text)
    pattern = re.search(r"[*?\[]", name) and re.search(r"\w", name)
    return bool(pattern) and any(fnmatch.fnmatch(own, name) for own in _OURS)
