"""Install a wheel in a clean environment and run every command's help: `dist_check.py [WHEEL]`.

Without one it is built of the tree. Nothing of the checkout is on the way: a wheel without the
plugins, the catalogues or the seed would show here.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        wheel = Path(sys.argv[1]) if len(sys.argv) > 1 else build(place / "dist")
        names = zipfile.ZipFile(wheel).namelist()
        assert any(name.endswith("alegra-cli.mo") for name in names), "no catalogue in the wheel"
        whole(names)
        shared(names)
        program = install(place / "venv", wheel)
        landed(place / "venv")
        env = {"PATH": os.environ["PATH"], "HOME": folder, "ALEGRA_LANG": "en"}
        listed = run(program, env, "plugins", "list", "-o", "json")
        brought = json.loads(listed)
        assert {row["state"] for row in brought} == {"ok"}, brought
        plugins = [row["name"] for row in brought if row["brings"] == "command"]
        assert len(plugins) >= 10, plugins
        for name in [
            *plugins,
            "auth",
            "config",
            "doctor",
            "each",
            "plugins",
            "sandbox",
            "update",
            "version",
        ]:
            run(program, env, name, "--help")
        assert run(program, env, "-p", "sandbox", "invoices", "list", "--count") == "130\n"
        assert "Facturas" in run(program, env, "--lang", "es", "--help")
        print(f"{wheel.name}: {len(plugins)} plugins, every help, the sandbox and Spanish work")
    return 0


def whole(names: list[str]) -> None:
    """Every module of the tree is in the wheel: what the tests run is what people get."""
    roots = (ROOT, "alegra_cli"), (ROOT / "plugins", "alegra_plugins")
    wanted = {
        str(file.relative_to(base)) for base, root in roots for file in (base / root).rglob("*.py")
    }
    assert len(wanted) > 500, wanted
    assert not wanted - set(names), f"not in the wheel: {sorted(wanted - set(names))}"


def shared(names: list[str]) -> None:
    """What `man` and the shells read is in the wheel, whole, and so are the scripts."""
    wanted = {str(file.relative_to(ROOT)) for file in (ROOT / "share").rglob("*") if file.is_file()}
    there = {name.partition(".data/data/")[2] for name in names}
    assert len(wanted) > 100, wanted
    assert not wanted - there, f"not in the wheel: {sorted(wanted - there)}"
    for shell in ("bash", "zsh", "fish", "powershell"):
        assert f"alegra_cli/completion/scripts/alegra.{shell}" in names, shell


def landed(environment: Path) -> None:
    """`man` renders every page that was installed, without a warning."""
    share = environment / "share"
    for place in (
        "bash-completion/completions/alegra",
        "zsh/site-functions/_alegra",
        "fish/vendor_completions.d/alegra.fish",
    ):
        assert (share / place).is_file(), place
    pages = sorted((share / "man").rglob("*.1"))
    assert {page.name for page in pages} >= {"alegra.1", "alegra-invoices.1"}, pages
    if shutil.which("man") is None:
        print("The man pages were not rendered: man is not installed.")
        return
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "MANWIDTH": "80"}
    for page in pages:
        line = ["man", "--warnings", "-E", "UTF-8", "-l", str(page)]
        done = subprocess.run(line, env=env, check=True, capture_output=True, text=True)
        assert not done.stderr, (page.name, done.stderr)
        assert page.stem in done.stdout, page.name


def build(folder: Path) -> Path:
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return next(folder.glob("*.whl"))


def install(folder: Path, wheel: Path) -> str:
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", str(wheel)], check=True)
    return str(folder / "bin" / "alegra")


def run(program: str, env: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        [program, *words], env=env, capture_output=True, text=True, cwd=env["HOME"], check=False
    )
    assert done.returncode == 0, f"alegra {' '.join(words)}\n{done.stderr}"
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
