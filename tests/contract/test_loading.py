"""A plugin is found by its name, loads alone, and is cheap to list."""

from __future__ import annotations

import subprocess
import sys

from responses import RequestsMock

from alegra_cli.registry import SECTIONS
from alegra_cli.testing import Runner
from alegra_cli.testing.each import each
from tests.cli.fork_server import LONGEST
from tests.conftest import API
from tests.contract.conftest import BROKEN, REGISTRY, RESOURCES


def test_no_plugin_is_broken() -> None:
    assert BROKEN == []


def test_every_entry_point_declares_a_resource_of_its_name() -> None:
    for name in REGISTRY.names():
        resource = REGISTRY.resource(name)
        assert resource is not None or REGISTRY.command(name) is not None, name


def test_every_summary_is_read_from_the_source_and_fits_a_line() -> None:
    for name in REGISTRY.names():
        summary = REGISTRY.entry(name).summary
        assert 10 < len(summary) <= 70, name
        assert summary.endswith("."), name


def test_built_in_plugins_lie_in_a_section() -> None:
    for name in REGISTRY.names():
        if REGISTRY.entry(name).distribution == "alegra-cli":
            assert REGISTRY.entry(name).section in SECTIONS


def test_declarations_load_without_requests_or_click() -> None:
    modules = [REGISTRY.entry(name).module for name in REGISTRY.names()]
    program = "\n".join(
        [
            "import importlib, sys",
            f"for name in {modules!r}:",
            "    importlib.import_module(name)",
            "    bad = {'requests', 'click', 'yaml', 'alegra_cli.transport',"
            " 'alegra_cli.registry'} & set(sys.modules)",
            "    assert not bad, (name, bad)",
        ]
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=LONGEST)


def test_help_lists_every_command_and_imports_none() -> None:
    program = "\n".join(
        [
            "import sys",
            "from alegra_cli.cli import run",
            "code = run(['--help'], {'ALEGRA_LANG': 'en', 'HOME': '/nonexistent'},"
            " (sys.stdin, sys.stdout, sys.stderr))",
            "heavy = {'requests', 'yaml', 'keyring', 'tabulate', 'pluggy', 'attrs.x'}"
            " & set(sys.modules)",
            "loaded = [m for m in sys.modules if m.startswith('alegra_plugins.')"
            " and m.count('.') > 1]",
            "assert code == 0 and not heavy and not loaded, (code, heavy, loaded)",
        ]
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, timeout=LONGEST
    )
    for name in REGISTRY.names():
        assert f"\n  {name}" in done.stdout


def test_a_tab_that_the_cache_answers_opens_nothing(alegra: Runner, api: RequestsMock) -> None:
    api.get(f"{API}/contacts", json=[{"id": "7", "name": "Ana Ruiz"}])
    config = alegra.home / "config" / "config.yaml"
    config.parent.mkdir()
    config.write_text("profiles:\n  default:\n    email: ana@example.com\n")
    env = {**alegra.variables(), "_ALEGRA_COMPLETE": "zsh_complete"}
    line = {"COMP_WORDS": "alegra\x1finvoices\x1flist\x1f--client-id\x1fruiz"}
    assert "=7" in alegra(env=line | env).out
    program = "\n".join(
        [
            "import os, sys",
            "sys.argv = ['alegra']",
            "from alegra_cli import cli, clock",
            f"clock.Clock.seconds = lambda self: {alegra.clock.seconds()}",
            "try:",
            "    cli.main()",
            "except SystemExit:",
            "    heavy = {'requests', 'urllib3', 'yaml', 'keyring', 'tabulate', 'subprocess',"
            " 'jmespath', 'decimal', 'alegra_cli.connection', 'alegra_cli.config.file',"
            " 'alegra_cli.transport', 'alegra_cli.config.credentials'} & set(sys.modules)",
            "    assert not heavy, heavy",
        ]
    )
    for words, told in ((line, "=7\t"), ({"COMP_WORDS": "alegra\x1finvo"}, "=invoices\t")):
        done = subprocess.run(
            [sys.executable, "-c", program],
            env=env | words,
            capture_output=True,
            text=True,
            timeout=LONGEST,
        )
        assert done.stderr == ""
        assert told in done.stdout


def test_a_command_imports_only_its_own_plugin() -> None:
    modules = {name: REGISTRY.entry(name).module for name in REGISTRY.names()}
    program = "\n".join(
        [
            "import importlib, os, pkgutil, sys",
            "import pluggy",
            "from alegra_cli import commands",
            "from alegra_cli.cli import run",
            "for found in pkgutil.iter_modules(commands.__path__, 'alegra_cli.commands.'):",
            "    importlib.import_module(found.name)",
            f"modules = {modules!r}",
            "def ask(*words):",
            "    run([*words, '--help'], {'ALEGRA_LANG': 'en', 'HOME': '/nonexistent'},"
            " (sys.stdin, open(os.devnull, 'w'), sys.stderr))",
            "# What every line needs, once for all of them.",
            "ask()",
            "assert not {*modules.values()} & {*sys.modules}",
            "for name, own in modules.items():",
            "    # A child of its own for each, without another start of Python.",
            "    child = os.fork()",
            "    if child == 0:",
            "        ask(name)",
            "        wrong = {m for m in modules.values() if m in sys.modules} - {own}",
            "        os._exit(1 if wrong or own not in sys.modules else 0)",
            "    assert os.waitpid(child, 0)[1] == 0, name",
        ]
    )
    subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, timeout=LONGEST
    )


def test_a_plugin_left_out_by_name_is_gone(alegra: Runner) -> None:
    def check(name: str) -> None:
        result = alegra(name, "--help", env={"ALEGRA_PLUGINS_OFF": f"x,{name}"})
        assert result.code == 2
        assert "There is no command" in result.err

    each(((one.name, one.name) for one in RESOURCES), check)
