"""Profiles and settings: one YAML file that belongs to one person.

Keys are those of the older tool's file too, so that one file serves both: ``defaultProfile``,
``profiles.<name>{baseUrl, email, …}``, ``settings{}``, ``aliases{}``. Unknown keys survive.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import attrs

from alegra_cli.errors import ConfigProblem, UsageProblem
from alegra_cli.files import locked, private_folder, write_whole
from alegra_cli.i18n import _

SANDBOX = "sandbox"
DEFAULT = "default"
_NAME = re.compile(r"[A-Za-z0-9._-]{1,64}")


@attrs.frozen
class Profile:
    """One account. `token` and `bearer` are there only if the person wrote them into the file."""

    name: str
    email: str | None = None
    base_url: str | None = None
    country: str | None = None
    timezone: str | None = None
    company_id: str | None = None
    company_name: str | None = None
    description: str | None = None
    output: str | None = None
    token: str | None = attrs.field(default=None, repr=False)
    bearer: str | None = attrs.field(default=None, repr=False)


_KEYS = {
    "email": "email",
    "base_url": "baseUrl",
    "country": "country",
    "timezone": "timezone",
    "company_id": "companyId",
    "company_name": "companyName",
    "description": "description",
    "output": "output",
    "token": "token",
    "bearer": "bearerToken",
}


@attrs.frozen
class Resolved:
    """The profile in force. explicit: asked for by option, so it beats exported credentials."""

    profile: Profile
    explicit: bool


class ConfigFile:
    """The configuration file, read on first use and rewritten whole under a lock."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._content: dict[str, Any] | None = None

    @property
    def profiles(self) -> dict[str, Profile]:
        """By name, in the file's order; the sandbox is not among them."""
        return {name: _profile(name, values) for name, values in self._profiles().items()}

    @property
    def default_profile(self) -> str:
        return str(self._read().get("defaultProfile") or DEFAULT)

    @property
    def settings(self) -> dict[str, Any]:
        return dict(self._read().get("settings") or {})

    @property
    def warnings(self) -> list[str]:
        """What a person should know about the file."""
        secret = any(profile.token or profile.bearer for profile in self.profiles.values())
        if not secret or not self.path.exists():
            return []
        if stat.S_IMODE(self.path.stat().st_mode) & 0o077:
            return [
                _("{file} holds a token and others can read it: chmod 600").format(file=self.path)
            ]
        return []

    def save_profile(self, profile: Profile) -> None:
        """Add or change a profile; keys it does not know stay as they are."""
        check_name(profile.name)
        values = attrs.asdict(profile)

        def change(content: dict[str, Any]) -> None:
            mine = content.setdefault("profiles", {}).setdefault(profile.name, {}) or {}
            for attribute, key in _KEYS.items():
                if values[attribute] is None:
                    mine.pop(key, None)
                else:
                    mine[key] = values[attribute]
            content["profiles"][profile.name] = mine

        self._change(change)

    def delete_profile(self, name: str) -> None:
        self._known(name)

        def change(content: dict[str, Any]) -> None:
            del content["profiles"][name]
            if content.get("defaultProfile") == name:
                del content["defaultProfile"]

        self._change(change)

    def rename_profile(self, old: str, new: str) -> None:
        self._known(old)
        check_name(new)
        if new in self._profiles():
            raise UsageProblem(_("There is a profile {name} already.").format(name=new))

        def change(content: dict[str, Any]) -> None:
            content["profiles"] = {
                (new if name == old else name): values
                for name, values in content["profiles"].items()
            }
            if content.get("defaultProfile") == old:
                content["defaultProfile"] = new

        self._change(change)

    def use(self, name: str) -> None:
        """Make a profile the default. Raises `UsageProblem` that lists them for an unknown one."""
        if name != SANDBOX:
            self._known(name)
        self._change(lambda content: content.update(defaultProfile=name))

    def set_setting(self, key: str, value: Any) -> None:
        def change(content: dict[str, Any]) -> None:
            content["settings"] = {**(content.get("settings") or {}), key: value}

        self._change(change)

    def _known(self, name: str) -> None:
        if name == SANDBOX:
            raise UsageProblem(_("The profile sandbox is built in and stays as it is."))
        if name not in self._profiles():
            raise unknown_profile(name, self)

    def _profiles(self) -> dict[str, Any]:
        return self._read().get("profiles") or {}

    def _read(self) -> dict[str, Any]:
        if self._content is None:
            self._content = _load(self.path)
        return self._content

    def _change(self, change: Callable[[dict[str, Any]], Any]) -> None:
        """Read, change and write under a lock, so that two processes lose nothing."""
        try:
            private_folder(self.path.parent)
            with locked(self.path.with_name(self.path.name + ".lock")):
                before, after = _load(self.path), _load(self.path)
                change(after)
                if after != before:
                    write_whole(self.path, _dump(after))
        except OSError as problem:
            raise ConfigProblem(
                _("{file} can't be written: {problem}").format(
                    file=self.path, problem=problem.strerror
                ),
                _("ALEGRA_CONFIG names another place for the file."),
            ) from problem
        self._content = None


