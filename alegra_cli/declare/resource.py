"""A noun of the API whose words were held against each other when it was declared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import attrs

from alegra_cli.declare.checks import no_twice
from alegra_cli.declare.contradictions import refuse_contradictions
from alegra_cli.declare.noun import Noun
from alegra_cli.declare.word_kinds import check_kinds
from alegra_cli.dotted_path import top_key

if TYPE_CHECKING:
    from alegra_cli.declare.action import Action
    from alegra_cli.declare.emission import Emission
    from alegra_cli.declare.template import Template

_INDEX = re.compile(r"\.\d+(?=\.|$)")
_OF_A_LIST = (
    *("order_fields", "newest_first", "searchable", "page_size", "cursor", "repeats"),
    *("known_by", "change_time"),
)
"""Words that say nothing where records are not listed."""


@attrs.frozen(eq=False, repr=False)
class Resource(Noun):
    __doc__ = Noun.__doc__  # the words, for whoever looks them up by the name that they write

    def __attrs_post_init__(self) -> None:
        check_kinds(self)
        names = [name for action in self.actions for name in (action.name, *action.aliases)]
        no_twice(self.name, "action", names)
        no_twice(self.name, "filter", [item.param for item in self.filters])
        no_twice(self.name, "option", [name for item in self.filters for name in item.names])
        no_twice(self.name, "field", [item.path for item in self.fields])
        no_twice(self.name, "option", [item.option for item in self.fields if item.option])
        no_twice(self.name, "column", [item.path for item in self.columns])
        self._check_paths()
        self._check_words()
        self._check_actions()
        if self.cursor and self.pages:
            raise ValueError(f"{self.name}: a list with a cursor takes no start: pages=False")
        if self.synonyms_code and not self.synonyms:
            raise ValueError(f"{self.name}: synonyms_code needs synonyms")
        if self.emission:
            self._check_emission(self.emission)
        refuse_contradictions(self)

    def body_of(self, action: Action) -> Resource:
        """The resource as the body of one action has it: with the fields of that alone."""
        return Resource(
            self.name,
            singular=self.singular,
            path=self.path,
            actions=(attrs.evolve(action, required_keys=(), undo=""),),
            columns=(),
            fields=action.fields,
        )

    def _check_paths(self) -> None:
        if not self.path.startswith("/") or self.path.endswith("/"):
            raise ValueError(f"{self.name}: path {self.path!r} must start, and not end, with '/'")
        if self.web_path and "{id}" not in self.web_path:
            raise ValueError(f"{self.name}: web_path {self.web_path!r} has no {{id}}")

    def _check_words(self) -> None:
        """Names that other words use are there."""
        fields = {item.path for item in self.fields}
        shown = {item.path for item in self.columns}
        listed = fields | {item.path for action in self.actions for item in action.fields}
        params = {item.param for item in self.filters}
        period = (self.period.since, self.period.until) if self.period else ()
        if self.period and not all(period) and not self.period.record_path:
            raise ValueError(f"{self.name}: a period without its filters needs a record_path")
        wanted: tuple[tuple[str, Iterable[str], set[str], str], ...] = (
            ("period", filter(None, period), params, "filter"),
            ("stamp", (self.stamp,) if self.stamp else (), fields, "field"),
            ("natural_keys", sum(self.natural_keys, ()), fields | shown, "field or column"),
            ("synonyms", sum(self.synonyms, ()), fields, "field"),
            ("lines", self.lines, fields, "field"),
            ("conversions", (item.link for item in self.conversions), fields, "field"),
            ("line_options", (item.list for item in self.line_options), listed, "field"),
            ("duplicates", _named_twice(self.duplicates), fields, "field"),
            ("draft", (key for key, _value in self.draft), fields, "field"),
            ("templates", _template_paths(self.templates), fields | {self.id_key}, "field"),
        )
        for word, names, known, what in wanted:
            for name in names:
                if not any(part in known for part in _outward(name)):
                    raise ValueError(f"{self.name}: {word} names no {what} {name!r}")
        for find in {known.find for known in self.known_by} - {""}:
            if find not in params and not (find == "query" and self.searchable):
                raise ValueError(f"{self.name}: known_by names no filter {find!r}")

    def _check_actions(self) -> None:
        tops = {top_key(item.path) for item in self.fields}
        for action in self.actions:
            for name in action.required_keys:
                if name not in tops:
                    raise ValueError(f"{self.name}: {action.name} requires no field {name!r}")
            if action.undo and self.action(action.undo) is None:
                raise ValueError(f"{self.name}: {action.name} names no action {action.undo!r}")
        if not any(self.by_verb(verb) for verb in ("list", "rows")):
            for word in _OF_A_LIST:
                if getattr(self, word):
                    raise ValueError(f"{self.name}: {word} needs an action that lists")
        params = {item.param for item in self.filters}
        if self.reversal and self.reversal.client_filter not in params | {""}:
            raise ValueError(f"{self.name}: reversal names no filter")

    def _check_emission(self, emission: Emission) -> None:
        """What ``emit`` needs: the documents are read before, and perhaps dated anew."""
        if self.action(emission.action) is None:
            raise ValueError(f"{self.name}: emission names no action {emission.action!r}")
        verbs = {action.verb for action in self.actions}
        for verb in ("get", "update", *(("list",) if emission.pending is not None else ())):
            if verb not in verbs:
                raise ValueError(f"{self.name}: an emission needs the verb {verb!r}")
        params = {item.param for item in self.filters}
        for name, _value in emission.pending or ():
            if name not in params:
                raise ValueError(f"{self.name}: emission names no filter {name!r}")


def _named_twice(duplicates: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    for path, parts in duplicates:
        yield from (path, *parts)


def _template_paths(templates: Iterable[Template]) -> Iterator[str]:
    for template in templates:
        yield from (_INDEX.sub("[]", path) for _header, path in template.columns if path)


def _outward(path: str) -> Iterator[str]:
    """The path and those of the objects around it, any of which may be declared."""
    while path:
        yield path
        path = path.rpartition(".")[0]
