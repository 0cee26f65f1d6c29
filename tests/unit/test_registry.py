"""Plugins that strangers install: broken ones, rival ones, misspelt ones."""

from __future__ import annotations

import contextlib
import re
import sys
import textwrap
from pathlib import Path

import pytest

from alegra_cli import exact
from alegra_cli.registry import PluginProblem, Registry
from alegra_cli.rules.of_account import country_named
from alegra_cli.testing import Runner
from alegra_cli.testing.contract import test_sandbox
from tests.cases import cases
from tests.unit.conftest import Install

GOOD = '''
    """Tips that customers leave."""
    from alegra_cli.declare import GET, LIST, Column, Resource
    from alegra_cli.hookspecs import hookimpl

    @hookimpl
    def alegra_resources():
        return [Resource("tips", singular="tip", path="/tips", actions=(LIST, GET),
                         columns=(Column("Id", "id"),))]
'''

pytestmark = pytest.mark.usefixtures("copied")


def test_a_stranger_is_listed_by_distribution_and_runs(install: Install, alegra: Runner) -> None:
    install("acme-tips", "tips", "acme_tips_one", GOOD)
    found = Registry({}).entry("tips")
    assert (found.section, found.summary) == ("acme-tips", "Tips that customers leave.")
    assert "Tips that customers leave." in alegra("--help").out
    assert alegra("tips", "list", "--help").code == 0


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("raise RuntimeError('no licence')", "RuntimeError: no licence"),
        ("import sys; sys.exit('install polars')", "SystemExit: install polars"),
        ("def (", "SyntaxError"),
        (GOOD.replace("def alegra_resources", "def alegra_resorces"), "unknown hook"),
        (GOOD.replace('"/tips"', '"tips"'), "must start"),
    ],
)
def test_a_broken_plugin_is_named_and_harms_nobody(
    install: Install, alegra: Runner, source: str, words: str
) -> None:
    install("acme-tips", "tips", f"acme_tips_{abs(hash(source))}", source)
    result = alegra("tips", "list")
    assert result.code == 1
    assert words in result.err
    assert "acme-tips 1.5" in result.err
    assert "Traceback" not in result.err
    assert alegra("contacts", "--help").code == 0
    assert alegra("--help").code == 0
    listed = alegra("plugins", "list", "-o", "csv")
    assert "acme-tips" in listed.out
    assert "broken" in listed.out


IN_PLACE = '{"url": "file:///home/ana/tips", "dir_info": {"editable": true}}'
FROM_FOLDER = '{"url": "file:///home/ana/my%20tips", "dir_info": {}}'
FROM_WHEEL = '{"url": "file:///home/ana/tips-1.5-py3-none-any.whl", "archive_info": {}}'


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (
            GOOD.replace("columns=", "colums="),
            ("(columns?)", "Resource has: name, singular, title, path"),
        ),
        (GOOD.replace("GET, LIST", "GET, LISTS as LIST"), ("(LIST?)", "declare has: ALEGRA, ")),
        (
            GOOD.replace('Column("Id", "id")', 'Column("Id", "id", "monay")'),
            ("'monay' is not one of", "(money?)"),
        ),
        (
            GOOD.replace("def alegra_resources", "def alegra_resorces"),
            ("(alegra_resources?)", "hookspecs has: alegra_resources, "),
        ),
        (
            GOOD.replace('Resource("tips", singular="tip", path="/tips"', 'Resource("tips"'),
            ("missing 2 required", "Resource has: name, singular, title, path"),
        ),
    ],
)
def test_the_author_of_a_plugin_reads_what_to_mend(
    install: Install, alegra: Runner, source: str, words: tuple[str, ...]
) -> None:
    module = f"acme_tips_author_{abs(hash(source))}"
    install("acme-tips", "tips", module, source, installed_from=IN_PLACE)
    error = alegra("tips", "list").err
    for word in (*words, f"{module}.py:"):
        assert word in error
    hint = error.partition("Hint: ")[2]
    assert hint.startswith("Mend ")
    assert f"{module}.py:" in hint
    assert "ninstall" not in hint


def test_what_was_installed_from_a_folder_is_installed_again(
    install: Install, alegra: Runner
) -> None:
    install("acme-tips", "tips", "acme_tips_folder", "1 / 0", installed_from=FROM_FOLDER)
    assert "acme_tips_folder.py:1. Then install /home/ana/my tips again." in alegra("tips").err


@pytest.mark.parametrize("record", ["", FROM_WHEEL, "not JSON", '{"dir_info": 1}'])
def test_a_user_is_told_to_update_or_uninstall(
    install: Install, alegra: Runner, record: str
) -> None:
    module = f"acme_tips_user_{abs(hash(record))}"
    install("acme-tips", "tips", module, "1 / 0", installed_from=record)
    hint = alegra("tips", "list").err.partition("Hint: ")[2]
    assert hint == "Update or uninstall acme-tips; every other command works.\n"
    # Whoever runs the tests of a plugin is its author, wherever it came from.
    checked = alegra("plugins", "check", "tips")
    assert checked.code == 1
    assert re.search(rf"Hint: Mend \S+{module}\.py:1\.\n", checked.err)


def test_two_distributions_with_one_name_are_both_named(install: Install, alegra: Runner) -> None:
    install("acme-tips", "tips", "acme_tips_two", GOOD)
    install("rival-tips", "tips", "rival_tips_two", GOOD)
    result = alegra("tips", "list")
    assert result.code == 1
    assert "acme-tips, rival-tips" in result.err
    assert alegra("invoices", "--help").code == 0


def test_the_singular_finds_the_plural() -> None:
    registry = Registry({})
    assert registry.match("invoice") == "invoices"
    assert registry.match("currency") == "currencies"
    assert registry.match("tax") == "taxes"
    assert registry.match("nothing") is None


def test_loading_by_name_raises_what_the_plugin_raised(install: Install) -> None:
    install("acme-tips", "tips", "acme_tips_three", "import no_such_module")
    with pytest.raises(PluginProblem, match="no_such_module"):
        Registry({}).load("tips")


def test_the_days_of_a_plugin_are_told_in_the_language_in_use(
    install: Install, alegra: Runner
) -> None:
    source = GOOD.replace("Column, Resource", "Column, Resource, date_filters").replace(
        'columns=(Column("Id", "id"),)',
        'columns=(Column("Id", "id"),), filters=date_filters("begin", "--begin", "Inicio")',
    )
    install("acme-tips", "tips", "acme_tips_days", source)
    for language, texts in {
        "en": ("exactly this day", "this day or after", "before this day"),
        "es": ("exactamente este día", "este día o después", "antes de este día"),
    }.items():
        told = " ".join(alegra("--lang", language, "tips", "list", "--help").out.split())
        for text in texts:
            assert f"Inicio: {text}." in told


def test_the_doctor_probes_what_strangers_brought(install: Install, alegra: Runner) -> None:
    install("acme-tips", "tips", "acme_tips_doctor", GOOD)
    install("acme-broken", "wrecks", "acme_wrecks_doctor", "import no_such_module")
    result = alegra("-p", "sandbox", "doctor", "-o", "json")
    assert result.code == 0, result.err
    states = {row["check"]: row["state"] for row in exact.loads(result.out)}
    # The sandbox knows no /tips, and like Alegra says 403 to that.
    assert (states["tips"], states["wrecks"]) == ("not permitted", "broken")
    assert states["invoices"] == "reachable"


