"""Profiles and settings: one YAML file that belongs to one person.

Keys are those of the older tool's file too, so that one file serves both: ``defaultProfile``,
``profiles.<name>{baseUrl, email, …}``, ``settings{}``, ``aliases{}``. Unknown keys survive, and
so does the text of every value (``0123`` stays ``0123``); comments do not survive a change.
"""

from __future__ import annotations

import copy
import re
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import attrs

from alegra_cli.errors import ConfigProblem, UsageProblem
from alegra_cli.files import locked, private_folder, write_whole
from alegra_cli.i18n import _

SANDBOX = "sandbox"
DEFAULT = "default"
_NAME = re.compile(r"[A-Za-z0-9._-]{1,64}")

Content = dict[str, Any]


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
class Resolved:
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
        self._content: Content | None = None

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

    def save_profile(self, profile: Profile) -> None:
        """Add a profile, or change what differs from the one this object has read.

        So two programs that change different things of one profile lose nothing, and keys that
        are not ours stay as they are.
        """
        known = self.profiles.get(profile.name)
        if known is None:
            check_name(profile.name)
        before = attrs.asdict(known or Profile(profile.name))
        after = attrs.asdict(profile)

        def change(content: Content) -> None:
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

        self._change(change)

    def delete_profile(self, name: str) -> None:
        """Take a profile out; if it was the default, there is none from then on."""
        _require(self._read(), name)

        def change(content: Content) -> None:
            _require(content, name)
            del content["profiles"][name]
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
            if content.get("defaultProfile") == old:
                content["defaultProfile"] = new

        self._change(change)

    def use(self, name: str) -> None:
        """Make a profile the default. Raises `UsageProblem` that lists them for an unknown one."""
        if name != SANDBOX:
            _require(self._read(), name)
        self._change(lambda content: content.update(defaultProfile=name))

    def set_setting(self, key: str, value: str) -> None:
        def change(content: Content) -> None:
            content["settings"] = {**(content.get("settings") or {}), key: value}

        self._change(change)

    def _read(self) -> Content:
        if self._content is None:
            self._content = _load(self.path)
        return self._content

    def _change(self, change: Callable[[Content], Any]) -> None:
        """Read, change and write under a lock, so that two processes lose nothing."""
        self._read()  # a damaged file ends it here, before anything is made beside it
        # A link is locked by what it leads to, which another link may lead to as well.
        target = self.path.resolve()
        try:
            private_folder(target.parent)
            with locked(target.with_name(target.name + ".lock")):
                before = _load(self.path)
                after = copy.deepcopy(before)
                change(after)
                if after != before:
                    write_whole(target, _dump(after))
        except OSError as problem:
            raise ConfigProblem(
                _("{file} can't be written: {problem}").format(
                    file=self.path, problem=problem.strerror or problem
                ),
                _("ALEGRA_CONFIG names another place for the file."),
            ) from problem
        self._content = None


def check_name(name: str) -> None:
    """Raise `UsageProblem` for a name that no profile can have."""
    if not _NAME.fullmatch(name):
        raise UsageProblem(
            _(
                "{name!r} can't name a profile: up to 64 letters without accents, digits, dots, "
                "hyphens and underscores."
            ).format(name=name)
        )
    if name == SANDBOX:
        raise _built_in()


def resolve(env: Mapping[str, str], config: ConfigFile, asked: str | None) -> Resolved:
    """Option, ``ALEGRA_PROFILE``, the file's default, ``default``.

    Raises `UsageProblem` when the option or the variable names a profile that is not there, and
    for an empty option: what it stood for is not known, and another account must not serve.
    """
    if asked == "":
        raise UsageProblem(_("--profile was given an empty name."))
    chosen = asked or env.get("ALEGRA_PROFILE") or None
    # A sandbox run works even beside a file that is damaged.
    name = chosen or config.default_profile
    profiles = {} if name == SANDBOX else config.profiles
    if name not in profiles and name not in (SANDBOX, DEFAULT) and chosen:
        raise _unknown(name, list(config.profiles))
    return Resolved(profiles.get(name) or Profile(name), explicit=asked is not None)


def _profile(name: str, values: Content | None) -> Profile:
    texts = {
        attribute: str(values[key])
        for attribute, key in _KEYS.items()
        if values and values.get(key) not in (None, "")
    }
    return Profile(str(name), **texts)


def _entries(content: Content) -> dict[str, Content | None]:
    return content.get("profiles") or {}


def _require(content: Content, name: str) -> None:
    if name == SANDBOX:
        raise _built_in()
    if name not in _entries(content):
        raise _unknown(name, [known for known in _entries(content) if known != SANDBOX])


def _unknown(name: str, known: list[str]) -> UsageProblem:
    names = ", ".join([*known, SANDBOX])
    return UsageProblem(
        _("There is no profile {name}.").format(name=repr(name)),
        _("Profiles: {names}. `alegra auth login --profile NAME` makes one.").format(names=names),
    )


