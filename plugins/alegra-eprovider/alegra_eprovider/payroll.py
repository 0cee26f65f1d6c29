"""Electronic payroll: sent, replaced, cancelled."""

from __future__ import annotations

from alegra_cli.declare import Action, Envelope, Resource
from alegra_eprovider.documents import GROUP, columns, create
from alegra_eprovider.service import EPROVIDER

PAYROLLS = Resource(
    name="payrolls",
    singular="payroll",
    path="/payrolls",
    actions=(
        Action("list", "GET", "", verb="list", summary="Payrolls that were sent."),
        Action("get", "GET", "/{id}", verb="get", columns=columns("payroll")),
        create("Sign it and send it to the DIAN."),
        create("Send one that takes its place.", "/{id}/replace", "replace"),
        create("Cancel it at the DIAN.", "/{id}/cancel", "cancel"),
    ),
    columns=columns(),
    envelope=Envelope(rows="payrolls", counts=False),
    pages=False,
    api=EPROVIDER,
    group=GROUP,
    summary="Electronic payrolls: send, replace, cancel.",
)


def payroll_list(name: str, one: str, rows: str) -> Resource:
    return Resource(
        name=name,
        singular=one,
        path=f"/{name}",
        actions=(Action("list", "GET", "", verb="list"),),
        columns=columns(),
        envelope=Envelope(rows=rows, counts=False),
        pages=False,
        api=EPROVIDER,
        group=GROUP,
        summary=f"Each {one} that was sent.",
    )


PAYROLL = (
    PAYROLLS,
    payroll_list("payroll-adjustments", "payroll adjustment", "payrollAdjustments"),
    payroll_list("payroll-cancellations", "payroll cancellation", "payrollCancellations"),
)
