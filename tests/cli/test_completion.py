"""The Tab key: what it offers, from where, and that it never complains."""

from __future__ import annotations

import json
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import responses

from alegra_cli.testing import Runner
from tests.cases import cases
from tests.cli.office import Office
from tests.conftest import API

PEOPLE = [
    {"id": "7", "name": "Ana Ruiz"},
    {"id": "12", "name": "Luis Andía", "identification": "900"},
]


def answer(alegra: Runner, line: str, shell: str = "zsh", **env: str) -> list[str]:
    """The lines that the shell's script reads, for a line with the cursor at its end."""
    words = {"COMP_WORDS": line.replace(" ", "\x1f"), "COMP_LINE": line, "COMP_TYPE": "9"}
    breaks = {"COMP_WORDBREAKS": " \t\n\"'@><=;|&(:"}
    told = alegra(env={**words, **breaks, "_ALEGRA_COMPLETE": f"{shell}_complete", **env})
    assert (told.code, told.err) == (0, "")
    return told.out.splitlines()


def tab(alegra: Runner, line: str, **env: str) -> list[str]:
    """The values offered for the last word of the line."""
    lines = answer(alegra, line, **env)
    return [text[1:].partition("\t")[0] for text in lines if text.startswith("=")]


@cases(
    ("line", "offered"),
    [
        ("alegra invo", ["invoices"]),
        ("alegra contacts cre", ["create"]),
        ("alegra -p sandbox contacts cre", ["create"]),
        ("alegra invoices list --stat", ["--status"]),
        ("alegra invoices list --status dr", ["draft"]),
        ("alegra invoices list --status=dr", ["--status=draft"]),
        ("alegra invoices list --status open,dr", ["open,draft"]),
        ("alegra -p san", ["sandbox"]),
        ("alegra invoices create --set items.0.pri", ["items.0.price="]),
        ("alegra invoices create --set items.2.quan", ["items.2.quantity="]),
        ("alegra invoices create --set paymentForm=CR", ["paymentForm=CREDIT"]),
        ("alegra config use san", ["sandbox"]),
        ("alegra copy terms --from san", ["sandbox"]),
        ("alegra terms list -o js", ["json", "jsonl"]),
        ("alegra terms list --columns name,da", ["name,days"]),
        ("alegra terms list --columns days,da", []),
        ("alegra contacts list --columns name,address.ci", ["name,address.city"]),
        ("alegra terms list --sort da", ["days"]),
        ("alegra terms list --sort -da", ["-days"]),
        ("alegra terms list --sort=name,-da", ["--sort=name,-days"]),
        ("alegra export term", ["terms"]),
        ("alegra catalog --country mex", ["mexico"]),
        ("alegra catalog --country mexico forma", ["formas-de-pago"]),
        ("alegra catalog --country mexico sat-metodo-pago P", ["PUE", "PPD"]),
        ("alegra catalog --country mexico product-keys ", []),
        ("alegra catalog --country nowhere pay", []),
        ("alegra completion show f", ["fish"]),
        ("alegra completion refr", []),
        ("alegra nothing there", []),
        ("alegra terms list --nothing x", []),
    ],
)
def test_words(alegra: Runner, line: str, offered: list[str]) -> None:
    assert tab(alegra, line) == offered


def test_lists_of_codes_of_the_account_with_their_titles(office: Office) -> None:
    assert "medios-de-pago" in tab(office.alegra, "alegra catalog ")
    assert "=CASH\tCASH  Efectivo" in answer(office.alegra, "alegra catalog medios-de-pago CAS")


def test_where_a_file_is_taken_the_shell_completes_it(alegra: Runner) -> None:
    for line in ("contacts create -f ", "contacts import ", "contacts export --out=x"):
        assert answer(alegra, f"alegra {line}") == ["files"]


def test_ids_with_their_names_from_one_request_for_minutes(
    alegra: Runner, api: responses.RequestsMock
) -> None:
    api.get(f"{API}/contacts", json=PEOPLE)
    assert tab(alegra, "alegra contacts get an") == ["7", "12"]
    assert tab(alegra, "alegra contacts get 1") == ["12"]
    assert tab(alegra, "alegra contacts delete 7 900") == ["12"]
    assert tab(alegra, "alegra invoices list --client-id lu") == ["12"]
    assert tab(alegra, "alegra invoices list --client-id=ruiz") == ["--client-id=7"]
    assert tab(alegra, "alegra invoices create --client aNDia") == ["12"]
    assert len(api.calls) == 1
    kept = list((alegra.home / "cache" / "alegra-cli" / "completion").iterdir())
    assert all(file.stat().st_mode & 0o077 == 0 for file in kept)


