"""The configuration file: where it is, what it takes, and that nothing in it gets lost."""

from __future__ import annotations

import contextlib
import os
import stat
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from alegra_cli.config import paths
from alegra_cli.config.file import ConfigFile, Profile, check_name, resolve
from alegra_cli.errors import ConfigProblem, UsageProblem
from tests.cli.fork_server import LONGEST, python
from tests.conftest import SHARED_FIXTURES
from tests.nesting import nested, objects

# As the older tool writes it, with a few keys that nobody knows.
OLDER = """\
# my accounts
defaultProfile: acme
profiles:
  acme:
    baseUrl: https://api.alegra.com/api/v1
    email: ana@acme.co
    description: Main company
    country: colombia
    futureKey: {deep: [1, 2.50, yes]}
  beta:
    email: ana@beta.mx
    bearerToken: b-e-a-r-e-r
settings:
  defaultOutputFormat: json
  requestsPerSecond: 2.50
aliases:
  unpaid: invoices list --status open
extra:
  zip: 0123
  day: 2026-01-31
  time: 1:30
  flag: yes
  number: 1_000
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text(OLDER, encoding="utf-8")
    path.chmod(0o600)
    return path


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that a user without rights can reach, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


@contextlib.contextmanager
def without_rights() -> Iterator[None]:
    """Root may read and write everything, so a test run by root lays that down."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


# Places


@pytest.mark.parametrize(
    ("env", "existing", "expected"),
    [
        ({}, [], ".config/alegra-cli/config.yaml"),
        ({"ALEGRA_CONFIG": ""}, [], ".config/alegra-cli/config.yaml"),
        ({"ALEGRA_CONFIG": "HOME/x.yml"}, [".alegra-cli/config.yaml"], "x.yml"),
        ({"XDG_CONFIG_HOME": "HOME/xdg"}, [], "xdg/alegra-cli/config.yaml"),
        ({"XDG_CONFIG_HOME": "relative"}, [], ".config/alegra-cli/config.yaml"),
        ({}, [".alegra-cli/config.yaml"], ".alegra-cli/config.yaml"),
        (
            {},
            [".alegra-cli/config.yaml", ".config/alegra-cli/config.yaml"],
            ".config/alegra-cli/config.yaml",
        ),
    ],
)
def test_where_the_file_is(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    env: dict[str, str],
    existing: list[str],
    expected: str,
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in existing:
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).touch()
    given_env = {key: value.replace("HOME", str(tmp_path)) for key, value in env.items()}
    found = paths.config_file({"HOME": str(tmp_path), **given_env})
    assert found == tmp_path / expected
    assert paths.data_dir({"HOME": str(tmp_path), **given_env}) == found.parent


