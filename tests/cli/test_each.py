"""One command over many companies: merged in their order, whole, each with its own troubles."""

from __future__ import annotations

import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from alegra_cli import exact
from alegra_cli.testing import Result, Runner
from tests.cli.conftest import Program
from tests.cli.fork_server import LONGEST
from tests.cli.many_companies import Company, companies_served, configure
from tests.companies import Companies
from tests.sandbox.conftest import TODAY

CODES = {"401": 3, "402": 6, "429": 7, "500": 8}
NOBODY = {"ALEGRA_EMAIL": "", "ALEGRA_TOKEN": ""}


@pytest.fixture(scope="module")
def fifty(
    tmp_path_factory: pytest.TempPathFactory, companies: Companies
) -> Iterator[list[Company]]:
    folder = tmp_path_factory.mktemp("fifty")
    with companies_served(
        folder, lambda country: companies(country, today=TODAY), "--slow", "0.2"
    ) as told:
        yield told


@pytest.fixture
def alegra(tmp_path: Path, fifty: list[Company]) -> Runner:
    configure(tmp_path, fifty)
    return Runner(tmp_path, NOBODY)


def healthy(companies: Sequence[Company]) -> list[Company]:
    return [one for one in companies if one.trouble in ("", "slow")]


def rows(result: Result) -> list[Any]:
    return [exact.loads(line) for line in result.out.splitlines()]


def test_the_merged_records_are_those_of_single_runs_byte_for_byte(
    alegra: Runner, fifty: list[Company]
) -> None:
    line = ("contacts", "list", "--all", "-o", "jsonl")
    alone: dict[str, Result] = {}  # those of one country are copies of one company
    single = []
    for one in fifty:
        if one.trouble in CODES:
            told = alegra("-p", one.name, *line)
            error = exact.loads(told.err.splitlines()[-1])["error"]
            row = {"company": one.name, "error": error["message"], "code": told.code}
            single.append(exact.dumps(row) + "\n")
            assert told.code == CODES[one.trouble]
        else:
            if one.country not in alone:
                alone[one.country] = alegra("-p", one.name, *line)
            for record in alone[one.country].out.splitlines():
                single.append(f'{{"company": "{one.name}", {record[1:]}\n')
    merged = alegra("each", "--all", "--", *line)
    assert merged.out == "".join(single)
    assert merged.code == 9
    assert len(alone) == 9
    assert len({told.out for told in alone.values()}) == 9


@pytest.mark.parametrize("form", ["jsonl", "csv", "yaml"])
def test_merged_is_the_concatenation_of_each_for_one_company(
    alegra: Runner, fifty: list[Company], form: str
) -> None:
    names = [one.name for one in healthy(fifty)[:4]]
    line = ("contacts", "list", "--all", "-o", form, "--columns", "id,name,identification")
    every = [alegra("each", "-p", name, "--", *line).out for name in names]
    merged = alegra("each", "-p", ",".join(names), "--", *line)
    head = every[0].splitlines(keepends=True)[0] if form == "csv" else ""
    assert merged.out == head + "".join(one.removeprefix(head) for one in every)
    assert merged.code == 0


def test_five_in_trouble_leave_the_others_whole(alegra: Runner, fifty: list[Company]) -> None:
    told = alegra("each", "--all", "--", "contacts", "list", "--count", "-o", "jsonl")
    assert [row["company"] for row in rows(told)] == [one.name for one in fifty]
    failed = {row["company"]: row["code"] for row in rows(told) if "error" in row}
    assert failed == {one.name: CODES[one.trouble] for one in fifty if one.trouble in CODES}
    assert sum("value" in row for row in rows(told)) == 46  # the slow one is whole too
    assert told.code == 9
    assert "4 of 50 companies failed" in told.err


@pytest.mark.parametrize("trouble", list(CODES))
def test_when_all_fail_alike_the_exit_code_is_the_usual_one(
    alegra: Runner, fifty: list[Company], trouble: str
) -> None:
    (name,) = [one.name for one in fifty if one.trouble == trouble]
    told = alegra("each", "-p", name, "--", "terms", "list", "-o", "json")
    assert told.code == CODES[trouble]
    assert [row["code"] for row in exact.loads(told.out)] == [CODES[trouble]]


def test_errors_have_columns_of_their_own_in_a_sheet(alegra: Runner, fifty: list[Company]) -> None:
    bad = next(one.name for one in fifty if one.trouble == "401")
    good = fifty[0].name
    line = ("terms", "list", "-o", "csv", "--columns", "id,name")
    told = alegra("-p", f"{bad},{good}", *line).out.splitlines()
    assert told[0] == "company,id,name,error,code"
    assert told[1].startswith(f"{bad},,,")
    assert told[1].endswith(",3")
    assert all(line.startswith(f"{good},") and line.endswith(",,") for line in told[2:])


