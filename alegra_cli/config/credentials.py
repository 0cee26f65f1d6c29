"""Who the requests are from, and where the token is kept."""

from __future__ import annotations

import base64
import hashlib
import json
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs

from alegra_cli.config.file import Profile, ResolvedProfile
from alegra_cli.errors import AlegraError, ConfigProblem, NotSignedIn
from alegra_cli.errors.foreign_texts import translation
from alegra_cli.errors.unusable_files import unreadable, unwritable
from alegra_cli.files import lock_on, private_folder, write_whole
from alegra_cli.i18n import N_, _

SERVICE = "alegra-cli"

# The keyrings of the systems do not say that several threads may ask at once.
_ONE_AT_A_TIME = threading.Lock()


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
        # A variable that is not UTF-8 reaches us with lone surrogates.
        return hashlib.sha256(text.encode(errors="backslashreplace")).hexdigest()[:16]


def find(
    env: Mapping[str, str],
    resolved: ResolvedProfile,
    store: TokenStore,
    notes: list[str],
    sandbox: tuple[str, str] | None = None,
) -> Credentials | None:
    """The credentials in force, or None. `notes` takes lines for a person.

    sandbox: the pair to use for the embedded sandbox, when the session is that.
    """
    if sandbox is not None:
        return Credentials(*sandbox, bearer=None, source=N_("sandbox"))
    exported = _from_environment(env, notes)
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


def _from_environment(env: Mapping[str, str], notes: list[str]) -> Credentials | None:
    # A line end comes along from `export ALEGRA_TOKEN="$(cat file)"` with a Windows file.
    names = ("ALEGRA_EMAIL", "ALEGRA_TOKEN", "ALEGRA_BEARER_TOKEN")
    email, token, bearer = (env.get(name, "").strip() for name in names)
    if bearer:
        return Credentials(None, None, bearer, N_("environment"))
    if email and token:
        return Credentials(email, token, None, N_("environment"))
    if email or token:
        missing = "ALEGRA_TOKEN" if email else "ALEGRA_EMAIL"
        notes.append(
            _("{missing} is not set, so {other} was not used.").format(
                missing=missing, other="ALEGRA_EMAIL" if email else "ALEGRA_TOKEN"
            )
        )
    return None


def _of_profile(profile: Profile, store: TokenStore, notes: list[str]) -> Credentials | None:
    if profile.bearer:
        return Credentials(None, None, profile.bearer, N_("config"))
    if not profile.email:
        return None
    if profile.token:
        return Credentials(profile.email, profile.token, None, N_("config"))
    token, source = store.get(profile.name, notes)
    return Credentials(profile.email, token, None, source) if token else None