MARKDOWN = '''
    """Tables in Markdown."""
    from alegra_cli.declare import Format
    from alegra_cli.hookspecs import hookimpl
    from alegra_cli.output import Writer

    class Markdown(Writer):
        def records(self, records):
            for record in self.shaped(records):
                self.out.write(f"| {record['name']} |\\n")

    @hookimpl
    def alegra_formats():
        return [Format("md", writer="MODULE:Markdown")]
'''
TERMS_IN_MARKDOWN = ("-p", "sandbox", "terms", "list", "-o", "md")


GONE = "There is no output format 'markdown'."


def test_a_usual_format_whose_plugin_is_gone_locks_nobody_out(alegra: Runner) -> None:
    config = alegra.home / "config" / "config.yaml"
    config.parent.mkdir(exist_ok=True)
    config.write_text("settings:\n  defaultOutputFormat: markdown\n")
    told = alegra("-p", "sandbox", "terms", "list")
    assert (told.code, told.out) == (2, "")
    assert f"{GONE}\nHint: The configuration asks for it: " in told.err
    asked = alegra("-p", "sandbox", "terms", "list", "-o", "markdown")
    assert f"{GONE}\nHint: Formats: table, " in asked.err
    variable = alegra("-p", "sandbox", "terms", "list", env={"ALEGRA_OUTPUT": "markdown"})
    assert f"{GONE}\nHint: ALEGRA_OUTPUT asks for it. Formats: table, " in variable.err
    for line in (
        ("config", "view"),
        ("config", "list-profiles"),
        ("plugins", "list"),
        ("plugins", "show", "terms"),
        ("-p", "sandbox", "doctor"),
    ):
        told = alegra(*line)
        assert told.code == 0, told
        assert told.err.count(f"Warning: {GONE} A table is shown.") == 1
    assert alegra("plugins", "list", "-o", "markdown").code == 2
    told = alegra("config", "set", "output", "table")
    assert (told.code, GONE in told.err) == (0, True)
    told = alegra("-p", "sandbox", "terms", "list")
    assert (told.code, told.err) == (0, "")


def test_a_format_of_a_plugin_writes(install: Install, alegra: Runner) -> None:
    source = MARKDOWN.replace("MODULE", "acme_md_good")
    install("acme-md", "md", "acme_md_good", source, "alegra_cli.formats")
    told = alegra(*TERMS_IN_MARKDOWN)
    assert (told.code, told.out.splitlines()[0]) == (0, "| De contado |")


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ('"md"', '"markdown"', "is called md, and the format that it gives markdown"),
        ("MODULE:Markdown", "MODULE:Markdwn", "has no attribute 'Markdwn'"),
        ("MODULE:Markdown", "acme_md_gone:Markdown", "No module named 'acme_md_gone'"),
        ("def records", "def rows", "not a Writer of alegra_cli.output that has records"),
        ("Markdown(Writer)", "Markdown", "not a Writer of alegra_cli.output that has records"),
        ("(self, records)", "(self)", "Markdown.records: too many positional arguments"),
        ("(self, records)", "(self, records, more)", "missing a required argument: 'more'"),
        (
            "def records",
            "def check(self, argument): ...\n        def records",
            "it is a @classmethod of the argument",
        ),
        ("def records", "def __init__(self, out): ...\n        def records", "made as Writer is"),
    ],
)
def test_a_format_that_cannot_write_is_told_as_its_plugins(
    install: Install, alegra: Runner, right: str, wrong: str, told: str
) -> None:
    module = f"acme_md_{abs(hash(wrong))}"
    source = MARKDOWN.replace(right, wrong).replace("MODULE", module)
    install("acme-md", "md", module, source, "alegra_cli.formats", installed_from=IN_PLACE)
    result = alegra(*TERMS_IN_MARKDOWN)
    assert result.code == 1
    assert result.err.startswith("Error: The plugin md of acme-md 1.5 can't be loaded: ")
    assert told in result.err
    assert re.search(rf"Hint: Mend \S*/{module}", result.err)
    assert alegra("-p", "sandbox", "terms", "list", "--count").code == 0


FAILS = MARKDOWN.replace("record['name']", "record['nombre']").replace("MODULE", "acme_md_fails")
TERM = ("-p", "sandbox", "terms", "create", "--days", "5", "-o", "md", "--name")


def test_a_format_that_fails_as_it_writes_is_its_plugins(install: Install, alegra: Runner) -> None:
    install("acme-md", "md", "acme_md_fails", FAILS, "alegra_cli.formats", installed_from=IN_PLACE)
    told = alegra(*TERMS_IN_MARKDOWN)
    assert told.code == 1
    assert told.err.startswith("Error: The plugin md of acme-md 1.5 failed: KeyError: 'nombre' (")
    assert "Hint: Mend " in told.err
    assert "acme_md_fails.py:" in told.err


LTSV = '''
    """Labelled texts."""
    from alegra_cli.declare import Format
    from alegra_cli.errors import UsageProblem
    from alegra_cli.hookspecs import hookimpl
    from alegra_cli.output import Writer

    class Ltsv(Writer):
        @classmethod
        def check(cls, argument):
            if argument == "no":
                raise UsageProblem("no such field")

        def records(self, records):
            for record in self.shaped(records):
                self.out.write(f"{self.options.argument or 'all'}:{record.get('id')}\\n")

    @hookimpl
    def alegra_formats():
        return [Format("ltsv", writer="MODULE:Ltsv", argument="FIELD"WORDS)]
'''


@pytest.mark.parametrize(
    ("words", "option", "alone", "tried"),
    [
        ("", "-o ltsv=FIELD", "", ["-o ltsv=FIELD was not tried"]),
        (', sample="name"', "-o ltsv=FIELD", "", ["-o ltsv=name writes "]),
        (
            ", optional=True",
            "-o ltsv[=FIELD]",
            "all:1",
            ["-o ltsv writes ", "-o ltsv=FIELD was not tried"],
        ),
        (
            ', optional=True, sample="name"',
            "-o ltsv[=FIELD]",
            "all:1",
            ["-o ltsv writes ", "-o ltsv=name writes "],
        ),
        (', sample="no"', "-o ltsv=FIELD", "", ["-o ltsv=no refuses records that differ: no such"]),
    ],
)
def test_an_argument_of_a_format_may_be_optional_and_be_tried(
    install: Install, alegra: Runner, words: str, option: str, alone: str, tried: list[str]
) -> None:
    module = f"acme_ltsv_{abs(hash(words))}"
    source = LTSV.replace("MODULE", module).replace("WORDS", words)
    install("acme-ltsv", "ltsv", module, source, "alegra_cli.formats")
    line = ("-p", "sandbox", "terms", "list", "--limit", "1", "-o")
    assert alegra(*line, "ltsv=name").out == "name:1\n"
    told = alegra(*line, "ltsv")
    assert (told.code, told.out) == ((0, f"{alone}\n") if alone else (2, "")), told.err
    checked = alegra("plugins", "check", "ltsv")
    assert (checked.code, f"gives: {option}." in checked.err) == (0, True), checked.err
    for text in tried:
        assert text in checked.err
    assert "writes" not in checked.err or "writes" in str(tried)


