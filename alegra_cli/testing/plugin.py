"""The pytest plugin of the kit: its fixtures, and the contract suite's cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import responses

from alegra_cli import i18n
from alegra_cli.declare import Filter, Resource
from alegra_cli.testing import Runner
from alegra_cli.testing.each import network
from alegra_cli.testing.subjects import resources
from alegra_cli.transport.hosts import is_loopback

_SUITE = "alegra_cli.testing.contract"
pytest.register_assert_rewrite(_SUITE)


def pytest_addoption(parser: pytest.Parser) -> None:
    text = "plugins that the contract suite looks at, with commas between; all when not given"
    parser.addini("alegra_plugins", text, default="")
    parser.addoption("--alegra-plugins", default="", help=text)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`resource`: each one; `listed`: each with a list; `readable`: each that can be read.

    Those of one resource together, by the names of their commands: `actions`, `addressed` for the
    actions of a record, `filters`, and `enumerated` for those that take one of a few words.
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
    readable = [item for item in found if any(one.method == "GET" for one in item.actions)]
    return {
        "resource": [(" ".join(item.command), item) for item in found],
        "readable": [(" ".join(item.command), item) for item in readable],
        "listed": [(" ".join(item.command), item) for item in listed],
        "actions": _together(found, lambda item: [(one.name, one) for one in item.actions]),
        "addressed": _together(
            found, lambda item: [(one.name, one) for one in item.actions if one.arguments]
        ),
        "filters": _together(listed, lambda item: [(one.param, one) for one in item.filters]),
        "enumerated": _together(
            listed, lambda item: [(one.param, one) for one in item.filters if _is_enumerated(one)]
        ),
    }


def _is_enumerated(item: Filter) -> bool:
    return bool(item.choices) and not item.open_choices and item.kind != "boolean"


def _together(
    found: list[Resource], parts_of: Callable[[Resource], list[tuple[str, Any]]]
) -> list[tuple[str, Any]]:
    """Of every resource that has any: its parts, each as (resource, part) under its full name."""
    cases = []
    for item in found:
        name = " ".join(item.command)
        if parts := parts_of(item):
            cases.append((name, [(f"{name} {own}", (item, part)) for own, part in parts]))
    return cases


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A test that changes the language changes it for itself."""
    i18n.use("en")
    yield
    i18n.use("en")


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """A request that leaves this machine fails its test, where no `api` is there to fail it."""
    from requests.adapters import HTTPAdapter
    from requests.utils import select_proxy

    send = HTTPAdapter.send

    def guarded(self: HTTPAdapter, request: Any, *args: Any, **more: Any) -> Any:
        first = select_proxy(request.url, more.get("proxies") or {}) or request.url
        if not is_loopback(urlsplit(first).hostname):
            told = f"{request.method} {request.url} would have left this machine: no stub is there"
            pytest.fail(f"{told}. The fixture `api` takes them.")
        return send(self, request, *args, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(HTTPAdapter, "send", guarded)
        yield


@pytest.fixture
def alegra(tmp_path: Path) -> Runner:
    """The program, in-process, in an empty home."""
    return Runner(tmp_path)


@pytest.fixture
def api() -> Iterator[responses.RequestsMock]:
    """The network: a request without a stub fails, and so does a stub without a request."""
    with network() as mock:
        yield mock
