"""What the author of a plugin is told: what is wrong, where it stands, what to write instead."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from alegra_cli import exact
from alegra_cli.builtin import plugin_suite
from alegra_cli.testing import Runner
from tests.unit.conftest import Install
from tests.unit.test_registry import ADD_ON, GOOD, IN_PLACE, MARKDOWN

PROJECTS = '''
    """Projects."""
    from alegra_cli.declare import CRUD, Action, Column, CountryRule, Field, Filter, Ref, Resource
    from alegra_cli.hookspecs import hookimpl

    @hookimpl
    def alegra_resources():
        lend = Action("lend", "POST", "/{id}/lend/{x}", ids_of=(("x", "contacts"),))
        return [Resource(
            "projects", singular="project", path="/projects", actions=(*CRUD, lend),
            columns=(Column("Id", "id"),),
            filters=(Filter("client_id", ids_of="contacts"),),
            fields=(
                Field("name", option="--name"),
                Field("state", choices=("open", "done"), option="--state"),
                Field("client", Ref("contacts"), option="--client"),
            ),
            rules=(),
        )]
'''


@pytest.fixture
def suite(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests that every plugin has to pass, which take a second here, are passed."""
    monkeypatch.setattr(plugin_suite, "failures", lambda _app, _name: 0)


pytestmark = pytest.mark.usefixtures("copied")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("alegra_cli.i18n import translate", "alegra_cli.i18n has: N_, _, language, ngettext."),
        ("alegra_cli.output import Writers", "(Writer?)"),
        ("alegra_cli.clock import Clocks", "cannot import name 'Clocks'"),
    ],
)
def test_a_wrong_name_of_a_module_is_told_with_those_of_the_contract(
    install: Install, alegra: Runner, line: str, words: str
) -> None:
    module = f"acme_tips_import_{line.split()[0].replace('.', '_')}"
    source = GOOD.replace(
        "from alegra_cli.hookspecs", f"from {line}\n    from alegra_cli.hookspecs"
    )
    install("acme-tips", "tips", module, source, installed_from=IN_PLACE)
    told = alegra("tips", "list").err
    assert (words in told, "has: ." in told) == (True, False), told
    assert f"{module}.py:3" in told.partition("Hint: Mend ")[2]


@pytest.mark.usefixtures("suite")
@pytest.mark.parametrize(
    ("right", "where", "line"),
    [
        ('Ref("contacts")', "Field client", 15),
        ('ids_of="contacts"', "Filter client_id", 11),
        ('(("x", "contacts"),)', "Action lend", 7),
    ],
)
def test_a_resource_that_nobody_declares_is_named_where_it_stands(
    install: Install, alegra: Runner, right: str, where: str, line: int
) -> None:
    module = f"acme_projects_{line}"
    source = PROJECTS.replace(right, right.replace("contacts", "contact"))
    install("acme-projects", "projects", module, source)
    told = alegra("plugins", "check", "projects")
    assert told.code != 0
    assert re.search(
        rf"{where} names contact, which no plugin declares \(\S+{module}\.py:{line}\)\."
        " Did you mean contacts",
        told.err,
    )


@pytest.mark.usefixtures("suite")
def test_resources_that_are_there_are_no_doubt(install: Install, alegra: Runner) -> None:
    install("acme-projects", "projects", "acme_projects_good", PROJECTS)
    told = alegra("plugins", "check", "projects")
    assert (told.code, told.err) == (0, "The plugin projects passes.\n")


def test_an_undeclared_resource_is_told_in_use_of_the_plugin_that_names_it(
    install: Install, alegra: Runner
) -> None:
    source = PROJECTS.replace('Ref("contacts")', 'Ref("contact")')
    install("acme-projects", "projects", "acme_projects_use", source, installed_from=IN_PLACE)
    told = alegra("-p", "sandbox", "projects", "create", "--name", "K", "--client", "X")
    assert told.code == 1
    words = "The plugin projects of acme-projects 1.5 names contact, which no plugin declares."
    assert f"Error: {words}\n" in told.err
    hint = told.err.partition("Hint: ")[2]
    assert re.match(r"Mend \S+acme_projects_use\.py:15\. Did you mean contacts", hint)


