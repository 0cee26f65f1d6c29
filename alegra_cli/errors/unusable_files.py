"""A file or a port that can't be used, told in one sentence with the system's reason."""

from __future__ import annotations

from pathlib import Path

from alegra_cli.errors import AlegraError, Unshown, UsageProblem
from alegra_cli.errors.foreign_texts import reason
from alegra_cli.i18n import _


def unwritable(
    file: Path | str,
    problem: OSError,
    hint: str = "",
    kind: type[AlegraError] = AlegraError,
) -> AlegraError:
    text = _("{file} can't be written: {problem}").format(file=file, problem=reason(problem))
    return kind(text, hint)


def unreadable(
    file: Path | str,
    problem: BaseException | str,
    hint: str = "",
    kind: type[AlegraError] = UsageProblem,
) -> AlegraError:
    """problem: what happened, or a text that says so already."""
    text = _("{file} can't be read: {problem}").format(file=file, problem=_why(problem))
    return kind(text, hint)


def damaged_line(
    file: Path | str, number: int, hint: str, kind: type[AlegraError] = AlegraError
) -> AlegraError:
    """Of a journal, which is read before anything is sent."""
    text = _("Line {number} of {file} can't be read; nothing was sent.")
    return kind(text.format(number=number, file=file), hint)


def unusable_port(port: int, problem: OSError) -> UsageProblem:
    return UsageProblem(
        _("Port {port} can't be used: {problem}").format(port=port, problem=reason(problem)),
        _("--port 0 takes a free one."),
    )


def unshown(problem: Exception) -> Unshown:
    """problem: what the stream, the format or what was asked of it made of the answer."""
    text = _("What was sent was done, but it can't be shown: {problem}. It stands in alegra log.")
    return Unshown(text.format(problem=_cause(problem).rstrip(".")))


def _cause(problem: Exception) -> str:
    if isinstance(problem, AlegraError):
        return problem.message
    if isinstance(problem, OSError):
        return f"{problem.filename}: {reason(problem)}" if problem.filename else reason(problem)
    return f"{type(problem).__name__}: {problem}"


def _why(problem: BaseException | str) -> str:
    if isinstance(problem, UnicodeError):
        return _("it is not UTF-8 text")
    return problem if isinstance(problem, str) else reason(problem)
