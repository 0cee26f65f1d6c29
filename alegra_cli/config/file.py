"""Profiles and settings: one YAML file that belongs to one person.

Keys are those of the older tool's file too, so that one file serves both: ``defaultProfile``,
``profiles.<name>{baseUrl, email, …}``, ``settings{}``, ``aliases{}``. Unknown keys survive, and
so do comments and the text of every value (``0123`` stays ``0123``).
"""

from __future__ import annotations

import copy
import re
import stat
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from alegra_cli.config import yaml as config_yaml
from alegra_cli.config.yaml import Content
from alegra_cli.errors import ConfigProblem, UsageProblem
from alegra_cli.errors.unusable_files import unwritable
from alegra_cli.files import lock_on, private_folder, write_whole
from alegra_cli.i18n import _

SANDBOX = "sandbox"
DEFAULT = "default"
_NAME = re.compile(r"[A-Za-z0-9._-]{1,64}")
_OF_SANDBOX = f"{SANDBOX}:"
"""What the names of further sandboxes begin with: ``sandbox:norte``."""


def _kept_as(key: str, shown: bool = True) -> Any:
    """A field of a profile, and its key in the file."""
    return attrs.field(default=None, repr=shown, metadata={"key": key})


@attrs.frozen
class Profile:
    """One account. `token` and `bearer` are there only if the person wrote them into the file."""

    name: str
    email: str | None = _kept_as("email")
    base_url: str | None = _kept_as("baseUrl")
    country: str | None = _kept_as("country")
    timezone: str | None = _kept_as("timezone")
    company_id: str | None = _kept_as("companyId")
    company_name: str | None = _kept_as("companyName")
    description: str | None = _kept_as("description")
    output: str | None = _kept_as("output")
    token: str | None = _kept_as("token", shown=False)
    bearer: str | None = _kept_as("bearerToken", shown=False)


_KEYS = {f.name: f.metadata["key"] for f in attrs.fields(Profile) if f.metadata}


@attrs.frozen
class ResolvedProfile:
    """The profile in force. explicit: asked for by option, so it beats exported credentials."""

    profile: Profile
    explicit: bool