RULE = 'rules=(CountryRule("*", "name", {}),)'


@pytest.mark.usefixtures("suite")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            'when=("stat", "open")',
            "declares no stat, which the rule on name looks at. Did you mean",
        ),
        (
            'when=("state", "opened")',
            "state of projects has no choice opened, which a condition on name",
        ),
        (
            'when=("state", "!opn|done")',
            "state of projects has no choice opn, which a condition on name",
        ),
        ('"check", function=bool, beside=("stat",)', "no stat, which the rule on name looks at"),
        ('when=(("state", "open|done"), ("client", "7"), ("state", "*"))', ""),
        ('"check", function=bool, beside=("state", "client.id", "id")', ""),
    ],
)
def test_a_rule_that_never_holds_is_told_to_its_author(
    install: Install, alegra: Runner, words: str, told: str
) -> None:
    module = f"acme_projects_{abs(hash(words))}"
    install("acme-projects", "projects", module, PROJECTS.replace("rules=()", RULE.format(words)))
    heard = alegra("plugins", "check", "projects")
    assert heard.code == 0
    assert told in heard.err if told else heard.err == "The plugin projects passes.\n", heard.err


@pytest.mark.usefixtures("suite")
def test_what_makes_a_field_optional_has_to_be_possible(install: Install, alegra: Runner) -> None:
    source = PROJECTS.replace(
        'Field("name",', 'Field("name", required=True, unless=(("state", "opne"),),'
    )
    install("acme-projects", "projects", "acme_projects_unless", source)
    told = alegra("plugins", "check", "projects").err
    assert "no choice opne, which a condition on name asks for. Did you mean open" in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ('when=("tipe", "client")', "contacts declares no tipe, which the rule on observations"),
        (
            'when=("type", "clientt")',
            "type of contacts has no choice clientt, which a condition on obs",
        ),
    ],
)
def test_a_condition_of_a_country_that_never_holds_is_told_to_its_author(
    install: Install, alegra: Runner, words: str, told: str
) -> None:
    source = ADD_ON.replace("documented=True", words)
    module = f"acme_when_{abs(hash(words))}"
    install("acme", "colombia.acme", module, source, "alegra_cli.countries")
    heard = alegra("plugins", "check", "colombia.acme")
    assert (heard.code, told in heard.err) == (0, True), heard.err


def test_no_rule_of_ours_looks_at_what_is_not_there(alegra: Runner) -> None:
    for name in ("argentina", "colombia", "chile", "costaRica", "mexico", "panama", "peru"):
        told = alegra("plugins", "check", name).err
        assert "looks at" not in told
        assert "has no choice" not in told


VERDICTS = ADD_ON.replace(
    "    @hookimpl", "    import re\n\n    def good(told):\n        BODY\n\n    @hookimpl"
).replace('"required", documented=True, message="names the shop"', '"check", function=good')


@pytest.mark.parametrize(
    "body",
    [
        "told.value == 'a'",
        "if told.value != 'a': return False",
        "value = told.value; value == 'a'",
    ],
)
def test_a_check_that_forgets_to_say_what_is_good_is_its_plugins(
    install: Install, alegra: Runner, body: str
) -> None:
    module = f"acme_forgets_{abs(hash(body))}"
    source = VERDICTS.replace("BODY", body)
    install("acme", "colombia.acme", module, source, "alegra_cli.countries", IN_PLACE)
    value = ("--set", "observations=a", "--country", "colombia", "--dry-run")
    for line in (
        ("contacts", "create", "--name", "Ana", *value),
        ("plugins", "check", "colombia.acme"),
    ):
        told = alegra(*line)
        assert told.code == 1
        assert "NoVerdict: a check has to give True or False, and gives None" in told.err
        assert re.search(rf"Hint: Mend \S+{module}\.py:7", told.err)


