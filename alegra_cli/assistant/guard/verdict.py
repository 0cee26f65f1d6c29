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
# They show, keep or take away what they are given, and never run it.
_HARMLESS = {
    "[", "basename", "cat", "cd", "column", "comm", "cut", "diff", "dirname", "du", "echo",
    "fold", "grep", "head", "jq", "less", "ls", "mkdir", "nl", "paste", "pip", "pip3", "printf",
    "pushd", "read", "realpath", "rg", "rm", "rmdir", "sort", "stat", "tac", "tail", "tee",
    "test", "touch", "tr", "tree", "true", "type", "uniq", "wc", "whereis", "which",
}  # fmt: skip
# git runs programs too, as in `git bisect run`; not under these words.
_HARMLESS_GIT = {
    "add", "blame", "branch", "checkout", "clone", "commit", "diff", "fetch", "grep", "log",
    "pull", "push", "show", "status", "switch", "tag",
}  # fmt: skip
_SHELLS = {"bash", "dash", "eval", "fish", "ksh", "sh", "su", "zsh"}
# They run the words behind them as they are.
_WRAPPERS = {"command", "env", "exec", "nice", "nohup", "sudo", "time", "timeout", "xargs"}
# They put the words behind them together and read them as a line.
_JOINING = {"eval", "parallel", "ssh", "watch"}
_APPENDING = {"parallel", "xargs"}
_DEEPEST = 8
# Any other variable may decide where the credentials go, or which code runs: ALEGRA_BASE_URL,
# PATH, LD_PRELOAD, BASH_ENV, PYTHONPATH, https_proxy …
_KNOWN_VARIABLES = re.compile(
    r"ALEGRA_(PROFILE|LANG|OUTPUT)|NO_COLOR|COLUMNS|LINES|TZ|LANG|LANGUAGE|LC_\w+|TERM"
)
# Where the rules stand that this guard is a part of.
_RULES = re.compile(r"\.claude\b|\.codex\b|opencode\.json")
_SHOWING = {"cat", "diff", "grep", "head", "jq", "less", "ls", "rg", "stat", "tail", "wc"}
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
    it says nothing only where it is plain and every command of it is known to be harmless; what
    it can't read it asks about. How another line could lead to the program, by a script or a
    variable of before, no guard of lines can see.

    find: what the program would do with words. all_writes: deny every write.
    """

    def __init__(self, find: Finder, all_writes: bool = False) -> None:
        self._find = find
        self._all_writes = all_writes

    def line(self, line: str, depth: int = 0) -> Verdict:
        rules = _RULES.search(_bare(line)) is not None
        if not (rules or mentions(line)):
            return NOTHING
        try:
            found = commands(line)
        except Unreadable:
            return _unsure()
        if depth > _DEEPEST:
            return _unsure()
        verdict = NOTHING
        for command in found:
            verdict = verdict.worse(self._command(command.words, depth))
        if self._carried(found, depth) or (rules and any(map(_touches_rules, found))):
            verdict = verdict.worse(_unsure())
        return verdict

    def _carried(self, found: Sequence[Command], depth: int) -> bool:
        """Whether a part of the line, or a later one, may run what a part of it prints."""
        written = any(one.targets or _program(one.words) == "tee" for one in found)
        run_later = written and any(_runs_file(one, found) for one in found)
        for command in found:
            words = command.words
            if words and _is_ours(words[0].text):
                # What it prints is made by whoever wrote the records, or its template.
                if run_later or any(one.piped and _reads_program(one) for one in found):
                    return True
                continue
            texts = [word.text for word in words[1:] if mentions(word.text)]
            if not texts:
                continue
            if run_later or any(one.piped and not _harmless(one.words) for one in found):
                return True
            # Into a file that a later line runs: only what would be run is of interest.
            kept = command.targets or _program(words) == "tee"
            if kept and any(self.line(_unescaped(text), depth + 1).decision for text in texts):
                return True
        return False

    def _command(self, words: Sequence[Word], depth: int) -> Verdict:
        verdict = NOTHING
        while words and (_ASSIGNMENT.match(words[0].text) or words[0].text in _RESERVED):
            if "=" in words[0].text and not _is_known(words[0].text):
                verdict = verdict.worse(_unsure())
            words = words[1:]
        if not words:
            return verdict
        first = words[0]
        if first.unsure:
            verdict = verdict.worse(_unsure())
        if _name(first.text) in _SHELLS and any(word.unsure for word in words):
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
            verdict = self.line(joined, depth + 1)
        for at, word in enumerate(words[1:], 1):
            rest = words[at + 1 :]
            if _is_ours(word.text):
                # uvx --from alegra-cli alegra …: the program is named behind the package.
                if not (rest and _is_ours(rest[0].text)):
                    verdict = verdict.worse(self._ours(rest, leader in _APPENDING))
            elif mentions(word.text) and re.search(r"[\s;|&()]", word.text):
                inside = self.line(word.text, depth + 1)
                known = leader in _SHELLS or inside.decision
                verdict = verdict.worse(inside if known else _unsure())
            elif "alegra_cli" in word.text.casefold():
                verdict = verdict.worse(_unsure())  # -malegra_cli, src/alegra_cli/__main__.py
            elif _ASSIGNMENT.match(word.text) and not _is_known(word.text):
                verdict = verdict.worse(_unsure())  # env PATH=…, alias a=alegra
            elif leader in _WRAPPERS and word.unsure:
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
    """Whether it may be about this program, whatever stands in between or for its letters."""
    bare = _bare(text)
    return "alegra" in bare or any(_pattern_of_ours(name) for name in _FIRST.findall(bare))


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


def _unescaped(text: str) -> str:
    """What printf and ``echo -e`` make of the sign for the end of a line."""
    return text.replace("\\n", "\n")


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
    name = _program(words)
    texts = [word.text for word in words[1:]]
    if name == "git":
        return bool(texts) and texts[0] in _HARMLESS_GIT
    if name == "sed":  # its scripts can run programs; those that print lines can't
        return all(re.fullmatch(r"-n|[\d,$]*[pdq]", text) for text in texts)
    if name == "awk":
        return not any(re.search(r"system|getline|[|@]|^-[^Fv]", text) for text in texts)
    return name in _HARMLESS


def _runs_file(command: Command, found: Sequence[Command]) -> bool:
    """Whether it may run a file that another command of the line has written."""
    if not command.words:
        return False
    name = _name(command.words[0].text)
    targets = {_name(target) for one in found for target in one.targets}
    return name in {*_SHELLS, ".", "source", "chmod", *targets}


def _reads_program(command: Command) -> bool:
    """Whether it runs what comes to it by a pipe: no file or line of its own is named."""
    words = command.words
    if not words or _harmless(words) or _is_ours(words[0].text):
        return False
    # Behind sudo and such the program's own words are not told apart.
    if _name(words[0].text) in _WRAPPERS:
        return True
    name = _program(words)
    if name in ("at", "batch", "parallel", "ssh", "xargs"):
        return True
    plain = [word.text for word in words[1:] if not word.text.startswith("-") or word.text == "-"]
    return not plain or plain[0] in ("-", "/dev/stdin")


def _touches_rules(command: Command) -> bool:
    told = [*(word.text for word in command.words), *command.targets]
    if not any(_RULES.search(text) for text in told):
        return False
    shows = bool(command.words) and (
        _program(command.words) in _SHOWING
        or (_program(command.words) == "git" and _harmless(command.words))
        or _is_ours(command.words[0].text)
    )
    return not shows or any(_RULES.search(target) for target in command.targets)


def _program(words: Sequence[Word]) -> str:
    plain = [word.text for word in words if not _ASSIGNMENT.match(word.text)]
    return next((_name(text) for text in plain if text not in _RESERVED), "")


def _pattern_of_ours(text: str) -> bool:
    """``al?gra``: another word for ours that a shell makes."""
    name = _name(text)
    pattern = re.search(r"[*?\[]", name) and re.search(r"\w", name)
    return bool(pattern) and any(fnmatch.fnmatch(own, name) for own in _OURS)
