"""What each tool takes, typed: a class for each, of the same names as its arguments.

Read by mypy, and by the test that holds each against its tool; never at run time.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict


class NoToolArguments(TypedDict):
    pass


class OneResourceArguments(TypedDict):
    resource: str


class CountToolArguments(OneResourceArguments):
    filters: Mapping[str, Any] | None


class ListToolArguments(CountToolArguments):
    columns: str
    start: int
    limit: int


class GetToolArguments(OneResourceArguments):
    id: str
    columns: str


class ReportToolArguments(ListToolArguments):
    action: str
    ids: Sequence[str]


class EachToolArguments(CountToolArguments):
    companies: str
    action: str
    ids: Sequence[str]
    columns: str
    limit: int


class CreateToolArguments(OneResourceArguments):
    body: Mapping[str, Any] | None
    draft: bool
    reverses: str
    dry_run: bool


class UpdateToolArguments(OneResourceArguments):
    id: str
    changes: Mapping[str, Any] | None
    dry_run: bool


class ActToolArguments(OneResourceArguments):
    action: str
    ids: Sequence[str]
    body: Mapping[str, Any] | None
    dry_run: bool
