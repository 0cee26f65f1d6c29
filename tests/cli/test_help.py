"""What a help page shows: examples first, the nouns, and the options that are of its own."""

from __future__ import annotations

from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.own_examples import OWN
from alegra_cli.declare import Action, Resource
from alegra_cli.testing import Runner, words
from alegra_cli.testing.contract.test_examples import accepted_line
from alegra_cli.testing.each import each
from tests.cli.office import Office
from tests.contract.conftest import RESOURCES
from tests.contract.test_arguments import every_leaf

CREATES = [
    (resource, action)
    for resource in RESOURCES
    for action in resource.actions
    if action.verb == "create"
]


def test_the_examples_of_the_programs_own_commands_are_taken() -> None:
    assert sorted(set(OWN) - set(every_leaf())) == []
    each(((line, line) for lines in OWN.values() for line in lines), accepted_line)


def test_every_command_has_an_example() -> None:
    without = []
    for name, leaf in every_leaf().items():
        if not leaf.hidden and not leaf.examples(f"alegra {name}"):
            without.append(name)
    assert without == []


def test_every_example_of_what_comes_with_any_resource_is_taken() -> None:
    for name, leaf in every_leaf().items():
        if leaf.resource is not None and leaf.action is None:
            for line in leaf.examples(f"alegra {name}"):
                accepted_line(line)


def test_a_record_can_be_created_as_the_help_shows(office: Office) -> None:
    """Checked by the product, in a dry run, on the sandbox."""

    def can_be_created(create: tuple[Resource, Action]) -> None:
        resource, action = create
        line = leaf_of(resource, action).examples(f"alegra {resource.name} {action.name}")[0]
        told = office.alegra(*words(line), "--dry-run")
        assert told.code == 0, told.err

    each(((f"{one[0].name} {one[1].name}", one) for one in CREATES), can_be_created)


def leaf_of(resource: Resource, action: Action) -> Leaf:
    return every_leaf()[f"{resource.name} {action.name}"]


def test_a_help_has_no_list_of_global_options_but_a_line(alegra: Runner) -> None:
    told = alegra("invoices", "create", "--help").out
    assert "Global options, as -o, --columns, --dry-run: `alegra --help`" in told
    assert "--requests-per-second" not in told
    assert "--timeout" not in told
    assert "--timeout" in alegra("--help").out
    assert alegra("invoices", "create", "--help", "--timeout", "5").code == 0


def test_a_help_says_what_is_made_and_which_options_it_needs(alegra: Runner) -> None:
    told = alegra("invoices", "create", "--help").out
    assert "\n  Create an invoice.\n" in told
    assert "Required: --date, --due-date, --client, --item." in told
    assert "Required: --date, --due-date, --provider, --item / --account." in (
        alegra("bills", "create", "--help").out
    )
    assert "\n  Crea una factura.\n" in alegra("invoices", "create", "--help", "--lang", "es").out


def test_no_example_is_wider_than_eighty_columns(alegra: Runner) -> None:
    told = alegra("invoices", "create", "--help").out
    assert " --due-date +30d \\\n    --item 17:2@15000+iva19 --payment-form CREDIT\n" in told
    lines = told.partition("Examples:")[2].partition("\n\n")[0].splitlines()
    assert [line for line in lines if len(line) > 80] == []
