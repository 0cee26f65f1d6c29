"""Every command of every plugin: its help, its dry run, and the requests of its filters."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import responses

from alegra_cli import exact
from alegra_cli.declare import Action, Compute, Filter, Ref, Resource
from alegra_cli.dotted_path import top_key
from alegra_cli.testing import Runner
from alegra_cli.testing.each import Cases, each_at_home, network

VALUES = {
    "date": ("2026-03-02", "2026-03-02"),
    "integer": ("7", "7"),
    "money": ("10.50", "10.50"),
    "number": ("10.50", "10.50"),
    "csv": ("a, b", "a,b"),
    "text": ("Peña & Cía", "Peña & Cía"),
}


def test_help_of_the_resource(alegra: Runner, resource: Resource) -> None:
    result = alegra(*resource.command, "--help")
    assert result.code == 0
    for action in resource.actions:
        assert f"\n  {action.name} " in result.out
    assert result.err == ""


def test_a_filter_sends_exactly_its_parameter(alegra: Runner, filters: Cases[Filter]) -> None:
    each_at_home(alegra, filters, sends_its_parameter)


def sends_its_parameter(alegra: Runner, filtered: tuple[Resource, Filter]) -> None:
    resource, item = filtered
    given, sent = value_for(item)
    with network() as api:
        api.get(resource.api.base_url + resource.path, json=[])
        result = alegra(*resource.command, "list", *option(item, given), "-o", "json")
        assert (result.code, result.err) == (0, "")
        asked = query_of(api)
    assert asked[item.param] == sent
    extra = {key for key in asked if key not in ("start", "limit", item.param)}
    listing = resource.by_verb("list")
    assert extra <= {param for param, _value in (listing.query if listing else ())}


def option(item: Filter, given: str) -> list[str]:
    return [item.names[0]] if item.kind == "boolean" else [item.names[0], given]


def value_for(item: Filter) -> tuple[str, str]:
    """(what a person types, what the API gets)."""
    if item.kind == "boolean":
        return "", "true"
    if item.choices:
        return item.choices[-1], item.choices[-1]
    if item.ids_of:
        return "7", "7"  # anything but an id is looked up first
    return VALUES[item.kind]


def query_of(api: responses.RequestsMock, call: int = 0) -> dict[str, str]:
    url = str(api.calls[call].request.url)
    return dict(parse_qsl(urlsplit(url).query, keep_blank_values=True, strict_parsing=True))


def test_a_value_outside_an_enumeration_is_refused_before_any_request(
    alegra: Runner, enumerated: Cases[Filter]
) -> None:
    each_at_home(alegra, enumerated, refuses_another_word)


def refuses_another_word(alegra: Runner, enumerated: tuple[Resource, Filter]) -> None:
    resource, item = enumerated
    result = alegra(*resource.command, "list", item.names[0], "no-such-value")
    assert result.code == 2
    assert result.err.startswith("Error: ")
    assert "no-such-value" in result.err


def test_param_reaches_any_parameter_and_wins(
    alegra: Runner, api: responses.RequestsMock, listed: Resource
) -> None:
    api.get(listed.api.base_url + listed.path, json=[])
    result = alegra(*listed.command, "list", "--param", "anything=ü=1", "--param", "limit=5")
    assert result.code == 0
    assert query_of(api)["anything"] == "ü=1"
    assert query_of(api)["limit"] == "5"


def test_dry_run_sends_nothing_and_needs_no_credentials(
    alegra: Runner, actions: Cases[Action]
) -> None:
    each_at_home(alegra, actions, only_tells_its_request)


def only_tells_its_request(alegra: Runner, action: tuple[Resource, Action]) -> None:
    resource, verb = action
    line = dry_line(resource, verb, alegra.home)
    env = {"ALEGRA_EMAIL": "", "ALEGRA_TOKEN": "", **dict.fromkeys(alegra.services(), "")}
    result = alegra(*line, "--dry-run", "-o", "json", env=env)
    assert result.code == 0, result.err
    told = exact.loads(result.out)
    if isinstance(verb, Compute):
        assert [request["method"] for request in told] == ["GET"] * len(verb.resources)
        return
    request = told[0] if isinstance(told, list) else told
    assert list(request) == ["method", "url", "headers", "body"]
    assert request["method"] == verb.method
    path = verb.address or resource.path + verb.path
    for name in verb.arguments:
        path = path.replace("{" + name + "}", "1" if verb.verb == "download" else "a%2Fb")
    assert request["url"].partition("?")[0] == resource.api.base_url + path
    assert "***" in request["headers"]["Authorization"]


def dry_line(resource: Resource, verb: Action, home: Path) -> list[str]:
    line = [*resource.command, verb.name]
    if verb.verb != "download":
        line += ["a/b" for _name in verb.arguments]
    if verb.ids or verb.verb == "download":
        line += ["1", "2"]
    if verb.verb == "attach":
        file = home / "paper.txt"
        file.write_text("paper")
        line.append(str(file))
    if verb.verb in ("create", "update") or verb.body != "none" or verb.fields:
        line += ["-d", exact.dumps(full_body(verb))]
        if verb.verb in ("create", "update"):
            line += ["--no-validate"]
    return line


OF_KIND: dict[str, Any] = {"list": ["a@example.com"], "money": 1, "date": "2026-03-02"}


def full_body(verb: Action) -> dict[str, Any]:
    """The action's own required fields, or something to send."""
    body: dict[str, Any] = {}
    for field in verb.fields:
        if field.required:
            # A name would be looked up first.
            value = "1" if isinstance(field.kind, Ref) else OF_KIND.get(str(field.kind), "x")
            body[top_key(field.path)] = value
    return body or {"name": "x"}


def test_an_id_never_turns_into_another_path(alegra: Runner, addressed: Cases[Action]) -> None:
    each_at_home(alegra, addressed, refuses_what_is_no_id)


def refuses_what_is_no_id(alegra: Runner, addressed: tuple[Resource, Action]) -> None:
    resource, verb = addressed
    line = dry_line(resource, verb, alegra.home)
    for word in ("", ".", ".."):
        result = alegra(*(word if item in ("a/b", "1") else item for item in line), "--dry-run")
        assert (result.code, result.out) == (2, ""), word


def test_what_records_are_known_by_can_be_said_in_a_body(resource: Resource) -> None:
    said = {top_key(field.path) for field in resource.fields}
    for paths in resource.natural_keys:
        assert paths
        for path in paths:
            assert path.partition(".")[0] in said, path
