"""Whatever takes an id completes it, from the resource whose id it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import responses

from alegra_cli.declare import Action, Ref, Resource
from alegra_cli.testing import Runner
from tests.contract.conftest import REGISTRY, RESOURCES

NO_RESOURCE = {
    # Of the whole account, and no command takes it.
    "idGlobal",
    # Known only within their document.
    "comment",
    "file",
    # Options of a variant attribute have no list of their own.
    "variantAttributeOption_id",
}
ID = re.compile(r"id[s]?|.*_id|id[A-Z].*|.*[a-z]Id")


def taking_ids(resource: Resource) -> Iterator[tuple[str, str]]:
    """(words of a command line, resource whose id comes next), once for each kind of action."""
    command = " ".join(resource.command)
    kinds = {(one.verb, one.arguments, one.filters, one.fields): one for one in resource.actions}
    for action in kinds.values():
        line = f"{command} {action.name}"
        for number, name in enumerate(action.arguments):
            of = dict(action.ids_of).get(name, resource.name if name == resource.id_key else "")
            if name not in NO_RESOURCE:
                yield " ".join([line, *["1"] * number]), of
        if action.ids:
            yield line, resource.name
        for option, of in (*_filters(resource, action), *_fields(resource, action)):
            yield f"{line} {option}", of


def _filters(resource: Resource, action: Action) -> Iterator[tuple[str, str]]:
    listed = resource.filters if action.verb in ("list", "rows") else ()
    for item in (*listed, *action.filters):
        if item.ids_of or (ID.fullmatch(item.param) and item.param not in NO_RESOURCE):
            yield from ((name, item.ids_of) for name in item.names)


def _fields(resource: Resource, action: Action) -> Iterator[tuple[str, str]]:
    own = [one for one in resource.fields if action.verb in one.actions]
    for field in (*own, *action.fields):
        if field.option and isinstance(field.kind, Ref):
            yield field.option, field.kind.resource


PLACES = [(resource, *place) for resource in RESOURCES for place in taking_ids(resource)]


def test_every_reference_is_to_a_resource_that_is_there() -> None:
    assert [(line, of) for _resource, line, of in PLACES if of not in REGISTRY.names()] == []
    assert len(PLACES) > 200


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda item: str(item.name))
def test_ids_come_from_their_resource(resource: Resource, alegra: Runner) -> None:
    for line, of in taking_ids(resource):
        target = REGISTRY.declaration(of)
        if target.by_verb("list") is None:
            continue
        with responses.RequestsMock(assert_all_requests_are_fired=False) as api:
            api.get(re.compile(".*"), json=[{target.id_key: "x-7", "name": "Eva"}])
            words = f"alegra {line} x".replace(" ", "\x1f")
            env = {"COMP_WORDS": words, "_ALEGRA_COMPLETE": "fish_complete"}
            told = alegra(env=env).out
            asked = {str(call.request.url).partition("?")[0] for call in api.calls}
        assert told.startswith("=x-7"), line
        assert all(url.endswith(target.path) for url in asked), (line, asked)
