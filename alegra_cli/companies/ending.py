"""How a run over many companies ended: notes, what was done and what was not, the exit code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from alegra_cli.app import App
from alegra_cli.companies.company_app import WriteForbidden
from alegra_cli.companies.runs import CompanyRun
from alegra_cli.errors import AlegraError, Interrupted, PartlyDone, UsageProblem
from alegra_cli.i18n import _, ngettext

_SOME = 10  # names in one line


def tell_notes(app: App, runs: Sequence[CompanyRun]) -> None:
    """Every note once, with the companies that it is about."""
    whose: dict[str, list[str]] = {}
    for run in runs:
        for text in dict.fromkeys(run.spool.notes if run.over else ()):
            whose.setdefault(text, []).append(run.name)
        if run.error is not None and run.error.hint:
            whose.setdefault(run.error.hint, []).append(run.name)
    app.screen.notes(f"{names(about)}: {text}" for text, about in whose.items())


def one_for_all(runs: Sequence[CompanyRun], writing: bool = False) -> None:
    """Raise what is wrong with the line itself, where every company says the same of it.

    writing: that writes were held back is nothing wrong.
    """
    errors = [run.error for run in runs]
    messages = {error.message if error else "" for error in errors}
    held = writing and isinstance(errors[0], WriteForbidden)
    if len(messages) == 1 and isinstance(errors[0], UsageProblem) and not held:
        raise errors[0]


def check(runs: Sequence[CompanyRun], writes: bool = False) -> None:
    """Raise what the exit code is made of; nothing where all went well.

    writes: what was interrupted may have been done.
    """
    failed = [run for run in runs if run.error is not None]
    if not failed:
        return
    interrupted = [run.name for run in failed if isinstance(run.error, Interrupted)]
    if interrupted:
        done = [run.name for run in runs if run.over and run.error is None]
        text = _("Interrupted. Not done: {names}.")
        hint = _("Done: {names}.").format(names=names(done, len(runs)) or _("none"))
        if writes:
            text = _("Interrupted. Perhaps done, perhaps not: {names}.")
            hint += " " + _("`alegra log` tells what was sent.")
        raise Interrupted(text.format(names=names(interrupted, len(runs))), hint)
    text = ngettext(
        "{failed} of {count} company failed: {names}.",
        "{failed} of {count} companies failed: {names}.",
        len(runs),
    ).format(failed=len(failed), count=len(runs), names=names(run.name for run in failed))
    if len(failed) < len(runs):
        raise PartlyDone(text, _("The others are complete."))
    raise _alike(text, [run.error for run in failed if run.error is not None])


def _alike(text: str, errors: Sequence[AlegraError]) -> AlegraError:
    """All failed: with the code that they have in common, if they do."""
    codes = {error.exit_code for error in errors}
    reasons = {error.message for error in errors}
    message = f"{text} {reasons.pop()}" if len(reasons) == 1 else text
    return AlegraError(message, like=errors[0] if len(codes) == 1 else None)


def names(given: Iterable[str], most: int = _SOME) -> str:
    """``a, b, c``, and how many more where there are many."""
    every = list(given)
    if len(every) <= most:
        return ", ".join(every)
    return _("{some} and {count} more").format(
        some=", ".join(every[:most]), count=len(every) - most
    )