def test_several_ids_with_commas(alegra: Runner, api: responses.RequestsMock) -> None:
    rows = [{"id": "3", "numberTemplate": {"fullNumber": "FE-3"}, "client": {"name": "Ana"}}]
    api.get(f"{API}/invoices", json=rows)
    assert tab(alegra, "alegra invoices list --ids 9,fe3") == ["9,3"]


def test_a_number_in_full_means_that_document(alegra: Runner, api: responses.RequestsMock) -> None:
    rows = [{"id": str(n + 70), "numberTemplate": {"fullNumber": f"FE-{n}"}} for n in (3, 30, 31)]
    api.get(f"{API}/invoices", json=rows)
    assert tab(alegra, "alegra invoices get FE-3") == ["73"]
    assert tab(alegra, "alegra invoices get fe") == ["73", "100", "101"]


def test_what_is_not_among_the_last_ones_is_searched_once(office: Office) -> None:
    first = office.list("invoices")[0]
    number = first["numberTemplate"]["fullNumber"]
    assert tab(office.alegra, "alegra invoices get ") != []
    assert tab(office.alegra, f"alegra invoices get {number}") == [first["id"]]


def test_what_nobody_has_is_asked_for_once(alegra: Runner, api: responses.RequestsMock) -> None:
    api.get(f"{API}/contacts", json=PEOPLE)
    assert tab(alegra, "alegra contacts get ") == ["7", "12"]
    api.get(
        f"{API}/contacts",
        json=[],
        match=[
            responses.matchers.query_param_matcher({"query": "zz", "start": "0", "limit": "30"})
        ],
    )
    for _time in range(3):
        assert tab(alegra, "alegra contacts get zz") == []
    assert len(api.calls) == 2


def test_other_credentials_and_profiles_have_their_own(
    alegra: Runner, api: responses.RequestsMock
) -> None:
    api.get(f"{API}/contacts", json=PEOPLE)
    assert tab(alegra, "alegra contacts get ruiz") == ["7"]
    api.replace(responses.GET, f"{API}/contacts", json=[{"id": "1", "name": "Eva Ruiz"}])
    assert tab(alegra, "alegra contacts get ruiz", ALEGRA_TOKEN="another") == ["1"]
    assert tab(alegra, "alegra contacts get ruiz") == ["7"]


def test_own_words_are_completed_and_stand_for_what_they_mean(
    alegra: Runner, api: responses.RequestsMock
) -> None:
    api.get(f"{API}/contacts", json=PEOPLE)
    assert alegra("alias", "set", "who", "contacts get $1").code == 0
    assert alegra("alias", "set", "two", "contacts update $2 --name $1").code == 0
    assert alegra("alias", "set", "inv", "invoices list").code == 0
    assert tab(alegra, "alegra wh") == ["who"]
    assert tab(alegra, "alegra who ruiz") == ["7"]
    assert tab(alegra, "alegra two Ana ruiz") == ["7"]
    assert tab(alegra, "alegra inv --client-id ruiz") == ["7"]


def test_bash_gets_ids_it_can_insert_and_names_it_can_show(
    alegra: Runner, api: responses.RequestsMock
) -> None:
    api.get(f"{API}/contacts", json=[{"id": "17", "name": "Ana"}, {"id": "12", "name": "Andrés"}])
    # Both begin with 1, which bash would put in place of what was typed.
    assert answer(alegra, "alegra contacts get an", "bash") == ["=17", "=12", "= "]
    shown = answer(alegra, "alegra contacts get an", "bash", COMP_TYPE="63")
    assert shown == ["=17  Ana", "=12  Andrés"]
    assert answer(alegra, "alegra contacts get andre", "bash", COMP_TYPE="63") == ["=12"]
    assert answer(alegra, "alegra contacts delete '17' \"andr", "bash") == ["=12"]
    assert answer(alegra, "alegra contacts get 1", "bash") == ["=17", "=12"]
    # bash replaces what follows the equals sign only.
    assert answer(alegra, "alegra bills list --provider-id=andr", "bash") == ["=12"]
    assert answer(alegra, "alegra bills list --status=op", "bash") == ["=open"]


