"""Whose credentials are used when, and where the tokens are kept."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from alegra_cli.config.credentials import Credentials, TokenStore, find
from alegra_cli.config.file import Profile, ResolvedProfile
from alegra_cli.errors import AlegraError, ConfigProblem, NotSignedIn
from tests.cli import fork_server
from tests.cli.fork_server import LONGEST

ROOT = Path(__file__).parents[2]


class Drawer(KeyringBackend):
    """A keyring in memory; `fault` is raised by every use of it, `used` counts them."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.tokens: dict[tuple[str, str], str] = {}
        self.fault: Exception | None = None
        self.used = 0

    def _use(self) -> dict[tuple[str, str], str]:
        self.used += 1
        if self.fault is not None:
            raise self.fault
        return self.tokens

    def get_password(self, service: str, username: str) -> str | None:
        return self._use().get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._use()[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self._use().pop((service, username), None) is None:
            raise PasswordDeleteError("no such password")


@pytest.fixture
def drawer() -> Iterator[Drawer]:
    before = keyring.get_keyring()
    drawer = Drawer()
    keyring.set_keyring(drawer)
    yield drawer
    keyring.set_keyring(before)


@pytest.fixture
def store(tmp_path: Path) -> TokenStore:
    return TokenStore(tmp_path / "settings")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings" / "credentials.json"


ENV = {"ALEGRA_EMAIL": "env@x.co", "ALEGRA_TOKEN": "env-token"}
BEARER = {"ALEGRA_BEARER_TOKEN": "env-bearer"}
KEPT = Profile("kept", email="kept@x.co")
PLAIN = Profile("plain", email="plain@x.co", token="plain-token")
OAUTH = Profile("oauth", email="oauth@x.co", token="unused", bearer="its-bearer")
EMPTY = Profile("empty")

# What is found, as one word for each: where, who, and what.
BY_ENV = ("environment", "env@x.co", "env-token", None)
BY_ENV_BEARER = ("environment", None, None, "env-bearer")
BY_KEYRING = ("keyring", "kept@x.co", "kept-token", None)
BY_PLAIN = ("config", "plain@x.co", "plain-token", None)
BY_OAUTH = ("config", None, None, "its-bearer")


@pytest.mark.parametrize(
    ("env", "profile", "explicit", "expected", "told"),
    [
        ({}, KEPT, False, BY_KEYRING, []),
        ({}, KEPT, True, BY_KEYRING, []),
        ({}, PLAIN, False, BY_PLAIN, []),
        ({}, OAUTH, False, BY_OAUTH, []),
        ({}, EMPTY, False, None, []),
        (ENV, KEPT, False, BY_ENV, []),
        (ENV, EMPTY, False, BY_ENV, []),
        (BEARER, KEPT, False, BY_ENV_BEARER, []),
        ({**ENV, **BEARER}, KEPT, False, BY_ENV_BEARER, []),
        (ENV, KEPT, True, BY_KEYRING, ["--profile kept has its own"]),
        (BEARER, PLAIN, True, BY_PLAIN, ["--profile plain has its own"]),
        (ENV, OAUTH, True, BY_OAUTH, ["--profile oauth has its own"]),
        (ENV, EMPTY, True, BY_ENV, []),
        ({"ALEGRA_EMAIL": "env@x.co"}, KEPT, False, BY_KEYRING, ["ALEGRA_TOKEN is not set"]),
        ({"ALEGRA_TOKEN": "t"}, KEPT, False, BY_KEYRING, ["ALEGRA_EMAIL is not set"]),
        ({"ALEGRA_TOKEN": "t"}, EMPTY, False, None, ["ALEGRA_EMAIL is not set"]),
        ({"ALEGRA_EMAIL": "e", "ALEGRA_TOKEN": " "}, EMPTY, False, None, ["ALEGRA_TOKEN is not"]),
        ({"ALEGRA_EMAIL": "", "ALEGRA_TOKEN": ""}, KEPT, False, BY_KEYRING, []),
        ({"ALEGRA_EMAIL": "env@x.co\r", "ALEGRA_TOKEN": "env-token\r\n"}, EMPTY, False, BY_ENV, []),
    ],
)
def test_which_credentials_serve(
    drawer: Drawer,
    store: TokenStore,
    env: dict[str, str],
    profile: Profile,
    explicit: bool,
    expected: tuple[Any, ...] | None,
    told: list[str],
) -> None:
    drawer.tokens["alegra-cli", "kept"] = "kept-token"
    notes: list[str] = []
    found = find(env, ResolvedProfile(profile, explicit), store, notes)
    assert expected == (found and (found.source, found.email, found.token, found.bearer))
    assert len(notes) == len(told)
    assert all(part in note for part, note in zip(told, notes, strict=True))


def test_a_token_without_its_own_email_is_never_used(drawer: Drawer, store: TokenStore) -> None:
    drawer.tokens["alegra-cli", "empty"] = "orphan"
    env = {"ALEGRA_EMAIL": "env@x.co"}
    assert find(env, ResolvedProfile(EMPTY, explicit=True), store, []) is None


def test_the_sandbox_has_its_own_and_asks_nobody(drawer: Drawer, store: TokenStore) -> None:
    who = ResolvedProfile(Profile("sandbox"), explicit=True)
    found = find({**ENV, **BEARER}, who, store, [], sandbox=("demo@x.co", "demo"))
    assert found == Credentials("demo@x.co", "demo", None, "sandbox")
    assert drawer.used == 0


def test_exported_credentials_do_not_even_import_keyring(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from alegra_cli.config.file import Profile, ResolvedProfile\n"
        "from alegra_cli.config.credentials import TokenStore, find\n"
        "env = {'ALEGRA_EMAIL': 'e', 'ALEGRA_TOKEN': 't'}\n"
        "who = ResolvedProfile(Profile('p', email='x'), explicit=False)\n"
        "find(env, who, TokenStore(Path(sys.argv[1])), [])\n"
        "print([name for name in ('keyring', 'yaml') if name in sys.modules])"
    )
    assert python(code, str(tmp_path)) == "[]\n"


def test_nothing_shown_holds_a_secret() -> None:
    shown = repr(Credentials("a@b.co", "t-o-k-e-n", "b-e-a-r-e-r", "file"))
    assert "a@b.co" in shown
    assert "t-o-k-e-n" not in shown
    assert "b-e-a-r-e-r" not in shown


def test_the_fingerprint_is_stable_tells_people_apart_and_takes_any_text() -> None:
    def of(email: str | None, token: str | None, bearer: str | None = None) -> str:
        return Credentials(email, token, bearer, "config").identity()

    assert of("a@b.co", "t") == Credentials("a@b.co", "t", None, "keyring").identity()
    several = {of("a", "t"), of("b", "t"), of("a", "u"), of(None, None, "t"), of("\udcff", "t")}
    assert len(several) == 5
    assert all(len(one) == 16 and int(one, 16) >= 0 for one in several)


# The keyring


def test_a_token_lives_in_the_keyring_until_it_is_deleted(
    drawer: Drawer, store: TokenStore, file: Path
) -> None:
    store.set("acme", "secret")
    assert drawer.tokens == {("alegra-cli", "acme"): "secret"}
    assert store.get("acme") == ("secret", "keyring")
    store.rename("acme", "beta")
    assert drawer.tokens == {("alegra-cli", "beta"): "secret"}
    store.delete("beta")
    store.delete("beta")
    assert drawer.tokens == {}
    assert not store.has("beta")
    assert not file.parent.exists()


@pytest.mark.parametrize(
    "kept", ["go-keyring-base64:c2VjcmV0", "go-keyring-encoded:736563726574", "secret"]
)
def test_a_token_that_the_older_tool_kept_on_macos(
    drawer: Drawer, store: TokenStore, kept: str
) -> None:
    drawer.tokens["alegra-cli", "acme"] = kept
    assert store.get("acme") == ("secret", "keyring")
    store.rename("acme", "beta")
    assert drawer.tokens == {("alegra-cli", "beta"): "secret"}


@pytest.mark.parametrize("fault", [KeyringLocked("it is locked"), OSError("no bus"), KeyError("x")])
def test_a_keyring_that_fails(
    drawer: Drawer, store: TokenStore, file: Path, fault: Exception
) -> None:
    drawer.fault = fault
    notes: list[str] = []
    assert store.get("acme", notes) == (None, "keyring")
    assert len(notes) == 1
    assert str(fault) in notes[0]
    with pytest.raises(NotSignedIn) as caught:
        store.set("acme", "secret")
    assert str(fault) in caught.value.message
    for way_out in ("ALEGRA_EMAIL", "ALEGRA_TOKEN", "--insecure-storage"):
        assert way_out in caught.value.hint
    with pytest.raises(AlegraError, match="did not forget the token of acme"):
        store.delete("acme")
    with pytest.raises(NotSignedIn):
        store.rename("acme", "beta")
    assert not file.exists()


def test_no_error_shows_the_token(drawer: Drawer, store: TokenStore) -> None:
    drawer.fault = KeyringLocked("locked")
    with pytest.raises(NotSignedIn) as caught:
        store.set("acme", "s-e-c-r-e-t")
    assert "s-e-c-r-e-t" not in caught.value.message + caught.value.hint


TRY_ALL = """
import json, sys
from pathlib import Path
from alegra_cli.config.credentials import TokenStore
from alegra_cli.errors import AlegraError

def attempt(do, *args, **more):
    try:
        return do(*args, **more)
    except AlegraError as problem:
        return problem.message

store, notes = TokenStore(Path(sys.argv[1])), []
print(json.dumps({
    "get": attempt(store.get, "acme", notes)[0],
    "notes": notes,
    "set": attempt(store.set, "acme", "secret"),
    "insecure": attempt(store.set, "acme", "secret", insecure=True),
    "then": attempt(store.get, "acme"),
    "rename": attempt(store.rename, "acme", "beta"),
    "moved": attempt(store.get, "beta"),
    "delete": attempt(store.delete, "beta"),
    "nothing": attempt(store.delete, "beta"),
}))
"""


def python(code: str, *arguments: str, backend: str = "") -> str:
    """What a program of its own prints, under a keyring backend chosen as people choose it."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    env.pop("PYTHON_KEYRING_BACKEND", None)
    if backend:
        env["PYTHON_KEYRING_BACKEND"] = backend
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=env,
        capture_output=True,
        text=True,
        check=True,
        timeout=LONGEST,
    )
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize(
    ("backend", "reason", "note", "deleting_nothing"),
    [
        ("keyring.backends.fail.Keyring", "there is none on this machine", True, None),
        ("keyring.backends.null.Keyring", "it did not keep the token", False, None),
        ("no_such_module.Keyring", "No module named", True, "did not forget"),
    ],
)
def test_backends_that_keep_nothing(
    tmp_path: Path, backend: str, reason: str, note: bool, deleting_nothing: str | None
) -> None:
    seen = json.loads(python(TRY_ALL, str(tmp_path), backend=backend))
    assert seen["get"] is None
    assert [reason in text for text in seen["notes"]] == ([True] if note else [])
    assert reason in seen["set"]
    assert seen["insecure"] is None
    assert seen["then"] == ["secret", "file"]
    assert seen["rename"] is None
    assert seen["moved"] == ["secret", "file"]
    assert seen["delete"] is None
    assert seen["nothing"] is None or deleting_nothing in seen["nothing"]


def test_a_backend_chosen_by_variable_keeps_the_token(tmp_path: Path) -> None:
    name = "tests.unit.test_credentials.Drawer"
    seen = json.loads(
        python(
            TRY_ALL.replace(', "secret", insecure=True', ', "secret"'), str(tmp_path), backend=name
        )
    )
    assert seen["then"] == ["secret", "keyring"]
    assert seen["moved"] == ["secret", "keyring"]
    assert list(tmp_path.iterdir()) == []


# The file that a person asked for


def test_the_file_is_closed_to_others_from_its_first_byte(
    drawer: Drawer, store: TokenStore, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes = []
    sync = os.fsync

    def watched(descriptor: int) -> None:
        modes.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    before = os.umask(0)
    try:
        store.set("acme", "secret", insecure=True)
    finally:
        os.umask(before)
    assert modes == [0o600]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert drawer.used == 0
    assert store.get("acme") == ("secret", "file")
    assert drawer.used == 0


def test_a_token_that_moves_into_the_keyring_leaves_the_file(
    drawer: Drawer, store: TokenStore, file: Path
) -> None:
    store.set("acme", "old", insecure=True)
    store.set("beta", "other", insecure=True)
    store.set("acme", "new")
    assert json.loads(file.read_text()) == {"beta": "other"}
    assert store.get("acme") == ("new", "keyring")


def test_deleting_reaches_both_places(drawer: Drawer, store: TokenStore, file: Path) -> None:
    store.set("acme", "older")
    store.set("acme", "newer", insecure=True)
    store.delete("acme")
    assert drawer.tokens == {}
    assert json.loads(file.read_text()) == {}


@pytest.mark.parametrize("text", ["{", "[]", '{"acme": 5}', "\x00", ""])
@pytest.mark.parametrize(
    "use",
    [
        lambda store: store.get("acme"),
        lambda store: store.set("beta", "secret", insecure=True),
        lambda store: store.delete("acme"),
    ],
)
def test_a_damaged_file_is_named_and_left_alone(
    drawer: Drawer, store: TokenStore, file: Path, text: str, use: Callable[[TokenStore], Any]
) -> None:
    file.parent.mkdir()
    file.write_text(text)
    with pytest.raises(ConfigProblem, match=r"credentials\.json can't be read"):
        use(store)
    assert file.read_text() == text


def test_a_folder_that_cannot_be_made(drawer: Drawer) -> None:
    store = TokenStore(Path("/dev/null/settings"))
    assert store.get("acme") == (None, "keyring")
    with pytest.raises(ConfigProblem, match="can't be written: Not a directory"):
        store.set("acme", "secret", insecure=True)


def test_programs_that_sign_in_at_once_lose_nothing(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from alegra_cli.config.credentials import TokenStore\n"
        "for n in range(15):\n"
        "    TokenStore(Path(sys.argv[1])).set(f'{sys.argv[2]}-{n}', 't', insecure=True)"
    )
    programs = [fork_server.python(code, str(tmp_path), str(who)) for who in range(3)]
    assert [program.wait(60) for program in programs] == [0, 0, 0]
    assert len(json.loads((tmp_path / "credentials.json").read_text())) == 45


def test_a_file_is_no_keyring_unless_it_is_asked_for(
    tmp_path: Path, drawer: Drawer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Drawer, "priority", 0.5)
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    store = TokenStore(tmp_path)
    drawer.tokens["alegra-cli", "acme"] = "of an earlier version"
    notes: list[str] = []
    assert store.get("acme", notes) == (None, "keyring")
    assert "no keyring of the system but a file" in notes[0]
    with pytest.raises(NotSignedIn, match=r"PYTHON_KEYRING_BACKEND=.*Drawer") as refused:
        store.set("acme", "secret")
    assert "--insecure-storage" in refused.value.hint
    assert "secret" not in drawer.tokens.values()
    store.delete("acme")
    assert drawer.tokens == {}
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", f"{__name__}.Drawer")
    store.set("acme", "secret")
    assert store.get("acme") == ("secret", "keyring")
    assert drawer.tokens == {("alegra-cli", "acme"): "secret"}


STARTED = """
import sys
from pathlib import Path
from alegra_cli.config.credentials import TokenStore

started = []
sys.addaudithook(lambda event, told: event == "subprocess.Popen" and started.append(told))
TokenStore(Path(sys.argv[1])).get("acme")
assert "keyring.core" in sys.modules
print(started)
"""


def test_to_look_for_a_keyring_starts_no_other_program(tmp_path: Path) -> None:
    """The library asked the compiler for what only macOS has, at every command."""
    assert python(STARTED, str(tmp_path)) == "[]\n"
