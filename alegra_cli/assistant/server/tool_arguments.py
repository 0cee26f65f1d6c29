"""What each tool takes, typed: a class for each, of the same names as its arguments.

Read by mypy, and by the test that holds each against its tool; never at run time.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict


class NoArguments(TypedDict):
    pass


class OneResource(TypedDict):
    resource: str


class CountArguments(OneResource):
    filters: Mapping[str, Any] | None


class ListArguments(CountArguments):
    columns: str
    start: int
    limit: int


class GetArguments(OneResource):
    id: str
    columns: str


class ReportArguments(ListArguments):
    action: str
    ids: Sequence[str]


class EachArguments(CountArguments):
    companies: str
    action: str
    ids: Sequence[str]
    columns: str
    limit: int


class CreateArguments(OneResource):
    body: Mapping[str, Any] | None
    draft: bool
    reverses: str
    dry_run: bool


class UpdateArguments(OneResource):
    id: str
    changes: Mapping[str, Any] | None
    dry_run: bool


class ActArguments(OneResource):
    action: str
    ids: Sequence[str]
    body: Mapping[str, Any] | None
    dry_run: bool
