"""What every plugin has to do, whoever wrote it: import all of it into a module of tests."""

from alegra_cli.testing.contract.test_commands import *  # noqa: F403
from alegra_cli.testing.contract.test_examples import *  # noqa: F403
from alegra_cli.testing.contract.test_reading import *  # noqa: F403
from alegra_cli.testing.contract.test_sandbox import *  # noqa: F403
