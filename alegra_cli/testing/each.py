"""Many small cases in one test: whatever fails is told at once, each by its name.

A test of its own takes pytest longer than most command lines take the program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias, TypeVar

import pytest
import responses

from alegra_cli.declare import Resource
from alegra_cli.testing.runner import Runner

Case = TypeVar("Case")
Cases: TypeAlias = list[tuple[str, tuple[Resource, Case]]]
"""Parts of one resource, such as its actions, each with its full name."""

# What pytest raises is no `Exception`. A case that skips itself would skip all that come after it.
_TOLD = (Exception, pytest.fail.Exception, pytest.skip.Exception)


def each(cases: Iterable[tuple[str, Case]], check: Callable[[Case], object]) -> None:
    """Check every case. Raises a group of all the exceptions of those that failed, by their names.

    A case that skips itself fails. Where all that failed say what is wrong by themselves
    (``pytest.fail(…, pytrace=False)``), nothing else is told.
    """
    names: list[str] = []
    problems: list[BaseException] = []
    for name, case in cases:
        try:
            check(case)
        except _TOLD as problem:  # whatever fails is told with the others
            problem.add_note(name)
            names.append(name)
            problems.append(problem)
    if problems and all(getattr(one, "pytrace", True) is False for one in problems):
        told = [f"{name}: {one}" for name, one in zip(names, problems, strict=True)]
        pytest.fail("\n".join(told), pytrace=False)
    if problems:
        raise BaseExceptionGroup("; ".join(names), problems)


def each_at_home(
    alegra: Runner,
    cases: Iterable[tuple[str, Case]],
    check: Callable[[Runner, Case], object],
) -> None:
    """The same, with a home and a clock of its own for every case."""

    def alone(numbered: tuple[int, Case]) -> None:
        number, case = numbered
        home = alegra.home / str(number)
        home.mkdir()
        check(Runner(home, alegra.env), case)

    each(((name, (number, case)) for number, (name, case) in enumerate(cases)), alone)


def network() -> responses.RequestsMock:
    """The network: a request without a stub fails, and so does a stub without a request."""
    return responses.RequestsMock(assert_all_requests_are_fired=True)
