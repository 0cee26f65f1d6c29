"""How a failure is told: one line, a hint, and an exit code."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import sys
import traceback
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeGuard

import click

from alegra_cli import signals
from alegra_cli.errors import (
    AlegraError,
    ExitCode,
    Interrupted,
    StoredNotIssued,
    Unshown,
    UsageProblem,
)
from alegra_cli.errors.foreign_texts import reason
from alegra_cli.errors.unusable_files import unshown
from alegra_cli.i18n import _
from alegra_cli.output.colour import BOLD, ERROR

if TYPE_CHECKING:
    from alegra_cli.app import App

STRUCTURED = ("json", "jsonl")


def report(app: App, problem: BaseException, argv: Sequence[str]) -> int:
    """Tell `problem` on stderr, as text or as one JSON object, and return its exit code."""
    error = as_error(problem)
    if app.write_begun and _of_a_stream(problem):
        # Many were sent, and what became of each can't be told: no success either.
        error = AlegraError(unshown(problem).message)
    if isinstance(error, Unshown) or _of_a_stream(problem):
        silence(app.stdout)
    if isinstance(error, Interrupted):
        signals.last_words()
    _flush(app.stdout)
    with contextlib.suppress(OSError, ValueError):  # nobody can be told
        _tell(app, error, problem, argv)
    return int(error.exit_code)


def _tell(app: App, error: AlegraError, problem: BaseException, argv: Sequence[str]) -> None:
    if (app.options.verbose or _verbosity(argv)) > 1:
        app.stderr.write("".join(traceback.format_exception(problem)))
    if _format(app, argv) in STRUCTURED:
        from alegra_cli import exact
        from alegra_cli.output.visible import escape

        app.stderr.write(escape(exact.dumps({"error": _structure(error)})) + "\n")
    else:
        failed = error.exit_code != ExitCode.DONE
        text = _("Error: {message}").format(message=error.message) if failed else error.message
        details = _detail_lines(error)
        plain = "--no-color" in argv  # perhaps never read: the line may be what is wrong
        app.screen.note(text + details, ERROR if failed and not plain else "", always=True)
        if error.hint:
            app.screen.note(
                _("Hint: {hint}").format(hint=error.hint), "" if plain else BOLD, always=True
            )


def _of_a_stream(problem: BaseException) -> TypeGuard[OSError]:
    """Whether it is of a stream that was open from the start: of a file, the name would be told."""
    kinds = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)
    return isinstance(problem, OSError) and problem.errno in kinds and problem.filename is None


def as_error(problem: BaseException) -> AlegraError:
    """Any exception as one that a person can read."""
    if isinstance(problem, AlegraError):
        return problem
    if isinstance(problem, (KeyboardInterrupt, click.exceptions.Abort)):
        return Interrupted()
    if isinstance(problem, click.UsageError):
        return _usage(problem)
    if isinstance(problem, click.ClickException):
        return UsageProblem(problem.format_message())
    if isinstance(problem, OSError):
        return _of_system(problem)
    # Of nothing else; importing it takes its time. What is asked in a wrong way is a fault of code.
    kind = type(problem)
    if kind.__module__ == "sqlite3" and kind.__name__ not in ("ProgrammingError", "InterfaceError"):
        return AlegraError(
            _("The sandbox can't be used: {problem}").format(problem=reason(problem)),
            _("`alegra sandbox reset` makes a new company in its place."),
        )
    if isinstance(problem, (RecursionError, MemoryError)):
        return _of_a_plugin(problem) or AlegraError(
            _("Something of it is too large, or nested too deeply, for this program."),
            _("Run it again with -vv to see where."),
        )
    if isinstance(problem, UnicodeEncodeError):
        # What it was about stays untold: it may be a token.
        return AlegraError(
            _("A text has a character that is not whole, and can be neither sent nor written."),
            _("Run it again with -vv to see where."),
        )
    return _of_a_plugin(problem) or AlegraError(
        _("Something unexpected happened: {problem}").format(
            problem=f"{type(problem).__name__}: {problem}"
        ),
        _("Run it again with -vv to see where, and report it with what that shows."),
    )


def _of_a_plugin(problem: BaseException) -> AlegraError | None:
    from alegra_cli.registry.problems import failure

    return failure(problem)


def _of_system(problem: OSError) -> AlegraError:
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return AlegraError(_("The disk is full: {problem}").format(problem=reason(problem)))
    if problem.filename is None:
        return AlegraError(_("The system refused: {problem}").format(problem=reason(problem)))
    return AlegraError(
        _("{file} can't be used: {problem}").format(
            file=problem.filename2 or problem.filename, problem=reason(problem)
        )
    )


def _usage(problem: click.UsageError) -> UsageProblem:
    hint = ""
    if problem.ctx is not None:
        hint = _("`{command} --help` shows what it takes.").format(command=problem.ctx.command_path)
    near = getattr(problem, "possibilities", None)
    if near:
        from alegra_cli.errors.suggestion import question

        hint = question(list(near))
        message = _("No such option: {name}").format(name=getattr(problem, "option_name", ""))
        return UsageProblem(message, hint)
    if isinstance(problem, click.NoSuchOption):
        return UsageProblem(_("No such option: {name}").format(name=problem.option_name), hint)
    if told := _no_choice(problem):
        return UsageProblem(told, hint)
    # click sets lists of choices off with tabs.
    return UsageProblem(problem.format_message().replace("\n\t", "\n  "), hint)


def _no_choice(problem: click.UsageError) -> str:
    """A value that is not among the choices, as it is said of every other; empty for the rest."""
    param = problem.param if isinstance(problem, click.BadParameter) else None
    value = re.match(r"'([^']*)'", problem.message)
    if param is None or not isinstance(param.type, click.Choice) or value is None:
        return ""
    name = max(param.opts, key=len) if isinstance(param, click.Option) else (param.name or "")
    return _("{option}: {value!r} is not one of {choices}.").format(
        option=name if name.startswith("-") else name.upper(),
        value=value[1],
        choices=", ".join(map(str, param.type.choices)),
    )


def _structure(error: AlegraError) -> dict[str, Any]:
    return {
        "kind": error.kind,
        "status": error.status,
        "code": error.code,
        "message": error.message,
        "details": error.details,
        "hint": error.hint,
        "exit_code": int(error.exit_code),
        **({"id": error.record_id} if isinstance(error, StoredNotIssued) else {}),
    }


def _detail_lines(error: AlegraError) -> str:
    """The API's code and field details; our own checks put theirs into the message."""
    lines = []
    if error.code is not None and str(error.code) != str(error.status):
        lines.append(_("code: {code}").format(code=error.code))
    # The whole document that was stored is for machines; a person gets its id.
    if error.details and error.status is not None and not isinstance(error, StoredNotIssued):
        lines += _flat(error.details)
    return "".join(f"\n  {line}" for line in lines)