@pytest.mark.parametrize(
    ("platform", "env", "config", "cache"),
    [
        ("linux", {}, "/h/.config/alegra-cli", "/h/.cache/alegra-cli"),
        ("linux", {"XDG_CACHE_HOME": "/c"}, "/h/.config/alegra-cli", "/c/alegra-cli"),
        ("linux", {"XDG_CACHE_HOME": "c"}, "/h/.config/alegra-cli", "/h/.cache/alegra-cli"),
        (
            "darwin",
            {},
            "/h/Library/Application Support/alegra-cli",
            "/h/Library/Caches/alegra-cli",
        ),
        (
            "win32",
            {"APPDATA": "/roaming", "LOCALAPPDATA": "/local"},
            "/roaming/alegra-cli",
            "/local/alegra-cli/Cache",
        ),
    ],
)
def test_the_places_of_each_system(
    monkeypatch: pytest.MonkeyPatch, platform: str, env: dict[str, str], config: str, cache: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert paths.config_file({"HOME": "/h", **env}) == Path(config) / "config.yaml"
    assert paths.cache_dir({"HOME": "/h", **env}) == Path(cache)


def test_a_home_that_may_not_be_looked_into_is_no_crash(open_folder: Path) -> None:
    (open_folder / ".config").mkdir(mode=0o000)
    with without_rights():
        path = paths.config_file({"HOME": str(open_folder)})
        with pytest.raises(ConfigProblem, match="can't be read: Permission denied"):
            _ = ConfigFile(path).profiles
    (open_folder / ".config").chmod(0o700)


# Reading


def test_the_older_tools_file_is_read(file: Path) -> None:
    config = ConfigFile(file)
    assert config.default_profile == "acme"
    assert list(config.profiles) == ["acme", "beta"]
    assert config.profiles["acme"] == Profile(
        "acme",
        email="ana@acme.co",
        base_url="https://api.alegra.com/api/v1",
        country="colombia",
        description="Main company",
    )
    assert config.profiles["beta"].bearer == "b-e-a-r-e-r"
    assert config.settings == {"defaultOutputFormat": "json", "requestsPerSecond": "2.50"}


@pytest.mark.parametrize("text", [None, "", "---\n", "# only a comment\n", "profiles:\n", "{}"])
def test_an_empty_file_is_no_problem(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "config.yaml"
    if text is not None:
        path.write_text(text)
    config = ConfigFile(path)
    assert (config.profiles, config.settings, config.default_profile) == ({}, {}, "default")
    config.save_profile(Profile("acme", email="a@b.co"))
    assert ConfigFile(path).profiles == {"acme": Profile("acme", email="a@b.co")}


def test_reading_makes_nothing_and_imports_no_yaml_without_a_file(tmp_path: Path) -> None:
    path = tmp_path / "none" / "config.yaml"
    code = (
        "import sys; from pathlib import Path; from alegra_cli.config.file import ConfigFile;"
        "c = ConfigFile(Path(sys.argv[1])); print(c.profiles, c.settings, 'yaml' in sys.modules)"
    )
    out = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=LONGEST,
    )
    assert out.stdout == "{} {} False\n"
    assert list(tmp_path.iterdir()) == []


def test_values_keep_the_text_they_are_written_in(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(
        "profiles:\n  2024:\n    companyId: 0123\n    description: no\n    token: 1_0\n"
    )
    profile = Profile("2024", company_id="0123", description="no", token="1_0")
    assert ConfigFile(path).profiles == {"2024": profile}


def test_secrets_are_not_in_the_repr(file: Path) -> None:
    assert "b-e-a-r-e-r" not in repr(ConfigFile(file).profiles)


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("a: b\n\tc: d\n", "line 2, column 1", "token"),
        ("profiles:\n  x: [1\n", "line 3, column 1", "expected"),
        ("- a\n- b\n", "line 1, column 1", "the file must hold"),
        ("just text", "line 1, column 1", "the file must hold"),
        ("a: 1\nprofiles: [x]\n", "line 2, column 11", "profiles must hold"),
        ("settings: 7\n", "line 1, column 11", "settings must hold"),
        ("aliases: []\n", "line 1, column 10", "aliases must hold"),
        ("profiles:\n  acme: text\n", "line 2, column 9", "acme must hold"),
        ("profiles:\n  acme:\n    token: [x]\n", "line 3, column 12", "token must be"),
        ("profiles:\n  ? [a]\n  : {}\n", "line 2, column 5", "key must be a word"),
        ("profiles:\n  ~: {}\n", "line 2, column 3", "key must be a word"),
        ("defaultProfile: {a: 1}\n", "line 1, column 17", "defaultProfile must be"),
        ("profiles:\n  a: {}\n  a: {}\n", "line 3, column 3", "a is there twice"),
        ("a: 1\n---\nb: 2\n", "line 2, column 1", "document"),
        ("a: !!python/object:os.system x\n", "line 1, column 4", "constructor"),
        ("a: 1\nb: \x01\n", "line 2, column 4", "special characters"),
        # A line for each: those that one line opens are all looked through again and again.
        ("a: " + "[\n" * 1000, "line 1, column 1", "recursion"),
    ],
)
def test_a_damaged_file_is_named_with_its_place_and_left_alone(
    tmp_path: Path, text: str, where: str, what: str
) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(text)
    for attempt in (
        lambda: ConfigFile(path).profiles,
        lambda: ConfigFile(path).save_profile(Profile("x")),
        lambda: ConfigFile(path).set_setting("language", "es"),
    ):
        with pytest.raises(ConfigProblem) as caught:
            attempt()
        assert caught.value.message.startswith(f"{path}, {where}: ")
        assert what in caught.value.message
    assert path.read_text() == text
    assert [entry.name for entry in tmp_path.iterdir()] == ["config.yaml"]


