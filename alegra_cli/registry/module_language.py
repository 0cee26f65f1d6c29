"""Modules of plugins in the language of the run: theirs choose their texts as they are imported.

The program speaks one language from its start to its end. A process of several runs, as tests are,
may hear another one; then the modules of a plugin are imported once more for it. Ours are not:
their texts are translated where they are shown.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from alegra_cli.i18n import language

OURS = ("alegra_cli", "alegra_plugins")
_USUAL = "en"
"""Of what was imported before the first run: tests import what they test."""

_spoken: dict[str, str] = {}
"""The language of the modules that a package has now, by its name."""
_others: dict[tuple[str, str], dict[str, ModuleType]] = {}
"""The modules of a package in another language, by both names."""


def plugin_module(name: str) -> ModuleType:
    """The module, as the language in use has it. Raises whatever it raises as it is imported."""
    package = _package_of(name)
    if package not in OURS:
        _turn(package, language())
    return import_module(name)


def _package_of(module: str) -> str:
    """The outermost package of a module that has code: several distributions may share another."""
    parts = module.split(".")
    packages = [".".join(parts[:count]) for count in range(1, len(parts))]
    return next((package for package in packages if _has_code(package)), module)


def _has_code(package: str) -> bool:
    if package in sys.modules:
        return getattr(sys.modules[package], "__file__", None) is not None
    try:
        found = find_spec(package)
    except (ImportError, ValueError):
        return True
    return found is None or found.origin is not None


def _turn(package: str, wanted: str) -> None:
    before = _spoken.get(package, _USUAL)
    _spoken[package] = wanted
    if before == wanted:
        return
    own = {name: sys.modules[name] for name in [*sys.modules] if _is_below(name, package)}
    for name in own:
        del sys.modules[name]
    _others[package, before] = own
    # What a test has made the process forget stays forgotten in every language.
    other = _others.pop((package, wanted), {})
    sys.modules.update(other if own else {})


def _is_below(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")
