"""What the headers of files mean: fields by their paths, labels, helps and known templates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from alegra_cli.declare import Field, Resource, Template
from alegra_cli.dotted_path import top_key
from alegra_cli.i18n import in_each_language
from alegra_cli.rules.country import same
from alegra_cli.rules.spelling import heading

_INDEX = re.compile(r"\.\d+(?=\.|$)")
_EITHER = re.compile(r"\s*/\s*|\s+(?:o|u|or)\s+", re.I)
_Names = dict[str, dict[str, None]]
"""Paths by the letters of a header."""


class Headings:
    """The names that the columns of a resource's files are known by.

    fields: of the action. templates: files that are known by their columns. country: gives the
    account's, or None; asked for only where it makes a difference.
    """

    def __init__(
        self,
        resource: Resource,
        fields: Sequence[Field],
        templates: Callable[[str | None], Iterable[Template]] = lambda _country: (),
        country: Callable[[], str | None] = lambda: None,
    ) -> None:
        self.resource = resource.name
        self.sheets = (resource.name, *in_each_language(resource.title))
        self._resource = resource
        self._fields = {field.path: field for field in fields}
        self._templates = templates
        self._country = country
        self._own: dict[str | None, list[_Names]] = {}
        self.heads = {top_key(path) for path in self._fields}

    def is_path(self, header: str) -> bool:
        """Whether a header is a field, or a path into one, as it stands."""
        return header == self._resource.id_key or header.partition(".")[0] in self.heads

    def of_records(self, paths: Iterable[str]) -> bool:
        """Whether columns of these paths have the ids of records that are there already."""
        own = self._resource.id_key
        return own in paths and own not in self._fields

    def knows(self, header: str) -> bool:
        """Whether it names a field in any country's files."""
        if self.is_path(header):
            return True
        key = heading(header)
        every = [_of_template(one) for one in self._every_template(None)]
        return any(key in names for names in (*self._own_names(None), *every))

    def paths(self, header: str, columns: Sequence[str]) -> tuple[str, ...]:
        """The fields that a header can mean in a file of these columns; "" for one left out.

        Empty where nobody knows it; where there are several it must be asked.
        """
        found = self._paths(header, columns)
        if found or not (parts := _EITHER.split(header))[1:]:
            return found
        # ``Nombre / Razón social`` is what both of them are.
        meant = {self._paths(part, columns) for part in parts}
        return meant.pop() if len(meant) == 1 else ()

    def _paths(self, header: str, columns: Sequence[str]) -> tuple[str, ...]:
        key = heading(header)
        if not key:
            return ()
        country = self._country()
        for names in (*self._of_templates(columns, country), *self._own_names(country)):
            if key in names:
                return tuple(names[key])
        return ()

    def sure_names(self) -> dict[str, set[str]]:
        """Paths by the letters of what the fields themselves are called."""
        found: dict[str, set[str]] = {}
        for names in self._own_names(self._country())[:3]:
            for key, paths in names.items():
                found.setdefault(key, set()).update(paths)
        return found

    def template(self, columns: Sequence[str]) -> str:
        """The name of the template that a file was made of; empty where that is not known."""
        there = self._fitting(columns, self._country())
        return next((one.name for one in there if one.known_by), "")

    def _of_templates(self, columns: Sequence[str], country: str | None) -> Iterator[_Names]:
        """Those whose signs the file has first, of equally sure ones all names together."""
        sure: dict[int, _Names] = {}
        for template in self._fitting(columns, country):
            names = sure.setdefault(len(template.known_by), {})
            for key, paths in _of_template(template).items():
                there = {path: None for path in paths if self._has(path)}
                names.setdefault(key, {}).update(there)
        yield from (
            {key: paths for key, paths in names.items() if paths} for names in sure.values()
        )

    def _fitting(self, columns: Sequence[str], country: str | None) -> list[Template]:
        there = {heading(column) for column in columns}
        fitting = [
            template
            for template in self._every_template(country)
            if all(heading(sign) in there for sign in template.known_by)
        ]
        return sorted(fitting, key=lambda template: -len(template.known_by))

    def _has(self, path: str) -> bool:
        return path in ("", self._resource.id_key) or self.is_path(path)

    def _every_template(self, country: str | None) -> Iterator[Template]:
        for template in (*self._resource.templates, *self._templates(country)):
            if not country or not template.countries or _within(country, template.countries):
                yield template

    def _own_names(self, country: str | None) -> list[_Names]:
        if country not in self._own:
            self._own[country] = [self._by_path(), *self._by_words(country)]
        return self._own[country]

    def _by_path(self) -> _Names:
        """Paths and options in any spelling: ``Address City``, ``id-number``."""
        names: _Names = {}
        _add(names, self._resource.id_key, self._resource.id_key)
        for path, field in self._fields.items():
            if "[]" not in path:
                _add(names, path, path)
                _add(names, field.option, path)
        return names

    def _by_words(self, country: str | None) -> Iterator[_Names]:
        """Labels, titles of columns and helps, each surer than the next."""
        labels: _Names = {}
        titles: _Names = {}
        helps: _Names = {}
        for path, field in self._fields.items():
            if country and field.countries and not _within(country, field.countries):
                continue
            for label in field.labels:
                _add(labels, label, path)
            if "[]" not in path:
                for text in in_each_language(field.help):
                    _add(helps, text, path)
        for column in self._resource.columns:
            if _INDEX.sub("[]", column.path) in self._fields:
                for text in in_each_language(column.title):
                    _add(titles, text, column.path)
        yield from (labels, titles, helps)


def _of_template(template: Template) -> _Names:
    names: _Names = {}
    for header, path in template.columns:
        _add(names, header, path)
    return names


def _add(names: _Names, word: str, path: str) -> None:
    if key := heading(word):
        names.setdefault(key, {})[path] = None


def _within(country: str, countries: Iterable[str]) -> bool:
    return any(same(country, one) for one in countries)
