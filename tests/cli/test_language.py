"""Spanish and English: nothing that a person reads stays behind in English."""

from __future__ import annotations

import gettext
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest

import live_tree
from alegra_cli import exact, i18n
from alegra_cli.builtin.api import METHODS
from alegra_cli.builtin.config import SETTINGS
from alegra_cli.commands.group import Group
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Option
from alegra_cli.commands.other_names import shown_option
from alegra_cli.completion.script import SHELLS
from alegra_cli.declare import Attach, Field, Filter, Resource, Rows
from alegra_cli.registry import GENERIC, Registry
from alegra_cli.sandbox.books.settings import AUTHORITY
from alegra_cli.sandbox.seed import SIZES
from alegra_cli.testing import Runner
from tests.cli import pseudo
from tests.cli.office import Office
from tests.contract.conftest import RESOURCES


@pytest.fixture
def bracketed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every translated text in brackets instead of in Spanish, click's own among them."""
    catalogue = pseudo.catalogue()
    monkeypatch.setattr(gettext, "translation", lambda *_a, **_k: catalogue)
    monkeypatch.setattr(i18n, "catalogue_of", lambda _code: catalogue)
    i18n.use("es")


def words(*names: str) -> Iterator[str]:
    for name in names:
        yield from name.replace("-", " ").replace("[]", "").split()


def declared(resource: Resource) -> Iterator[str]:
    """The API's own words of a resource: keys, values, countries."""
    fields: list[Field] = [*resource.fields]
    filters: list[Filter] = [*resource.filters]
    for action in resource.actions:
        fields += action.fields
        filters += action.filters
        own = action.order_fields if isinstance(action, Rows) else ()
        parts = action.parts if isinstance(action, Attach) else ()
        yield from words(*own, *action.countries, *parts)
    for field in fields:
        yield from words(*field.path.split("."), *field.choices, *field.countries)
        yield from words(*field.required_in)
    for item in filters:
        yield from words(*item.choices, *item.countries)
    yield from resource.order_fields


def other_names(context: click.Context) -> list[str]:
    """What the language calls the commands and options that a help lists."""
    command = context.command
    found = [shown_option(one) for one in command.get_params(context) if isinstance(one, Option)]
    if isinstance(command, Group):
        found += [
            word
            for name in command.list_commands(context)
            for word in command.shown_names(context, name)
        ]
    return found


def names_of_lists() -> Iterator[str]:
    """What ``alegra catalog`` takes in every country."""
    registry = Registry({})
    for version in registry.countries():
        pack = registry.country(version)
        assert pack is not None
        yield from (english for english, _listed in pack.list_names)


def test_help_has_no_english_left(bracketed: None) -> None:
    api = {word for one in RESOURCES for word in declared(one)}
    api |= {*SETTINGS, *words(*AUTHORITY), *words(*names_of_lists())}
    left = {}
    for context in live_tree.contexts():
        names = context.command_path.split()
        if isinstance(context.command, click.Group):
            names += context.command.list_commands(context)
        for param in context.command.get_params(context):
            if isinstance(param.type, click.Choice):
                names += [str(choice) for choice in param.type.choices]
        if isinstance(context.command, Leaf):
            told = " ".join(context.command.examples(context.command_path))
            names += re.findall(r"[^\W\d_]+", told)
        names += other_names(context)
        found = pseudo.bare(context.get_help(), {*words(*names), *api})
        if found:
            left[context.command_path] = found
    assert left == {}


LINES = (Path(__file__).parent / "spoken.txt").read_text(encoding="utf-8").splitlines()
SPOKEN = [line for line in LINES if not line.startswith("#")]
FILES = {
    "empty.json": "{}",
    "empty.csv": "",
    "broken.json": '{"a":\n',
    "broken.jsonl": '{"name":"a"}\n{x\n',
    "broken.yaml": "a: [1\nb: {",
    "bad.csv": "nombre\nAna\n",
    "good.csv": "name,identification\nAna,123\n",
    "good.json": '{"date":"2026-06-01","dueDate":"2026-06-30","client":1,'
    '"items":[{"id":1,"price":1,"quantity":1}]}',
    "wrong.json": '{"date":"2020-06-01","dueDate":"2019-06-30","client":{"id":1},"status":"1",'
    '"stamp":{"generateStamp":true},"items":[{"id":1,"price":1.123,"quantity":0}],'
    '"paymentForm":"CASH","type":"X"}',
    "contact.json": '{"name":"A sa","identificationObject":{"type":"x","number":"1"},'
    '"address":{"zipCode":"1"},"regime":"x","email":"x"}',
}


