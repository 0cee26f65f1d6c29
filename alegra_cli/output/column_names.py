"""What a person may call a column: its path, title or label, a short name, in any language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from alegra_cli import words
from alegra_cli.declare.labels import LABELS
from alegra_cli.errors import UsageProblem
from alegra_cli.errors.suggestion import question
from alegra_cli.i18n import _, in_each_language

if TYPE_CHECKING:
    from alegra_cli.declare import Column

# What an object is shown by, so that the object itself is another name of the column.
_SHOWN = ("name", "fullNumber")


class ColumnNames:
    """The paths that the names of columns stand for.

    columns: the declared ones. for_people: whether an object may be shown by its name; where
    programs read, ``client`` is the object.
    """

    def __init__(self, columns: Sequence[Column], for_people: bool) -> None:
        self._columns = columns
        self._paths = {column.path for column in columns}
        self._heads = {path.partition(".")[0] for path in self._paths}
        self._for_people = for_people

    def path(self, name: str) -> str:
        """The path that a name stands for; one that nobody knows is a path itself.

        Raises `UsageProblem` where several columns are called so.
        """
        if name in self._paths or not (self._for_people or name not in self._heads):
            return name
        for found in (self._with_title(name), self._short(name), self._by_words(name)):
            if len(found) > 1:
                raise UsageProblem(
                    _("{word!r} can mean several things.").format(word=name),
                    question(sorted(found)),
                )
            if found:
                return found.pop()
        return name

    def _with_title(self, name: str) -> set[str]:
        wanted = words.key(name)
        return {
            column.path
            for column in self._columns
            if any(words.key(title) == wanted for title in in_each_language(column.title))
        }

    def _short(self, name: str) -> set[str]:
        """``duedate`` is ``dueDate``, ``fullNumber`` the end of a path, ``client`` its object."""
        wanted = words.key(name)
        whole = {path for path in self._paths if words.key(path) == wanted}
        return whole or {path for path in self._paths if wanted in map(words.key, _ends(path))}

    def _by_words(self, name: str) -> set[str]:
        """By what the words of a language, or the labels of a record's keys, stand for."""
        wanted = words.key(name)
        keys = words.meanings(words.COLUMNS, name, _ANYTHING)
        keys += [
            key
            for key, label in LABELS.items()
            if any(words.key(text) == wanted for text in in_each_language(label))
        ]
        for key in keys:
            if found := {key} & self._paths or self._with_title(key) or self._short(key):
                return found
        return set(keys[:1])


class _Anything:
    def __contains__(self, _key: object) -> bool:
        return True


_ANYTHING = _Anything()


def _ends(path: str) -> Iterator[str]:
    head, _dot, rest = path.partition(".")
    if rest in _SHOWN:
        yield head
    if rest and rest != "name":
        yield rest.rpartition(".")[2]