class ConfigFile:
    """The configuration file, read on first use and rewritten whole under a lock.

    Every reader raises `ConfigProblem` for a file that can't be read or is malformed, every
    writer also for one that can't be written; such a file is left as it is.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._last_read: tuple[str, Content] | None = None
        """The text of the file and what it says."""

    def copy(self) -> ConfigFile:
        """The same for another thread, as far as it was read."""
        other = ConfigFile(self.path)
        other._last_read = self._last_read
        return other

    @property
    def profiles(self) -> dict[str, Profile]:
        """By name, in the file's order; the sandbox is not among them."""
        entries = _entries(self._read()).items()
        return {str(name): _profile(name, v) for name, v in entries if name != SANDBOX}

    @property
    def default_profile(self) -> str:
        return str(self._read().get("defaultProfile") or DEFAULT)

    @property
    def settings(self) -> dict[str, Any]:
        """Values are the texts in the file, except for lists, mappings and null."""
        return dict(self._read().get("settings") or {})

    @property
    def groups(self) -> dict[str, list[str]]:
        """The names of profiles by the name of their group, in the file's order."""
        found = self._read().get("groups") or {}
        return {str(name): [str(one) for one in members or ()] for name, members in found.items()}

    @property
    def aliases(self) -> dict[str, str]:
        """The person's own words for command lines."""
        found = self._read().get("aliases") or {}
        return {str(name): str(meaning) for name, meaning in found.items() if meaning}

    @property
    def warnings(self) -> list[str]:
        """What a person should know about the file."""
        texts = []
        secret = any(profile.token or profile.bearer for profile in self.profiles.values())
        if secret and _open_to_others(self.path):
            text = _("{file} holds a token and others can read it; `chmod 600` closes it to them.")
            texts.append(text.format(file=self.path))
        if SANDBOX in _entries(self._read()):
            text = _(
                "{file} has a profile called sandbox, which is the built-in one's name, so it is "
                "not used: give it another name there."
            )
            texts.append(text.format(file=self.path))
        return texts

    def save_profile(self, *profiles: Profile) -> None:
        """Add profiles, or change what differs from those this object has read.

        So two programs that change different things of one profile lose nothing, and keys that
        are not ours stay as they are.
        """
        known = self.profiles
        for profile in profiles:
            if profile.name not in known:
                check_name(profile.name)

        def change(content: Content) -> None:
            for profile in profiles:
                _keep(content, known.get(profile.name) or Profile(profile.name), profile)

        self._change(change)

    def delete_profile(self, name: str) -> None:
        """Take a profile out; if it was the default, there is none from then on."""
        _require(self._read(), name)

        def change(content: Content) -> None:
            _require(content, name)
            del content["profiles"][name]
            _in_groups(content, lambda members: [one for one in members if one != name])
            if content.get("defaultProfile") == name:
                del content["defaultProfile"]

        self._change(change)

    def rename_profile(self, old: str, new: str) -> None:
        """Give a profile another name, in its place. Raises `UsageProblem` for a taken one."""
        _require(self._read(), old)
        check_name(new)

        def change(content: Content) -> None:
            _require(content, old)
            profiles = _entries(content)
            if new in profiles and new != old:
                raise UsageProblem(_("There is a profile {name} already.").format(name=new))
            content["profiles"] = {
                (new if name == old else name): values for name, values in profiles.items()
            }
            _in_groups(content, lambda members: [new if one == old else one for one in members])
            if content.get("defaultProfile") == old:
                content["defaultProfile"] = new

        self._change(change)

    def use(self, name: str) -> None:
        """Make a profile the default. Raises `UsageProblem` that lists them for an unknown one."""
        if not is_sandbox(name):
            _require(self._read(), name)
        sandbox_name(name)
        self._change(lambda content: content.update(defaultProfile=name))

    def set_setting(self, key: str, value: str) -> None:
        def change(content: Content) -> None:
            content["settings"] = {**(content.get("settings") or {}), key: value}

        self._change(change)

    def set_alias(self, name: str, meaning: str | None) -> None:
        """Keep an alias, or forget it where the meaning is None."""

        def change(content: Content) -> None:
            kept = {**(content.get("aliases") or {}), name: meaning}
            content["aliases"] = {key: value for key, value in kept.items() if value is not None}

        self._change(change)

    def set_group(self, name: str, members: Sequence[str] | None) -> None:
        """Keep a group of profiles, or forget it where there are no members."""

        def change(content: Content) -> None:
            kept = {**(content.get("groups") or {}), name: list(members) if members else None}
            content["groups"] = {key: value for key, value in kept.items() if value is not None}
            if not content["groups"]:
                del content["groups"]

        self._change(change)

    def _read(self) -> Content:
        return self._text_and_content()[1]

    def _text_and_content(self) -> tuple[str, Content]:
        known = self._last_read
        if known is None:
            text = config_yaml.read(self.path)
            known = self._last_read = text, self._content_of(text) if text else {}
        return known

    def _change(self, change: Callable[[Content], Any]) -> None:
        """Read, change and write under a lock, so that two processes lose nothing."""
        # A damaged file ends it here, before anything is made beside it.
        old_text, content = self._text_and_content()
        # A link is locked by what it leads to, which another link may lead to as well.
        target = self.path.resolve()
        try:
            private_folder(target.parent)
            with lock_on(target.with_name(target.name + ".lock")):
                text = config_yaml.read(self.path)
                before = content if text == old_text else self._content_of(text)
                after = copy.deepcopy(before)
                change(after)
                if after != before:
                    write_whole(target, self._with(text, before, after))
        except OSError as problem:
            hint = _("ALEGRA_CONFIG names another place for the file.")
            raise unwritable(self.path, problem, hint, ConfigProblem) from problem
        self._last_read = None

    def _with(self, text: str, before: Content, after: Content) -> str:
        from alegra_cli.config.round_trip import new_text

        return new_text(text, before, after, self._content_of, config_yaml.dump)

    def _content_of(self, text: str) -> Content:
        return config_yaml.content_of(text, self.path, _KEYS.values())


def check_name(name: str) -> None:
    """Raise `UsageProblem` for a name that no profile can have."""
    if is_sandbox(name):
        raise _built_in()
    if not _NAME.fullmatch(name):
        raise UsageProblem(
            _(
                "{name!r} can't name a profile: up to 64 letters without accents, digits, dots, "
                "hyphens and underscores."
            ).format(name=name)
        )