@pytest.mark.parametrize(
    ("body", "note"),
    [
        ("return re.fullmatch('[a-c]', told.value)", False),
        ("return told.value in 'abc' and re.fullmatch('.', told.value)", False),
        ("return True if told.value == 'a' else False", False),
        ("with open('/dev/null'): return told.value == 'a'", False),
        ("if told.value == 'a': return True", True),
        ("if told.value: return told.value == 'a'", True),
    ],
)
def test_what_a_match_gives_is_a_verdict(
    install: Install, alegra: Runner, body: str, note: bool
) -> None:
    module = f"acme_verdict_{abs(hash(body))}"
    source = VERDICTS.replace("BODY", body)
    install("acme", "colombia.acme", module, source, "alegra_cli.countries", IN_PLACE)
    line = ("contacts", "create", "--name", "Ana", *("--country", "colombia", "--dry-run"), "--set")
    assert "is not valid" not in alegra(*line, "observations=a").err
    assert "z is not valid" in alegra(*line, "observations=z").err
    told = alegra("plugins", "check", "colombia.acme")
    assert (told.code, "A way out of the check on observations" in told.err) == (0, note)


def states(alegra: Runner, name: str) -> dict[str, tuple[str, str]]:
    """distribution: (state, problem) of the country that is called so."""
    rows = exact.loads(alegra("plugins", "list", "-o", "json").out)
    return {
        row["distribution"]: (row["state"], row["problem"])
        for row in rows
        if (row["name"], row["brings"]) == (name, "country")
    }


def test_two_packs_of_one_country_are_listed_as_broken(install: Install, alegra: Runner) -> None:
    install("acme-alegra", "colombia", "acme_rival_pack", ADD_ON, "alegra_cli.countries")
    rivals = states(alegra, "colombia")
    assert rivals.keys() == {"acme-alegra", "alegra-cli"}
    for state, problem in rivals.values():
        assert state == "broken"
        assert "claim the country colombia: acme-alegra, alegra-cli" in problem


def test_a_country_that_is_called_otherwise_is_listed_as_broken(
    install: Install, alegra: Runner
) -> None:
    install("acme-alegra", "aaa", "acme_country_aaa", ADD_ON, "alegra_cli.countries")
    state, problem = states(alegra, "aaa")["acme-alegra"]
    assert (state, "is called aaa, and what it gives colombia" in problem) == ("broken", True)


def test_what_adds_to_a_country_that_is_not_there_is_told(install: Install, alegra: Runner) -> None:
    source = ADD_ON.replace('"colombia"', '"colombai"')
    install("acme", "colombai.acme", "acme_colombai", source, "alegra_cli.countries")
    told = alegra("plugins", "check", "colombai.acme")
    assert "There is no pack of colombai. Did you mean colombia" in told.err


@pytest.mark.parametrize("rival", ["acme_projects", "ACME.projects"])
def test_one_of_two_that_claim_a_command_is_left_out_by_its_distribution(
    install: Install, alegra: Runner, rival: str
) -> None:
    contacts = PROJECTS.replace('"projects"', '"contacts"')
    install("acme-projects", "contacts", f"acme_contacts_{rival[:4]}", contacts)
    told = alegra("contacts", "--help")
    assert (told.code, "acme-projects, alegra-cli" in told.err) == (1, True)
    assert told.err.endswith(
        "Hint: Uninstall one of them, or leave it out with ALEGRA_PLUGINS_OFF=acme-projects.\n"
    )
    left = alegra("contacts", "--help", env={"ALEGRA_PLUGINS_OFF": f"x, {rival}"})
    assert (left.code, "lend" in left.out) == (0, False)
    # Either name leaves out what is called so.
    assert alegra("contacts", "--help", env={"ALEGRA_PLUGINS_OFF": "contacts"}).code == 2