def test_a_sheet_has_every_column_of_every_company(alegra: Runner, fifty: list[Company]) -> None:
    """What only the last company has is in the header all the same."""
    names = [one.name for one in healthy(fifty)[:9]]
    told = alegra("each", "-p", ",".join(names), "--", "contacts", "list", "-o", "csv")
    assert "not in the header" not in told.err
    head = told.out.splitlines()[0].split(",")
    assert head[0] == "company"
    assert len(head) == len(set(head))
    for name in names:
        single = alegra("-p", name, "contacts", "list", "-o", "csv").out.splitlines()[0]
        # An object that is empty in this company has the columns of its keys elsewhere.
        outer = {path.rpartition(".")[0] for path in head}
        assert set(single.split(",")) <= {*head, *outer}


@pytest.mark.parametrize(
    "line",
    [
        ("reports", "aging", "--by", "bucket"),
        ("reports", "income-statement"),
        ("doctor",),
        ("api", "GET", "/terms"),
        ("company", "get"),
        ("invoices", "export"),
        ("items", "list", "--sort", "-id", "--select", "[].name"),
    ],
    ids=" ".join,
)
def test_reading_commands_of_every_kind_run_without_knowing(
    alegra: Runner, fifty: list[Company], line: tuple[str, ...]
) -> None:
    names = [one.name for one in healthy(fifty)[:2]]
    told = alegra("each", "-p", ",".join(names), "--", *line, "-o", "jsonl")
    assert told.code == 0, told.err
    for name in names:
        single = alegra("-p", name, *line, "-o", "json")
        value = exact.loads(single.out)
        records = value if isinstance(value, list) else [value]
        wanted = [one if isinstance(one, dict) else {"value": one} for one in records]
        own = [row for row in rows(told) if row["company"] == name]
        for found in (wanted, own):  # how much of the quota is left is never the same twice
            found[:] = [row for row in found if row.get("check") != "rate limit"]
        assert [{**row, "company": None} for row in own] == [
            {"company": None, **row} for row in wanted
        ]


def test_companies_are_asked_at_the_same_time(tmp_path: Path) -> None:
    """Nobody is answered until all have asked."""
    names = [f"c{number}" for number in range(12)]
    together = threading.Barrier(len(names))

    class All(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            together.wait(20)
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"[]")

        def log_message(self, *_line: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), All)
    server.daemon_threads = True
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
    )
    thread.start()
    url = f"http://127.0.0.1:{server.server_address[1]}"
    configure(
        tmp_path, [Company(name, "", f"{url}/{name}", "a@b.co", f"of-{name}", "") for name in names]
    )
    try:
        told = Runner(tmp_path, NOBODY)("each", "--all", "--", "terms", "list", "-o", "json")
    finally:
        server.shutdown()
        thread.join(LONGEST)
        server.server_close()
    assert (told.code, told.out) == (0, "[]\n"), told.err


def test_split_writes_what_a_run_for_each_alone_would(
    alegra: Runner, fifty: list[Company], tmp_path: Path
) -> None:
    names = [one.name for one in fifty[:4]]  # the last one is not signed in
    folder = tmp_path / "out"
    line = ("contacts", "list", "--all", "-o", "csv")
    told = alegra("each", "-p", ",".join(names), "--split", str(folder), "--", *line)
    assert told.code == 9
    for name in names[:3]:
        written = (folder / f"{name}.csv").read_text(encoding="utf-8")
        assert written == alegra("-p", name, *line).out
    assert sorted(one.name for one in folder.iterdir()) == [f"{name}.csv" for name in names[:3]]
    assert names[3] in told.out
    again = alegra("each", "-p", names[0], "--split", str(folder), "--", *line)
    assert (again.code, again.err.splitlines()[0][-7:]) == (2, "exists.")
    force = alegra("each", "-p", names[0], "--split", str(folder), "--force", "--", *line)
    assert force.code == 0