def test_a_file_that_is_no_utf8_or_no_file(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(OLDER, encoding="utf-16")
    with pytest.raises(ConfigProblem, match="can't be read: it is not UTF-8 text"):
        _ = ConfigFile(path).profiles
    with pytest.raises(ConfigProblem, match="can't be read: Is a directory"):
        _ = ConfigFile(tmp_path).profiles
    looping = tmp_path / "loop.yaml"
    looping.symlink_to(looping)
    with pytest.raises(ConfigProblem, match="can't be read"):
        ConfigFile(looping).set_setting("language", "es")


def test_a_byte_order_mark_of_an_editor_is_no_problem(file: Path) -> None:
    file.write_text(OLDER, encoding="utf-8-sig")
    assert ConfigFile(file).default_profile == "acme"


# Writing


def test_a_change_keeps_everything_else(file: Path) -> None:
    config = ConfigFile(file)
    config.save_profile(
        attrs.evolve(config.profiles["acme"], country=None, timezone="America/Lima")
    )
    config.set_setting("language", "es")
    assert file.read_text() == OLDER.replace("    country: colombia\n", "").replace(
        "yes]}\n", "yes]}\n    timezone: America/Lima\n"
    ).replace("2.50\naliases", "2.50\n  language: es\naliases")


COMMENTED = """\
# head
defaultProfile: 'acme'  # the main one
# above profiles
profiles:
    # above acme
    acme:
        email: "a@b.co"  # mail

        # inside acme
        country: chile

    # above beta
    beta: {email: b@b.co, companyId: 0123}
# above settings
settings:
    language: es  # one

# above aliases
aliases:
    # above the word
    unpaid: >-
        invoices list
        --status open
# end
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("change", "gone", "new"),
    [
        (lambda c: c.set_setting("country", "peru"), [], ["    country: peru"]),
        (
            lambda c: c.set_setting("language", "en"),
            ["    language: es  # one"],
            ["    language: en  # one"],
        ),
        (lambda c: c.use("beta"), ["defaultProfile: 'acme'  # the main one"],
         ["defaultProfile: 'beta'  # the main one"]),
        (lambda c: c.set_alias("x", "a: # b"), [], ["    x: 'a: # b'"]),
        (
            lambda c: c.set_alias("unpaid", None),
            ["    unpaid: >-", "        invoices list", "        --status open"],
            ["  {}"],
        ),
        (
            lambda c: c.rename_profile("acme", "main"),
            ["defaultProfile: 'acme'  # the main one", "    acme:"],
            ["defaultProfile: 'main'  # the main one", "    main:"],
        ),
        (
            lambda c: c.delete_profile("acme"),
            [
                "defaultProfile: 'acme'  # the main one",
                "    acme:",
                '        email: "a@b.co"  # mail',
                "",
                "        # inside acme",
                "        country: chile",
            ],
            [],
        ),
        (
            lambda c: c.delete_profile("beta"),
            ["    beta: {email: b@b.co, companyId: 0123}"],
            [],
        ),
        (
            lambda c: c.save_profile(Profile("gama", email="yes")),
            [],
            ["    gama:", "        email: 'yes'"],
        ),
        (
            lambda c: c.save_profile(Profile("beta", email="b@b.co", company_id="9")),
            ["    beta: {email: b@b.co, companyId: 0123}"],
            ["    beta: {email: b@b.co, companyId: '9'}"],
        ),
    ],
)  # fmt: skip
def test_a_change_leaves_the_comments_of_a_person(
    tmp_path: Path,
    end: str,
    change: Callable[[ConfigFile], None],
    gone: list[str],
    new: list[str],
) -> None:
    path = tmp_path / "config.yaml"
    path.write_bytes(COMMENTED.replace("\n", end).encode())
    change(ConfigFile(path))
    text = path.read_bytes().decode()
    assert text.count(end) == text.count("\n")
    before, after = COMMENTED.splitlines(), text.splitlines()
    assert list(Counter(before) - Counter(after)) == list(Counter(gone) - Counter(new))
    assert list(Counter(after) - Counter(before)) == list(Counter(new) - Counter(gone))
    # The comments stand where they stood.
    places = [after.index(line) for line in before if line.startswith("#")]
    assert places == sorted(places)


def test_a_file_of_comments_alone_keeps_them(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("# mine\n\n# and this\n")
    ConfigFile(path).set_setting("language", "es")
    assert path.read_text() == "# mine\n\n# and this\nsettings:\n  language: es\n"


@pytest.mark.parametrize("name", ["a", "b"])
def test_what_two_profiles_share_is_kept_for_the_other(tmp_path: Path, name: str) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(
        "# mine\nshared: &mail x@y.co\nprofiles:\n"
        "  a: &same\n    email: *mail\n    country: chile\n  b: *same\n"
        "  c:\n    <<: *same\n    description: d\n"
    )
    ConfigFile(path).save_profile(Profile(name, email="x@y.co", country="peru"))
    found = ConfigFile(path).profiles
    assert {key: profile.country for key, profile in found.items()} == {
        "a": "chile", "b": "chile", "c": "chile", name: "peru",
    }  # fmt: skip
    assert {profile.email for profile in found.values()} == {"x@y.co"}
    assert path.read_text().startswith("# mine\nshared: &mail x@y.co\n")


def test_what_ruamel_would_not_read_as_we_do_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("? !!str extra\n: !!binary aGk=\nsettings: {}  # mine\n")
    ConfigFile(path).set_setting("language", "es")
    assert yaml.safe_load(path.read_text()) == {"extra": b"hi", "settings": {"language": "es"}}


def test_reading_never_imports_what_writes(file: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from alegra_cli.config.file import ConfigFile;"
        "c = ConfigFile(Path(sys.argv[1])); print(len(c.profiles), 'ruamel' in str(sys.modules))"
    )
    out = subprocess.run(
        [sys.executable, "-c", code, str(file)],
        capture_output=True,
        text=True,
        check=True,
        timeout=LONGEST,
    )
    assert out.stdout == "2 False\n"


_PLAIN = (
    st.integers(),
    st.floats(allow_nan=False),
    st.dates(),
    st.text(),
    st.binary(max_size=9),
)
_KEY = st.text(min_size=1).filter(lambda key: key not in ("settings", "profiles", "aliases"))
_UNKNOWN = objects(
    _KEY.filter(lambda key: key != "defaultProfile"),
    nested((None, False, True), _PLAIN, _KEY, most=9),
)


@settings(max_examples=40, suppress_health_check=SHARED_FIXTURES)
@given(top=_UNKNOWN, inside=_UNKNOWN)
def test_unknown_keys_of_any_kind_survive(
    tmp_path: Path, top: dict[str, object], inside: dict[str, object]
) -> None:
    inside = {f"x-{key}": value for key, value in inside.items()}
    content = {**top, "profiles": {"acme": inside}, "settings": dict(inside), "aliases": inside}
    with tempfile.TemporaryDirectory(dir=tmp_path) as folder:
        path = Path(folder) / "config.yaml"
        path.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
        ConfigFile(path).save_profile(Profile("acme", country="peru"))
        ConfigFile(path).set_setting("language", "es")
        after = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert after == {
        **content,
        "profiles": {"acme": {**inside, "country": "peru"}},
        "settings": {**inside, "language": "es"},
    }
    assert list(after) == list(content)


@settings(max_examples=40, suppress_health_check=SHARED_FIXTURES)
@given(texts=st.lists(st.text(min_size=1), min_size=10, max_size=10))
def test_a_profile_comes_back_as_it_was_saved(tmp_path: Path, texts: list[str]) -> None:
    profile = Profile("acme", *texts)
    with tempfile.TemporaryDirectory(dir=tmp_path) as folder:
        path = Path(folder) / "config.yaml"
        ConfigFile(path).save_profile(profile)
        assert ConfigFile(path).profiles == {"acme": profile}


def test_nothing_is_written_when_nothing_changes(file: Path) -> None:
    before = file.stat()
    config = ConfigFile(file)
    config.use("acme")
    config.save_profile(config.profiles["beta"])
    config.set_setting("defaultOutputFormat", "json")
    config.rename_profile("beta", "beta")
    assert file.read_text() == OLDER
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "new" / "config.yaml"
    ConfigFile(path).set_setting("language", "es")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    path.chmod(0o644)
    ConfigFile(path).set_setting("language", "en")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_link_stays_a_link(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "dotfiles" / "alegra.yaml"
    link.parent.mkdir()
    link.symlink_to(file)
    ConfigFile(link).use("beta")
    assert link.is_symlink()
    assert ConfigFile(file).default_profile == "beta"
    assert [entry.name for entry in link.parent.iterdir()] == ["alegra.yaml"]


def test_two_profiles_that_share_a_mapping_do_not_change_together(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("profiles:\n  a: &same {email: x@y.co}\n  b: *same\n")
    ConfigFile(path).save_profile(Profile("b", email="x@y.co", country="peru"))
    assert ConfigFile(path).profiles["a"].country is None
    assert ConfigFile(path).profiles["b"].country == "peru"


def test_a_write_that_fails_leaves_the_old_file_and_no_rubbish(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ConfigProblem, match="can't be written: No space left on device"):
        ConfigFile(file).use("beta")
    assert file.read_text() == OLDER
    assert {entry.name for entry in file.parent.iterdir()} <= {"config.yaml", "config.yaml.lock"}


def test_a_folder_that_takes_no_writing_can_still_be_read(open_folder: Path) -> None:
    path = open_folder / "config.yaml"
    path.write_text(OLDER)
    path.chmod(0o644)
    open_folder.chmod(0o555)
    with without_rights():
        config = ConfigFile(path)
        assert config.default_profile == "acme"
        with pytest.raises(ConfigProblem, match="can't be written: Permission denied") as caught:
            config.use("beta")
    assert "ALEGRA_CONFIG" in caught.value.hint


def test_a_file_that_may_not_be_read(open_folder: Path) -> None:
    path = open_folder / "config.yaml"
    path.write_text(OLDER)
    path.chmod(0o000)
    with without_rights(), pytest.raises(ConfigProblem, match="can't be read: Permission denied"):
        _ = ConfigFile(path).profiles


def test_a_home_that_is_no_folder_reads_as_empty_and_takes_no_writing() -> None:
    config = ConfigFile(Path("/dev/null/.config/alegra-cli/config.yaml"))
    assert config.profiles == {}
    with pytest.raises(ConfigProblem, match="can't be written: Not a directory"):
        config.set_setting("language", "es")


def test_programs_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "new" / "config.yaml"
    code = (
        "import sys; from pathlib import Path\n"
        "from alegra_cli.config.file import ConfigFile, Profile\n"
        "for n in range(8):\n"
        "    ConfigFile(Path(sys.argv[1])).save_profile(Profile(f'{sys.argv[2]}-{n}', email='e'))"
    )
    programs = [python(code, str(path), str(who)) for who in range(4)]
    assert [program.wait(60) for program in programs] == [0, 0, 0, 0]
    assert set(ConfigFile(path).profiles) == {f"{who}-{n}" for who in range(4) for n in range(8)}


def test_two_changes_of_one_profile_both_stay(file: Path) -> None:
    one, other = ConfigFile(file), ConfigFile(file)
    mine, theirs = one.profiles["acme"], other.profiles["acme"]
    other.save_profile(attrs.evolve(theirs, timezone="America/Bogota"))
    one.save_profile(attrs.evolve(mine, description="Head office"))
    after = ConfigFile(file).profiles["acme"]
    assert (after.timezone, after.description) == ("America/Bogota", "Head office")


def test_a_profile_that_another_program_took_away_is_missed_not_crashed_on(file: Path) -> None:
    config = ConfigFile(file)
    assert "beta" in config.profiles
    ConfigFile(file).delete_profile("beta")
    with pytest.raises(UsageProblem, match="There is no profile 'beta'"):
        config.delete_profile("beta")


# Profiles


def test_rename_and_delete_take_the_default_along(file: Path) -> None:
    config = ConfigFile(file)
    config.rename_profile("acme", "acme.co")
    assert list(config.profiles) == ["acme.co", "beta"]
    assert config.default_profile == "acme.co"
    config.delete_profile("acme.co")
    assert config.default_profile == "default"
    config.save_profile(Profile("gamma"))
    with pytest.raises(UsageProblem, match="There is a profile beta already"):
        config.rename_profile("gamma", "beta")


@pytest.mark.parametrize("change", ["use", "delete_profile"])
def test_an_unknown_profile_is_refused_and_the_others_listed(file: Path, change: str) -> None:
    with pytest.raises(UsageProblem, match="There is no profile 'acm'") as caught:
        getattr(ConfigFile(file), change)("acm")
    assert "acme, beta, sandbox" in caught.value.hint
    assert file.read_text() == OLDER


def test_the_sandbox_is_always_there_and_cannot_be_changed(file: Path) -> None:
    config = ConfigFile(file)
    for change in (
        lambda: config.save_profile(Profile("sandbox")),
        lambda: config.delete_profile("sandbox"),
        lambda: config.rename_profile("sandbox", "x"),
        lambda: config.rename_profile("acme", "sandbox"),
    ):
        with pytest.raises(UsageProblem, match="built in"):
            change()
    config.use("sandbox")
    assert resolve({}, config, None).profile == Profile("sandbox")


def test_a_profile_that_took_the_sandboxs_name_is_kept_and_told_of(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("profiles:\n  sandbox: {email: real@company.co, country: mexico}\n")
    config = ConfigFile(path)
    assert config.profiles == {}
    assert resolve({}, config, "sandbox").profile == Profile("sandbox")
    assert "called sandbox" in config.warnings[0]
    config.set_setting("language", "es")
    assert "real@company.co" in path.read_text()


@pytest.mark.parametrize("name", ["a", "Acme_1.co-x", "9", "x" * 64])
def test_names(name: str) -> None:
    check_name(name)


@pytest.mark.parametrize("name", ["", "a b", "ñ", "a/b", "x" * 65, "a\n", "sandbox"])
def test_names_that_are_refused(name: str) -> None:
    with pytest.raises(UsageProblem):
        check_name(name)


@pytest.mark.parametrize(
    ("mode", "content", "expected"),
    [
        (0o644, OLDER, 1),
        (0o640, OLDER, 1),
        (0o600, OLDER, 0),
        (0o644, OLDER.replace("bearerToken", "other"), 0),
    ],
)
def test_a_token_that_others_can_read_is_told_of(
    file: Path, mode: int, content: str, expected: int
) -> None:
    file.write_text(content)
    file.chmod(mode)
    assert len(ConfigFile(file).warnings) == expected


# Which profile


@pytest.mark.parametrize(
    ("env", "asked", "name", "explicit"),
    [
        ({}, None, "acme", False),
        ({"ALEGRA_PROFILE": "beta"}, None, "beta", False),
        ({"ALEGRA_PROFILE": "beta"}, "acme", "acme", True),
        ({"ALEGRA_PROFILE": ""}, None, "acme", False),
        ({"ALEGRA_PROFILE": "typo"}, "acme", "acme", True),
        ({}, "sandbox", "sandbox", True),
        ({}, "default", "default", True),
    ],
)
def test_which_profile_is_in_force(
    file: Path, env: dict[str, str], asked: str | None, name: str, explicit: bool
) -> None:
    resolved = resolve(env, ConfigFile(file), asked)
    assert (resolved.profile.name, resolved.explicit) == (name, explicit)


@pytest.mark.parametrize(("env", "asked"), [({}, "typo"), ({"ALEGRA_PROFILE": "typo"}, None)])
def test_a_mistyped_profile_is_refused(file: Path, env: dict[str, str], asked: str | None) -> None:
    with pytest.raises(UsageProblem, match="There is no profile 'typo'") as caught:
        resolve(env, ConfigFile(file), asked)
    assert "acme, beta, sandbox" in caught.value.hint


def test_an_empty_option_never_means_another_account(file: Path) -> None:
    with pytest.raises(UsageProblem, match="empty name"):
        resolve({"ALEGRA_PROFILE": "acme"}, ConfigFile(file), "")


def test_the_sandbox_runs_beside_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("[")
    assert resolve({}, ConfigFile(path), "sandbox").profile.name == "sandbox"