def test_what_was_made_is_done_though_a_plugins_format_fails(
    install: Install, alegra: Runner
) -> None:
    install("acme-md", "md", "acme_md_fails", FAILS, "alegra_cli.formats")
    told = alegra(*TERM, "Cinco días")
    assert told.code == 0
    assert "What was sent was done, but it can't be shown: KeyError: 'nombre'" in told.err
    listed = alegra("-p", "sandbox", "terms", "list", "-o", "csv").out
    assert listed.count("Cinco días") == 1


OWN_FILE = MARKDOWN.replace("record['name']", "open('/nowhere/words.txt')").replace(
    "MODULE", "acme_md_file"
)


def test_a_file_that_a_plugins_format_cannot_open_ends_no_write(
    install: Install, alegra: Runner, tmp_path: Path
) -> None:
    install("acme-md", "md", "acme_md_file", OWN_FILE, "alegra_cli.formats")
    rows = tmp_path / "rows.csv"
    rows.write_text("name,days\nDiez,10\nOnce,11\n")
    told = alegra("-p", "sandbox", "terms", "import", str(rows), "-o", "md")
    assert told.code == 0
    assert told.err.count("can't be shown: /nowhere/words.txt: ") == 1
    assert "2 created." in told.err
    listed = alegra("-p", "sandbox", "terms", "list", "-o", "csv").out
    assert (listed.count("Diez"), listed.count("Once")) == (1, 1)


ADD_ON = '''
    """What the Acme group adds to Colombia."""
    from alegra_cli.declare import Country, CountryRule
    from alegra_cli.hookspecs import hookimpl

    @hookimpl
    def alegra_countries():
        rule = CountryRule(
            "colombia", "observations", "required", documented=True, message="names the shop",
            on=("contacts",),
        )
        return [Country("colombia", label="Colombia of Acme", authority="Acme", rules=(rule,))]
'''
CONTACT = ("--name", "Ana", "--kind-of-person", "PERSON_ENTITY", "--regime", "SIMPLIFIED_REGIME")
IN_COLOMBIA = ("--country", "colombia")


@pytest.fixture
def acme(install: Install) -> None:
    """An add-on to a country, of a distribution whose name sorts before ours."""
    install("acme-alegra", "colombia.acme", "acme_alegra_colombia", ADD_ON, "alegra_cli.countries")


@pytest.mark.usefixtures("acme")
def test_an_add_on_takes_nothing_from_the_countrys_own_pack(alegra: Runner) -> None:
    pack = Registry({}).country("colombia")
    assert pack is not None
    assert (pack.authority, Registry({}).countries().count("colombia")) == ("DIAN", 1)
    assert alegra("catalog", "medios-de-pago", *IN_COLOMBIA).code == 0
    wrong = ("invoices", "create", "--payment-method", "ZZZ", *IN_COLOMBIA, "--dry-run", "--strict")
    assert "ZZZ is not in the list" in alegra(*wrong).err


@pytest.mark.usefixtures("acme")
def test_what_brings_no_command_is_listed_shown_and_looked_at(alegra: Runner) -> None:
    listed = exact.loads(alegra("plugins", "list", "-o", "json").out)
    mine = [row for row in listed if row["distribution"] == "acme-alegra"]
    assert [(row["name"], row["brings"], row["state"]) for row in mine] == [
        ("colombia.acme", "country", "ok")
    ]
    shown = exact.loads(alegra("plugins", "show", "colombia.acme", "-o", "json").out)
    assert shown["gives"] == ["contacts observations: required"]
    checked = alegra("plugins", "check", "colombia.acme")
    assert checked.code == 0
    assert "The plugin colombia.acme gives: contacts observations: required." in checked.err
    assert "`alegra validate RESOURCE FILE --country COUNTRY`" in checked.err
    assert "declares no" not in checked.err
    assert "There is no plugin 'acme.colombia'" in alegra("plugins", "show", "acme.colombia").err


@pytest.mark.parametrize(
    ("word", "hint"),
    [("CHILE", "Did you mean chile? alegra plugins list"), ("zzzz", "alegra plugins list")],
)
def test_what_may_have_been_meant_by_no_name_of_a_plugin(
    alegra: Runner, word: str, hint: str
) -> None:
    told = alegra("plugins", "show", word)
    again = "Entry points are read as a package is installed: `pip install` it again."
    words = f"Error: There is no plugin '{word}'.\nHint: {hint}. {again}\n"
    assert (told.code, told.err) == (4, words)


def test_a_person_is_told_of_one_plugin_in_the_language_in_use(alegra: Runner) -> None:
    told = alegra("plugins", "show", "condiciones-de-pago", "--lang", "es")
    values = dict(line.split(maxsplit=1) for line in told.out.splitlines() if " " in line.strip())
    named = {key: values[key] for key in ("Nombre", "Trae", "Sección", "Estado")}
    words = {"Nombre": "terms", "Trae": "comando", "Sección": "configuración", "Estado": "bien"}
    assert named == words
    machine = exact.loads(alegra("plugins", "show", "terms", "--lang", "es", "-o", "json").out)
    assert (machine["brings"], machine["state"]) == ("command", "ok")


def test_a_rule_on_what_nobody_declares_is_told_to_its_author(
    install: Install, alegra: Runner
) -> None:
    source = ADD_ON.replace('"observations"', '"observatoins"').replace(
        'on=("contacts",)', 'on=("contacts", "contact", "invoices")'
    )
    install("acme-alegra", "colombia.acme", "acme_wrong_rule", source, "alegra_cli.countries")
    told = alegra("plugins", "check", "colombia.acme")
    assert told.code == 0
    only = "declares no observatoins, so no option gives it."
    near = "Did you mean observations"
    assert f"contacts {only} {near}" in told.err
    assert f"invoices {only} {near}" in told.err
    assert "No plugin declares contact. Did you mean contacts" in told.err


def test_a_rule_on_a_list_that_the_pack_has_not_is_told_to_its_author(
    install: Install, alegra: Runner
) -> None:
    source = ADD_ON.replace('"required", documented=True', '"choices", catalog="regimen-fiscal"')
    install("acme-alegra", "colombia.acme", "acme_no_list", source, "alegra_cli.countries")
    told = alegra("plugins", "check", "colombia.acme")
    assert told.code == 0
    assert "The pack of colombia has no list regimen-fiscal, so the rule holds for nothing." in (
        told.err
    )


def test_a_broken_format_is_listed_as_broken_and_told_to_its_author(
    install: Install, alegra: Runner
) -> None:
    source = MARKDOWN.replace("MODULE:Markdown", "acme_md_gone:Markdown")
    install("acme-md", "md", "acme_md_listed", source, "alegra_cli.formats")
    listed = exact.loads(alegra("plugins", "list", "-o", "json").out)
    (mine,) = [row for row in listed if row["state"] != "ok"]
    assert (mine["name"], mine["brings"]) == ("md", "format")
    assert "No module named 'acme_md_gone'" in mine["problem"]
    checked = alegra("plugins", "check", "md")
    assert checked.code == 1
    assert "Hint: Mend " in checked.err


TRIED = "records that differ, some of their columns, a list without records, one record, a count"