@cache
def of_the_program() -> set[str]:
    """Words that are typed, and those of the API: the same in every language."""
    registry = Registry({})
    names = [context.command_path for context in live_tree.contexts()]
    packs = [registry.country(one) for one in registry.countries()]
    rules = [rule for pack in packs if pack is not None for rule in pack.rules]
    choices = [choice for rule in rules for choice in (*rule.choices, *rule.field.split("."))]
    formats = ("table", "json", "jsonl", "yaml", "csv", "xlsx", "template", "JSON", "YAML")
    countries = (*registry.countries(), GENERIC, "costarica", "republicadominicana")
    return {
        *(word for one in RESOURCES for word in declared(one)),
        *words(*(rule.catalog for rule in rules)),
        *words(*names, *choices, *SETTINGS, *AUTHORITY, *SIZES, *SHELLS, *formats, *countries),
        *METHODS,
        *("es", "en", "alegra", "done", "refused", "unknown", "generateStamp"),
        *words("Comercial Ejemplo Agropecuaria San Martín FE COP"),  # of the sandbox, in questions
        "Alegra",  # who answered
    }


def test_messages_have_no_english_left(
    bracketed: None, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(office.home)
    for name, content in FILES.items():
        (office.home / name).write_text(content, encoding="utf-8")
    office.alegra.env = {**office.alegra.env, "ALEGRA_LANG": "es", "LC_ALL": "C"}
    same, left = of_the_program(), {}
    for line in SPOKEN:
        command, _mark, data = line.partition(" ## ")
        told = office.alegra(*shlex.split(command))
        known = {*same, *words(*data.split()), *re.findall(r"\w+", command)}
        shown = told.out if command.split()[0] in WORDED else headings(told.out)
        if found := pseudo.bare(shown + told.err, known):
            left[line] = found
    assert left == {}


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("invoices delete 1", "n\n"),
        ("contacts delete 1 2", "n\n"),
        ("invoices emit --all", "n\n"),
        ("auth login -p work", "nobody\n"),
        ("auth login -p work --email a@b.co", "\n"),
        ("completion install bash", "n\n"),
        ("init", "\nn\n"),
    ],
)
def test_questions_have_no_english_left(
    bracketed: None, office: Office, line: str, typed: str
) -> None:
    env = {"ALEGRA_LANG": "es", "ALEGRA_EMAIL": ""}
    told = office.alegra(*line.split(), stdin=typed, terminal=True, env=env)
    same = {
        *of_the_program(),
        "alegra",
        "COP",
        "DIAN",
        "nobody",
        "eval",
        "source",
        "ALEGRA",
        "COMPLETE",
    }
    assert pseudo.bare(told.err + told.out, same) == []


# Their tables are made of this program's own words, not of records.
WORDED = ("alias", "config", "doctor", "log", "plugins", "schema", "validate", "version")


def headings(text: str) -> str:
    """The first line of a table; records below it are data, and so is what has no such line."""
    lines = text.split("\n")
    return lines[0] + "\n" if len(lines) > 1 and lines[1].startswith("--") else ""


SPANISH = "Error: No existe el comando"


@pytest.mark.parametrize(
    "line",
    [("--lang", "es", "invoices", "lst"), ("--lang=es", "nothing"), ("terms", "lst", "--lang=es")],
)
def test_the_option_may_stand_anywhere(alegra: Runner, line: tuple[str, ...]) -> None:
    assert alegra(*line).err.startswith(SPANISH)


def test_the_option_may_stand_behind_the_action(office: Office) -> None:
    assert "Cliente" in office.alegra("invoices", "list", "--limit", "1", "--lang", "es").out


def test_a_language_that_there_is_none_of_is_refused(alegra: Runner) -> None:
    told = alegra("--lang", "fr", "terms", "list")
    assert told.code == 2
    assert "--lang" in told.err
    assert "is not one of es, en" in told.err


def test_the_configured_language_before_the_locale(tmp_path: Path) -> None:
    alegra = Runner(tmp_path, {"ALEGRA_LANG": "", "LANG": "en_US.UTF-8"})
    alegra("config", "set", "language", "es")
    assert alegra("nothing").err.startswith(SPANISH)
    assert alegra("nothing", env={"ALEGRA_LANG": "fr"}).err.startswith(SPANISH)
    assert alegra("nothing", env={"ALEGRA_LANG": "en"}).err.startswith("Error: There is")
    assert alegra("nothing", "--lang", "en").err.startswith("Error: There is")


def test_errors_for_scripts_have_the_same_kinds_and_keys_in_both(alegra: Runner) -> None:
    told = {}
    for language in ("en", "es"):
        result = alegra("terms", "lst", "-o", "json", "--lang", language)
        told[language] = exact.loads(result.err)["error"]
    assert told["en"].keys() == told["es"].keys()
    assert told["en"]["kind"] == told["es"]["kind"] == "usage"
    assert told["en"]["message"] != told["es"]["message"]


def test_words_of_tables_are_told_and_those_for_scripts_stay(office: Office) -> None:
    line = ("reports", "aging", "--by", "bucket", "--lang", "es")
    assert "por cobrar" in office.alegra(*line).out
    rows = exact.loads(office.alegra(*line, "-o", "json").out)
    assert {row["side"] for row in rows} == {"receivables", "payables"}
