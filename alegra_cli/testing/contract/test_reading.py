"""Lists of every resource: paging, counting, formats, and the exit code of each error."""

from __future__ import annotations

import csv
import io
import re
from functools import partial
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import responses
import yaml
from requests import PreparedRequest

from alegra_cli import exact
from alegra_cli.declare import Resource
from alegra_cli.errors import ExitCode
from alegra_cli.operations import pages
from alegra_cli.testing import Runner
from alegra_cli.testing.contract.test_commands import query_of
from alegra_cli.testing.each import each_at_home, network
from alegra_cli.testing.subjects import sample_of

EXITS = {
    400: ExitCode.INVALID,
    401: ExitCode.NOT_ALLOWED,
    402: ExitCode.PLAN,
    403: ExitCode.NOT_ALLOWED,
    404: ExitCode.NOT_FOUND,
    405: ExitCode.FAILED,
    409: ExitCode.INVALID,
    422: ExitCode.INVALID,
    429: ExitCode.RATE_LIMIT,
    500: ExitCode.UNREACHABLE,
    503: ExitCode.UNREACHABLE,
}


def envelope_of(resource: Resource, rows: list[Any], total: int, metadata: bool = False) -> Any:
    """A page as the API gives it for this resource."""
    if resource.envelope.rows == "data":
        return {"metadata": {"total": total}, "data": rows} if metadata else rows
    return {resource.envelope.total: str(total), resource.envelope.rows: rows}


def test_all_reads_every_page_and_stops(alegra: Runner, listed: Resource) -> None:
    totals = [(f"of {total}", total) for total in (0, 29, 30, 60, 65)]
    each_at_home(alegra, totals, partial(reads_every_page, listed))


def reads_every_page(listed: Resource, alegra: Runner, total: int) -> None:
    records = [sample_of(listed, number) for number in range(total)]

    def answer(request: PreparedRequest) -> tuple[int, dict[str, str], str]:
        query = dict(parse_qsl(urlsplit(str(request.url)).query))
        rows = records
        if listed.pages:
            start = int(query["start"])
            rows = records[start : start + int(query["limit"])]
        return 200, {}, exact.dumps(envelope_of(listed, rows, total, "metadata" in query))

    with network() as api:
        api.add_callback("GET", listed.api.base_url + listed.path, answer)
        result = alegra(*listed.command, "list", "--all", "-o", "jsonl")
        asked = sorted(int(query_of(api, n).get("start", 0)) for n in range(len(api.calls)))
    assert result.code == 0, result.err
    assert [exact.loads(line) for line in result.out.splitlines()] == records
    listing = listed.by_verb("list")
    if listed.pages and listing is not None:
        # A page begins with the last record of the one before, by which a shift is noticed.
        step = pages.page_size(listed, listing) - 1
        needed = [0, *range(step, total - 1, step)]
        # Where no total is told, some pages are asked for that turn out not to be there.
        assert (asked if listed.envelope.counts else asked[: len(needed)]) == needed


def test_count_is_one_request_where_the_api_tells_the_total(
    alegra: Runner, api: responses.RequestsMock, listed: Resource
) -> None:
    if not listed.envelope.counts or listed.repeats:
        api.get(
            listed.api.base_url + listed.path,
            body=exact.dumps(envelope_of(listed, [sample_of(listed)], 1)),
        )
        assert alegra(*listed.command, "list", "--count").out == "1\n"
        assert "metadata" not in query_of(api) or listed.repeats
        return
    total = {"total": "1234"} if listed.envelope.total == "total" else {"metadata": {"total": 1234}}
    body = {**total, listed.envelope.rows: [sample_of(listed)]}
    api.get(listed.api.base_url + listed.path, body=exact.dumps(body))
    result = alegra(*listed.command, "list", "--count")
    assert (result.code, result.out) == (0, "1234\n")
    assert query_of(api)["metadata"] == "true"


def test_an_error_reads_the_same_everywhere(alegra: Runner, readable: Resource) -> None:
    statuses = [(f"status {status}", status) for status in (402, 404)]
    each_at_home(alegra, statuses, partial(refusal, readable))


def refusal(resource: Resource, alegra: Runner, status: int) -> None:
    reading = next(item for item in resource.actions if item.method == "GET")
    ids = ["7" for _name in reading.arguments]
    path = resource.path + re.sub(r"\{\w+\}", "7", reading.path)
    url = resource.api.base_url + path
    with network() as api:
        api.get(url, status=status, json={"code": 77, "message": "No se pudo"})
        result = alegra(*resource.command, reading.name, *ids, "-o", "json")
    assert result.code == EXITS[status]
    error = exact.loads(result.err.splitlines()[-1])["error"]
    assert error["status"] == status
    assert error["code"] == 77
    assert "No se pudo" in error["message"]
    assert error["exit_code"] == result.code
    assert result.out == ""


def test_each_format_gives_the_records_back(
    alegra: Runner, api: responses.RequestsMock, listed: Resource
) -> None:
    records = [sample_of(listed, 1), sample_of(listed, 2)]
    api.get(listed.api.base_url + listed.path, body=exact.dumps(envelope_of(listed, records, 2)))
    told = {
        name: alegra(*listed.command, "list", "-o", name).out
        for name in ("json", "jsonl", "yaml", "csv", "table")
    }
    assert exact.loads(told["json"]) == records
    assert [exact.loads(line) for line in told["jsonl"].splitlines()] == records
    assert yaml.safe_load(told["yaml"]) == records
    rows = list(csv.DictReader(io.StringIO(told["csv"])))
    assert [row[listed.id_key] for row in rows] == ["1", "2"]
    for column in listed.columns:
        assert column.title in told["table"].splitlines()[0]
        assert f"{column.path} 2" in told["table"] or column.path == listed.id_key


def test_every_column_is_a_path_that_columns_takes(
    alegra: Runner, api: responses.RequestsMock, listed: Resource
) -> None:
    api.get(
        listed.api.base_url + listed.path,
        body=exact.dumps(envelope_of(listed, [sample_of(listed)], 1)),
    )
    names = ",".join(column.path for column in listed.columns)
    result = alegra(*listed.command, "list", "--columns", names, "-o", "csv")
    assert result.code == 0, result.err
    assert result.out.splitlines()[0] == names


def test_the_newest_first_where_the_api_orders(
    alegra: Runner, api: responses.RequestsMock, listed: Resource
) -> None:
    order = listed.newest_order()
    if order is None:
        assert alegra(*listed.command, "list", "--newest").code == ExitCode.USAGE
        assert listed.id_key not in listed.order_fields, "it could be ordered by id"
        return
    api.get(listed.api.base_url + listed.path, body=exact.dumps(envelope_of(listed, [], 0)))
    result = alegra(*listed.command, "list", "--newest", "-o", "json")
    assert (result.code, result.err) == (0, "")
    asked = query_of(api)
    orders = {key: value for key, value in asked.items() if key.startswith("order_")}
    assert orders == dict(order)
    if orders:
        assert orders["order_field"] in listed.order_fields
        assert orders["order_direction"] == "DESC"