def check_name(name: str) -> None:
    """Raise `UsageProblem` for a name that no profile can have."""
    if not _NAME.fullmatch(name):
        raise UsageProblem(
            _("{name!r} can't name a profile: letters, digits, dots, hyphens.").format(name=name)
        )
    if name == SANDBOX:
        raise UsageProblem(_("The profile sandbox is built in and stays as it is."))


def unknown_profile(name: str, config: ConfigFile) -> UsageProblem:
    names = ", ".join([*config.profiles, SANDBOX])
    return UsageProblem(
        _("There is no profile {name}.").format(name=repr(name)),
        _("Profiles: {names}. `alegra auth login --profile NAME` makes one.").format(names=names),
    )


def resolve(env: Mapping[str, str], config: ConfigFile, asked: str | None) -> Resolved:
    """Option, ``ALEGRA_PROFILE``, the file's default, ``default``.

    Raises `UsageProblem` when the option or the variable names a profile that is not there.
    """
    chosen = asked or env.get("ALEGRA_PROFILE") or None
    name = chosen or config.default_profile
    profiles = {} if name == SANDBOX else config.profiles
    if name not in profiles and name not in (SANDBOX, DEFAULT) and chosen:
        raise unknown_profile(name, config)
    return Resolved(profiles.get(name) or Profile(name), explicit=asked is not None)


def _profile(name: str, values: Any) -> Profile:
    values = values if isinstance(values, dict) else {}
    texts = {
        attribute: str(values[key])
        for attribute, key in _KEYS.items()
        if values.get(key) not in (None, "")
    }
    return Profile(str(name), **texts)


def _load(path: Path) -> dict[str, Any]:
    """The file's content; empty when there is none. Raises `ConfigProblem`."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as problem:
        raise ConfigProblem(
            _("{file} can't be read: {problem}").format(file=path, problem=problem)
        ) from problem
    import yaml

    try:
        content = yaml.safe_load(text)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark
        raise _corrupt(path, mark.line + 1 if mark else 1, str(problem.problem)) from problem
    except yaml.YAMLError as problem:
        raise _corrupt(path, 1, str(problem)) from problem
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise _corrupt(path, 1, _("it is not a list of key: value"))
    for key in ("profiles", "settings", "aliases"):
        if not isinstance(content.get(key) or {}, dict):
            raise _corrupt(path, _line_of(text, key), _("{key} is not a mapping").format(key=key))
    return content


def _line_of(text: str, key: str) -> int:
    lines = text.splitlines()
    return next((n for n, line in enumerate(lines, 1) if line.startswith(key)), 1)


def _corrupt(path: Path, line: int, problem: str) -> ConfigProblem:
    return ConfigProblem(
        _("{file}, line {line}: {problem}").format(file=path, line=line, problem=problem),
        _("Mend the file or move it away; it was left as it is."),
    )


def _dump(content: dict[str, Any]) -> str:
    import yaml

    return str(yaml.safe_dump(content, sort_keys=False, allow_unicode=True))
