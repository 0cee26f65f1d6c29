"""What the kit does about requests that no stub expects."""

from __future__ import annotations

import pytest

from alegra_cli.testing import Runner


def test_a_request_that_would_leave_this_machine_fails_its_test(alegra: Runner) -> None:
    with pytest.raises(pytest.fail.Exception, match=r"GET https://api\.alegra\.com/.* no stub"):
        alegra("terms", "list")


def test_several_at_once_fail_it_too(alegra: Runner) -> None:
    with pytest.raises(pytest.fail.Exception, match="no stub"):
        alegra("reports", "aging")