def test_a_format_is_tried_with_records_for_its_author(install: Install, alegra: Runner) -> None:
    source = MARKDOWN.replace("MODULE", "acme_md_tried")
    install("acme-md", "md", "acme_md_tried", source, "alegra_cli.formats")
    told = alegra("plugins", "check", "md")
    assert (told.code, f"-o md writes {TRIED}." in told.err) == (0, True)
    assert f"-o xlsx writes {TRIED}." in alegra("plugins", "check", "xlsx").err
    # What stands behind its = is nothing that can be made up.
    assert "template={{…}} was not tried" in alegra("plugins", "check", "template").err


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("record['total']", "KeyError: 'total'"),
        ("record['id'] + 1", "TypeError: "),
        ("float(record.get('balance') or 'a')", "ValueError: "),
    ],
)
def test_a_format_that_fails_on_some_records_is_told_to_its_author(
    install: Install, alegra: Runner, wrong: str, told: str
) -> None:
    module = f"acme_md_fails_{abs(hash(wrong))}"
    source = MARKDOWN.replace("MODULE", module).replace("record['name']", wrong)
    install("acme-md", "md", module, source, "alegra_cli.formats")
    checked = alegra("plugins", "check", "md")
    assert checked.code == 1
    assert "The plugin md of acme-md 1.5 failed: " + told in checked.err
    assert re.search(rf"Hint: Mend \S+{module}\.py:\d+; -vv shows", checked.err)


def test_what_a_format_refuses_is_no_failure(install: Install, alegra: Runner) -> None:
    source = MARKDOWN.replace("MODULE", "acme_md_refuses").replace(
        "for record in self.shaped(records):",
        """if self.columns:
                from alegra_cli.errors import UsageProblem
                raise UsageProblem("only whole records")
            for record in self.shaped(records):""",
    )
    install("acme-md", "md", "acme_md_refuses", source, "alegra_cli.formats")
    told = alegra("plugins", "check", "md")
    assert told.code == 0
    assert "-o md refuses some of their columns: only whole records" in told.err


def test_one_name_for_several_kinds_is_shown_with_each(alegra: Runner) -> None:
    shown = exact.loads(alegra("plugins", "show", "chile", "-o", "json").out)
    assert [row["brings"] for row in shown] == ["country", "reader"]


def test_a_check_that_fails_as_it_looks_is_its_plugins(install: Install, alegra: Runner) -> None:
    source = ADD_ON.replace('"required", documented=True', '"check", function=lambda told: told.no')
    install("acme-alegra", "colombia.acme", "acme_alegra_check", source, "alegra_cli.countries")
    line = ("contacts", "create", *CONTACT, *IN_COLOMBIA, "--set", "observations=a", "--dry-run")
    told = alegra(*line)
    assert told.code == 1
    assert "The plugin colombia.acme of acme-alegra 1.5 failed: AttributeError: " in told.err
    assert "Update acme-alegra, or tell whoever makes it" in told.err


@pytest.mark.usefixtures("acme")
def test_a_rule_of_an_add_on_holds_wherever_a_body_is_checked(
    alegra: Runner, tmp_path: Path
) -> None:
    (tmp_path / "c.json").write_text('{"name": "Ana"}')
    (tmp_path / "c.jsonl").write_text('{"name": "Ana"}\n')
    files = str(tmp_path / "c.json"), str(tmp_path / "c.jsonl")
    box = ("-p", "sandbox")
    lines = {
        "create": ("contacts", "create", *CONTACT, *IN_COLOMBIA, "--dry-run"),
        "import": (*box, "contacts", "import", files[1], *IN_COLOMBIA, "--dry-run"),
        "validate": ("validate", "contacts", files[0], *IN_COLOMBIA),
    }
    for name, line in lines.items():
        told = alegra(*line)
        assert "names the shop" in told.out + told.err, (name, told)
    schema = exact.loads(alegra("schema", "contacts", *IN_COLOMBIA, "-o", "json").out)
    assert next(row["needed"] for row in schema if row["field"] == "observations") == "always"
    for key in "23":
        assert alegra(*box, "contacts", "update", key, "--observations", "Norte").code == 0
    for ids in (["2"], ["2", "3"]):
        line = (*box, "contacts", "update", *ids, "--set", "observations=null", *IN_COLOMBIA)
        told = alegra(*line, "--dry-run")
        assert "names the shop" in told.out + told.err, ids


def test_a_change_of_many_breaks_no_rule_that_a_change_of_one_would(
    install: Install, alegra: Runner, tmp_path: Path
) -> None:
    """What the rule asks for and when it does are two fields, and only one of them changes."""
    source = ADD_ON.replace("documented=True", 'documented=True, when=("phonePrimary", "55")')
    install("acme-alegra", "colombia.acme", "acme_when", source, "alegra_cli.countries")
    box = ("-p", "sandbox")
    for key in "23":
        assert alegra(*box, "contacts", "update", key, "--set", "observations=null").code == 0
    (tmp_path / "both.csv").write_text("id,phonePrimary\n2,55\n3,55\n")
    (tmp_path / "again.csv").write_text("identification,phonePrimary\n905474687,55\n")
    update = (*box, "contacts", "update")
    for line in (
        (*update, "2", "--set", "phonePrimary=55"),
        (*update, "2", "3", "--set", "phonePrimary=55", "--yes"),
        (*update, "2", "3", "--set", "phonePrimary=55", "--dry-run"),
        (*update, "-f", str(tmp_path / "both.csv"), "--yes"),
        (*box, "contacts", "import", str(tmp_path / "again.csv"), "--upsert", "identification"),
    ):
        told = alegra(*line)
        assert (told.code, "names the shop" in told.err) == (5, True), (line, told)
    assert alegra(*update, "2", "3", "--set", "phonePrimary=56", "--yes").code == 0


LOOKS_BESIDE = 'function=lambda told: str(told.body.get("phonePrimary")) != "55"'


@pytest.mark.parametrize("beside", ["", ', beside=("phonePrimary",)'])
@pytest.mark.parametrize("changed", ["phonePrimary", "observations"])
def test_a_change_of_many_is_held_against_what_a_check_looks_at(
    install: Install, alegra: Runner, tmp_path: Path, beside: str, changed: str
) -> None:
    """The check reads another field than its own, and either of the two changes alone."""
    source = ADD_ON.replace('"required"', f'"check", {LOOKS_BESIDE}{beside}')
    module = f"acme_beside_{changed}_{bool(beside)}"
    install("acme-alegra", "colombia.acme", module, source, "alegra_cli.countries")
    values = {"phonePrimary": "55", "observations": "Norte"}
    (kept,) = values.keys() - {changed}
    update = ("-p", "sandbox", "contacts", "update")
    for key in "23":
        assert alegra(*update, key, "--set", f"{kept}={values[kept]}").code == 0
    (tmp_path / "both.csv").write_text(f"id,{changed}\n2,{values[changed]}\n3,{values[changed]}\n")
    change = ("--set", f"{changed}={values[changed]}")
    for line in (
        (*update, "2", *change),
        (*update, "2", "3", *change, "--yes"),
        (*update, "-f", str(tmp_path / "both.csv"), "--yes"),
    ):
        told = alegra(*line)
        assert (told.code, "names the shop" in told.err) == (5, True), (line, told)
    good = {"phonePrimary": "56", "observations": "Sur"}[changed]
    with_good = alegra(*update, "2", "3", "--set", f"{changed}={good}", "--yes")
    assert with_good.code == (0 if changed == "phonePrimary" else 5)


