"""A plugin from nothing to its tests, and what is told of one that is wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from alegra_cli import exact
from alegra_cli.testing import Runner
from tests.cases import cases
from tests.cli.fork_server import LONGEST


def install(folder: Path, name: str) -> dict[str, str]:
    """What an installer leaves behind for a distribution in `folder`; the environment to use."""
    module = name.replace("-", "_")
    info = folder / f"alegra_{module}-0.1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: alegra-{name}\nVersion: 0.1.0\n")
    points = f"[alegra_cli.plugins]\n{name} = alegra_{module}.{module}\n"
    (info / "entry_points.txt").write_text(points)
    return {"PYTHONPATH": str(folder), "PATH": ""}


def run(alegra: Runner, env: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        env={**alegra.variables(), **env},
        cwd=alegra.home,
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST,
    )


@pytest.fixture
def scaffold(alegra: Runner) -> Path:
    folder = alegra.home / "alegra-delivery-routes"
    told = alegra("plugins", "new", "delivery-routes", "--into", str(folder))
    assert told.code == 0, told.err
    assert str(folder / "pyproject.toml") in told.out
    return folder


@pytest.fixture
def installed(scaffold: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The new plugin, installed for the process of the tests; the file with its declaration."""
    install(scaffold, "delivery-routes")
    monkeypatch.syspath_prepend(str(scaffold))
    # What was compiled would stand for what is written in the same second.
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    forget(monkeypatch)
    return scaffold / "alegra_delivery_routes" / "delivery_routes.py"


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next run imports the plugin anew, and other tests find nothing of it."""
    for name in ("alegra_delivery_routes", "alegra_delivery_routes.delivery_routes"):
        monkeypatch.delitem(sys.modules, name, raising=False)


def test_a_new_plugin_shows_its_command_and_passes_its_tests(
    alegra: Runner, scaffold: Path
) -> None:
    env = install(scaffold, "delivery-routes")
    shown = run(alegra, env, "-m", "alegra_cli", "--help").stdout
    assert "Delivery routes, from a plugin." in shown
    own = run(alegra, env, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(scaffold))
    assert own.returncode == 0, own.stdout


@pytest.mark.usefixtures("installed")
def test_a_new_plugin_has_a_list_and_a_distribution(alegra: Runner) -> None:
    dry = alegra("delivery-routes", "list", "--name", "x", "--dry-run")
    assert "/delivery-routes?" in dry.out
    shown = alegra("plugins", "show", "delivery-routes", "-o", "json").out
    assert exact.loads(shown)["distribution"] == "alegra-delivery-routes"


def test_a_plugin_that_breaks_the_contract_is_told_where(
    alegra: Runner, installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = installed.read_text()
    for wrong, told in {
        good.replace('api_version = "1"', 'api_version = "2"'): "version 2 of plugins",
        good.replace("def alegra_resources", "def alegra_resorces"): "alegra_resources?",
        good.replace('path="/delivery-routes"', 'path="x"'): "delivery_routes.py:",
        good.replace('Column("Name", "name")', 'Column("Id", "id")'): "twice",
    }.items():
        installed.write_text(wrong)
        forget(monkeypatch)
        done = alegra("delivery-routes", "list")
        assert done.code == 1, done.out
        for word in (told, "alegra-delivery-routes 0.1.0"):
            assert word in done.err
    assert alegra("terms", "--help").code == 0


@cases(
    ("name", "singular"),
    [
        ("loyalty-cards", "loyalty card"),
        ("companies", "company"),
        ("tax-boxes", "tax box"),
        ("branches", "branch"),
        ("passes", "pass"),
        ("bus", "bus"),
        ("staff", "staff"),
    ],
)
def test_one_record_of_a_new_plugin_has_a_name(alegra: Runner, name: str, singular: str) -> None:
    folder = alegra.home / "new"
    told = alegra("plugins", "new", name, "--into", str(folder))
    assert f"called {singular!r};" in told.err
    module = name.replace("-", "_")
    assert f'singular="{singular}",' in (folder / f"alegra_{module}/{module}.py").read_text()


def test_one_record_may_be_called_otherwise(alegra: Runner) -> None:
    line = ("plugins", "new", "movies", "--into", str(alegra.home / "new"), "--singular")
    assert alegra(*line, '"; import os').code == 2
    assert not (alegra.home / "new").exists()
    told = alegra(*line, "movie")
    assert "is called" not in told.err
    assert 'singular="movie",' in (alegra.home / "new/alegra_movies/movies.py").read_text()


@pytest.mark.parametrize("name", ["Tips", "../x", "terms"])
def test_a_name_that_no_command_can_have(alegra: Runner, name: str) -> None:
    told = alegra("plugins", "new", name, "--into", str(alegra.home / "new"))
    assert told.code in (2, 5)
    assert not (alegra.home / "new").exists()
    assert alegra("plugins", "show", "nothing").code == 4


def test_the_author_hears_of_what_will_go(alegra: Runner, scaffold: Path) -> None:
    """How a word of the contract is taken away: a warning first, which `check` tells."""
    file = scaffold / "alegra_delivery_routes" / "delivery_routes.py"
    old = 'warnings.warn("Column(color=) goes in 0.3", DeprecationWarning, stacklevel=1)'
    file.write_text(f"{file.read_text()}\n\nimport warnings\n\n{old}\n")
    env = install(scaffold, "delivery-routes")
    program = ("-m", "alegra_cli")
    spanish = {**env, "ALEGRA_LANG": "es"}
    checked = run(alegra, spanish, *program, "plugins", "check", "delivery-routes")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "pasa" in checked.stderr
    line = len(file.read_text().splitlines())
    assert f"delivery_routes.py:{line}: Column(color=) goes in 0.3\n" in checked.stderr
    quiet = run(alegra, env, *program, "delivery-routes", "list", "--dry-run")
    assert "goes in" not in quiet.stdout + quiet.stderr


def test_an_example_that_is_not_taken_is_told_with_its_line(alegra: Runner, scaffold: Path) -> None:
    file = scaffold / "alegra_delivery_routes" / "delivery_routes.py"
    wrong = "alegra delivery-routes list --nmae x"
    right = "natural_keys="
    file.write_text(file.read_text().replace(right, f'examples=("{wrong}",),\n    {right}'))
    env = install(scaffold, "delivery-routes")
    told = run(alegra, env, "-m", "alegra_cli", "plugins", "check", "delivery-routes")
    assert told.returncode == 5
    (line,) = [n for n, text in enumerate(file.read_text().splitlines(), 1) if wrong in text]
    assert f"{file}:{line}: the example `{wrong}`: No such option: --nmae" in told.stdout
    assert "Traceback" not in told.stdout