def test_a_label_stays_on_its_line_and_harmless(
    alegra: Runner, api: responses.RequestsMock
) -> None:
    bad = "a\x1b[2J\nb\tc\u202e'\"`$(x)"
    api.get(f"{API}/contacts", json=[{"id": "7", "name": bad}, {"id": "8\n=9", "name": "x" * 500}])
    for shell in ("zsh", "fish", "powershell"):
        lines = answer(alegra, "alegra contacts get ", shell)
        assert [line.partition("\t")[0] for line in lines if line.startswith("=")] == ["=7"]
        assert "\x1b" not in "".join(lines)
        assert "\u202e" not in "".join(lines)
    assert answer(alegra, "alegra contacts get ", "fish") == ["=7\ta␛[2J b c\\u202e'\"`$(x)"]


def test_fish_keeps_what_it_would_drop(alegra: Runner, api: responses.RequestsMock) -> None:
    api.get(f"{API}/contacts", json=PEOPLE)
    assert answer(alegra, "alegra contacts get andia", "fish") == ["=12\tLuis Andía 900 · andia"]


def test_zsh_is_told_what_does_not_begin_with_what_was_typed(
    alegra: Runner, api: responses.RequestsMock
) -> None:
    api.get(f"{API}/contacts", json=PEOPLE)
    assert answer(alegra, "alegra contacts get lui") == [
        "lines",
        "named",
        "=12\t12  Luis Andía 900",
    ]
    assert answer(alegra, "alegra contacts get 12") == ["lines", "=12\t12  Luis Andía 900"]


@pytest.mark.parametrize("trouble", [{"status": 401}, {"status": 500}, {"body": "no json"}])
def test_nothing_is_ever_complained_of(
    alegra: Runner, api: responses.RequestsMock, trouble: dict[str, Any]
) -> None:
    api.get(f"{API}/contacts", **trouble)
    assert tab(alegra, "alegra contacts get x") == []
    assert len(api.calls) == 1


@cases(
    "env",
    [
        {"ALEGRA_TOKEN": ""},
        {"ALEGRA_EMAIL": "", "ALEGRA_TOKEN": ""},
        {"ALEGRA_PROFILE": "nobody"},
        {"ALEGRA_BASE_URL": "http://elsewhere.example"},
    ],
)
def test_without_credentials_there_is_nothing(alegra: Runner, env: dict[str, str]) -> None:
    assert tab(alegra, "alegra contacts get x", **env) == []


def test_a_damaged_configuration_leaves_the_words(alegra: Runner) -> None:
    file = alegra.home / "config" / "config.yaml"
    file.parent.mkdir()
    file.write_text("language: [")
    assert tab(alegra, "alegra contacts get x") == []
    assert tab(alegra, "alegra contacts ge") == ["get"]