def test_a_workbook_has_the_company_first(
    alegra: Runner, fifty: list[Company], tmp_path: Path
) -> None:
    import openpyxl

    folder = tmp_path / "books"
    names = [one.name for one in fifty[:2]]
    line = ("terms", "list", "-o", "xlsx")
    told = alegra("each", "-p", ",".join(names), "--split", str(folder), "--", *line)
    assert told.code == 0, told.err
    assert {one.name for one in folder.iterdir()} == {f"{name}.xlsx" for name in names}
    program = Program(tmp_path, {**alegra.variables(), **NOBODY})
    with program.start(
        "-p", ",".join(names), *line, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        out, _err = process.communicate(timeout=60)
    (folder / "all.xlsx").write_bytes(out)
    sheet = openpyxl.load_workbook(folder / "all.xlsx").worksheets[0]
    assert sheet["A1"].value == "company"
    assert {row[0].value for row in sheet.iter_rows(min_row=2)} == set(names)


def test_files_have_a_place_for_the_name_of_the_company(
    alegra: Runner, fifty: list[Company], tmp_path: Path
) -> None:
    both = ",".join(one.name for one in fifty[:2])
    refused = alegra("-p", both, "export", "terms", "--out", str(tmp_path / "backup"))
    assert refused.code == 2
    assert "the same place" in refused.err
    assert "{company}" in refused.err
    place = str(tmp_path / "backup" / "{company}")
    told = alegra("-p", both, "export", "terms", "items", "--out", place)
    assert told.code == 0, told.err
    for one in fifty[:2]:
        folder = tmp_path / "backup" / one.name
        assert {file.name for file in folder.iterdir()} == {"terms.csv", "items.csv"}


def test_what_is_wrong_with_the_line_is_told_once(alegra: Runner) -> None:
    told = alegra("each", "--all", "--", "invoices", "list", "--limit", "none")
    assert (told.code, told.out) == (2, "")
    assert told.err.count("Error") == 1
    for line in (["version"], ["invoices", "lst"], ["mcp", "serve"], ["companies", "list"], []):
        assert alegra("each", "--all", "--", *line).code == 2
    assert alegra("each", "--", "terms", "list").code == 2


def test_another_profile_behind_the_dashes_is_refused(alegra: Runner, fifty: list[Company]) -> None:
    told = alegra("each", "-p", fifty[0].name, "--", "terms", "list", "-p", fifty[1].name)
    assert told.code == 2
    assert "before the --" in told.err


def test_exported_credentials_are_nobody_elses(
    alegra: Runner, fifty: list[Company], tmp_path: Path
) -> None:
    """A profile without a token must not show the records of whoever is exported."""
    file = configure(tmp_path, fifty[:1])
    file.write_text(
        file.read_text() + f"  empty:\n    email: a@b.co\n    baseUrl: {fifty[1].url}\n"
    )
    env = {"ALEGRA_EMAIL": fifty[1].email, "ALEGRA_TOKEN": fifty[1].token}
    told = alegra("each", "--all", "--", "terms", "list", "--count", "-o", "jsonl", env=env)
    assert [row.get("code") for row in rows(told)] == [None, 3]


def test_a_job_exports_credentials_for_each(fifty: list[Company], tmp_path: Path) -> None:
    env = {**NOBODY, "ALEGRA_BASE_URL": fifty[0].url}
    env |= {"ALEGRA_EMAIL__NORTE_1": fifty[0].email, "ALEGRA_TOKEN__NORTE_1": fifty[0].token}
    env |= {"ALEGRA_EMAIL__SUR": fifty[0].email, "ALEGRA_TOKEN__SUR": "of nobody"}
    line = ("terms", "list", "--count", "-o", "jsonl")
    told = Runner(tmp_path, env)("each", "-p", "norte-1,sur", "--", *line)
    assert [(row["company"], row.get("code")) for row in rows(told)] == [
        ("norte-1", None),
        ("sur", 3),
    ]
    every = Runner(tmp_path, env)("each", "--all", "--", *line)
    assert [row["company"] for row in rows(every)] == ["norte_1", "sur"]
    assert fifty[0].token not in told.out + told.err + every.out + every.err


def test_ctrl_c_tells_what_is_done_and_what_is_not(
    companies: Companies, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    folder = tmp_path_factory.mktemp("slow")
    with companies_served(
        folder, lambda country: companies(country, today=TODAY), "--count=16", "--slow=60"
    ) as told:
        slow = next(one.name for one in told if one.trouble == "slow")
        some = [told[0], told[1], *(one for one in told if one.trouble == "slow")]
        configure(tmp_path, some)
        env = {"ALEGRA_CONFIG": str(tmp_path / "config" / "config.yaml")}
        line = ("each", "--all", "-v", "--", "terms", "list", "-o", "jsonl")
        pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        with Program(tmp_path, env).start(*line, **pipes) as process:
            assert process.stderr is not None
            answered: set[str] = set()
            while len(answered) < 2:
                name, _colon, rest = process.stderr.readline().decode().partition(":")
                if rest.rstrip().endswith("records"):
                    answered.add(name)
            before = time.monotonic()
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=20)
            assert time.monotonic() - before < 4
    assert process.returncode == 130
    assert f"Not done: {slow}." in err.decode()
    assert f"Done: {some[0].name}, {some[1].name}." in err.decode()
    found = [exact.loads(line) for line in out.decode().splitlines()]
    assert {row["company"] for row in found} == {one.name for one in some}
    assert [row["code"] for row in found if row["company"] == slow] == [130]
