"""Plugins from outside: built, installed in a clean environment, used, removed, broken.

Wheels of the core, of a plugin that the installed program has just written, and of every
distribution in plugins/ are installed together. Nothing of the checkout is on the way.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
NEW = "delivery-routes"
# With the setuptools of this environment. A plugin that was just written is built as anybody
# builds it, who gets what its pyproject.toml asks for.
BUILT_HERE = "--no-isolation"
PYTEST = ("-m", "pytest", "-q", "-p", "no:cacheprovider")


class Environment:
    """An environment of its own, and the program in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        venv.create(folder / "venv", with_pip=True)
        self.bin = folder / "venv" / "bin"
        self.env = {"PATH": os.environ["PATH"], "HOME": str(folder), "ALEGRA_LANG": "en"}

    def pip(self, *words: str) -> None:
        line = [str(self.bin / "python"), "-m", "pip", *words, "--quiet"]
        subprocess.run(line, check=True, env={**os.environ, "PYTHONWARNINGS": "ignore"})

    def run(self, program: str, *words: str, code: int = 0) -> str:
        done = subprocess.run(
            [str(self.bin / program), *words],
            env=self.env,
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, (words, done.stdout, done.stderr)
        return done.stdout + done.stderr


def wheel(source: Path, into: Path, *how: str) -> str:
    line = [sys.executable, "-m", "build", "--wheel", *how, "--outdir", str(into), str(source)]
    subprocess.run(line, check=True, stdout=subprocess.DEVNULL)
    return str(max(into.glob("*.whl"), key=lambda file: file.stat().st_mtime))


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        clean = Environment(place)
        clean.pip("install", f"{wheel(ROOT, place / 'core', BUILT_HERE)}[kit]")
        clean.run("alegra", "plugins", "new", NEW)
        others = sorted(path.parent for path in (ROOT / "plugins").glob("*/pyproject.toml"))
        made = [wheel(place / f"alegra-{NEW}", place / "new")]
        made += [wheel(other, place / other.name, BUILT_HERE) for other in others]
        clean.pip("install", "--no-deps", *made)
        used(clean, place, [other.name.removeprefix("alegra-") for other in others])
        for other in others:
            settings = ("-c", str(other / "pyproject.toml"))
            told = clean.run("python", *PYTEST, *settings, str(other / "tests"))
            print(f"{other.name}: {told.splitlines()[-1]}")
        removed(clean)
        break_it(clean, place, made[0])
        guide(clean, "plugin-guide.md", "en")
        guide(clean, "plugin-guide.es.md", "es")
    print("a plugin was written, built, installed, tested, used, removed and broken")
    return 0


def used(clean: Environment, place: Path, others: list[str]) -> None:
    listed = clean.run("alegra", "--help")
    for name in (NEW, *others):
        assert f"\n  {name} " in listed, listed
        clean.run("alegra", name, "--help")
    assert "broken" not in clean.run("alegra", "plugins", "list")
    dry = clean.run("alegra", "-p", "sandbox", NEW, "create", "--name", "North", "--dry-run")
    assert '"name": "North"' in dry
    assert "passes" in clean.run("alegra", "plugins", "check", NEW)
    tests = str(place / f"alegra-{NEW}" / "tests")
    plugin = ("-p", "alegra_cli.testing.plugin", "--alegra-plugins", NEW)
    assert "passed" in clean.run("python", *PYTEST, *plugin, tests)


def removed(clean: Environment) -> None:
    before = commands(clean)
    clean.pip("uninstall", "--yes", f"alegra-{NEW}")
    assert before - commands(clean) == {NEW}


def break_it(clean: Environment, place: Path, made: str) -> None:
    clean.pip("install", "--no-deps", made)
    package = f"alegra_{NEW.replace('-', '_')}"
    file = next((place / "venv").glob(f"lib/*/site-packages/{package}/delivery_routes.py"))
    file.write_text(file.read_text().replace("def alegra_resources", "def alegra_resorces"))
    told = clean.run("alegra", NEW, "list", code=1)
    assert f"alegra-{NEW} 0.1.0" in told, told
    assert "delivery_routes.py:" in told, told
    assert f"Update or uninstall alegra-{NEW}" in told, told
    assert clean.run("alegra", "-p", "sandbox", "terms", "list", "--count").strip().isdigit()


FENCE = re.compile(r'^```(\w+)(?: title="(\S+)")?\n(.*?)^```', re.MULTILINE | re.DOTALL)


def guide(clean: Environment, page: str, language: str) -> None:
    """Every file and every line of the tutorial, in its order."""
    count = 0
    for made in (clean.folder / "alegra-tips", clean.folder / "alegra-acme"):
        if made.exists():
            clean.pip("uninstall", "--yes", made.name)
            shutil.rmtree(made)
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    for kind, name, block in FENCE.findall(text):
        if name:
            (clean.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (clean.folder / name).write_text(block, encoding="utf-8")
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:] if kind == "console" else ():
            line, _end, shown = part.partition("\n")
            path = f"{clean.bin}:{clean.env['PATH']}"
            env = {**clean.env, "PATH": path, "ALEGRA_LANG": language}
            done = subprocess.run(
                ["bash", "-c", line],
                env={**env, "PYTHONWARNINGS": "ignore", "PIP_NO_WARN_SCRIPT_LOCATION": "1"},
                cwd=clean.folder,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT if "pip install" not in line else subprocess.DEVNULL,
                text=True,
                check=False,
            )
            pattern = ".*".join(re.escape(piece) for piece in shown.strip().split("…"))
            fits = re.fullmatch(pattern, done.stdout.strip(), flags=re.DOTALL)
            assert fits, f"{line}\n--- shown\n{shown}\n--- printed\n{done.stdout}"
            count += 1
    print(f"docs/{page}: {count} lines do what they show")


def commands(clean: Environment) -> set[str]:
    lines = clean.run("alegra", "--help").splitlines()
    return {line.split()[0] for line in lines if line.startswith("  ") and line[2:3].isalpha()}


if __name__ == "__main__":
    sys.exit(main())
