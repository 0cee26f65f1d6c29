"""What an assistant should know about this program, made from the live command tree."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path

from alegra_cli import __version__
from alegra_cli.assistant.install.hosts import RatedCommand
from alegra_cli.assistant.risk import FINAL
from alegra_cli.declare import Resource
from alegra_cli.registry import PluginProblem, Registry

NAME = "alegra"
# agent: its folder of skills in a folder of work, and in a home.
FOLDERS = {
    "claude": (".claude/skills", ".claude/skills"),
    "codex": (".agents/skills", ".agents/skills"),
    "copilot": (".github/skills", ".copilot/skills"),
    "cursor": (".cursor/skills", ".cursor/skills"),
    "gemini": (".gemini/skills", ".gemini/skills"),
    "opencode": (".opencode/skills", ".config/opencode/skills"),
    "windsurf": (".windsurf/skills", ".codeium/windsurf/skills"),
}
ABOUT = (
    "Read and write the accounts of a company in Alegra (invoices, contacts, items, payments, "
    "bills, reports, electronic invoicing in Latin America) with the alegra command line. Use "
    "it for any question about a company's Alegra data, and before any write to it."
)
MARK = re.compile(r'^  checksum: "([0-9a-f]{16})"\n', re.MULTILINE)


def text(
    commands: Iterable[RatedCommand], registry: Registry, declared: Mapping[str, Resource]
) -> str:
    """The whole file. `declared` are the resources by the words of their commands."""
    general = resources.files("alegra_cli.assistant").joinpath("files/SKILL.md")
    body = general.read_text(encoding="utf-8")
    body += _resources(commands, declared) + _countries(registry)
    head = f'---\nname: {NAME}\ndescription: >-\n  {ABOUT}\nmetadata:\n  version: "{__version__}"\n'
    return f'{head}  checksum: "{checksum(head + body)}"\n---\n\n{body}'


def is_ours(found: str) -> bool:
    """Whether the file is as some version of this program wrote it."""
    mark = MARK.search(found)
    if mark is None:
        return False
    rest = found.replace(mark[0], "", 1).replace("---\n\n", "", 1)
    return mark[1] == checksum(rest)


def place(agent: str, home: Path | None) -> Path:
    """In this home, or in the folder of work where it is None."""
    here, own = FOLDERS[agent]
    return (home / own if home else Path(here)) / NAME / "SKILL.md"


def checksum(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _resources(commands: Iterable[RatedCommand], declared: Mapping[str, Resource]) -> str:
    found: dict[str, list[str]] = {}
    others: dict[str, str] = {}
    for words, risk in commands:
        name = " ".join(names[0] for names in words[:-1])
        if name in declared:
            found.setdefault(name, []).append(words[-1][0] + ("!" if risk == FINAL else ""))
            others[name] = ", ".join(words[0][1:])
    lines = [
        "\n## Resources and their actions\n",
        "An action with `!` can't be taken back or leaves the company: a person decides it.\n",
    ]
    for name, actions in found.items():
        also = f" (also {others[name]})" if others[name] else ""
        lines.append(f"- **{name}**{also}: {', '.join(actions)}")
    return "\n".join(lines) + "\n"


def _countries(registry: Registry) -> str:
    lines = [
        "\n## Countries\n",
        "How a document that was issued is taken back:\n",
        "| country | authority | taken back by |",
        "| --- | --- | --- |",
    ]
    for version in registry.countries():
        try:
            pack = registry.country(version)
        except PluginProblem:
            continue
        if pack and pack.reversal_text:
            lines.append(f"| {version} | {pack.authority} | {pack.reversal_text} |")
    return "\n".join(lines) + "\n"
