"""Electronic payroll: sent, replaced, cancelled (S143)."""

from __future__ import annotations

from alegra_cli.declare import Action, Envelope, Field, Resource
from alegra_eprovider.documents import COLUMNS, FILES, FILTERS, GROUP, create
from alegra_eprovider.service import EPROVIDER

PAYROLLS = Resource(
    name="payrolls",
    singular="payroll",
    path="/payrolls",
    actions=(
        Action("list", "GET", "", verb="list", summary="Payrolls that were sent."),
        Action("get", "GET", "/{id}", verb="get", columns=COLUMNS),
        create("Sign it and send it to the DIAN."),
        create("Send one that takes its place.", "/{id}/replace", "replace"),
        create("Cancel it at the DIAN.", "/{id}/cancel", "cancel"),
        FILES,
    ),
    fields=(
        Field("prefix", option="--prefix", help="Prefix of its number."),
        Field("number", "any", option="--number", help="Its number, without the prefix."),
        Field("governmentData", "object", help="What the DIAN wants to know, in its own words."),
    ),
    filters=FILTERS,
    columns=COLUMNS,
    # Two sources have a payroll under its noun, and one under `emission`.
    envelope=Envelope(rows="payrolls", counts=False, record="payroll", alternatives=("emission",)),
    pages=False,
    cursor="from",
    api=EPROVIDER,
    group=GROUP,
    summary="Electronic payrolls: send, replace, cancel.",
)


def payroll_list(name: str, one: str, older: str) -> Resource:
    """older: another key that the rows have been seen under."""
    return Resource(
        name=name,
        singular=one,
        path=f"/{name}",
        actions=(Action("list", "GET", "", verb="list"),),
        filters=FILTERS,
        columns=COLUMNS,
        envelope=Envelope(rows=name, counts=False, alternatives=(older,)),
        pages=False,
        cursor="from",
        api=EPROVIDER,
        group=GROUP,
        summary=f"Each {one} that was sent.",
    )


PAYROLL = (
    PAYROLLS,
    payroll_list("payroll-adjustments", "payroll adjustment", "payrollAdjustments"),
    payroll_list("payroll-cancellations", "payroll cancellation", "payrollCancellations"),
)
