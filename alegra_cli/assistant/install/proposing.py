"""A change of a file that belongs to a person: shown first, asked for, written whole."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import NamedTuple

from alegra_cli.app import App
from alegra_cli.commands.confirming import ask
from alegra_cli.errors import UsageProblem
from alegra_cli.errors.unusable_files import unreadable, unwritable
from alegra_cli.files import write_whole
from alegra_cli.i18n import _
from alegra_cli.output.visible import visible


class Proposal(NamedTuple):
    """before: None where there is no file yet. after: None to delete it. mode: of a new file;
    None for the usual one.
    """

    file: Path
    before: str | None
    after: str
    mode: int | None = None

    @property
    def same(self) -> bool:
        return self.before == self.after


def read(file: Path) -> str | None:
    """The text; None without a file. Raises `UsageProblem`."""
    try:
        with file.open(encoding="utf-8", newline="") as stream:
            return stream.read().removeprefix("\ufeff")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as problem:
        raise unreadable(file, problem) from problem


def show(app: App, proposal: Proposal) -> None:
    """The file, and the exact lines that come and go."""
    if proposal.same:
        app.screen.say(_("{file}: it stands there already.").format(file=proposal.file))
        return
    if proposal.before is None:
        app.screen.say(_("New file {file}:").format(file=proposal.file))
        lines = proposal.after.splitlines()
    else:
        app.screen.say(_("Change of {file}:").format(file=proposal.file))
        before, after = proposal.before.splitlines(), proposal.after.splitlines()
        # Without the lines around them: a neighbour's entry may hold a secret.
        diff = list(difflib.unified_diff(before, after, lineterm="", n=0))[2:]
        lines = [line for line in diff if not line.startswith("@@")]
    for line in lines:
        app.screen.say("  " + visible(line))


def carry_out(app: App, proposals: list[Proposal], question: str, yes: bool) -> bool:
    """Show all of them, ask once, write. Whether anything was written."""
    for one in proposals:
        show(app, one)
    wanted = [one for one in proposals if not one.same]
    if not wanted:
        return False
    if app.dry_run:
        app.screen.note(_("Dry run: nothing was written."))
        return False
    app.stdout.flush()
    ask(app, question, yes, of_company=False)
    for one in wanted:
        _write(one)
    return True


def _write(one: Proposal) -> None:
    if read(one.file) != one.before:
        raise UsageProblem(
            _("{file} was changed meanwhile; it was left as it is.").format(file=one.file),
            _("Run it again."),
        )
    try:
        one.file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(one.file, one.after, _mode(one))
    except OSError as problem:
        raise unwritable(one.file, problem, kind=UsageProblem) from problem


def _mode(one: Proposal) -> int:
    if one.before is not None:
        return one.file.stat().st_mode & 0o777
    return 0o644 if one.mode is None else one.mode