def test_the_pack_of_a_country_stays_though_its_distribution_is_left_out(alegra: Runner) -> None:
    told = alegra(
        *("catalog", "medios-de-pago", "--country", "colombia"),
        env={"ALEGRA_PLUGINS_OFF": "alegra-cli"},
    )
    assert told.code == 0


def folder_of(source: Path) -> str:
    """What an installer writes down of `pip install ./folder`."""
    return exact.dumps({"url": source.as_uri(), "dir_info": {}})


@pytest.mark.parametrize("inside", ["", "src"])
def test_what_was_installed_from_a_folder_is_mended_there(
    install: Install, alegra: Runner, tmp_path: Path, inside: str
) -> None:
    module = f"acme_tips_copy_{inside}"
    source = tmp_path / "my tips" / inside / f"{module}.py"
    source.parent.mkdir(parents=True)
    source.write_text("1 / 0")
    folder = tmp_path / "my tips"
    install("acme-tips", "tips", module, "1 / 0", installed_from=folder_of(folder))
    assert f"Hint: Mend {source}:1. Then install {folder} again." in alegra("tips").err


def test_what_failed_at_work_is_mended_in_the_folder_it_came_from(
    install: Install, alegra: Runner, tmp_path: Path
) -> None:
    text = ADD_ON.replace('"required", documented=True', '"check", function=lambda told: told.no')
    source = tmp_path / "my add-on" / "acme_copied_check.py"
    source.parent.mkdir()
    source.write_text(textwrap.dedent(text).lstrip())
    installed_from = folder_of(source.parent)
    install("acme", "colombia.acme", source.stem, text, "alegra_cli.countries", installed_from)
    line = ("contacts", "create", "--name", "A", "--country", "colombia", "--dry-run")
    told = alegra(*line, "--set", "observations=a")
    assert f"Hint: Mend {source}:8; -vv shows" in told.err
    assert f"Then install {source.parent} again." in told.err


@pytest.mark.parametrize(
    ("right", "wrong", "place", "words"),
    [
        ("MODULE:Markdown", "MODULE:Markdwn", 13, "(Markdown?)"),
        ("MODULE:Markdown", "MODULE:Markdwn", 13, "MODULE.py has: Markdown."),
        ("MODULE:Markdown", "acme_gone:Markdown", 13, "No module named 'acme_gone'"),
        ("(self, records)", "(self)", 6, "Markdown.records: too many positional arguments"),
        ("def records", "def rows", 6, "is not a Writer of alegra_cli.output that has records"),
        ('"md"', '"m d"', 13, "Format name 'm d' is malformed"),
        ('"md"', '"mdx"', 11, "is called md, and the format that it gives mdx"),
    ],
)
def test_a_format_is_mended_where_it_is_wrong(
    install: Install, alegra: Runner, right: str, wrong: str, place: int, words: str
) -> None:
    module = f"acme_md_place_{abs(hash(wrong + words))}"
    source = MARKDOWN.replace(right, wrong).replace("MODULE", module)
    install("acme-md", "md", module, source, "alegra_cli.formats")
    told = alegra("plugins", "check", "md")
    assert told.code == 1
    assert words.replace("MODULE", module) in told.err
    assert re.search(rf"Hint: Mend \S+/{module}\.py:{place}\.", told.err), told.err


def test_a_plugin_that_is_not_there_may_not_have_been_installed_again(alegra: Runner) -> None:
    for line in (("plugins", "check", "gears"), ("plugins", "show", "gears")):
        told = alegra(*line)
        assert told.code == 4
        assert "Entry points are read as a package is installed: `pip install` it again" in told.err


