"""Which companies a command is about: profiles by name, groups of them, exported credentials.

A company is the profile of that name. Where there is none, as in CI, it is the credentials that
are exported for it: ``ALEGRA_EMAIL__ACME`` and ``ALEGRA_TOKEN__ACME``, or
``ALEGRA_BEARER_TOKEN__ACME``, are those of ``acme``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from alegra_cli.config.file import SANDBOX, ConfigFile, Profile, check_name
from alegra_cli.errors import UsageProblem
from alegra_cli.errors.suggestion import did_you_mean
from alegra_cli.i18n import _

MARK = "@"
"""Before the name of a group."""
OF_ONE_COMPANY = ("ALEGRA_EMAIL", "ALEGRA_TOKEN", "ALEGRA_BEARER_TOKEN")
_EXPORTED = re.compile(r"(ALEGRA_EMAIL|ALEGRA_TOKEN|ALEGRA_BEARER_TOKEN)__([A-Z0-9_]+)")


@attrs.frozen
class CompanyProfile:
    """One company that a command runs for.

    env: the program's environment with no other credentials than its own.
    """

    name: str
    profile: Profile
    env: Mapping[str, str] = attrs.field(repr=False)


def companies_of(
    env: Mapping[str, str],
    config: ConfigFile,
    words: Sequence[str],
    everything: bool = False,
) -> list[CompanyProfile]:
    """The companies that were named, each once, in the order they were named.

    words: ``a``, ``@group``, or several with commas between; everything: all there are, but not
    the sandbox. Raises `UsageProblem` for a name that is none, and where nothing was named.
    """
    named = [part.strip() for word in words for part in word.split(",")]
    if everything == bool(named):
        raise UsageProblem(
            _("Which companies? Name a group, profiles, or say --all."),
            "alegra each @GROUP -- invoices list --status draft",
        )
    names = every_name(env, config) if everything else list(dict.fromkeys(_members(config, named)))
    if not names:
        raise UsageProblem(
            _("There is no company."), _("`alegra auth login --profile NAME` makes one.")
        )
    return [_company(env, config, name) for name in names]


def every_name(env: Mapping[str, str], config: ConfigFile) -> list[str]:
    """Every company that there is something to sign in with, or was."""
    profiles = list(config.profiles)
    keys = {_key(name) for name in profiles}
    return [*profiles, *(key.casefold() for key in _exported_keys(env) if key not in keys)]


def _exported_keys(env: Mapping[str, str]) -> list[str]:
    found = (_EXPORTED.fullmatch(name) for name in sorted(env))
    return list(dict.fromkeys(one[2] for one in found if one))


def _key(name: str) -> str:
    return re.sub(r"[^A-Z0-9]", "_", name.upper())


def _members(config: ConfigFile, named: Iterable[str]) -> Iterator[str]:
    for name in named:
        if not name.startswith(MARK):
            yield name
            continue
        group = name.removeprefix(MARK)
        if group not in config.groups:
            raise UsageProblem(
                _("There is no group {name}.").format(name=repr(group)),
                did_you_mean(group, config.groups)
                or _("`alegra companies group set NAME PROFILE…` makes one."),
            )
        yield from config.groups[group]


def _company(env: Mapping[str, str], config: ConfigFile, name: str) -> CompanyProfile:
    profiles = config.profiles
    own = {variable: env.get(f"{variable}__{_key(name)}", "") for variable in OF_ONE_COMPANY}
    if name not in profiles and name != SANDBOX and not any(own.values()):
        names = ", ".join([*every_name(env, config), SANDBOX])
        raise UsageProblem(
            _("There is no company {name}.").format(name=repr(name)),
            did_you_mean(name, every_name(env, config))
            or _("There are: {names}.").format(names=names),
        )
    if name not in profiles and name != SANDBOX:
        check_name(name)
    # What is exported for everybody is one company's: under the name of another it would be
    # shown as that one's.
    rest = {
        key: value
        for key, value in env.items()
        if key not in (*OF_ONE_COMPANY, "ALEGRA_PROFILE") and not _EXPORTED.fullmatch(key)
    }
    exported = {key: value for key, value in own.items() if value}
    return CompanyProfile(name, profiles.get(name) or Profile(name), {**rest, **exported})