class TokenStore:
    """Tokens by profile: the OS keyring, or a 0600 file where the person asked for that.

    A backend may raise anything, and no backend is an everyday state (a server, a container),
    so every use of the keyring expects any exception.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / "credentials.json"

    def get(self, profile: str, notes: list[str] | None = None) -> tuple[str | None, str]:
        """(token or None, where it was: ``file`` or ``keyring``).

        A keyring that does not work counts as one without the token, and `notes` tells so.
        Raises `ConfigProblem` for a token file that can't be used.
        """
        if token := self._in_file().get(profile):
            return token, N_("file")
        try:
            with _ONE_AT_A_TIME:
                return _plain(_keyring().get_password(SERVICE, profile)), N_("keyring")
        except Exception as problem:
            if notes is not None:
                notes.append(_("The keyring can't be used: {why}").format(why=_reason(problem)))
            return None, N_("keyring")

    def has(self, profile: str) -> bool:
        return self.get(profile)[0] is not None

    def set(self, profile: str, token: str, insecure: bool = False) -> None:
        """Keep a token. Raises `NotSignedIn` on a machine without a keyring."""
        if insecure:
            self._change(lambda tokens: tokens.update({profile: token}))
            return
        try:
            _keyring().set_password(SERVICE, profile, token)
            kept = _keyring().get_password(SERVICE, profile) == token
        except Exception as problem:
            raise _no_keyring(_reason(problem)) from problem
        if not kept:
            raise _no_keyring(_("it did not keep the token"))
        self._drop(profile)

    def delete(self, profile: str) -> None:
        """Forget a token wherever it is; one that is not there is no error.

        Raises `AlegraError` when the keyring still has it, or can't tell.
        """
        dropped = self._drop(profile)
        try:
            if _keyring(to_forget=True).get_password(SERVICE, profile) is not None:
                _keyring(to_forget=True).delete_password(SERVICE, profile)
        except Exception as problem:
            # Where there is no keyring, or the token was in the file, nothing is left behind.
            if not dropped and not _absent(problem):
                raise AlegraError(
                    _("The keyring did not forget the token of {profile}: {why}").format(
                        profile=profile, why=_reason(problem)
                    ),
                    _("Unlock the keyring and try again, or renew the token in Alegra."),
                ) from problem

    def rename(self, old: str, new: str) -> None:
        """Move a token to another profile name. Raises `NotSignedIn` where that fails."""
        if old == new:
            return
        kept = self._in_file().get(old)
        try:
            token = kept or _plain(_keyring().get_password(SERVICE, old))
        except Exception as problem:
            if _absent(problem):
                return
            raise _no_keyring(_reason(problem)) from problem
        if token is not None:
            self.set(new, token, insecure=kept is not None)
            self.delete(old)

    def _drop(self, profile: str) -> bool:
        """Whether the file had it."""
        if profile not in self._in_file():
            return False
        self._change(lambda tokens: tokens.pop(profile, None))
        return True

    def _in_file(self) -> dict[str, str]:
        try:
            content = json.loads(self._file.read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError):
            return {}
        except (OSError, ValueError) as problem:
            raise _unreadable(self._file, problem) from problem
        if not isinstance(content, dict) or not all(isinstance(t, str) for t in content.values()):
            raise _unreadable(self._file, _("it is not an object of tokens"))
        return content

    def _change(self, change: Callable[[dict[str, str]], Any]) -> None:
        """Read, change and write under a lock, so that two processes lose nothing."""
        try:
            private_folder(self._file.parent)
            with lock_on(self._file.with_name(self._file.name + ".lock")):
                tokens = self._in_file()
                change(tokens)
                write_whole(self._file, json.dumps(tokens))
        except OSError as problem:
            raise unwritable(self._file, problem, kind=ConfigProblem) from problem


class _NoSystemKeyring(Exception):
    """The only backend is a file, whose text may be there for anybody to read."""


def _keyring(to_forget: bool = False) -> Any:
    """Raises `_NoSystemKeyring` where nothing better was found, and nobody asked for that.

    to_forget: whatever it is, since an earlier version may have kept a token there.
    """
    if sys.platform != "darwin":
        # It imports the backends of all systems, and that of macOS asks ldconfig and the compiler
        # for its libraries: a tenth of the time of a short command.
        unused = "keyring.backends.macOS.api"
        sys.modules.setdefault(unused, ModuleType(unused))
    import keyring
    from keyring import core

    backend = keyring.get_keyring()
    # A chain has one for each place; the first takes what is kept.
    first = next(iter(getattr(backend, "backends", ())), backend)
    # Those with less than 1 keyring itself calls not recommended; 0 is the one that fails.
    asked = to_forget or core.load_env() or core.load_config()
    if 0 < first.priority < 1 and not asked:
        raise _NoSystemKeyring(f"{type(first).__module__}.{type(first).__qualname__}")
    return keyring


def _plain(token: str | None) -> str | None:
    """A token that the older tool kept in the keychain of macOS, which wraps what it keeps."""
    if token is None or not token.startswith("go-keyring-"):
        return token
    kind, _colon, text = token.partition(":")
    if kind == "go-keyring-base64":
        return base64.b64decode(text).decode()
    return bytes.fromhex(text).decode() if kind == "go-keyring-encoded" else token


def _absent(problem: Exception) -> bool:
    if isinstance(problem, _NoSystemKeyring):
        return True
    # Not imported, since importing keyring may be what failed.
    errors = sys.modules.get("keyring.errors")
    return errors is not None and isinstance(problem, errors.NoKeyringError)


def _reason(problem: Exception) -> str:
    """One line; keyring's own text for this advises to install what keeps tokens in the clear."""
    if isinstance(problem, _NoSystemKeyring):
        return _(
            "{name} is no keyring of the system but a file, which may be readable; "
            "PYTHON_KEYRING_BACKEND={name} asks for it all the same"
        ).format(name=problem)
    if _absent(problem):
        return _("there is none on this machine")
    return translation(str(problem).partition("\n")[0] or type(problem).__name__)


def _unreadable(file: Path, problem: Exception | str) -> AlegraError:
    hint = _("Mend the file or move it away; it was left as it is.")
    return unreadable(file, problem, hint, ConfigProblem)


def _no_keyring(problem: str) -> NotSignedIn:
    return NotSignedIn(
        _("The token was not kept, since the keyring can't be used: {why}").format(why=problem),
        _(
            "Set ALEGRA_EMAIL and ALEGRA_TOKEN instead, or let `alegra auth login "
            "--insecure-storage` keep the token in a file that only you can read."
        ),
    )
