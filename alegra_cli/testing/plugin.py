"""The pytest plugin of the kit: its fixtures, and the contract suite's cases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import responses

from alegra_cli import i18n
from alegra_cli.testing import Runner
from alegra_cli.testing.chosen import resources

_SUITE = "alegra_cli.testing.contract"
pytest.register_assert_rewrite(_SUITE)


def pytest_addoption(parser: pytest.Parser) -> None:
    text = "plugins that the contract suite looks at, with commas between; all when not given"
    parser.addini("alegra_plugins", text, default="")
    parser.addoption("--alegra-plugins", default="", help=text)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`resource`: each one; `listed`: each with a list; `action`: (resource, action).

    `addressed`: the actions of a record. `filtered`: (resource, filter); `enumerated`: those that
    take one of a few words.
    """
    if not metafunc.function.__module__.startswith(_SUITE):
        return
    for name, rows in _cases(metafunc.config).items():
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, [row[1] for row in rows], ids=[row[0] for row in rows])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A plugin without lists or filters has nothing to skip there."""
    items[:] = [item for item in items if not _empty(item)]


def _empty(item: pytest.Item) -> bool:
    why = [str(mark.kwargs.get("reason", "")) for mark in item.iter_markers("skip")]
    return _SUITE in str(getattr(item, "function", item).__module__) and any(
        reason.startswith("got empty parameter set") for reason in why
    )


def _cases(config: pytest.Config) -> dict[str, list[tuple[str, Any]]]:
    asked = config.getoption("--alegra-plugins") or config.getini("alegra_plugins")
    found = resources([name.strip() for name in str(asked).split(",") if name.strip()])
    listed = [item for item in found if item.by_verb("list")]
    return {
        "resource": [(" ".join(item.command), item) for item in found],
        "readable": [
            (" ".join(item.command), item)
            for item in found
            if any(one.method == "GET" for one in item.actions)
        ],
        "listed": [(" ".join(item.command), item) for item in listed],
        "action": [
            (f"{' '.join(item.command)} {action.name}", (item, action))
            for item in found
            for action in item.actions
        ],
        "addressed": [
            (f"{' '.join(item.command)} {action.name}", (item, action))
            for item in found
            for action in item.actions
            if action.arguments
        ],
        "filtered": [
            (f"{' '.join(item.command)} {one.param}", (item, one))
            for item in listed
            for one in item.filters
        ],
        "enumerated": [
            (f"{' '.join(item.command)} {one.param}", (item, one))
            for item in listed
            for one in item.filters
            if one.choices and not one.open_choices and one.kind != "boolean"
        ],
    }


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A test that changes the language changes it for itself."""
    i18n.use("en")
    yield
    i18n.use("en")


@pytest.fixture
def alegra(tmp_path: Path) -> Runner:
    """The program, in-process, in an empty home."""
    return Runner(tmp_path)


@pytest.fixture
def api() -> Iterator[responses.RequestsMock]:
    """The network: a request without a stub fails, and so does a stub without a request."""
    with responses.RequestsMock(assert_all_requests_are_fired=True) as mock:
        yield mock
