"""What people call the records of a resource: there, unique, and short enough for a sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from alegra_cli import i18n
from alegra_cli.commands.sheet_titles import SheetTitles
from alegra_cli.output.sheet import LONGEST_NAME
from tests.contract.conftest import RESOURCES


@pytest.fixture(params=i18n.LANGUAGES, autouse=True)
def language(request: pytest.FixtureRequest) -> Iterator[None]:
    before = i18n.language()
    i18n.use(request.param)
    yield
    i18n.use(before)


def test_every_resource_has_a_title_that_no_other_has() -> None:
    assert [one.name for one in RESOURCES if not one.title] == []
    count = Counter(i18n._(one.title).casefold() for one in RESOURCES)
    assert [title for title, times in count.items() if times > 1] == []


def test_the_sheets_need_no_cut_and_no_other_letters() -> None:
    for resource in RESOURCES:
        titles = SheetTitles(resource)
        assert not set(titles.sheet) & set("[]:*?/\\'"), titles.sheet
        if not resource.lines:
            assert len(titles.sheet) <= LONGEST_NAME
            continue
        assert titles.sheet_of_lines.startswith(f"{titles.sheet} - ")
        assert len(titles.sheet_of_lines) <= LONGEST_NAME, titles.sheet_of_lines
