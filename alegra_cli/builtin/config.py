"""``alegra config``: profiles and settings."""

from __future__ import annotations

from functools import partial
from typing import Any

import attrs
import click

from alegra_cli.app import App
from alegra_cli.commands.confirming import ask, yes_option
from alegra_cli.commands.group import Group
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Argument, Option
from alegra_cli.config import paths
from alegra_cli.config.credentials import TokenStore
from alegra_cli.config.file import SANDBOX, Profile, check_name, is_sandbox
from alegra_cli.connection import sandbox
from alegra_cli.connection.address import safe_url
from alegra_cli.declare import Column
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _

COLUMNS = (
    Column("Default", "default"),
    Column("Profile", "profile"),
    Column("E-mail", "email"),
    Column("Company", "company"),
    Column("Country", "country"),
    Column("Base URL", "base_url"),
)

SETTINGS = {"output": "defaultOutputFormat", "language": "language", "pager": "pager"}


def command() -> click.Command:
    name = Argument(["name"], metavar="PROFILE")
    leaf = partial(Leaf, mends=True)
    leaves = (
        leaf("path", run_path, (), _("Where the configuration file is.")),
        leaf("view", run_view, (), _("The configuration, without secrets.")),
        leaf("list-profiles", run_list, (), _("Every profile; * marks the default.")),
        leaf("set-profile", run_set_profile, _profile_options(), _("Make or change a profile.")),
        leaf("use", run_use, [name], _("Make a profile the default.")),
        leaf("rename", run_rename, [name, Argument(["new"])], _("Rename a profile.")),
        leaf("delete", run_delete, [name, yes_option()], _("Delete a profile and its token.")),
        leaf(
            "set",
            run_set,
            [
                Argument(["key"], type=click.Choice(tuple(SETTINGS))),
                Argument(["value"]),
            ],
            _("Change a setting: output, language, or pager."),
        ),
        leaf("set-country", run_set_country, [Argument(["country"])], hidden=True),
    )
    makers = {one.name or "": (lambda one=one: one) for one in leaves}
    return Group(
        "config", dict(makers), _("Profiles and settings."), aliases={"profiles": "list-profiles"}
    )


def run_path(app: App) -> None:
    app.screen.say(str(paths.config_file(app.env)))


def run_view(app: App) -> None:
    app.screen.record(
        {
            "file": str(app.config.path),
            "default_profile": app.config.default_profile,
            "profiles": {name: _record(app, name) for name in app.config.profiles},
            "settings": dict(app.config.settings),
        }
    )


def run_list(app: App) -> None:
    default = app.config.default_profile
    names = [*app.config.profiles, SANDBOX, *sandbox.named_profiles(app.env)]
    rows = [
        {"default": "*" if name == default else "", "profile": name, **_record(app, name)}
        for name in names
    ]
    app.screen.records(rows, COLUMNS)


def _record(app: App, name: str) -> dict[str, Any]:
    """What a person may see of a profile."""
    if is_sandbox(name):
        company = sandbox.company(app.env, name)
        return {
            "email": None,
            "company": company.name or _("embedded, needs no account"),
            "country": company.country,
            "base_url": sandbox.URL,
            "token": None,
        }
    profile = app.config.profiles[name]
    kept = _("in the configuration file") if profile.token or profile.bearer else None
    return {
        "email": profile.email,
        "company": profile.company_name,
        "country": profile.country,
        "base_url": profile.base_url,
        "token": kept or (_("stored") if TokenStore(app.config.path.parent).has(name) else None),
    }


def _profile_options() -> list[click.Parameter]:
    return [
        Option(["--name", "new_name"], help=_("Its name; the profile in use when not given.")),
        Option(["--email"], help=_("The e-mail of the Alegra user.")),
        Option(["--description"], help=_("A note for you.")),
    ]


def run_set_profile(
    app: App, new_name: str | None, email: str | None, description: str | None
) -> None:
    name = new_name or app.options.profile or app.config.default_profile
    check_name(name)
    profile = app.config.profiles.get(name) or Profile(name)
    given = {"email": email, "description": description, "base_url": app.options.base_url}
    changed = attrs.evolve(
        profile, **{key: value for key, value in given.items() if value is not None}
    )
    if app.options.base_url:
        safe_url(app.options.base_url, bool(app.options.insecure))
    app.config.save_profile(changed)
    app.screen.say(_("Profile {profile} saved.").format(profile=name))


def run_use(app: App, name: str) -> None:
    app.config.use(name)
    app.screen.say(_("{profile} is the default profile now.").format(profile=name))


def run_rename(app: App, name: str, new: str) -> None:
    app.config.rename_profile(name, new)
    TokenStore(app.config.path.parent).rename(name, new)
    app.screen.say(_("{old} is called {new} now.").format(old=name, new=new))


def run_delete(app: App, name: str, yes: bool) -> None:
    if name in sandbox.named_profiles(app.env):
        question = _("Throw away the sandbox {profile}, with all that was entered?")
        ask(app, question.format(profile=name), yes, of_company=False)
        sandbox.delete(app.env, name)
        app.screen.say(_("Profile {profile} deleted.").format(profile=name))
        return
    if profile := app.config.profiles.get(name):  # what is not there is refused below
        whose = profile.company_name or profile.email
        question = _("Delete the profile {profile} and its token from this computer?").format(
            profile=f"{name} ({whose})" if whose else name
        )
        ask(app, question, yes, of_company=False)
    app.config.delete_profile(name)
    TokenStore(app.config.path.parent).delete(name)
    app.screen.say(_("Profile {profile} deleted.").format(profile=name))


def run_set(app: App, key: str, value: str) -> None:
    allowed = {"output": tuple(app.screen.formats()), "language": ("es", "en")}.get(key, (value,))
    if value not in allowed:
        raise UsageProblem(
            _("{key} takes one of {choices}.").format(key=key, choices=", ".join(allowed))
        )
    app.config.set_setting(SETTINGS[key], value)
    app.screen.say(_("{key} is {value} now.").format(key=key, value=value))


def run_set_country(app: App, country: str) -> None:
    """Kept for people who come from the older tool: a hint for when nobody is signed in."""
    app.config.set_setting("country", country)
    app.screen.say(_("{key} is {value} now.").format(key="country", value=country))
