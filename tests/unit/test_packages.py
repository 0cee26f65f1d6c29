"""What setup.cfg lists is the whole program: tests run from the tree, and users don't."""

from __future__ import annotations

from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

ROOT = Path(__file__).parents[2]
BASES = {"alegra_cli": ROOT, "alegra_plugins": ROOT / "plugins"}
# Translators write it; the program reads what is made of it.
SOURCES = {".po"}


def config_list(section: str, key: str) -> list[str]:
    config = ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    return config[section].get(key, "").split()


def files() -> Iterator[tuple[str, Path]]:
    """(package, file) of everything below the two roots; folders without modules are of another."""
    for root, base in BASES.items():
        for file in sorted((base / root).rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                folder = file.parent
                while not (folder / "__init__.py").exists():
                    folder = folder.parent
                yield ".".join(folder.relative_to(base).parts), file


def test_every_package_is_installed() -> None:
    assert sorted({package for package, _file in files()}) == config_list("options", "packages")


def test_no_module_lies_outside_of_a_package() -> None:
    loose = [file for _package, file in files() if file.suffix == ".py"]
    assert [str(file) for file in loose if not (file.parent / "__init__.py").exists()] == []


def test_every_file_that_is_no_module_is_installed() -> None:
    for package, file in files():
        if file.suffix in {".py", *SOURCES}:
            continue
        root = package.partition(".")[0]
        folder = BASES[root].joinpath(*package.split("."))
        patterns = config_list("options.package_data", package)
        assert any(file in folder.glob(one) for one in patterns), f"{file} is left out"