def is_sandbox(name: str) -> bool:
    """Whether a profile is a sandbox inside this program: ``sandbox``, or ``sandbox:NAME``."""
    return name == SANDBOX or name.startswith(_OF_SANDBOX)


def sandbox_name(profile: str) -> str:
    """``norte`` of ``sandbox:norte``; empty for the one without a name, and for other profiles.

    Raises `UsageProblem` for a name that none can have.
    """
    if not profile.startswith(_OF_SANDBOX):
        return ""
    name = profile.removeprefix(_OF_SANDBOX)
    if not _NAME.fullmatch(name) or name.startswith("."):
        raise UsageProblem(
            _("{profile!r} names no sandbox.").format(profile=profile),
            _("It looks like sandbox:norte: letters without accents, digits, dots, hyphens."),
        )
    return name.lower()  # a file system may not tell them apart


def resolve(env: Mapping[str, str], config: ConfigFile, asked: str | None) -> ResolvedProfile:
    """Option, ``ALEGRA_PROFILE``, the file's default, ``default``.

    Raises `UsageProblem` when the option or the variable names a profile that is not there, and
    for an empty option: what it stood for is not known, and another account must not serve.
    """
    if asked == "":
        raise UsageProblem(_("--profile was given an empty name."))
    chosen = asked or env.get("ALEGRA_PROFILE") or None
    # A sandbox run works even beside a file that is damaged.
    name = chosen or config.default_profile
    if is_sandbox(name):
        sandbox_name(name)  # refused here, and not when the first request goes out
    profiles = {} if is_sandbox(name) else config.profiles
    if name not in profiles and name != DEFAULT and not is_sandbox(name) and chosen:
        raise _no_such_profile(name, list(config.profiles))
    return ResolvedProfile(profiles.get(name) or Profile(name), explicit=asked is not None)


def _profile(name: str, values: Content | None) -> Profile:
    texts = {
        attribute: str(values[key])
        for attribute, key in _KEYS.items()
        if values and values.get(key) not in (None, "")
    }
    return Profile(str(name), **texts)


def _entries(content: Content) -> dict[str, Content | None]:
    return content.get("profiles") or {}


def _keep(content: Content, known: Profile, profile: Profile) -> None:
    """Change in the content what differs between the two."""
    before, after = attrs.asdict(known), attrs.asdict(profile)
    profiles = content["profiles"] = _entries(content)
    old = profiles.get(profile.name)
    # A copy, since a YAML alias lets two profiles share one mapping.
    mine = profiles[profile.name] = dict(old or {})
    for attribute, key in _KEYS.items():
        if old is not None and after[attribute] == before[attribute]:
            continue
        if after[attribute] is not None:
            mine[key] = after[attribute]
        else:
            mine.pop(key, None)


def _in_groups(content: Content, change: Callable[[list[str]], list[str]]) -> None:
    """Change the members of every group; one that has none left goes."""
    groups = content.get("groups") or {}
    changed = {name: change(list(members or ())) for name, members in groups.items()}
    if changed != groups:
        content["groups"] = {name: members for name, members in changed.items() if members}


def _require(content: Content, name: str) -> None:
    if is_sandbox(name):
        raise _built_in()
    if name not in _entries(content):
        raise _no_such_profile(name, [known for known in _entries(content) if known != SANDBOX])


def _no_such_profile(name: str, known: list[str]) -> UsageProblem:
    names = ", ".join([*known, SANDBOX])
    return UsageProblem(
        _("There is no profile {name}.").format(name=repr(name)),
        _(
            "Profiles: {names}. `alegra auth login --profile NAME` makes one, `--profile "
            "sandbox:NAME` is a sandbox of that name."
        ).format(names=names),
    )


def _built_in() -> UsageProblem:
    return UsageProblem(_("The profile sandbox is built in and stays as it is."))


def _open_to_others(path: Path) -> bool:
    """Whether the mode lets others read it; Windows has no such mode."""
    try:
        return sys.platform != "win32" and bool(stat.S_IMODE(path.stat().st_mode) & 0o077)
    except OSError:
        return False
