"""What an assistant should know, made from the commands that there are."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from alegra_cli.assistant.install import skill
from tests.cli.office import Office


def test_it_tells_of_every_resource_and_of_what_is_irreversible(office: Office) -> None:
    text = office.alegra("skill", "print").out
    _start, head, body = text.split("---\n", 2)
    assert yaml.safe_load(head)["name"] == "alegra"
    assert len(yaml.safe_load(head)["description"]) <= 1024
    for line in ("- **estimates** (also quotes): list, get", "| colombia | DIAN |", "unknown_outc"):
        assert line in body
    invoices = next(line for line in body.splitlines() if line.startswith("- **invoices**"))
    actions = invoices.partition(": ")[2].split(", ")
    assert {"list", "create", "void!", "delete!", "emit!", "status"} <= set(actions)


def test_every_command_line_in_it_exists(office: Office) -> None:
    for words in (
        ("auth", "status"),
        ("company", "get", "--select", "applicationVersion", "-o", "json"),
        ("schema", "invoices", "-o", "json"),
        ("schema", "invoices", "--example"),
        ("credit-notes", "create", "--help"),
        ("validate", "--help"),
        ("log",),
    ):
        assert office.alegra(*words).code == 0, words


def test_a_file_that_a_person_changed_is_not_lost(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def install(*words: str) -> int:
        return office.alegra("skill", "install", *words).code

    monkeypatch.chdir(office.home)
    file = Path(".claude/skills/alegra/SKILL.md")
    assert install("--dry-run") == 0
    assert not file.exists()
    assert install() == 0
    ours = file.read_text(encoding="utf-8")
    assert ours == office.alegra("skill", "print").out
    file.write_text(ours + "\nAlways ask Ana.\n", encoding="utf-8")
    told = office.alegra("skill", "install")
    assert told.code == 2
    assert "-Always ask Ana." in told.out
    assert file.read_text(encoding="utf-8").endswith("Ana.\n")
    assert install("--yes") == 0
    assert file.read_text(encoding="utf-8") == ours


def test_a_file_of_an_older_version_is_replaced(office: Office) -> None:
    folder = office.home / "skills"
    file = folder / "alegra" / "SKILL.md"
    office.alegra("skill", "install", "--dir", str(folder))
    text = file.read_text(encoding="utf-8")
    mark = skill.MARK.search(text)
    assert mark
    older = (
        text.replace(mark[0], "").replace("- **terms**", "- **words**").replace("---\n\n", "", 1)
    )
    stamp = f'  checksum: "{skill.checksum(older)}"\n---\n\n'
    file.write_text(older.replace("# Alegra from", stamp + "# Alegra from", 1), encoding="utf-8")
    assert office.alegra("skill", "install", "--dir", str(folder)).code == 0
    assert file.read_text(encoding="utf-8") == text


def test_each_agent_has_its_own_place(office: Office) -> None:
    told = office.alegra("skill", "install", "--agent", "codex", "--global")
    assert told.code == 0
    assert (office.home / ".agents" / "skills" / "alegra" / "SKILL.md").exists()
    assert skill.place("cursor", None) == Path(".cursor/skills/alegra/SKILL.md")
    assert skill.place("opencode", Path("/h")).as_posix().startswith("/h/.config/opencode/skills/")
