"""The exit code of each status of the API."""

from __future__ import annotations

from alegra_cli.testing import Runner
from alegra_cli.testing.contract.test_reading import EXITS, refusal
from tests.cases import cases
from tests.contract.conftest import RESOURCES


@cases("status", sorted(EXITS))
def test_every_error_status_has_its_exit_code(alegra: Runner, status: int) -> None:
    refusal(RESOURCES[0], alegra, status)
