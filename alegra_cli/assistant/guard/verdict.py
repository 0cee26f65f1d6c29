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
# They show or keep what they are given, and never run it; these, unless a word begins so.
_HARMLESS = {
    "awk": r"-[^Fv]|.*(system|getline|[|@]|>\s*\")",
    "find": r"-(ex|ok|de|f)",
    "git": r"-O|--(op|ou|ext)",
    "less": r"\+|--|-\w*[oOkt]",
    "pip": r"(?!list|show|freeze|check|-)",
    "printf": r"-v",
    "rg": r"--(pre|ho)",
    "sed": r"(?!-n$|[\d,$]*[pdq]$)",
    "sort": r"-\w*o|--(co|o)",
    "tree": r"-o",
    "uniq": r"[^-]",
}
_ALWAYS_HARMLESS = {
    "[", "basename", "cat", "cd", "column", "comm", "cut", "diff", "dirname", "du", "echo",
    "fold", "grep", "head", "jq", "ls", "mkdir", "nl", "paste", "pushd", "realpath", "stat",
    "tac", "tail", "tee", "test", "touch", "tr", "true", "type", "wc", "whereis", "which",
}  # fmt: skip
_HARMLESS_GIT = {
    "add", "blame", "branch", "checkout", "commit", "diff", "grep", "log", "show", "status",
    "switch", "tag",
}  # fmt: skip
_SHELLS = {"bash", "chmod", "dash", "fish", "ksh", "sh", "su", "zsh"}
_INTERPRETERS = re.compile(r"(python|node|ruby)[\d.]*")
# After them the same words of a line may mean something else; printf where it is not harmless.
_CHANGING = {
    ".", "alias", "autoload", "bind", "builtin", "coproc", "declare", "emulate", "enable", "eval",
    "exec", "export", "fc", "function", "hash", "let", "local", "mapfile", "printf", "read",
    "readarray", "readonly", "set", "setopt", "shopt", "source", "trap", "typeset", "unalias",
    "unset", "unsetopt", "zmodload",
}  # fmt: skip
# Any other variable may decide where the credentials go, or which code runs: ALEGRA_BASE_URL,
# PATH, LD_PRELOAD, BASH_ENV, PYTHONPATH, https_proxy …
_KNOWN_VARIABLES = re.compile(
    r"ALEGRA_(PROFILE|LANG|OUTPUT)|NO_COLOR|COLUMNS|LINES|TZ|LANG|LANGUAGE|LC_\w+|TERM"
)
# Where the rules stand that this guard is a part of, also as a pattern with that in it.
_RULES = re.compile(r"[.*?\]][^\s/]*(claude|codex)|opencode")
_RULES_NAMES = (".claude", ".codex", "opencode.json")
# The program itself, and what it goes by.
_OUR_FILES = re.compile(
    r"(^|/)alegra(\.exe)?$|\.alegra-cli"
    r"|(\.config|site-packages|application support|appdata/\w+)/alegra"
)
_SHOWING = {"cat", "diff", "echo", "grep", "head", "jq", "ls", "rg", "stat", "tail", "wc"}
_SHOWING_GIT = {"add", "blame", "commit", "diff", "grep", "log", "show", "status"}
# A command's name in a line that may not be plain.
_FIRST = re.compile(
    r"(?:^|[;&|(`{\n])\s*(?:(?:sudo|command|exec|nohup|time|env)\s+)*([^\s;&|()`<>]+)"
)


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

    A line is its business if it names the program, or the files with the rules. Of such a line
    it says nothing only where it is plain, names the program as a command of its own or to a
    program known to be harmless, and gives what is printed to nothing that could run it. All
    else it asks about. How another line could lead to the program, by a script or a variable of
    before, no guard of lines can see.

    find: what the program would do with words. all_writes: deny every write.
    """

    def __init__(self, find: Finder, all_writes: bool = False) -> None:
        self._find = find
        self._all_writes = all_writes

    def line(self, line: str) -> Verdict:
        rules = _names_rules(line)
        if not (rules or mentions(line)):
            return NOTHING
        try:
            found = commands(line)
        except Unreadable:
            return _unsure()
        verdict = NOTHING
        for command in found:
            verdict = verdict.worse(self._command(command.words))
        if self._carries(found) or (rules and not all(map(_shows, found))):
            verdict = verdict.worse(_unsure())
        return verdict

    def _command(self, words: Sequence[Word]) -> Verdict:
        verdict = NOTHING
        while words and (_ASSIGNMENT.match(words[0].text) or words[0].text in _RESERVED):
            if "=" in words[0].text and not _is_known(words[0].text):
                verdict = _unsure()
            words = words[1:]
        if not words:
            return verdict
        first = words[0].text
        if _is_ours(first):
            # One with a path may be another program.
            verdict = verdict if first.casefold() in _OURS else _unsure()
            return verdict.worse(self._ours(words[1:]))
        if _harmless(words):
            return verdict
        # Given to a program that may run it, in whatever way.
        text = " ".join(word.text for word in words)
        if mentions(text) or first in _CHANGING or any(word.unsure for word in words):
            verdict = _unsure()
        return verdict.worse(self._inside(text))

    def _inside(self, text: str) -> Verdict:
        """What the program would do at any place of a text that is not read as a shell would."""
        verdict = NOTHING
        for part in re.split(r"[;|&\n]+", text.replace("\\n", "\n")):
            words = re.split(r"[\s\"'`()\[\],=]+", part)
            for at, word in enumerate(words, 1):
                if _is_ours(word):
                    rest = [Word(text) for text in words[at:] if text]
                    verdict = verdict.worse(self._ours(rest))
        return verdict

    def _carries(self, found: Sequence[Command]) -> bool:
        """Whether a part of the line, or a later one, may run what a part of it prints."""
        targets = {_name(target) for one in found for target in _targets(one)}
        if any(_OUR_FILES.search(path.casefold()) for one in found for path in _targets(one)):
            return True
        if targets and any(_runs_file(one, targets) for one in found):
            return True
        takers = [one for one in found if one.piped and not _harmless(one.words)]
        for command in found:
            words = command.words
            if words and _is_ours(words[0].text):
                # What it prints is made by whoever wrote the records, or its template.
                if not all(_is_ours(one.words[0].text) or _script(one) for one in takers):
                    return True
                continue
            texts = [word.text for word in words if mentions(word.text)]
            # Into a file that a later line runs: only what would be run is of interest.
            kept = targets and any(self._inside(text).decision for text in texts)
            if texts and (takers or kept):
                return True
        return False

    def _ours(self, words: Sequence[Word]) -> Verdict:
        try:
            meant = self._find([word.text for word in words])
        except (click.ClickException, AlegraError):
            return _unsure()
        if meant is None:
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
    """Whether it may be about this program, whatever stands in between or for its letters."""
    bare = _bare(text)
    return "alegra" in bare or any(_stands_for(name, _OURS) for name in _FIRST.findall(bare))


def _names_rules(line: str) -> bool:
    bare = _bare(line)
    if _RULES.search(bare):
        return True
    return any(_stands_for(part, _RULES_NAMES) for part in re.split(r"[\s/;|&<>()=]+", bare))


def _bare(text: str) -> str:
    """The text without quotes, backslashes and braces, coded letters as letters; then the same
    without its expansions.
    """
    coded = r"\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,6})|0?([0-7]{1,3}))"
    text = re.sub(coded, _letter, text.replace("\\\n", ""))
    closed = re.sub(r"\$\{[^}]*\}|\$\w+|\$[@*#?!-]", "", text)
    return re.sub(r"[\"'\\{},]", "", f"{text};{closed}").casefold()


def _letter(match: re.Match[str]) -> str:
    digits = next(filter(None, match.groups()))
    number = int(digits, 8 if match[4] else 16)
    return chr(number) if number < 0x110000 else ""


def _stands_for(text: str, names: Sequence[str]) -> bool:
    """``al?gra``: a pattern, which a shell makes one of these names of."""
    name = _name(text)
    letters = re.sub(r"\[[^\]]*\]|\.json$", "", name)
    if not re.search(r"[*?\[]", name) or not re.search(r"\w|^\.", letters):
        return False
    return any(fnmatch.fnmatch(own, name) for own in names)


def _unsure() -> Verdict:
    return Verdict("ask", _("It can't be told what alegra would do here."))


def _name(text: str) -> str:
    """Of a program; zsh looks ``=alegra`` up too."""
    return re.split(r"[/\\]", text)[-1].casefold().removeprefix("=").removesuffix(".exe")


def _is_ours(text: str) -> bool:
    return _name(text) in _OURS


def _is_known(assignment: str) -> bool:
    return _KNOWN_VARIABLES.fullmatch(assignment.partition("=")[0]) is not None


def _harmless(words: Sequence[Word]) -> bool:
    name, texts = _split(words)
    unless = _HARMLESS.get("pip" if name == "pip3" else name)
    if unless is None or (name == "git" and not set(texts[:1]) & _HARMLESS_GIT):
        return name in _ALWAYS_HARMLESS
    checked = texts[:1] if name.startswith("pip") else texts
    return not any(re.match(unless, text) for text in checked)


def _split(words: Sequence[Word]) -> tuple[str, list[str]]:
    """A command's program, behind its variables, and what that is given."""
    texts = [word.text for word in words]
    while texts and (_ASSIGNMENT.match(texts[0]) or texts[0] in _RESERVED):
        texts = texts[1:]
    return (_name(texts[0]), texts[1:]) if texts else ("", [])


def _targets(command: Command) -> list[str]:
    """The files that it writes."""
    name, texts = _split(command.words)
    return [*command.targets, *(texts if name == "tee" else ())]


def _runs_file(command: Command, written: set[str]) -> bool:
    name, texts = _split(command.words)
    if name in _SHELLS or name in written:
        return True
    return bool(texts) and not _harmless(command.words) and _name(texts[0]) in written


def _script(command: Command) -> bool:
    """Whether it reads what it is given with a program of a file: ``python3 report.py``."""
    name, texts = _split(command.words)
    named = bool(texts) and re.match(r"-|/dev/|/proc/", texts[0]) is None
    return named and _INTERPRETERS.fullmatch(name) is not None


def _shows(command: Command) -> bool:
    """Whether no file with rules is changed by it."""
    if any(_names_rules(path) for path in _targets(command)):
        return False
    name, texts = _split(command.words)
    if name == "git":
        return _harmless(command.words) and set(texts[:1]) <= _SHOWING_GIT
    return not command.words or name in _OURS or (name in _SHOWING and _harmless(command.words))