def _flat(details: Any) -> list[str]:
    from alegra_cli import exact

    def text(value: Any) -> str:
        return value if isinstance(value, str) else exact.dumps(value)

    if isinstance(details, dict):
        return [f"{key}: {text(value)}" for key, value in details.items()]
    if isinstance(details, list):
        return [text(item) for item in details]
    return [text(details)]


def _format(app: App, argv: Sequence[str]) -> str:
    """The format asked for, even when the command line was wrong before it was read."""
    return (
        app.options.output
        or option_value(argv, "--output", "-o", "--salida")
        or app.env.get("ALEGRA_OUTPUT")
        or "table"
    )


def option_value(argv: Sequence[str], *names: str) -> str | None:
    """The last value given to an option, found without parsing the whole command line."""
    value = None
    for position, word in enumerate(argv):
        if word == "--":
            break
        for name in names:
            if word == name and position + 1 < len(argv):
                value = argv[position + 1]
            elif word.startswith(name + "="):
                value = word.partition("=")[2]
            elif len(name) == 2 and word.startswith(name) and len(word) > 2:
                value = word[2:]
    return value


def _verbosity(argv: Sequence[str]) -> int:
    return sum(word.count("v") if word.strip("v") == "-" else word == "--verbose" for word in argv)


def _flush(stream: Any) -> None:
    try:
        stream.flush()
    except (OSError, ValueError):
        silence(stream)


def silence(stream: Any) -> None:
    """Point a closed pipe at nothing, so that the interpreter's last flush stays quiet."""
    if stream is sys.stdout:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())
        os.close(nothing)
