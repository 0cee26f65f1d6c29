"""`pytest.mark.parametrize` for cases that take the program no time: all of them in one test.

A test of its own takes pytest longer than such a case. Each is checked, with what it needs made
anew for it, and all that fail are told at once by their names.
"""

from __future__ import annotations

import functools
import inspect
import reprlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import attrs
import pytest

from alegra_cli import i18n
from alegra_cli.testing import Runner
from alegra_cli.testing.each import each, network

Test: TypeAlias = Callable[..., None]
Ids: TypeAlias = Iterable[str] | Callable[[Any], object] | None

FRESH = {"tmp_path", "alegra", "api", "monkeypatch"}
"""The fixtures that every case has of its own."""
IN_A_FOLDER = {"tmp_path", "alegra"}

_brief = reprlib.Repr()
_brief.maxstring = _brief.maxother = 80


@attrs.frozen
class Case:
    name: str
    arguments: dict[str, Any]


def cases(
    names: str | Sequence[str], rows: Iterable[Any], ids: Ids = None
) -> Callable[[Test], Test]:
    """As `pytest.mark.parametrize`; the test may have those fixtures that `FRESH` names."""
    split = names.split(",") if isinstance(names, str) else names
    arguments = [name.strip() for name in split]
    table = _table(arguments, rows, ids)

    def decorate(check: Test) -> Test:
        fixtures = inspect.signature(check).parameters.keys() - arguments
        if unknown := fixtures - FRESH:
            raise TypeError(f"{check.__name__}: its cases would share {sorted(unknown)}")
        return _test(check, table, fixtures)

    return decorate


def _test(check: Test, table: list[Case], fixtures: Collection[str]) -> Test:
    @functools.wraps(check)
    def test(tmp_path: Path | None = None) -> None:
        def alone(numbered: tuple[int, Case]) -> None:
            number, case = numbered
            with _fresh(fixtures, tmp_path and tmp_path / str(number)) as own:
                check(**case.arguments, **own)

        each(((case.name, (number, case)) for number, case in enumerate(table)), alone)

    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    wanted = [inspect.Parameter("tmp_path", kind)] if IN_A_FOLDER & set(fixtures) else []
    # Pytest gives what the signature names, and would else read that of the check.
    test.__signature__ = inspect.Signature(wanted)  # type: ignore[attr-defined]
    return test


@contextmanager
def _fresh(fixtures: Collection[str], folder: Path | None) -> Iterator[dict[str, Any]]:
    """What the fixtures of these names would have given a test, and the language of every test."""
    i18n.use("en")
    own: dict[str, Any] = {}
    with ExitStack() as stack:
        if folder is not None:
            folder.mkdir()
            own |= {"tmp_path": folder, "alegra": Runner(folder)}
        if "monkeypatch" in fixtures:
            own["monkeypatch"] = stack.enter_context(pytest.MonkeyPatch.context())
        if "api" in fixtures:
            own["api"] = stack.enter_context(network())
        yield {name: own[name] for name in fixtures}


def _table(names: list[str], rows: Iterable[Any], ids: Ids) -> list[Case]:
    table = [_case(names, row, ids if callable(ids) else None) for row in rows]
    if not table:
        raise ValueError("a test without a case can't fail")
    if ids is None or callable(ids):
        return table
    return [attrs.evolve(case, name=name) for name, case in zip(list(ids), table, strict=True)]


def _case(names: list[str], row: Any, namer: Callable[[Any], object] | None) -> Case:
    """A row of the table; one value needs no tuple, and `pytest.param` gives it a name."""
    values = row if len(names) > 1 else [row]
    name = None
    if isinstance(row, type(pytest.param())):
        if row.marks:
            raise TypeError("a case has no marks of its own")
        values, name = row.values, row.id
    told = name or "-".join(str(namer(one)) if namer else _value_name(one) for one in values)
    return Case(str(told), dict(zip(names, values, strict=True)))


def _value_name(value: Any) -> str:
    return str(getattr(value, "__name__", None) or _brief.repr(value))
