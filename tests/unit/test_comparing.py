"""Whether what is to be sent says anything else than the record that is there."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from alegra_cli.operations.comparing import differences
from tests.cases import cases

CLIENT = {"id": "7", "name": "Ana"}


@cases(
    ("sent", "record"),
    [
        ("2026-03-01", "2026-03-01 10:30:00"),
        ("2026-03-01", "2026-03-01T10:30:00-05:00"),
        ("7", CLIENT),
        (7, CLIENT),
        (CLIENT, "7"),
        ({"id": 7}, CLIENT),
        ({"code": "COP"}, {"code": "COP", "symbol": "$"}),
        ("COP", {"code": "COP", "symbol": "$"}),
        (Decimal("10"), "10.00"),
        ("true", True),
        ("", None),
        ([], None),
        ([{"id": "7"}], [CLIENT]),
    ],
)
def test_the_same_thing_in_another_shape_is_no_change(sent: Any, record: Any) -> None:
    assert list(differences({"x": sent}, {"x": record})) == []


@cases(
    ("sent", "record"),
    [
        ("2026-03-01", "2026-03-02 10:30:00"),
        ("2026-03-01", "2026-03-011"),
        ("8", CLIENT),
        ({"id": "8"}, CLIENT),
        ("007", "7"),
        (Decimal("10.01"), "10.00"),
        ("", "7"),
        ("7", None),
        ([{"id": "8"}], [CLIENT]),
        ([CLIENT], [CLIENT, CLIENT]),
    ],
)
def test_another_thing_is_a_change(sent: Any, record: Any) -> None:
    assert len(list(differences({"x": sent}, {"x": record}))) == 1