def test_a_server_that_says_nothing_is_not_waited_for(
    alegra: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    import socket

    from alegra_cli.completion import records

    monkeypatch.setattr(records, "LONGEST", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        begun = time.monotonic()
        assert tab(alegra, "alegra contacts get x", ALEGRA_BASE_URL=url) == []
        assert time.monotonic() - begun < 2


def test_old_ones_are_offered_and_renewed_by_a_process_of_its_own(
    alegra: Runner, api: responses.RequestsMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[list[str], dict[str, str]]] = []

    def start(line: list[str], env: dict[str, str], **_how: object) -> SimpleNamespace:
        started.append((line, env))
        return SimpleNamespace()

    monkeypatch.setattr("subprocess.Popen", start)
    api.get(f"{API}/contacts", json=PEOPLE)
    assert tab(alegra, "alegra contacts get ruiz") == ["7"]
    alegra.clock.sleep(301)
    api.replace(responses.GET, f"{API}/contacts", json=[{"id": "8", "name": "Eva Ruiz"}])
    for _time in range(3):
        assert tab(alegra, "alegra contacts get ruiz") == ["7"]
    assert len(started) == 1
    line, env = started[0]
    assert not any(name.startswith("_ALEGRA") for name in env)
    assert alegra(*line[3:], env=env).code == 0
    assert tab(alegra, "alegra contacts get ruiz") == ["8"]


def test_signing_out_forgets_the_names(alegra: Runner, api: responses.RequestsMock) -> None:
    api.get(f"{API}/contacts", json=PEOPLE)
    assert tab(alegra, "alegra contacts get ruiz") == ["7"]
    assert alegra("auth", "logout").code == 0
    assert list((alegra.home / "cache" / "alegra-cli" / "completion").iterdir()) == []


def test_what_is_kept_may_be_damaged(alegra: Runner, api: responses.RequestsMock) -> None:
    api.get(f"{API}/contacts", json=PEOPLE)
    tab(alegra, "alegra contacts get ruiz")
    (file,) = (alegra.home / "cache" / "alegra-cli" / "completion").iterdir()
    for damage in ("", "[]", json.dumps({"rows": [1]}), "\x00"):
        file.write_text(damage)
        assert tab(alegra, "alegra contacts get ruiz") == ["7"]


def test_it_is_installed_once_and_keeps_what_is_there(alegra: Runner) -> None:
    file = alegra.home / ".bashrc"
    file.write_text("alias ll='ls -l'")
    env = {"SHELL": "/bin/bash"}
    assert alegra("completion", "install", env=env).code == 2
    planned = alegra("completion", "install", "--dry-run", env=env).out
    assert "alegra.bash" in planned
    assert file.read_text() == "alias ll='ls -l'"
    assert alegra("completion", "install", "--yes", env=env).code == 0
    text = file.read_text()
    assert text.startswith("alias ll='ls -l'\n")
    assert text.count("alegra.bash ] && . ") == 1
    assert "already" in alegra("completion", "install", "bash", "--yes").out
    assert file.read_text() == text
    assert alegra("completion", "uninstall", "bash").code == 2
    assert alegra("completion", "uninstall", "bash", "--yes").code == 0
    assert file.read_text() == "alias ll='ls -l'\n"
    assert "nothing" in alegra("completion", "uninstall", "bash").out


@pytest.mark.parametrize(
    ("shell", "start"),
    [
        ("bash", ".bashrc"),
        ("zsh", ".zshrc"),
        ("fish", ".config/fish/completions/alegra.fish"),
        ("powershell", ".config/powershell/Microsoft.PowerShell_profile.ps1"),
    ],
)
def test_each_shell_has_its_place(alegra: Runner, shell: str, start: str) -> None:
    shown = alegra("completion", "show", shell).out
    assert f"{shell}_complete" in shown
    assert alegra("completion", "install", shell, "--yes").code == 0
    assert (alegra.home / start).exists()
    written = [file for file in alegra.home.rglob("*alegra.*") if file.is_file()]
    assert [file.read_text() for file in written] == [shown]
    # An older script is renewed, and nothing is added a second time.
    written[0].write_text("# older")
    assert "Done" in alegra("completion", "install", shell, "--yes").out
    assert written[0].read_text() == shown
    assert (alegra.home / start).read_text().count("alegra.") < 3 or shell == "fish"
    assert alegra("completion", "uninstall", shell, "--yes").code == 0
    assert not written[0].exists()


def test_an_unknown_shell_is_asked_for(alegra: Runner) -> None:
    told = alegra("completion", "show", env={"SHELL": "/bin/sh"})
    assert told.code == 2
    assert "Which shell?" in told.err


def test_what_the_shells_find_by_themselves_is_the_same(alegra: Runner) -> None:
    share = Path(__file__).parents[2] / "share"
    for place, shell in (
        ("bash-completion/completions/alegra", "bash"),
        ("zsh/site-functions/_alegra", "zsh"),
        ("fish/vendor_completions.d/alegra.fish", "fish"),
    ):
        assert (share / place).read_text() == alegra("completion", "show", shell).out


@cases("words", ["nothing", "nothing terms", "terms nothing", "terms terms"])
def test_ids_of_no_resource_are_a_mistake_in_the_line(alegra: Runner, words: str) -> None:
    told = alegra("completion", "refresh", *words.split())
    assert told.code == 2
    assert f"There is no resource '{words}'." in told.err
