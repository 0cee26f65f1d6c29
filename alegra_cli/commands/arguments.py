"""What the commands take, typed: a class for each, of the same names as its options.

Read by mypy, and by the test that holds each against its command's options; never at run time.
Annotations are not postponed here: a `NotRequired` in one that is a text is not seen as such.
`filters` and `fields` are what the options of a declaration were given, by the declared
`Filter` or `Field`; `arguments` are the placeholders of an action's path, by their name, and
`records` the same where several records may be named.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, Required, TypedDict

from alegra_cli.declare import Conversion, Field, Filter, LineOption

FilterValues = Mapping[Filter, Any]
FieldValues = Mapping[Field, Any]
LineValues = Mapping[tuple[LineOption, ...], Sequence[str]]


class RecordNames(TypedDict, total=False):
    """What of the values of any command may name records; the others are not looked at."""

    filters: FilterValues
    arguments: Mapping[str, str]
    records: Mapping[str, Sequence[str]]
    ids: Sequence[str]
    made_from: Mapping[Conversion, str | None]
    reversed_id: str | None


class DatedFilters(TypedDict):
    """period, since, until: only where the resource has a period."""

    filters: FilterValues
    period: NotRequired[str | None]
    since: NotRequired[str | None]
    until: NotRequired[str | None]


class Search(DatedFilters):
    """Which records of a list. order_field: only where the resource can be sorted by some."""

    query: str | None
    order_field: NotRequired[str | None]
    order_direction: str | None
    param: Sequence[str]


class RecordFilters(TypedDict, total=False):
    """Which records, by the filters of their list; not there where a resource has none."""

    filters: Required[FilterValues]
    period: str | None
    since: str | None
    until: str | None
    everything: bool
    query: str | None
    order_field: str | None
    order_direction: str | None
    param: Sequence[str]


class Window(TypedDict):
    """How many of them, from where, and with how many requests at once."""

    limit: int | None
    start: int
    jobs: int | None


class ListArguments(Search, Window):
    """newest: only where the resource's list can begin with the newest."""

    everything: bool
    count: bool
    newest: NotRequired[bool]
    watch: float | None


class GetArguments(DatedFilters):
    against: NotRequired[str | None]
    arguments: Mapping[str, str]
    param: Sequence[str]
    open_it: NotRequired[bool]


class RowsArguments(Search, Window):
    chart: NotRequired[bool]


class ComputeArguments(DatedFilters):
    chart: NotRequired[bool]
    arguments: Mapping[str, str]


class ExportArguments(Search, Window):
    """newest: only where the resource's list can begin with the newest."""

    newest: NotRequired[bool]
    out: str | None
    format: str | None
    force: bool
    since_last: bool


class ExportAllArguments(TypedDict):
    period: str | None
    since: str | None
    until: str | None
    resources: Sequence[str]
    everything: bool
    out: str
    gzip: bool
    format: str | None
    force: bool
    since_last: bool
    jobs: int | None
    param: Sequence[str]


class PostArguments(TypedDict):
    files: tuple[str, ...]
    only: str | None
    create_suppliers: bool
    attach: str | None
    yes: bool


class CompareArguments(TypedDict):
    file: str
    month: str | None
    side: str
    sheet: str | None
    import_missing: bool
    yes: bool


class RuleArguments(TypedDict):
    supplier: str
    category: str | None
    item: str | None
    cost_center: str | None
    warehouse: str | None
    remove: bool


class BodySources(TypedDict):
    """Where a body comes from: a file or text, typed options, ``--set``."""

    file: str | None
    data: str | None
    assignments: Sequence[str]
    fields: FieldValues
    keep_scheme: NotRequired[bool]


class Strictness(TypedDict):
    no_validate: bool
    strict: bool
    country: str | None


class FileReading(TypedDict, total=False):
    """How a file of many records is written; not there where a command takes no such file."""

    maps: Sequence[str]
    map_file: str | None
    only_mapped: bool
    header_row: int | None
    total_row: str | None
    kind: str | None
    decimal: str | None
    encoding: str | None
    sheet: str | None


class CreateArguments(BodySources, Strictness):
    lines: NotRequired[LineValues]
    made_from: NotRequired[Mapping[Conversion, str | None]]
    draft: NotRequired[bool]
    yes: NotRequired[bool]
    open_it: NotRequired[bool]
    reversed_id: NotRequired[str | None]
    reason: NotRequired[str | None]
    again: NotRequired[bool]


class UpdateArguments(BodySources, Strictness, FileReading):
    records: Mapping[str, Sequence[str]]
    replace: NotRequired[bool]
    yes: bool
    jobs: NotRequired[int | None]


class DeleteArguments(FileReading):
    records: Mapping[str, Sequence[str]]
    file: str | None
    jobs: int | None
    yes: NotRequired[bool]


class ActArguments(TypedDict):
    """Those of void, open, stamp …; which of them, the action says."""

    arguments: Mapping[str, str]
    fields: FieldValues
    lines: NotRequired[LineValues]
    ids: NotRequired[Sequence[str]]
    file: NotRequired[str | None]
    data: NotRequired[str | None]
    assignments: NotRequired[Sequence[str]]
    yes: NotRequired[bool]


class MailArguments(RecordFilters):
    """Those of email. again_after: days."""

    file: str | None
    data: str | None
    assignments: Sequence[str]
    fields: FieldValues
    records: Mapping[str, Sequence[str]]
    again_after: int
    yes: bool


class ImportArguments(Strictness, FileReading):
    file: str | None
    file_option: str | None
    assignments: Sequence[str]
    group_by: str | None
    upsert: str | None
    on_error: str
    jobs: int | None
    mark: str | None
    never_sent: bool
    go_on: bool
    new_rows: bool
    equal_rows: bool
    results: str | None
    journal: str | None
    yes: bool


class ValidateArguments(FileReading):
    resource: str
    files: Sequence[str]
    more: Sequence[str]
    country: str | None
    strict: bool
    assignments: Sequence[str]
    group_by: str | None


class EmitArguments(TypedDict):
    ids: Sequence[str]
    everything: bool
    date: str | None
    wait: bool
    never_sent: bool
    yes: bool


class StatusArguments(RecordFilters):
    pending: bool
    ids: Sequence[str]
    watch: float | None


class AttachArguments(TypedDict):
    arguments: Mapping[str, str]
    files: Sequence[str]
    part: NotRequired[str | None]


class DownloadArguments(RecordFilters):
    ids: Sequence[str]
    out: str | None
    force: bool
    skip_existing: bool


class ApiArguments(TypedDict):
    method: str
    path: str
    param: Sequence[str]
    file: str | None
    data: str | None
    assignments: Sequence[str]
    everything: bool
    yes: bool


class LogArguments(TypedDict):
    since: str | None
    of: str | None
    path: str | None
    state: str | None
    limit: int


class SandboxSwitches(TypedDict):
    """The switches of a sandbox by the names of its settings; None where none was given."""

    rate_limit: int | None
    rate_window: int | None
    contacts_limit: int | None
    parallel: int | None
    plan: str | None
    answer: str | None
    late_answer: str | None
    uuid_ids: bool | None
    partial_contacts: bool | None
    one_name: bool | None


class SandboxSetArguments(SandboxSwitches):
    withhold: Sequence[str]
    forbid: Sequence[str]
    ignore: Sequence[str]
    grant: bool
