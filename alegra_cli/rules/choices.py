"""What people call the codes of a field: the words of screens, of catalogues, and both at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import attrs

from alegra_cli import words
from alegra_cli.declare import Field, Resource
from alegra_cli.dotted_path import at
from alegra_cli.errors.suggestion import nearest, question
from alegra_cli.i18n import in_each_language
from alegra_cli.rules.conditions import plain
from alegra_cli.rules.country import Rulebook
from alegra_cli.rules.fields import Problem
from alegra_cli.rules.spelling import wording

_INDEX = re.compile(r"\.\d+(?=\.|$)")
_IN_BRACKETS = re.compile(r"(.+?)\s*\((.+)\)\s*")
_CODE_AND_TEXT = re.compile(r"([^-–:]+?)\s*[-–:]\s*(.+)")
_SEVERAL = re.compile(r"\s*[,;/|+&]\s*|\s+(?:y|e|and)\s+", re.I)


class Choices:
    """The codes that the fields of a resource take and the words for them.

    book: the rules of the account's country; None where that is not known.
    """

    def __init__(self, resource: Resource, fields: Iterable[Field], book: Rulebook | None) -> None:
        self._codes: dict[str, dict[str, str]] = {}
        self._words: dict[str, dict[str, set[str]]] = {}
        for field in fields:
            for choice in (*field.choices, *field.read_choices):
                for word in (*in_each_language(choice), *_in_other_languages(choice)):
                    self._add(field.path, choice, word)
            for word, choice in field.words:
                self._words.setdefault(field.path, {}).setdefault(wording(word), set()).add(choice)
        for path, code, name in book.choices(resource) if book else ():
            self._add(path, code, code)
            for part in _parts(name):
                self._words[path].setdefault(wording(part), set()).add(code)

    def _add(self, path: str, code: str, word: str) -> None:
        self._codes.setdefault(path, {})[plain(code)] = code
        self._words.setdefault(path, {}).setdefault(wording(word), set()).add(code)

    def allows(self, path: str, value: Any) -> bool:
        """Whether a value is a code of any list that is kept for the field."""
        return plain(str(value)) in self._codes.get(_INDEX.sub("[]", path), {})

    def code_of(self, path: str, value: Any) -> Any:
        """The value with codes for the words in it; what is not known stays as it is."""
        path = _INDEX.sub("[]", path)
        if path not in self._words:
            return value
        if isinstance(value, list):
            return _once(code for one in value for code in self._several(path, one))
        if not isinstance(value, str):
            return value
        code = self._code(path, value)
        return value if code is None or "|" in code else code

    def refusal(self, problem: Problem, values: Iterable[Any]) -> Problem:
        """The problem of values that are no choice, with the nearest that are; it blocks."""
        path = _INDEX.sub("[]", problem.path)
        near = self._words.get(path, {})
        shown = {word: "/".join(sorted(codes)) for word, codes in near.items()}
        hints = dict.fromkeys(
            shown[word] for value in values for word in _nearest(str(value), shown)
        )
        hint = question(list(hints))
        text = f"{problem.message}. {hint}" if hint else problem.message
        return attrs.evolve(problem, message=text, blocks=True)

    def _several(self, path: str, value: Any) -> list[Any]:
        if not isinstance(value, str):
            return [value]
        code = self._code(path, value)
        if code is not None:
            return list(code.split("|"))
        parts = [part for part in _SEVERAL.split(value) if part]
        codes = [self._code(path, part) for part in parts]
        return [one for code in codes if code for one in code.split("|")] if all(codes) else [value]

    def _code(self, path: str, text: str) -> str | None:
        """The one code that a text means; None where there is none, or more than one."""
        if exact := self._codes.get(path, {}).get(plain(text)):
            return exact
        known = self._words[path]
        for parts in ([text], list(_parts(text))[1:]):
            found = {code for part in parts for code in known.get(wording(part), ())}
            if found:
                return found.pop() if len(found) == 1 else None
        return None


def _in_other_languages(choice: str) -> Iterator[str]:
    """What is typed for a choice in any language."""
    for language in words.LANGUAGES:
        yield from words.table(words.VALUES, language).get(choice, ())


def _parts(text: str) -> Iterator[str]:
    """The text, and what stands before and in brackets, or before and behind a hyphen."""
    yield text
    if found := _IN_BRACKETS.fullmatch(text) or _CODE_AND_TEXT.fullmatch(text):
        yield from found.groups()


def _once(values: Iterable[Any]) -> list[Any]:
    found: list[Any] = []
    for value in values:
        if value not in found:
            found.append(value)
    return found


def _nearest(text: str, known: Iterable[str]) -> list[str]:
    return nearest(wording(text), known, most=2)


def settlement(
    found: Sequence[Problem], body: dict[str, Any], choices: Choices, of_many: bool
) -> list[Problem]:
    """The problems of a body, each value that is no choice told once, with what is near it.

    One that is near a choice is a slip and stops the body; any other stops it where the list is
    whole, and is warned of where it may be right. One of many bodies it stops anyway: a warning
    among a thousand rows is read when they are sent.
    """
    settled: list[Problem] = []
    told: set[str] = set()
    blocked = {problem.path for problem in found if problem.blocks}
    for problem in found:
        wrong = _strangers(problem, body, choices)
        if not wrong:
            settled.append(problem)
        elif problem.path not in told:
            told.add(problem.path)
            refused = choices.refusal(problem, wrong)
            slip = refused.message != problem.message
            stops = slip or of_many or problem.path in blocked
            settled.append(attrs.evolve(refused, blocks=stops))
    return settled


def _strangers(problem: Problem, body: dict[str, Any], choices: Choices) -> list[Any]:
    if not problem.choice:
        return []
    value = at(body, problem.path)
    values = value if isinstance(value, list) else [value]
    return [one for one in values if not choices.allows(problem.path, one)]
