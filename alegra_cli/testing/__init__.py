"""The kit for the tests of a plugin: a runner, a clock that stands still, the contract suite.

In a plugin's ``tests/conftest.py``::

    pytest_plugins = ["alegra_cli.testing.plugin"]

In its ``tests/test_contract.py``::

    from alegra_cli.testing.contract import *

In its ``pyproject.toml``::

    [tool.pytest.ini_options]
    alegra_plugins = "tips"

Nothing in the program imports this package; pytest and responses come with the extra
``[kit]``.
"""

from alegra_cli.testing.runner import FakeClock, Result, Runner, Terminal, words
from alegra_cli.testing.subjects import API

__all__ = ["API", "FakeClock", "Result", "Runner", "Terminal", "words"]