@pytest.mark.parametrize(
    ("value", "code", "of_many", "words"),
    [("northwinks", 5, 5, "Did you mean northwings"), ("zzz", 0, 5, "a wing")],
)
def test_every_way_in_takes_an_odd_choice_alike(
    install: Install,
    alegra: Runner,
    tmp_path: Path,
    value: str,
    code: int,
    of_many: int,
    words: str,
) -> None:
    """Of a list that may not be whole: a slip stops a body, and any other word one of many."""
    source = ADD_ON.replace('"required", documented=True', '"choices", choices=("northwings",)')
    source = source.replace("names the shop", "is a wing")
    install("acme-alegra", "colombia.acme", "acme_choices", source, "alegra_cli.countries")
    (tmp_path / "c.json").write_text(exact.dumps({"name": "Ana", "observations": value}))
    (tmp_path / "c.csv").write_text(f"name,observations\nAna,{value}\n")
    (tmp_path / "u.csv").write_text(f"id,observations\n2,{value}\n")
    body, table, changes = (str(tmp_path / name) for name in ("c.json", "c.csv", "u.csv"))
    box, set_it = ("-p", "sandbox"), ("--set", f"observations={value}")
    for line in (
        (*box, "contacts", "create", *CONTACT, *set_it, "--dry-run"),
        (*box, "contacts", "import", table, "--dry-run"),
        (*box, "contacts", "update", "2", *set_it, "--dry-run"),
        (*box, "contacts", "update", "2", "3", *set_it, "--dry-run"),
        (*box, "contacts", "update", "-f", changes, "--dry-run"),
        (*box, "validate", "contacts", body),
        (*box, "validate", "contacts", table),
    ):
        told = alegra(*line)
        expected = of_many if {table, changes, "3"} & {*line} else code
        assert (told.code, words in told.out + told.err) == (expected, True), (line, told)


@pytest.mark.usefixtures("acme")
def test_a_supplier_that_a_document_makes_keeps_the_rules_of_contacts(
    alegra: Runner, tmp_path: Path
) -> None:
    box, inbox = ("-p", "sandbox"), str(tmp_path / "inbox")
    assert alegra(*box, "sandbox", "received", inbox).code == 0
    assert alegra(*box, "received", "rules", "set", "*", "--category", "5").code == 0
    told = alegra(*box, "received", "post", inbox, "--create-suppliers", "--dry-run", "-o", "json")
    assert told.code == 5
    assert "observations: names the shop" in told.out
    known = alegra(*box, "received", "post", inbox, "--only", "ready", "--dry-run")
    assert (known.code, "names the shop" in known.out) == (0, False)


def test_the_schema_tells_a_rule_on_a_field_that_has_one_already(
    install: Install, alegra: Runner
) -> None:
    source = ADD_ON.replace('"observations"', '"address.city"')
    source = source.replace("documented=True", 'when=("type", "client")')
    install("acme-alegra", "colombia.acme", "acme_alegra_city", source, "alegra_cli.countries")
    schema = exact.loads(alegra("schema", "contacts", *IN_COLOMBIA, "-o", "json").out)
    needed = next(row["needed"] for row in schema if row["field"] == "address.city")
    assert needed == "address=* or type=client"


def test_what_adds_to_a_country_can_be_left_out_and_its_pack_can_not(
    install: Install, alegra: Runner
) -> None:
    install(
        "acme", "colombia.acme", "acme_left_out", "import nothing_like_it", "alegra_cli.countries"
    )
    line = ("contacts", "create", "--name", "Ana", *IN_COLOMBIA, "--dry-run")
    assert alegra(*line).code == 1
    told = alegra(*line, env={"ALEGRA_PLUGINS_OFF": "colombia.acme,colombia"})
    assert (told.code, "regime: is needed in colombia" in told.err) == (0, True), told.err


def test_a_format_can_be_left_out(install: Install, alegra: Runner) -> None:
    source = MARKDOWN.replace("MODULE", "acme_md_left_out")
    install("acme-md", "md", "acme_md_left_out", source, "alegra_cli.formats")
    assert alegra(*TERMS_IN_MARKDOWN).code == 0
    told = alegra(*TERMS_IN_MARKDOWN, env={"ALEGRA_PLUGINS_OFF": "md"})
    assert (told.code, "md" in told.err) == (2, True)


CHECKS = {
    "check": '"check", function=bool, documented=True',
    "format": '"format", max_length=9, pattern="[A-Z]+", when=("type", "client")',
    "choices": '"choices", choices=("north", "south")',
    "forbidden": '"forbidden", when=("type", "client"), documented=True',
}


@pytest.mark.parametrize(
    ("requirement", "message", "told"),
    [
        ("check", "names no shop", ["Refused: names no shop"]),
        ("check", "", ["Refused: what colombia does not take"]),
        ("format", "is no shop", ["Warned of: is no shop (type=client)"]),
        (
            "format",
            "",
            [
                "Warned of: more than 9 characters (type=client)",
                "Warned of: anything else than [A-Z]+ (type=client)",
            ],
        ),
        ("choices", "", ["Warned of: anything else than north, south"]),
        ("forbidden", "", ["Refused: does not go with type=client in colombia"]),
        ("forbidden", "has no shop", ["Refused: has no shop"]),
    ],
)
def test_the_schema_tells_what_a_rule_of_any_kind_looks_at(
    install: Install, alegra: Runner, requirement: str, message: str, told: list[str]
) -> None:
    own = f'{CHECKS[requirement]}, message="{message}"'
    source = ADD_ON.replace('"required", documented=True, message="names the shop"', own)
    module = f"acme_checks_{abs(hash(own))}"
    install("acme-alegra", "colombia.acme", module, source, "alegra_cli.countries")
    schema = exact.loads(alegra("schema", "contacts", *IN_COLOMBIA, "-o", "json").out)
    assert told == next(row["checks"] for row in schema if row["field"] == "observations")
    assert told[0] in " ".join(alegra("schema", "contacts", *IN_COLOMBIA).out.split())


def test_two_packs_of_one_country_are_both_named(install: Install, alegra: Runner) -> None:
    install("acme-alegra", "colombia", "acme_alegra_pack", ADD_ON, "alegra_cli.countries")
    told = alegra("catalog", *IN_COLOMBIA)
    assert told.code == 1
    assert "acme-alegra, alegra-cli" in told.err
    assert "colombia.WORD" in told.err


def test_a_pack_in_another_spelling_claims_the_same_country(
    install: Install, alegra: Runner
) -> None:
    source = ADD_ON.replace('Country("colombia"', 'Country("Colombia"')
    install("acme-alegra", "Colombia", "acme_alegra_capital", source, "alegra_cli.countries")
    told = alegra("catalog", *IN_COLOMBIA)
    assert (told.code, "acme-alegra, alegra-cli" in told.err) == (1, True)


FROM = "from alegra_cli.declare import *\n    from alegra_cli.hookspecs import hookimpl"
TIPS = 'Resource("{}", singular="tip", path="/tips", actions=(LIST,), columns=(), group="{}")'


