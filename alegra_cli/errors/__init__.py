"""What can go wrong, and the exit code and hint of each.

Code below the command line raises these. Who can go on without an answer (a batch, an import, a
page of contacts to choose from) catches them there; whatever is left reaches `alegra_cli.cli.run`,
where `alegra_cli.failing` makes a line and an exit code of it.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from alegra_cli import signals
from alegra_cli.i18n import _

if TYPE_CHECKING:
    from alegra_cli.errors.foreign_texts import reason as reason


def __getattr__(name: str) -> Any:
    # The texts of libraries are wanted where something failed, which is in few runs.
    if name != "reason":
        raise AttributeError(name)
    from alegra_cli.errors.foreign_texts import reason

    return reason


OF_STRANGERS = (Exception, SystemExit)
"""What a plugin's module may raise as it is imported and asked: ``sys.exit`` ends no program but
its own."""


class ExitCode(IntEnum):
    """What a script can rely on."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    NOT_ALLOWED = 3
    NOT_FOUND = 4
    INVALID = 5
    PLAN = 6
    RATE_LIMIT = 7
    UNREACHABLE = 8
    PARTLY = 9
    UNKNOWN = 10
    INTERRUPTED = signals.INTERRUPTED


class AlegraError(Exception):
    """A failure that a person can read.

    message: what happened, one or more lines, already translated.
    hint: what to do next, already translated; empty where there is nothing to say.
    status: HTTP status, where the API answered.
    code: the API's own code, number or text, exactly as it came.
    details: field errors or other extras of the API's answer, any JSON value.
    reason: the API's own words, where the message has more around them.
    like: an error of the same kind and exit code, where this one tells what several have in common.
    """

    kind = "error"
    exit_code = ExitCode.FAILED

    def __init__(
        self,
        message: str,
        hint: str = "",
        *,
        status: int | None = None,
        code: Any = None,
        details: Any = None,
        reason: str = "",
        like: AlegraError | None = None,
    ) -> None:
        super().__init__(message)
        if like is not None:
            self.kind, self.exit_code = like.kind, like.exit_code
        self.message = message
        self.hint = hint or self.default_hint()
        self.status = status
        self.code = code
        self.details = details
        self.reason = reason

    def default_hint(self) -> str:
        return ""

    def line(self) -> str:
        """The reason and the API's code on one line, for a row of many."""
        more = self.code not in (None, "") and str(self.code) != str(self.status)
        code = f" ({self.code})" if more else ""
        return " ".join((self.reason or self.message).split()) + code


class UsageProblem(AlegraError):
    """The command line, the configuration or an input file is wrong; nothing was sent."""

    kind = "usage"
    exit_code = ExitCode.USAGE


class BrokenText(UsageProblem):
    """Half a character: a byte that is not UTF-8, or a lone surrogate that JSON spells.

    text: where it is, shown with that part spelt out.
    """

    def __init__(self, text: str) -> None:
        shown = text.encode(errors="backslashreplace").decode()
        super().__init__(
            _("{text} has a character that is not whole and can't be sent.").format(text=shown),
            _("Type it again, or save the file it comes from as UTF-8."),
        )


class ConfigProblem(UsageProblem):
    """The configuration file can't be used."""

    kind = "config"


class NotSignedIn(AlegraError):
    """No credentials, or the API refused them (401)."""

    kind = "not_signed_in"
    exit_code = ExitCode.NOT_ALLOWED

    def default_hint(self) -> str:
        return _(
            "Sign in with `alegra auth login`, or set ALEGRA_EMAIL and ALEGRA_TOKEN. The token "
            "is in Alegra under Configuración, API - Integraciones con otros sistemas."
        )


class NoServiceKey(NotSignedIn):
    """No key for a service of a plugin; what is asked of Alegra itself goes on."""


class Forbidden(AlegraError):
    """The API refused this user or this path (403)."""

    kind = "forbidden"
    exit_code = ExitCode.NOT_ALLOWED

    def default_hint(self) -> str:
        return _(
            "The user's role may not allow it, the plan may not include it, or the path does not "
            "exist (Alegra answers 403 for that too). `alegra doctor` shows what this account "
            "can reach."
        )


class NotFound(AlegraError):
    """No such record (404)."""

    kind = "not_found"
    exit_code = ExitCode.NOT_FOUND

    def default_hint(self) -> str:
        return _(
            "Check the id with the `list` command of the same resource. Alegra also answers this "
            "while an account is suspended."
        )


class Invalid(AlegraError):
    """The document was refused, by our own check or by the API (400, 409, 422)."""

    kind = "invalid"
    exit_code = ExitCode.INVALID


class StoredNotIssued(Invalid):
    """The document was stored, and the tax authority refused it: it exists under `record_id`.

    Sending it again would make a second one.
    """

    kind = "stored_not_issued"

    def __init__(self, message: str, hint: str = "", *, record_id: str, **rest: Any) -> None:
        super().__init__(message, hint, **rest)
        self.record_id = record_id


class PlanLimit(AlegraError):
    """The account's plan does not include it (402), or a limit of the plan is reached (406)."""

    kind = "plan"
    exit_code = ExitCode.PLAN

    def default_hint(self) -> str:
        return _(
            "This is a limit of the account's plan (or the account is suspended), not a fault of "
            "the command. `alegra doctor` shows which resources the plan reaches."
        )


class RateLimited(AlegraError):
    """Still refused after waiting for the quota to come back (429)."""

    kind = "rate_limit"
    exit_code = ExitCode.RATE_LIMIT

    def default_hint(self) -> str:
        return _(
            "The quota belongs to the user and is shared with everything else that uses this "
            "token. Wait a minute, or run fewer programs at once."
        )


class Unreachable(AlegraError):
    """Network failure, timeout, an answer that makes no sense, or a server error (5xx)."""

    kind = "unreachable"
    exit_code = ExitCode.UNREACHABLE

    def default_hint(self) -> str:
        return _("Try again in a while. `alegra doctor` shows what works.")


class UnknownOutcome(Unreachable):
    """A write left, and no answer tells whether it was done."""

    kind = "unknown_outcome"
    exit_code = ExitCode.UNKNOWN

    def default_hint(self) -> str:
        return _(
            "It may have been done. Look the record up with `list` or `get` before you try "
            "again; it was not sent a second time."
        )


class Cancelled(AlegraError):
    """A person said no; nothing was sent."""

    kind = "cancelled"
    exit_code = ExitCode.FAILED


class Unshown(AlegraError):
    """What was asked for was done, and the stream or the format that should tell of it failed.

    No failure: whoever reads one would send it again.
    """

    kind = "unshown"
    exit_code = ExitCode.DONE


class PartlyDone(AlegraError):
    """A run over many records ended with some of them not done."""

    kind = "partly"
    exit_code = ExitCode.PARTLY


class Interrupted(AlegraError):
    """Ctrl-C, SIGTERM or SIGHUP, while nothing was being changed."""

    kind = "interrupted"
    exit_code = ExitCode.INTERRUPTED

    def __init__(self, message: str = "", hint: str = "", **rest: Any) -> None:
        super().__init__(message or _("Interrupted; nothing was being changed."), hint, **rest)


class InterruptedWrite(Interrupted):
    """A write left, and its answer was not waited for."""
