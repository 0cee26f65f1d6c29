"""The exit codes and what they mean, for the page of commands and for the manual."""

from __future__ import annotations

from collections.abc import Iterator

from alegra_cli.errors import ExitCode
from spanish import translation

MEANINGS = {
    ExitCode.DONE: "Done.",
    ExitCode.FAILED: "Failed in another way.",
    ExitCode.USAGE: "The command line, the configuration or a file is wrong; nothing was sent.",
    ExitCode.NOT_ALLOWED: "Not signed in, or not allowed (401, 403).",
    ExitCode.NOT_FOUND: "There is no such record (404).",
    ExitCode.INVALID: "The document is refused, here or by Alegra (400, 409, 422).",
    ExitCode.PLAN: "The plan does not include it (402).",
    ExitCode.RATE_LIMIT: "The quota is used up (429).",
    ExitCode.UNREACHABLE: "Alegra can't be reached, or fails (5xx); nothing was changed.",
    ExitCode.PARTLY: "Some of several are not done.",
    ExitCode.UNKNOWN: (
        "A write left and nobody knows whether it was done: look before you repeat it."
    ),
    ExitCode.INTERRUPTED: "Stopped with Ctrl-C.",
}


def exit_codes() -> Iterator[tuple[str, str]]:
    """(code, meaning in the language in use)."""
    for code in ExitCode:
        yield str(int(code)), translation(MEANINGS[code])
