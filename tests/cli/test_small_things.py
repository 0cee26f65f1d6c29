"""What is small, and seen every day."""

from __future__ import annotations

import responses

from alegra_cli.testing import Runner
from tests.cases import cases
from tests.cli.office import Office
from tests.conftest import API


def test_quiet_leaves_the_notes_out_and_keeps_the_errors(office: Office) -> None:
    file = office.home / "t.csv"
    loud = office.alegra("terms", "export", "--out", str(file))
    assert "records written" in loud.err
    quiet = office.alegra("terms", "export", "-O", str(file), "--force", "--quiet")
    assert (quiet.code, quiet.err) == (0, "")
    wrong = office.alegra("terms", "get", "999", "--quiet")
    assert (wrong.code, wrong.err.startswith("Error: ")) == (4, True)


def test_help_is_a_word_before_and_behind_the_resource(alegra: Runner) -> None:
    assert alegra("invoices", "help").out == alegra("invoices", "--help").out
    assert alegra("invoices", "help", "create").out == alegra("invoices", "create", "--help").out
    assert alegra("help", "invoices").out == alegra("invoices", "--help").out


@cases(
    ("line", "text"),
    [
        (("invoices", "list", "--zzz"), "Error: No such option: --zzz\n"),
        (("invoices", "list", "--status", "zz"), "--status: 'zz' is not one of draft, open,"),
        (("invoices", "list", "--order-direction", "x"), "--order-direction: 'x' is not one of"),
        (("config", "set", "zz", "1"), "KEY: 'zz' is not one of output, language, pager."),
    ],
)
def test_the_program_speaks_with_one_voice(
    alegra: Runner, line: tuple[str, ...], text: str
) -> None:
    told = alegra(*line)
    assert (told.code, text in told.err) == (2, True), told.err


def test_standard_input_is_called_by_its_name_and_yaml_in_words(alegra: Runner) -> None:
    told = alegra("--lang", "es", "terms", "create", "-f", "-", stdin="a: [1\n")
    assert told.code == 2
    assert "entrada estándar, línea 2" in told.err
    assert "hay el final del archivo" in told.err
    told = alegra("terms", "import", "-", stdin="name,days\nA\n")
    assert "standard input, line 2" in told.err


def test_a_selection_without_columns_says_so(alegra: Runner, api: responses.RequestsMock) -> None:
    api.get(f"{API}/terms", json=[{"id": "1"}])
    told = alegra("terms", "list", "--columns", "id", "--select", "[].id")
    assert told.code == 2
    assert "There are: ." not in told.err
    assert "leave --columns out" in told.err
