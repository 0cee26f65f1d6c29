"""Who the requests are from, and where the token is kept (CLI.md section 1)."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs

from alegra_cli.config import Profile, Resolved
from alegra_cli.errors import AlegraError, NotSignedIn
from alegra_cli.files import private_folder, write_whole
from alegra_cli.i18n import _

SERVICE = "alegra-cli"


@attrs.frozen
class Credentials:
    """A Basic pair or a bearer token, always from one source, never shown."""

    email: str | None
    token: str | None = attrs.field(repr=False)
    bearer: str | None = attrs.field(repr=False)
    source: str

    def identity(self) -> str:
        """A fingerprint that names shared files without telling the secret."""
        text = f"{self.email}\n{self.token}\n{self.bearer}"
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def find(
    env: Mapping[str, str],
    resolved: Resolved,
    store: TokenStore,
    notes: list[str],
    sandbox: tuple[str, str] | None = None,
) -> Credentials | None:
    """The credentials in force, or None. `notes` takes lines for a person.

    sandbox: the pair to use for the embedded sandbox, when the session is that.
    """
    if sandbox is not None:
        return Credentials(*sandbox, bearer=None, source="sandbox")
    exported = _exported(env, notes)
    if exported is not None and not resolved.explicit:
        return exported
    own = _of_profile(resolved.profile, store, notes)
    if own is not None and exported is not None:
        notes.append(
            _("The exported credentials were not used: --profile {profile} has its own.").format(
                profile=resolved.profile.name
            )
        )
    return own or exported


def _exported(env: Mapping[str, str], notes: list[str]) -> Credentials | None:
    if env.get("ALEGRA_BEARER_TOKEN"):
        return Credentials(None, None, env["ALEGRA_BEARER_TOKEN"], "environment")
    email, token = env.get("ALEGRA_EMAIL"), env.get("ALEGRA_TOKEN")
    if email and token:
        return Credentials(email, token, None, "environment")
    if email or token:
        missing = "ALEGRA_TOKEN" if email else "ALEGRA_EMAIL"
        notes.append(
            _("{missing} is not set, so the other variable was not used.").format(missing=missing)
        )
    return None


def _of_profile(profile: Profile, store: TokenStore, notes: list[str]) -> Credentials | None:
    if profile.bearer:
        return Credentials(None, None, profile.bearer, "config")
    if not profile.email:
        return None
    if profile.token:
        return Credentials(profile.email, profile.token, None, "config")
    token, source = store.get(profile.name, notes)
    return Credentials(profile.email, token, None, source) if token else None


class TokenStore:
    """Tokens by profile: the OS keyring, or a 0600 file where the person asked for that."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "credentials.json"

    def get(self, profile: str, notes: list[str] | None = None) -> tuple[str | None, str]:
        """(token or None, where it was)."""
        if token := self._in_file().get(profile):
            return str(token), "file"
        try:
            return _keyring().get_password(SERVICE, profile), "keyring"
        except Exception as problem:
            if notes is not None:
                notes.append(_("The keyring can't be used: {problem}").format(problem=problem))
            return None, "keyring"

    def has(self, profile: str) -> bool:
        return self.get(profile)[0] is not None

    def set(self, profile: str, token: str, insecure: bool = False) -> None:
        """Keep a token. Raises `NotSignedIn` on a machine without a keyring."""
        if insecure:
            self._write({**self._in_file(), profile: token})
            return
        try:
            _keyring().set_password(SERVICE, profile, token)
            kept = _keyring().get_password(SERVICE, profile) == token
        except Exception as problem:
            raise _no_keyring(str(problem)) from problem
        if not kept:
            raise _no_keyring(_("it did not keep the token"))
        self._drop(profile)

    def delete(self, profile: str) -> None:
        """Forget a token wherever it is; one that is not there is no error."""
        self._drop(profile)
        with contextlib.suppress(Exception):
            _keyring().delete_password(SERVICE, profile)

    def rename(self, old: str, new: str) -> None:
        token, source = self.get(old)
        if token is not None:
            self.set(new, token, insecure=source == "file")
            self.delete(old)

    def _drop(self, profile: str) -> None:
        tokens = self._in_file()
        if profile in tokens:
            del tokens[profile]
            self._write(tokens)

    def _in_file(self) -> dict[str, Any]:
        try:
            content = json.loads(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as problem:
            raise AlegraError(
                _("{file} can't be read: {problem}").format(file=self._file, problem=problem)
            ) from problem
        return content if isinstance(content, dict) else {}

    def _write(self, tokens: dict[str, Any]) -> None:
        try:
            private_folder(self._file.parent)
            write_whole(self._file, json.dumps(tokens))
        except OSError as problem:
            raise AlegraError(
                _("{file} can't be written: {problem}").format(
                    file=self._file, problem=problem.strerror
                )
            ) from problem


def _keyring() -> Any:
    import keyring

    return keyring


def _no_keyring(problem: str) -> NotSignedIn:
    return NotSignedIn(
        _("This machine has no usable keyring: {problem}").format(problem=problem),
        _(
            "Set ALEGRA_EMAIL and ALEGRA_TOKEN instead, or let `alegra auth login "
            "--insecure-storage` keep the token in a file that only you can read."
        ),
    )
