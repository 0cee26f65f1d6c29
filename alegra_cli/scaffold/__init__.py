"""A new plugin: a distribution that installs, passes its tests and shows its command."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path
from string import Template

from alegra_cli import __version__
from alegra_cli.errors import UsageProblem
from alegra_cli.hookspecs import API_VERSION
from alegra_cli.i18n import _

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_WORDS = re.compile(r"\w[\w' -]*")
# English; what it gets wrong is told after the writing, and `singular` says it better.
_ENDINGS = (
    ("ies", "y"),
    ("sses", "ss"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("xes", "x"),
    ("ss", "ss"),
    ("us", "us"),
    ("is", "is"),
    ("s", ""),
)


def singular_of(name: str) -> str:
    """The noun for one record: ``loyalty card`` of ``loyalty-cards``, ``company``."""
    words = name.replace("-", " ")
    for plural, singular in _ENDINGS:
        if words.endswith(plural):
            return words.removesuffix(plural) + singular
    return words


def write(name: str, folder: Path, singular: str | None = None) -> list[Path]:
    """Write the distribution ``alegra-NAME`` into a folder that is not there yet.

    singular: the noun for one record; made from the name when None. Raises `UsageProblem` for a
    name that no command can have, a noun that is none, or a folder that is there.
    """
    noun = singular_of(name) if singular is None else singular
    if not _WORDS.fullmatch(noun):
        raise UsageProblem(
            _("{singular!r} can't be the noun for one record.").format(singular=noun),
            "--singular 'loyalty card'",
        )
    if not _NAME.fullmatch(name):
        raise UsageProblem(
            _("{name!r} can't be a command's name.").format(name=name),
            _("It takes small letters and digits, with - between words: delivery-routes."),
        )
    if folder.exists():
        raise UsageProblem(_("{file} exists.").format(file=folder))
    module = name.replace("-", "_")
    package = f"alegra_{module}"
    told = {
        "name": name,
        "module": module,
        "package": package,
        "title": name.replace("-", " ").capitalize(),
        "singular": noun,
        "version": __version__,
        "api_version": API_VERSION,
    }
    written = []
    for source, target in {
        "pyproject.toml.txt": "pyproject.toml",
        "README.md.txt": "README.md",
        "module.py.txt": f"{package}/{module}.py",
        "test_contract.py.txt": "tests/test_contract.py",
        "test_own.py.txt": f"tests/test_{module}.py",
    }.items():
        text = (resources.files(__name__) / "files" / source).read_text(encoding="utf-8")
        path = folder / target
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(Template(text).substitute(told), encoding="utf-8")
        written.append(path)
    package_file = folder / package / "__init__.py"
    package_file.write_text(f'"""{told["title"]}."""\n', encoding="utf-8")
    return [*written, package_file]
