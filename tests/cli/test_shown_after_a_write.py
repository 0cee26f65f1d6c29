"""What was done stays done, and is told so, where the format can't show it."""

from __future__ import annotations

import pytest

from tests.cli.office import Office

DIVIDED = ("-o", "template={{ 1 / 0 }}")
SENT = "What was sent was done, but it can't be shown: The template can't be applied: division"


def counts_of(office: Office, *names: str) -> list[int]:
    listed = [term["name"] for term in office.list("terms")]
    return [listed.count(name) for name in names]


def test_a_record_that_was_made_is_no_failure(office: Office) -> None:
    told = office.alegra("terms", "create", "--name", "Diez", "--days", "10", *DIVIDED)
    assert (told.code, told.out) == (0, "")
    assert told.err.startswith(SENT)
    assert counts_of(office, "Diez") == [1]


def test_an_import_goes_on_to_its_end_and_says_how_it_ended(office: Office) -> None:
    file = office.file("name,days\nDiez,10\nOnce,x\nDoce,12\n")
    told = office.alegra("terms", "import", file, "--no-validate", *DIVIDED)
    assert counts_of(office, "Diez", "Once", "Doce") == [1, 0, 1]
    assert told.code == 9
    assert told.err.count(SENT) == 1
    assert "2 created, 1 failed." in told.err
    again = office.alegra("terms", "import", file, "--no-validate", *DIVIDED)
    # The first row was done before: the format fails while this run has sent nothing.
    assert (again.code, again.err[:6]) == (2, "Error:")
    assert counts_of(office, "Diez", "Doce") == [1, 1]


@pytest.mark.parametrize(
    ("line", "code", "summary"),
    [
        ("terms delete 4 77", 9, "1 deleted, 1 failed."),
        ("terms update -f days.csv", 0, "2 changed."),
    ],
)
def test_what_changes_many_goes_on_too(office: Office, line: str, code: int, summary: str) -> None:
    file = office.file("id,days\n2,16\n3,31\n", "days.csv")
    words = line.replace("days.csv", file).split()
    told = office.alegra(*words, "--yes", *DIVIDED)
    assert told.code == code, told.err
    assert summary in told.err
    assert told.err.count(SENT) == 1


def test_where_nothing_was_written_it_is_an_error(office: Office) -> None:
    for line in ("terms list", "terms get 1", "terms create --name a --days 1 --dry-run"):
        told = office.alegra(*line.split(), *DIVIDED)
        assert "What was sent" not in told.err
    told = office.alegra("terms", "list", *DIVIDED)
    assert told.code == 2
    assert told.err.startswith("Error: The template can't be applied: division by zero")