@pytest.mark.parametrize(
    ("group", "name", "given", "words"),
    [
        ("countries", "peru.acme", '["peru"]', "has to give a list of Country, and gives [str]"),
        (
            "countries",
            "peru.acme",
            'Country("chile", label="Chile", authority="SII"),',
            "its entry point is called peru.acme, and what it gives chile",
        ),
        (
            "countries",
            "peru.acme",
            'Country("peru", label="Peru", authority="SUNAT", lists_file="acme:lists.json"),',
            "has rules and templates; of its pack alone are lists_file",
        ),
        (
            "services",
            "other",
            'Api("acme", "https://acme.example"),',
            "its entry point is called other, and what it gives acme",
        ),
        ("received", "peru.acme", "[1]", "has to give a list of InvoiceReader, and gives [int]"),
        ("sandbox", "box", "[1]", "has to give a list of Mount, and gives [int]"),
        (
            "plugins",
            "tips",
            TIPS.format("tips", ""),
            "has to give a list of Resource, and gives Resource",
        ),
        ("plugins", "tips", '["tips"]', "has to give a list of Resource, and gives [str]"),
        (
            "plugins",
            "tips",
            f"{TIPS.format('cash', 'tips')}, {TIPS.format('cash', 'tips')}",
            "it gives tips cash more than once",
        ),
        (
            "plugins",
            "tips",
            f"{TIPS.format('tips', '')}, {TIPS.format('cash', 'tips')}",
            "it gives tips more than once",
        ),
    ],
)
def test_what_a_hook_gives_that_nobody_could_reach_is_told_as_its_plugins(
    install: Install,
    alegra: Runner,
    tmp_path: Path,
    group: str,
    name: str,
    given: str,
    words: str,
) -> None:
    hook = {"plugins": "resources", "received": "readers"}.get(group, group)
    source = f'''
    """What Acme adds."""
    {FROM}

    @hookimpl
    def alegra_{hook}():
        return {given}
    '''
    module = f"acme_odd_{group}_{len(given)}"
    install("acme-alegra", name, module, source, f"alegra_cli.{group}")
    told = alegra("plugins", "check", name)
    assert told.code == 1
    assert f"The plugin {name} of acme-alegra 1.5 can't be loaded: WrongContribution: " in told.err
    assert words in told.err
    assert f"Hint: Mend {tmp_path / 'site' / module}.py:5." in told.err


def test_a_report_whose_function_is_not_there_is_its_plugins(
    install: Install, alegra: Runner
) -> None:
    source = GOOD.replace("GET, LIST, Column", "GET, LIST, Column, Compute").replace(
        "actions=(LIST, GET)", 'actions=(LIST, Compute("by-day", function="no:no", resources=()))'
    )
    install("acme-tips", "tips", "acme_tips_by_day", source)
    told = alegra("-p", "sandbox", "tips", "by-day")
    assert told.code == 1
    assert "The plugin tips of acme-tips 1.5 can't be loaded: ModuleNotFoundError" in told.err
    assert "acme_tips_by_day.py:7)" in told.err


@cases(
    ("word", "version"),
    [
        ("costa-rica", "costaRica"),
        ("COSTARICA", "costaRica"),
        ("costa rica", "costaRica"),
        ("CR", "costaRica"),
        ("República Dominicana", "republicaDominicana"),
        ("republica dominicana", "republicaDominicana"),
        ("México", "mexico"),
        ("España", "spain"),
        ("es", "spain"),
        ("do", "republicaDominicana"),
        ("Atlantis", None),
    ],
)
def test_a_country_is_known_however_it_is_written(word: str, version: str | None) -> None:
    assert country_named(Registry({}), word) == version


WASH = GOOD.replace("import GET,", "import Action, Field, GET,").replace(
    "actions=(LIST, GET),",
    """actions=(LIST, GET, Action("wash", "POST", "/{id}/wash", fields=(
        Field("day", "date", option="--day"),))),""",
)


def test_an_action_may_have_options_and_take_no_file(install: Install, alegra: Runner) -> None:
    install("acme-tips", "tips", "acme_tips_wash", WASH)
    told = alegra("tips", "wash", "1", "--day", "2026-06-01", "--dry-run", "-o", "json")
    assert exact.loads(told.out)["body"] == {"day": "2026-06-01"}
    assert alegra("tips", "wash", "1", "-f", "x.json").code == 2


EVERYWHERE = GOOD.replace("import GET,", "import CRUD, CountryRule, Field, GET,").replace(
    "actions=(LIST, GET),",
    """actions=CRUD, fields=(Field("amount", "money", option="--amount"),
        Field("waiter", option="--waiter")), rules=(
        CountryRule("*", "waiter", "required", documented=True),
        CountryRule("*", "amount", "check", documented=True, beside=("waiter",),
                    function=lambda told: told.body.get("waiter") != "Ana"),
    ),""",
)


def test_a_rule_of_every_country_holds_where_the_country_is_not_known(
    install: Install, alegra: Runner, tmp_path: Path
) -> None:
    install("acme-tips", "tips", "acme_tips_everywhere", EVERYWHERE)
    file = tmp_path / "tip.json"
    file.write_text('{"amount": 5, "waiter": "Ana"}')
    bare = tmp_path / "bare.json"
    bare.write_text('{"amount": 5}')
    for country in ([], ["--country", "peru"]):
        told = alegra("validate", "tips", str(file), *country, "--columns", "problem", "-o", "csv")
        assert (told.code, "5 is not valid" in told.out) == (5, True), told
        told = alegra("validate", "tips", str(bare), *country, "--columns", "problem", "-o", "csv")
        assert (told.code, "\nis needed\n" in told.out) == (5, True), told
        schema = exact.loads(alegra("schema", "tips", *country, "-o", "json").out)
        rows = {row["field"]: (row["needed"], row["checks"]) for row in schema}
        assert rows["waiter"] == ("always", [])
        assert rows["amount"] == ("", ["Refused: what is not taken"])
    told = alegra("tips", "create", "--amount", "5", "--waiter", "Ana", "--dry-run")
    assert (told.code, "--amount: 5 is not valid" in told.err) == (5, True), told
    assert "Also: --waiter." in alegra("tips", "create", "--help").out


PLAYED = '''
    """Tips in the sandbox."""
    from alegra_cli.hookspecs import hookimpl
    from alegra_cli.sandbox.extension import Mount, Route

    @hookimpl
    def alegra_sandbox():
        return [Mount("/api/v1", (Route("GET", "/tips", lambda call: [{"id": "1"}]),))]
'''
TIPS_LIST = ("-p", "sandbox", "tips", "list", "-o", "jsonl")


def test_a_resource_of_a_plugin_is_played_on_the_sandbox(install: Install, alegra: Runner) -> None:
    install("acme-tips", "tips", "acme_tips_played", GOOD)
    install("acme-box", "box", "acme_box", PLAYED, "alegra_cli.sandbox")
    install("acme-broken", "broken", "acme_box_broken", "1 / 0", "alegra_cli.sandbox")
    told = alegra(*TIPS_LIST)
    assert (told.code, told.out) == (0, '{"id": "1"}\n'), told.err
    assert exact.loads(alegra("plugins", "show", "box", "-o", "json").out)["gives"] == [
        "GET /api/v1/tips"
    ]


