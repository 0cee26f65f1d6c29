"""Whether there is a newer version, asked of the installer that brought this one."""

from __future__ import annotations

import json
import os
import shlex
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from alegra_cli import __version__
from alegra_cli.builtin import update
from alegra_cli.testing import Runner
from alegra_cli.update import installer
from tests.cases import cases
from tests.cli.fork_server import LONGEST

PIP_SPEAKS_JSON = installer.pip_speaks_json
NOTHING = "ERROR: No matching distribution found for alegra-cli"
Fake = Callable[..., Runner]


class Index(BaseHTTPRequestHandler):
    """A package index of one project, whose page answers with `pages` or 404."""

    pages: dict[str, str] = {}

    def do_GET(self) -> None:
        page = self.pages.get(self.path, "").encode()
        self.send_response(200 if page else 404)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *_words: object) -> None:
        """Nothing on stderr."""


@pytest.fixture(scope="module")
def index() -> Iterator[str]:
    wheels = [f"alegra_cli-{version}-py3-none-any.whl" for version in ("9.9.9", "10.0.0rc1")]
    page = "".join(f'<a href="{wheel}">{wheel}</a>' for wheel in wheels)
    Index.pages = {"/full/alegra-cli/": page}
    with ThreadingHTTPServer(("127.0.0.1", 0), Index) as server:
        thread = threading.Thread(
            target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join(LONGEST)


def real(home: Path, url: str) -> Runner:
    """The program with the pip of this environment, which asks `url`."""
    mine = {"PIP_INDEX_URL": url, "PIP_CONFIG_FILE": os.devnull, "PIP_RETRIES": "0"}
    return Runner(home, mine)


@pytest.fixture
def pip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    """The program with a pip that prints what it is told to; as text, as older ones do."""
    monkeypatch.setattr(installer, "upgrade", lambda: "pipx upgrade alegra-cli")
    monkeypatch.setattr(installer, "pip_speaks_json", lambda: False)

    def saying(out: str = "", err: str = "", code: int = 0, first: str = "") -> Runner:
        lines = ("import sys", first, f"sys.stdout.write({out!r})", f"sys.stderr.write({err!r})")
        (tmp_path / "pip").mkdir()
        (tmp_path / "pip" / "__init__.py").touch()
        (tmp_path / "pip" / "__main__.py").write_text("\n".join([*lines, f"sys.exit({code})"]))
        return Runner(tmp_path, {"PYTHONPATH": str(tmp_path)})

    return saying


@pytest.fixture
def uv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    """The program as uv installed it, with a uv that prints what it is told to."""
    monkeypatch.setattr(installer, "metadata_file", {"INSTALLER": "uv\n"}.get)

    def saying(out: str = "", err: str = "", code: int = 0) -> Runner:
        program = tmp_path / "uv"
        said = f"printf %s {shlex.quote(out)}; printf %s {shlex.quote(err)} >&2"
        program.write_text(
            f'#!/bin/sh\nread -r name; [ "$name" = alegra-cli ] || exit 3\n{said}\nexit {code}\n'
        )
        program.chmod(0o755)
        return Runner(tmp_path, {"PATH": str(tmp_path)})

    return saying


def test_pip_finds_a_newer_one_in_its_own_index(
    pip: Fake, index: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pip("Available versions: 66.6\n")
    monkeypatch.chdir(tmp_path)  # a folder named pip, where the person is, does not run
    monkeypatch.setattr(installer, "pip_speaks_json", PIP_SPEAKS_JSON)
    told = real(tmp_path, f"{index}/full/")("update", "check", "-o", "json")
    assert (told.code, told.err) == (0, "")
    assert json.loads(told.out) == {
        "installed": __version__,
        "newest": "9.9.9",
        "newer": True,
        "command": "pipx upgrade alegra-cli",
    }


def test_an_index_that_does_not_have_it(index: str, tmp_path: Path) -> None:
    told = real(tmp_path, f"{index}/empty/")("update", "check")
    assert (told.code, told.err) == (0, "")
    assert "not published in the package index yet" in told.out


def test_no_index_where_pip_asks(tmp_path: Path) -> None:
    told = real(tmp_path, "http://ana:hidden@127.0.0.1:1/")("update", "check", "--timeout", "20")
    assert (told.code, told.out) == (8, "")
    error, hint = told.err.splitlines()
    assert "/alegra-cli/: connection error" in error
    assert hint.startswith("Hint: All that it says: ")
    assert "hidden" not in told.err


def test_a_newer_one_is_told_with_the_command(pip: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(update, "__version__", "0.9.0")  # which is more than 0.10 as a text
    check = pip("alegra-cli (0.10.0)\nAvailable versions: 0.10.0, 0.9.0\n  INSTALLED: 0.9.0\n")
    told = check("update", "check")
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines() == [
        "Installed: 0.9.0",
        "Newest: 0.10.0",
        "To upgrade: pipx upgrade alegra-cli",
    ]


def test_the_same_one(pip: Fake) -> None:
    check = pip(f"Available versions: {__version__}\n")
    assert json.loads(check("update", "check", "-o", "json").out) == {
        "installed": __version__,
        "newest": __version__,
        "newer": False,
        "command": None,
    }
    assert "nothing newer" in check("update", "check").out


def test_a_pre_release_is_not_offered(pip: Fake) -> None:
    # Which pip tells of where its settings have `pre`.
    check = pip(f"Available versions: 99.0rc1, 98.0.dev1, {__version__}\n")
    assert "nothing newer" in check("update", "check").out


def test_pip_gets_no_credentials_and_reads_nothing(pip: Fake) -> None:
    told = pip(first="import os; sys.exit(f'{sorted(os.environ)} {sys.stdin.read()!r}')")(
        "update", "check", "-o", "json"
    )
    said = json.loads(told.err)["error"]["message"]
    assert "PYTHONPATH" in said
    assert said.endswith(" ''")
    assert "ALEGRA" not in said


@pytest.mark.parametrize(
    ("said", "code", "message"),
    [
        ({"err": NOTHING, "code": 1}, 0, ""),
        ({"out": "Could not fetch URL x: 404 Client Error: x", "err": NOTHING, "code": 1}, 0, ""),
        ({"out": "Could not fetch URL x: 503", "err": NOTHING, "code": 1}, 8, "x: 503"),
        ({"out": "Could not fetch URL \x1b[2J", "err": NOTHING, "code": 1}, 8, "URL ␛[2J"),
        ({"err": 'ERROR: unknown command "index"', "code": 1}, 1, 'unknown command "index"'),
        ({"out": "alegra-cli (newest)\n"}, 1, "alegra-cli (newest)"),
        ({"out": "Available versions: newest\n"}, 1, "does not tell which versions"),
        ({"code": 1}, 1, "pip does not tell"),
    ],
)
def test_what_else_pip_says(pip: Fake, said: dict[str, str], code: int, message: str) -> None:
    told = pip(**said)("update", "check")
    assert told.code == code
    assert message in told.err
    assert ("not published" in told.out) == (code == 0)
    assert len(told.err.splitlines()) == (2 if code else 0)


def test_pip_that_takes_too_long_is_ended(pip: Fake) -> None:
    check = pip(first="import threading; threading.Event().wait(60)")
    told = check("update", "check", "--timeout", "0.2")
    assert told.code == 8
    assert "no answer from the package index within 0.2 s" in told.err


def test_uv_tells_it_where_uv_installed_it(uv: Fake) -> None:
    told = uv("alegra-cli==99.1\n")("update", "check", "-o", "json")
    assert (told.code, told.err) == (0, "")
    assert json.loads(told.out)["newest"] == "99.1"


@pytest.mark.parametrize(
    ("err", "code", "message"),
    [
        ("cause: Because alegra-cli was not found in the package registry and you", 0, ""),
        ("error: Failed to fetch: x\n  cause: Connection refused", 8, "index: Connection refused"),
        ("was not found in the package registry\nhint: x could not be queried", 8, "queried"),
        ("error: unexpected argument '--no-header' found", 1, "unexpected argument"),
    ],
)
def test_what_else_uv_says(uv: Fake, err: str, code: int, message: str) -> None:
    told = uv(err=err, code=2)("update", "check")
    assert told.code == code
    assert message in told.err
    assert ("not published" in told.out) == (code == 0)


def test_neither_pip_nor_uv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installer, "find_spec", lambda _name: None)
    monkeypatch.setattr(installer, "metadata_file", {"INSTALLER": "uv\n"}.get)
    told = Runner(tmp_path, {"PATH": str(tmp_path)})("update", "check")
    assert told.code == 1
    assert "neither pip nor uv" in told.err
    assert f"To upgrade: {installer.upgrade()}" in told.err


def test_a_dry_run_shows_the_line_and_runs_nothing(pip: Fake) -> None:
    told = pip(first="raise SystemExit(9)")("update", "check", "--dry-run")
    assert told.code == 0
    assert shlex.split(told.out)[1:7] == ["-P", "-m", "pip", "index", "versions", "alegra-cli"]


def test_alone_it_explains_itself(alegra: Runner) -> None:
    told = alegra("update")
    assert told.code == 0
    assert "check" in told.out


@cases(
    ("file", "text", "command"),
    [
        ("pipx_metadata.json", "{}", "pipx upgrade alegra-cli"),
        ("uv-receipt.toml", "", "uv tool upgrade alegra-cli"),
        ("INSTALLER", "uv\n", "uv pip install --python '/a b/python' --upgrade alegra-cli"),
        ("INSTALLER", "pip\n", "'/a b/python' -m pip install --upgrade alegra-cli"),
        (
            "direct_url.json",
            '{"url": "file:///a%20b", "dir_info": {"editable": true}}',
            "git -C '/a b' pull",
        ),
    ],
)
def test_the_command_fits_how_it_was_installed(
    file: str, text: str, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / file).write_text(text)

    def told(name: str) -> str | None:
        return (tmp_path / name).read_text() if (tmp_path / name).exists() else None

    monkeypatch.setattr(installer, "metadata_file", told)
    monkeypatch.setattr("sys.prefix", str(tmp_path))
    monkeypatch.setattr("sys.executable", "/a b/python")
    assert installer.upgrade() == command