@pytest.mark.parametrize(
    ("group", "right"),
    [
        ("alegra_cli.plugin", "alegra_cli.plugins"),
        ("alegra_cli.format", "alegra_cli.formats"),
        ("alegra.plugins", "alegra_cli.plugins"),
        ("alegra-cli.countries", "alegra_cli.countries"),
    ],
)
def test_a_group_that_nobody_reads_is_listed_with_the_right_one(
    install: Install, alegra: Runner, group: str, right: str
) -> None:
    install("acme-tips", "gears", "acme_stray", GOOD, group)
    rows = exact.loads(alegra("plugins", "list", "-o", "json").out)
    (mine,) = [row for row in rows if row["name"] == "gears"]
    assert (mine["state"], mine["distribution"]) == ("broken", "acme-tips")
    words = f"acme-tips 1.5 has entry points in the group {group}, which nothing reads."
    assert mine["problem"] == words
    told = alegra("plugins", "check", "gears")
    assert told.code == 1
    assert words in told.err
    assert f"Did you mean {right}" in told.err
    assert alegra("terms", "--help").err == ""


def test_a_group_of_ours_or_of_another_program_is_no_stray(
    install: Install, alegra: Runner
) -> None:
    install("another", "gears", "another_program", GOOD, "alegra_sdk.handlers")
    rows = exact.loads(alegra("plugins", "list", "-o", "json").out)
    assert {row["state"] for row in rows} == {"ok"}


@pytest.mark.usefixtures("suite")
@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        (
            'columns=(Column("Id", "id"),)',
            'columns=(Column("Id", "id"), Column("Name", "nmae"))',
            "A column of projects shows nmae, which no field is called. Did you mean name?",
        ),
        (
            "rules=()",
            'order_fields=("id", "nmae", "due_date")',
            "projects is ordered by nmae, which no column or field has. Did you mean name?",
        ),
        ("rules=()", 'order_fields=("id", "state")', ""),
    ],
)
def test_a_slip_in_a_column_or_an_order_is_told(
    install: Install, alegra: Runner, right: str, wrong: str, told: str
) -> None:
    module = f"acme_projects_{abs(hash(wrong))}"
    install("acme-projects", "projects", module, PROJECTS.replace(right, wrong))
    heard = alegra("plugins", "check", "projects")
    passes = "The plugin projects passes.\n"
    assert (heard.code, heard.err) == (0, f"{told}\n{passes}" if told else passes)


IN_BOTH = "    from alegra_cli.i18n import language\n\n    @hookimpl"
SPANISH = "'Sobre {}' if language() == 'es' else 'About {}'"


@pytest.mark.usefixtures("suite")
@pytest.mark.parametrize("state", ['"How far it is along."', SPANISH.format("b", "b")])
def test_a_text_in_one_language_of_a_plugin_that_speaks_two_is_told(
    install: Install, alegra: Runner, state: str
) -> None:
    source = PROJECTS.replace("    @hookimpl", IN_BOTH)
    source = source.replace('Field("name",', f'Field("name", help={SPANISH.format("a", "a")},')
    source = source.replace('Field("state",', f'Field("state", help={state},')
    install("acme-projects", "projects", f"acme_languages_{len(state)}", source)
    told = alegra("plugins", "check", "projects")
    words = "The same in both languages: How far it is along.\n" if "How" in state else ""
    assert (told.code, told.err) == (0, f"{words}The plugin projects passes.\n")


def test_a_message_in_one_language_of_an_add_on_is_told(install: Install, alegra: Runner) -> None:
    source = ADD_ON.replace("    @hookimpl", IN_BOTH)
    second = (
        f'CountryRule("colombia", "name", message={SPANISH.format("a", "a")}, on=("contacts",))'
    )
    source = source.replace("rules=(rule,)", f"rules=(rule, {second})")
    install("acme", "colombia.acme", "acme_two_spoken", source, "alegra_cli.countries")
    told = alegra("plugins", "check", "colombia.acme")
    assert (told.code, "The same in both languages: names the shop\n" in told.err) == (0, True)
