"""``alegra init``: the first run, from nothing to three commands worth trying."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

import click

from alegra_cli import i18n
from alegra_cli.app import App
from alegra_cli.builtin import auth, completion
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Option
from alegra_cli.commands.suggestions import suggestions
from alegra_cli.config.file import DEFAULT, SANDBOX, is_sandbox
from alegra_cli.errors import AlegraError, NotSignedIn, UsageProblem
from alegra_cli.i18n import _

if TYPE_CHECKING:
    from alegra_cli.config.credentials import Credentials
    from alegra_cli.connection.company import Company

TRIES = 3


def command() -> click.Command:
    params = [
        Option(["--email"], help=_("The e-mail of the Alegra user.")),
        Option(["--token"], help=_("The API token; better left out, so that it is asked for.")),
        Option(
            ["--insecure-storage"],
            is_flag=True,
            help=_("Keep the token in a file that only you can read, not in the keyring."),
        ),
    ]
    text = _("Set everything up: sign in or take the sandbox, and see what to do next.")
    return Leaf("init", run, params, text, new_profile=True)


def run(app: App, email: str | None, token: str | None, insecure_storage: bool) -> None:
    if app.dry_run:
        raise UsageProblem(_("init asks and sets up; it has no dry run."))
    if not app.stdin.isatty() and email is None:
        raise UsageProblem(
            _("There is no terminal to ask on."),
            _("In a script: `alegra auth login --email …`, with the token on stdin."),
        )
    if i18n.language() == "en":
        # For whoever would rather read Spanish, so in Spanish.
        app.screen.say("En español: alegra config set language es")
    email = email or _line(app, _question(app))
    email = email.strip() or app.env.get("ALEGRA_EMAIL", "")
    if email:
        _sign_in(app, email, token, insecure_storage)
        profile = app.connection.profile.name
    else:
        profile = _sandbox(app)
    _completion(app)
    _next(app, profile)


def _sandbox(app: App) -> str:
    """Take the sandbox, as the default too where there is nothing else yet."""
    app.screen.say(
        _("The sandbox is a company of your own inside this program; nothing leaves it.")
    )
    asked = app.options.profile or app.env.get("ALEGRA_PROFILE") or ""
    profile = asked if is_sandbox(asked) else SANDBOX
    exported = app.env.get("ALEGRA_TOKEN") or app.env.get("ALEGRA_BEARER_TOKEN")
    if not app.config.profiles and app.config.default_profile == DEFAULT and not exported:
        app.config.use(profile)
        app.screen.say(
            _(
                "Commands go to it from here on, since nothing else is set up. "
                "`alegra auth login` signs in to your company and takes its place."
            )
        )
    return profile


def _question(app: App) -> str:
    if exported := app.env.get("ALEGRA_EMAIL"):
        return _("E-mail of your Alegra user (Enter for {email}): ").format(email=exported)
    return _("E-mail of your Alegra user (Enter for the sandbox): ")


def _sign_in(app: App, email: str, token: str | None, insecure: bool) -> None:
    """Verify, then keep it under a name made of the company's."""
    who, user, company = _identity(app, email, token)
    if app.options.profile is None:
        app.use_new_profile(free_name(company.name or "", set(app.config.profiles)))
    _keep(app, who, company, insecure)
    app.use_new_profile()
    auth.report(app, who, user, company)


def _keep(app: App, who: Credentials, company: Company, insecure: bool) -> None:
    """In the keyring; where there is none, in a file, if the person agrees."""
    try:
        auth.keep(app, who, company, insecure)
    except NotSignedIn as problem:
        if insecure or not app.stdin.isatty():
            raise
        from alegra_cli.input.prompt import confirm

        app.screen.note(problem.message)
        question = _("Keep the token in a file that only you can read, without a keyring?")
        if not confirm(question, app.stdin, app.stderr):
            raise
        auth.keep(app, who, company, insecure=True)


def _identity(app: App, email: str, token: str | None) -> tuple[Credentials, Any, Company]:
    """Who it is, once Alegra has agreed; a mistyped token is asked for again."""
    if email == app.env.get("ALEGRA_EMAIL"):
        token = token or app.env.get("ALEGRA_TOKEN")
    if not token:
        app.screen.say(
            _("The token is in Alegra under Configuración, API; what you paste is not shown.")
        )
    for left in reversed(range(TRIES)):
        who = auth.asked_for(app, email, token)
        try:
            return (who, *auth.identity_of(app, app.connection.session_of(who)))
        except NotSignedIn as problem:
            if not left or token or not app.stdin.isatty():
                raise
            app.screen.note(problem.message)
    raise AssertionError("unreachable")


def free_name(company: str, taken: set[str]) -> str:
    """``Comercial Ejemplo S.A.S.`` as ``comercial-ejemplo``, or with a number where it is taken."""
    plain = unicodedata.normalize("NFD", company).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", re.sub(r"\b(s\.?a\.?s?|ltda|s\.? de r\.?l)\b.*", "", plain))
    name = "-".join(words[:3])[:40] or "default"
    numbered = (f"{name}-{number}" for number in range(2, 1000))
    free = (one for one in (name, *numbered) if one not in taken and one != SANDBOX)
    return next(free)


def _completion(app: App) -> None:
    if not completion.knows_shell(app):
        # A question that nobody waits for an answer to says less than a line to type.
        app.screen.say(
            _("For the Tab key: alegra completion install bash (or zsh, fish, powershell)")
        )
        return
    try:
        completion.run_install(app, None, yes=False)
    except AlegraError as problem:
        # Not wanted, or no shell that we know: nothing that stops a first run.
        app.screen.note(problem.message)


def _next(app: App, profile: str) -> None:
    current = profile == app.config.default_profile
    start = [] if current else ["-p", profile]
    app.screen.say("")
    app.screen.say(_("Three commands worth trying:"))
    for line, why in suggestions(app, start):
        app.screen.say(f"  {' '.join(['alegra', *start, line])}\n      {why}")


def _line(app: App, question: str) -> str:
    from alegra_cli.input.prompt import read_line

    return read_line(question, app.stdin, app.stderr).strip()
