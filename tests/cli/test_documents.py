"""What README, FAQ and the declarations' examples say must work."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from alegra_cli import exact
from alegra_cli.testing import Runner, words
from tests.cli.conftest import Program
from tests.cli.console import matches, run, steps
from tests.contract.conftest import RESOURCES

ROOT = Path(__file__).parents[2]


@pytest.fixture
def reader(tmp_path: Path, filled: Path) -> Iterator[Program]:
    """Somebody with the account that the FAQ speaks of, served from their own sandbox file."""
    program = Program(
        tmp_path,
        {
            "PYTHON_KEYRING_BACKEND": "tests.cli.file_keyring.Keyring",
            "PYTHONPATH": str(ROOT),
        },
    )
    database = tmp_path / ".config" / "alegra-cli" / "sandbox.sqlite3"
    database.parent.mkdir(parents=True)
    shutil.copy(filled, database)
    process = program.start(
        "sandbox",
        "serve",
        "--port",
        "0",
        "-o",
        "json",
        "--email",
        "ana@example.com",
        "--token",
        "0123456789abcdef",
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    program.env["ALEGRA_BASE_URL"] = exact.loads(process.stdout.readline())["url"]
    yield program
    process.terminate()
    assert process.wait(timeout=20) == 0
    process.stdout.close()


def test_the_faq(reader: Program) -> None:
    asked = [line for line in (ROOT / "docs/faq.md").read_text().splitlines() if line[:3] == "## "]
    assert len(asked) == 13
    for step in steps(ROOT / "docs" / "faq.md"):
        printed = run(reader, step)
        assert matches(step.shown, printed), f"$ {step.line}\n{printed}"


def test_the_readme(tmp_path: Path) -> None:
    program = Program(tmp_path)
    for step in steps(ROOT / "README.md"):
        printed = run(program, step)
        assert matches(step.shown, printed), f"$ {step.line}\n{printed}"


def test_the_guide_of_files_reports_and_webhooks(tmp_path: Path) -> None:
    program = Program(tmp_path)
    for step in steps(ROOT / "docs" / "files-reports-webhooks.md"):
        printed = run(program, step)
        assert matches(step.shown, printed), f"$ {step.line}\n{printed}"


@pytest.fixture(scope="module")
def person(tmp_path_factory: pytest.TempPathFactory, filled: Path) -> Runner:
    home = tmp_path_factory.mktemp("examples")
    (home / "config").mkdir()
    shutil.copy(filled, home / "config" / "sandbox.sqlite3")
    return Runner(home, {"ALEGRA_PROFILE": "sandbox"})


@pytest.mark.parametrize("line", [line for resource in RESOURCES for line in resource.examples])
def test_the_examples_of_every_declaration(person: Runner, line: str) -> None:
    result = person(*words(line))
    assert result.code == 0, result.err
    assert result.out


def test_every_resource_has_two_examples() -> None:
    few = [resource.name for resource in RESOURCES if len(resource.examples) < 2]
    assert few == []
