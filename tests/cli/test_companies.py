"""The companies of an office: listed, asked, and in groups that a person's file keeps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from alegra_cli import exact
from alegra_cli.testing import Runner
from tests.cli.many_companies import Company, companies_served, configure
from tests.companies import Companies
from tests.sandbox.conftest import TODAY


@pytest.fixture(scope="module")
def seven(
    tmp_path_factory: pytest.TempPathFactory, companies: Companies
) -> Iterator[list[Company]]:
    folder = tmp_path_factory.mktemp("seven")
    with companies_served(
        folder, lambda country: companies(country, today=TODAY), "--count=7"
    ) as told:
        yield told


@pytest.fixture
def alegra(tmp_path: Path, seven: list[Company]) -> Runner:
    configure(tmp_path, seven, "# the end\n")
    return Runner(tmp_path, {"ALEGRA_EMAIL": "", "ALEGRA_TOKEN": ""})


def config_of(alegra: Runner) -> str:
    return Path(alegra.variables()["ALEGRA_CONFIG"]).read_text(encoding="utf-8")


def test_the_list_asks_nobody(alegra: Runner, seven: list[Company]) -> None:
    rows = exact.loads(alegra("companies", "list", "-o", "json").out)
    assert [row["company"] for row in rows] == [one.name for one in seven]
    assert {row["signed_in"] for row in rows} == {"yes"}
    assert {row["name"] for row in rows} == {None}


def test_a_check_tells_what_each_is_and_remembers_it(alegra: Runner, seven: list[Company]) -> None:
    told = alegra("companies", "check", "-o", "json")
    assert told.code == 9
    rows = {row["company"]: row for row in exact.loads(told.out)}
    assert list(rows) == [one.name for one in seven]
    for one in seven:
        row = rows[one.name]
        if one.trouble:
            assert row["code"] == {"401": 3, "402": 6}[one.trouble]
        else:
            assert row["country"].casefold().startswith(one.country.casefold()[:10])
            assert row["signed_in"] == "yes"
            assert row["requests_limit"] == 1_000_000
            assert row["name"].startswith("Cliente")
    listed = exact.loads(alegra("companies", "list", "-o", "json").out)
    assert [row["name"] for row in listed] == [rows[one.name].get("name") for one in seven]
    assert "# kept by hand" in config_of(alegra)
    assert config_of(alegra).count("  # ") == len(seven)  # each profile's own comment


def test_numberings_that_end_soon_are_told(alegra: Runner, seven: list[Company]) -> None:
    name = seven[0].name
    line = ("-p", name, "number-templates", "list", "--all", "-o", "json")
    numbering = exact.loads(alegra(*line).out)[0]
    day = alegra.clock.now().date().isoformat()
    body = exact.dumps({**numbering, "endDate": day, "status": "active"})
    path = f"/number-templates/{numbering['id']}"
    changed = alegra("-p", name, "api", "PUT", path, "--yes", "-d", body)
    assert changed.code == 0, changed.err
    (row,) = exact.loads(alegra("companies", "check", name, "-o", "json").out)
    assert any(day in text for text in row["numberings_ending"])


def test_a_group_is_kept_beside_a_persons_comments(alegra: Runner, seven: list[Company]) -> None:
    before = config_of(alegra)
    a, b, c = (one.name for one in seven[:3])
    assert alegra("companies", "group", "set", "tax", a, b).code == 0
    assert alegra("companies", "group", "set", "@small", "@tax", c, a).code == 0
    groups = exact.loads(alegra("companies", "group", "list", "-o", "json").out)
    assert {row["group"]: row["names"] for row in groups} == {"tax": [a, b], "small": [a, b, c]}
    rows = exact.loads(alegra("companies", "list", "@small", "-o", "json").out)
    assert [(row["company"], row["groups"]) for row in rows] == [
        (a, ["tax", "small"]),
        (b, ["tax", "small"]),
        (c, ["small"]),
    ]
    told = alegra("each", "@tax", "--", "terms", "list", "--count", "-o", "csv")
    assert [line.partition(",")[0] for line in told.out.splitlines()] == ["company", a, b]

    assert alegra("config", "rename", a, "new-name").code == 0
    assert alegra("config", "delete", c, "--yes").code == 0
    groups = exact.loads(alegra("companies", "group", "list", "-o", "json").out)
    assert [row["names"] for row in groups] == [["new-name", b], ["new-name", b]]
    assert alegra("config", "rename", "new-name", a).code == 0

    for name in ("tax", "small"):
        assert alegra("companies", "group", "remove", name).code == 0
    assert config_of(alegra).startswith("# kept by hand")
    assert "groups" not in config_of(alegra)
    assert before.rstrip().endswith("# the end")
    assert "# the end" in config_of(alegra)


@pytest.mark.parametrize(
    "line",
    [
        ("companies", "group", "set", "tax", "nobody"),
        ("companies", "group", "set", "t a x", "c000-colombia"),
        ("companies", "group", "remove", "nothing"),
        ("companies", "list", "@nothing"),
        ("each", "@nothing", "--", "terms", "list"),
        ("-p", "c000-colombia,nobody", "terms", "list"),
    ],
    ids=" ".join,
)
def test_a_name_that_there_is_not_is_refused(alegra: Runner, line: tuple[str, ...]) -> None:
    told = alegra(*line)
    assert told.code == 2
    assert any(word in told.err for word in ("'nobody'", "'t a x'", "'nothing'"))


def test_a_group_that_is_no_list_is_told_with_its_line(alegra: Runner) -> None:
    file = Path(alegra.variables()["ALEGRA_CONFIG"])
    file.write_text("profiles: {}\ngroups:\n  tax: acme\n", encoding="utf-8")
    told = alegra("companies", "list")
    assert told.code == 2
    assert "line 3" in told.err
    assert "tax must be a list" in told.err