@pytest.mark.parametrize(("cut", "is_wrong"), [("", False), ('[:int(call.query["limit"])]', True)])
def test_the_kit_finds_a_route_that_gives_another_page(
    install: Install, alegra: Runner, cut: str, is_wrong: bool
) -> None:
    install("acme-tips", "tips", "acme_tips_paged", GOOD)
    rows = f'[{{"id": str(number)}} for number in range(4)]{cut}'
    source = PLAYED.replace('[{"id": "1"}]', rows)
    install("acme-box", "box", f"acme_box_paged_{is_wrong}", source, "alegra_cli.sandbox")
    tips = Registry({}).resource("tips")
    assert tips is not None
    wrong = pytest.raises(AssertionError, match="start=1 leaves out as many")
    with wrong if is_wrong else contextlib.nullcontext():
        test_sandbox.test_the_sandbox_gives_the_page_that_is_asked_for(alegra, tips)


def test_what_no_route_plays_is_the_gap_of_the_plugin(install: Install, alegra: Runner) -> None:
    install("acme-tips", "tips", "acme_tips_gap", GOOD)
    install("acme-box", "box", "acme_box_gap", PLAYED, "alegra_cli.sandbox")
    told = alegra("-p", "sandbox", "tips", "get", "7")
    assert told.code == 1
    assert told.err.splitlines() == [
        "Error: No plugin plays GET /api/v1/tips/7 in the sandbox.",
        "Hint: Whoever makes the plugin adds a Route for it to alegra_sandbox.",
    ]


def test_what_a_plugin_does_not_play_keeps_nothing_else_from_being_exported(
    install: Install, alegra: Runner
) -> None:
    install("acme-tips", "tips", "acme_tips_unplayed", GOOD)
    source = PLAYED.replace('"GET"', '"POST"')
    install("acme-box", "box", "acme_box_unplayed", source, "alegra_cli.sandbox")
    for out in ("all", "all.xlsx"):
        told = alegra("-p", "sandbox", "export", "tips", "terms", "--out", str(alegra.home / out))
        assert (told.code, "Not exported: tips." in told.err) == (9, True), told.err
        assert "tips: No plugin plays GET /api/v1/tips in the sandbox." in told.err
    assert (alegra.home / "all" / "terms.csv").exists()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("call.no", "AttributeError: "),
        ("__import__('sys').exit(4)", "SystemExit: 4"),
        ("call.books.store.save('tips', {'id': '1'}, {'id': '1'})", "Error: "),
    ],
)
def test_a_route_that_fails_is_its_plugins(
    install: Install, alegra: Runner, answer: str, words: str
) -> None:
    module = f"acme_box_fails_{len(answer)}"
    install("acme-tips", "tips", f"acme_tips_{len(answer)}", GOOD)
    source = PLAYED.replace('[{"id": "1"}]', answer)
    install("acme-box", "box", module, source, "alegra_cli.sandbox", IN_PLACE)
    told = alegra(*TIPS_LIST)
    assert told.code == 1, told
    said = told.out + told.err
    assert "The plugin box of acme-box 1.5 failed: " in said
    assert words in said
    assert module in said
    assert "Traceback" not in told.err
    assert "sandbox reset" not in said


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (GOOD.replace("return [", "yield ").replace("))]", "))"), None),
        (
            GOOD.replace("return [", "return ").replace("))]", "))"),
            "alegra_resources has to give a list of Resource, and gives Resource (",
        ),
        (
            GOOD.replace("return [", "["),
            "alegra_resources has to give a list of Resource, and gives None (",
        ),
        (
            GOOD.replace("return [", "return [{}, "),
            "alegra_resources has to give a list of Resource, and gives [dict] (",
        ),
        (
            GOOD.replace("@hookimpl", ""),
            "it has no function alegra_resources with @hookimpl (",
        ),
        (
            GOOD.replace('"tips", singular', '"tipps", singular'),
            "its entry point is called tips, and what it gives tipps (",
        ),
    ],
)
def test_what_a_hook_gives_is_held_against_what_it_has_to_give(
    install: Install, alegra: Runner, source: str, words: str | None
) -> None:
    module = f"acme_tips_given_{abs(hash(source))}"
    install("acme-tips", "tips", module, source, installed_from=IN_PLACE)
    told = alegra("tips", "list", "--help")
    listed = exact.loads(alegra("plugins", "list", "-o", "json").out)
    mine = next(row for row in listed if row["name"] == "tips")
    if words is None:
        assert (told.code, mine["state"]) == (0, "ok"), told.err
        return
    assert f"acme-tips 1.5 can't be loaded: WrongContribution: {words}" in told.err
    assert re.search(rf"Hint: Mend \S+/{module}\.py", told.err)
    assert (told.code, mine["state"]) == (1, "broken")
    assert words in alegra("plugins", "check", "tips").err


def test_a_country_that_gives_rules_and_one_without_its_hook_are_told(
    install: Install, alegra: Runner
) -> None:
    rules = re.sub(r"return .*", "return [rule]", ADD_ON)
    install("acme-one", "colombia.one", "acme_rules_only", rules, "alegra_cli.countries")
    install("acme-two", "chile.two", "acme_no_hook", '"""No hook."""', "alegra_cli.countries")
    line = ("contacts", "create", *CONTACT, "--dry-run", "--country")
    told = alegra(*line, "colombia").err
    assert "alegra_countries has to give a list of Country, and gives [CountryRule] (" in told
    assert "it has no function alegra_countries with @hookimpl (" in alegra(*line, "chile").err


def test_what_gives_nothing_is_told_to_its_author(install: Install, alegra: Runner) -> None:
    source = ADD_ON.replace("rules=(rule,)", "rules=()")
    install("acme-alegra", "colombia.acme", "acme_nothing", source, "alegra_cli.countries")
    told = alegra("plugins", "check", "colombia.acme")
    assert "The plugin colombia.acme gives nothing." in told.err


def test_two_formats_of_one_name_are_both_named(install: Install, alegra: Runner) -> None:
    for one in ("acme", "rival"):
        source = MARKDOWN.replace("MODULE", f"{one}_md_rivals")
        install(f"{one}-md", "md", f"{one}_md_rivals", source, "alegra_cli.formats")
    told = alegra(*TERMS_IN_MARKDOWN)
    assert told.code == 1
    assert "Two installed packages claim the output format md: acme-md, rival-md." in told.err


def test_what_fails_is_told_of_the_plugin_whose_module_it_is(
    install: Install, alegra: Runner, tmp_path: Path
) -> None:
    """One package brings several, and another of them comes first."""
    source = ADD_ON.replace('"required", documented=True', '"check", function=lambda told: told.no')
    install("acme", "md", "acme_md_first", MARKDOWN, "alegra_cli.formats")
    site = tmp_path / "site"
    (site / "acme-1.5.dist-info" / "entry_points.txt").write_text(
        "[alegra_cli.formats]\nmd = acme_several.md\n\n"
        "[alegra_cli.countries]\nchile.acme = acme_several.chile\n"
        "colombia.acme = acme_several.colombia\n"
    )
    (site / "acme_several").mkdir()
    (site / "acme_several" / "colombia.py").write_text(textwrap.dedent(source).lstrip())
    line = ("contacts", "create", "--set", "observations=a", "--dry-run")
    told = alegra(*line, *CONTACT, *IN_COLOMBIA)
    assert "The plugin colombia.acme of acme 1.5 failed: " in told.err
    # A module that helps several may be of any of them.
    (site / "acme_several" / "helper.py").write_text("def good(told):\n    return told.no\n")
    helped = source.replace("lambda told: told.no", "good")
    helped = "    from acme_several.helper import good\n" + helped.lstrip("\n")
    (site / "acme_several" / "chile.py").write_text(
        textwrap.dedent(helped).replace("colombia", "chile")
    )
    told = alegra(*line, "--name", "A", "--country", "chile")
    assert "Error: acme 1.5 failed: " in told.err


