"""The tests that every plugin has to pass, run by the program itself."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from alegra_cli.app import App
from alegra_cli.errors import AlegraError
from alegra_cli.i18n import _, language, use


class _Counting:
    """Counts what failed, for the exit code."""

    def __init__(self) -> None:
        self.failures = 0

    def pytest_runtest_logreport(self, report: Any) -> None:
        self.failures += bool(report.failed)


def failures(app: App, name: str) -> int:
    """How many of the tests that every plugin has to pass this one fails."""
    try:
        import pytest

        import_module("responses")  # which the kit needs
    except ImportError as problem:
        from alegra_cli.update import installer

        raise AlegraError(_("The tests need more libraries."), installer.hint("kit")) from problem
    counting = _Counting()
    words = ["-q", "--no-header", "--tb=short", "-p", "no:cacheprovider", "-c", "/dev/null"]
    words += ["-p", "alegra_cli.testing.plugin", "--alegra-plugins", name]
    spoken = language()
    use("en")  # as the tests run the program: what a plugin says is what they look for
    code = pytest.main([*words, "--pyargs", "alegra_cli.testing.contract"], [counting])
    use(spoken)
    app.stdout.flush()
    return counting.failures or (1 if int(code) not in (0, 1) else 0)