def _built_in() -> UsageProblem:
    return UsageProblem(_("The profile sandbox is built in and stays as it is."))


def _open_to_others(path: Path) -> bool:
    """Whether the mode lets others read it; Windows has no such mode."""
    try:
        return sys.platform != "win32" and bool(stat.S_IMODE(path.stat().st_mode) & 0o077)
    except OSError:
        return False


class _Word(str):
    """A value that YAML takes for a number, a yes or a date, with the text it is written in."""

    tag = ""


@cache
def _yaml() -> tuple[Any, Any, Any]:
    """PyYAML, with a loader and a dumper that keep the text of every value."""
    import yaml

    class Loader(yaml.SafeLoader):
        pass

    class Dumper(yaml.SafeDumper):
        pass

    def word(_loader: Any, node: Any) -> _Word:
        text = _Word(node.value)
        text.tag = node.tag
        return text

    def text(dumper: Any, value: str) -> Any:
        # YAML takes these for line ends, and PyYAML escapes them only within double quotes.
        style = '"' if any(end in value for end in "\x85\u2028\u2029") else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style)

    for kind in ("bool", "int", "float", "timestamp"):
        Loader.add_constructor(f"tag:yaml.org,2002:{kind}", word)
    Dumper.add_representer(str, text)
    Dumper.add_representer(_Word, lambda dumper, text: dumper.represent_scalar(text.tag, str(text)))
    return yaml, Loader, Dumper


def _load(path: Path) -> Content:
    """The file's content; empty when there is none. Raises `ConfigProblem`."""
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except UnicodeDecodeError as problem:
        raise _unreadable(path, _("it is not UTF-8 text")) from problem
    except OSError as problem:
        raise _unreadable(path, problem.strerror or str(problem)) from problem
    yaml, loader_type, _dumper = _yaml()
    try:
        loader = loader_type(text)
        node = loader.get_single_node()
        if node is None or _empty(node):
            return {}
        for wrong, reason in _wrong(node):
            raise _corrupt(path, text, wrong.start_mark.index, reason)
        content: Content = loader.construct_document(node)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        raise _corrupt(path, text, mark.index, str(problem.problem)) from problem
    except yaml.reader.ReaderError as problem:
        raise _corrupt(path, text, problem.position, problem.reason) from problem
    except (ValueError, RecursionError) as problem:
        raise _corrupt(path, text, 0, str(problem).partition("\n")[0]) from problem
    return content


def _wrong(root: Any) -> Iterator[tuple[Any, str]]:
    """The YAML nodes that are not what the format says, each with the reason."""
    yield from _wrong_mapping(root, _("the file"))
    for key, value in root.value:
        if key.value == "defaultProfile":
            yield from _wrong_word(key, value)
        elif key.value in ("profiles", "settings", "aliases"):
            yield from _wrong_mapping(value, key.value)
        if key.value == "profiles" and not _empty(value):
            for name, profile in value.value:
                yield from _wrong_profile(name, profile)


def _wrong_profile(name: Any, profile: Any) -> Iterator[tuple[Any, str]]:
    yield from _wrong_mapping(profile, name.value)
    for key, value in [] if _empty(profile) else profile.value:
        if key.value in _KEYS.values():
            yield from _wrong_word(key, value)


def _wrong_mapping(node: Any, name: str) -> Iterator[tuple[Any, str]]:
    if _empty(node):
        return
    if node.tag != "tag:yaml.org,2002:map":
        yield node, _("{key} must hold `key: value` lines").format(key=name)
        return
    seen = set()
    for key, _value in node.value:
        if key.id != "scalar" or _empty(key):
            yield key, _("a key must be a word")
        if key.value in seen:
            yield key, _("{key} is there twice").format(key=key.value)
        seen.add(key.value)


def _wrong_word(key: Any, value: Any) -> Iterator[tuple[Any, str]]:
    if value.id != "scalar":
        yield value, _("{key} must be one word or text").format(key=key.value)


def _empty(node: Any) -> bool:
    return bool(node.tag == "tag:yaml.org,2002:null")


def _unreadable(path: Path, reason: str) -> ConfigProblem:
    return ConfigProblem(_("{file} can't be read: {problem}").format(file=path, problem=reason))


def _corrupt(path: Path, text: str, position: int, problem: str) -> ConfigProblem:
    before = text[:position]
    line, column = before.count("\n") + 1, position - before.rfind("\n")
    return ConfigProblem(
        _("{file}, line {line}, column {column}: {problem}").format(
            file=path, line=line, column=column, problem=problem
        ),
        _("Mend the file or move it away; it was left as it is."),
    )


def _dump(content: Content) -> str:
    yaml, _loader, dumper = _yaml()
    return str(yaml.dump(content, Dumper=dumper, sort_keys=False, allow_unicode=True))