@pytest.mark.parametrize("word", ["facturas", "invoice"])
def test_a_resource_is_called_in_any_language_where_a_command_takes_one(
    alegra: Runner, word: str
) -> None:
    assert alegra("schema", word).out == alegra("schema", "invoices").out
    assert "There is no resource" not in alegra("validate", word, "none.json").err


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        ('"GET", "/tips"', '"GETT", "/tips"', "Route method 'GETT' is not one of ('GET', "),
        ('"GET", "/tips"', '"GET", "tips"', "Route template 'tips' must start with '/'"),
        ('"/api/v1"', '"/api/v1/"', "Mount path '/api/v1/' must start, and not end, with '/'"),
    ],
)
def test_a_route_that_no_request_finds_is_told_to_its_author(
    install: Install, alegra: Runner, right: str, wrong: str, words: str
) -> None:
    module = f"acme_box_{abs(hash(wrong))}"
    source = PLAYED.replace(right, wrong)
    install("acme-box", "box", module, source, "alegra_cli.sandbox", IN_PLACE)
    told = alegra("plugins", "check", "box")
    assert told.code == 1
    assert f"can't be loaded: ValueError: {words}" in told.err
    assert f"{module}.py:" in told.err.partition("Hint: Mend ")[2]


def test_a_check_that_gives_its_message_is_told_to_its_author(
    install: Install, alegra: Runner
) -> None:
    wrong = '"check", function=lambda told: "names no shop"'
    source = ADD_ON.replace('"required", documented=True', wrong)
    install("acme", "colombia.acme", "acme_says", source, "alegra_cli.countries", IN_PLACE)
    line = ("contacts", "create", *CONTACT, *IN_COLOMBIA, "--set", "observations=a", "--dry-run")
    told = alegra(*line).err
    words = "has to give True or False, and gives 'names no shop'"
    assert "The plugin colombia.acme of acme 1.5 failed: NoVerdict: a check " + words in told
    assert "acme_says.py:" in told.partition("Hint: Mend ")[2]


def test_braces_in_the_message_of_a_rule_are_shown(install: Install, alegra: Runner) -> None:
    source = ADD_ON.replace("names the shop", "names {shop}")
    install("acme", "colombia.acme", "acme_braces", source, "alegra_cli.countries")
    told = alegra("contacts", "create", *CONTACT, *IN_COLOMBIA, "--dry-run")
    assert "observations: names {shop}" in told.err


def test_a_field_that_is_forbidden_under_a_condition_is_not_said_to_be_unknown(
    install: Install, alegra: Runner
) -> None:
    wrong = '"forbidden", when=("type", "!client")'
    source = ADD_ON.replace('"required", documented=True, message="names the shop"', wrong)
    install("acme", "colombia.acme", "acme_forbidden", source, "alegra_cli.countries")
    line = ("contacts", "create", *CONTACT, *IN_COLOMBIA, "--set", "observations=a", "--dry-run")
    told = alegra(*line, "--type", "provider").err
    assert "does not go with type=!client in colombia" in told
    assert "observations" not in alegra(*line, "--type", "client").err


@pytest.mark.parametrize("given", ["{1}", "(1, 2, 3)", '([{"id": "1"}],)'])
def test_a_route_that_gives_no_answer_is_its_plugins(
    install: Install, alegra: Runner, given: str
) -> None:
    module = f"acme_box_{abs(hash(given))}"
    install("acme-tips", "tips", f"{module}_tips", GOOD)
    source = PLAYED.replace('[{"id": "1"}]', given)
    install("acme-box", "box", module, source, "alegra_cli.sandbox", IN_PLACE)
    told = alegra("-p", "sandbox", "tips", "list")
    assert told.code == 1
    words = f"GET /tips gives {given}".replace('"', "'")
    assert f"The plugin box of acme-box 1.5 failed: WrongAnswer: {words}, and has to" in told.err
    assert f"{module}.py:" in told.err.partition("Hint: Mend ")[2]
    assert "Traceback" not in told.err


BILINGUAL = """
    '''Clients of Acme.'''
    from alegra_cli.declare import Country, CountryRule
    from alegra_cli.hookspecs import hookimpl
    from alegra_cli.i18n import language

    TEXT = "no es de Acme" if language() == "es" else "is not of Acme"

    @hookimpl
    def alegra_countries():
        rule = CountryRule("peru", "name", "format", pattern="Acme.*", message=TEXT,
                           on=("contacts",))
        return [Country("peru", label="Acme", authority="SUNAT", rules=(rule,))]
"""


def test_texts_that_are_chosen_at_import_follow_the_language_of_each_run(
    install: Install, alegra: Runner, tmp_path: Path
) -> None:
    install("acme-two", "peru.acme", "acme_bilingual", BILINGUAL, "alegra_cli.countries")
    file = tmp_path / "client.json"
    file.write_text('{"name": "Ana"}')
    line = ("validate", "contacts", str(file), "--country", "peru", "-o", "jsonl")
    told, modules = [], []
    for language in ("en", "es", "es", "en", "es"):
        told.append(alegra("--lang", language, *line).out)
        modules.append(sys.modules["acme_bilingual"])
    for text, language in zip(told, ("en", "es", "es", "en", "es"), strict=True):
        assert ("is not of Acme" in text) == (language == "en"), told
        assert ("no es de Acme" in text) == (language == "es"), told
    # What a test has imported, and what it has patched, stays what runs in that language.
    assert modules[0] is modules[3]
    assert modules[1] is modules[2] is modules[4]


@pytest.mark.parametrize(
    ("words", "checks"),
    [
        ("", ["Warned of: a value that is missing (type=client)"]),
        (", documented=True", []),
        (', message="Acme asks for it"', ["Warned of: Acme asks for it (type=client)"]),
        (
            ', message="Acme asks for it", documented=True',
            ["Refused: Acme asks for it (type=client)"],
        ),
    ],
)
def test_the_schema_tells_how_a_rule_that_needs_a_field_speaks(
    install: Install, alegra: Runner, words: str, checks: list[str]
) -> None:
    rule = '"required", when=("type", "client")' + words
    source = BILINGUAL.replace('"format", pattern="Acme.*", message=TEXT', rule)
    source = source.replace('"name", ', '"acmeCode", ')
    module = f"acme_needs_{abs(hash(words))}"
    install("acme-two", "peru.acme", module, source, "alegra_cli.countries")
    told = alegra("schema", "contacts", "--country", "peru", "-o", "json")
    row = next(row for row in exact.loads(told.out) if row["field"] == "acmeCode")
    assert (row["needed"], row["checks"]) == ("type=client", checks)
