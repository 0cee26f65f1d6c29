"""What a message tells a person to type is there: in English and in Spanish."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache

from alegra_cli.commands.options import global_options
from alegra_cli.testing.each import each
from tests.contract.test_arguments import every_leaf
from tests.sources import ROOT, nodes

CATALOGUE = ROOT / "alegra_cli" / "locale" / "es" / "LC_MESSAGES" / "alegra-cli.po"
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*[a-z]")
LINE = re.compile(r"`(alegra [^`]+)`")
# Only what has both may have a message that names an option or a line.
SAYING = re.compile(r"_\(|ngettext\(")
NAMING = re.compile(r"--[a-z]|`alegra\b")
EVERYWHERE = {name for option in global_options() for name in option.opts} | {"--help"}

LISTS = ("* list",)
FILES = ("* import", "* update", "* delete")
# The commands that say what a module has to say. Patterns of their names.
SAID_BY: dict[str, tuple[str, ...]] = {
    "alegra_cli/commands/earlier_notes.py": ("credit-notes create",),
    "alegra_cli/commands/one_day.py": ("* list",),
    "alegra_cli/commands/problems.py": ("schema",),
    "alegra_cli/assistant/server/permission.py": ("mcp serve",),
    "alegra_cli/assistant/server/options.py": ("mcp serve",),
    "alegra_cli/builtin/agent.py": ("agent guard",),
    "alegra_cli/builtin/api.py": ("api",),
    "alegra_cli/builtin/catalog.py": ("catalog",),
    "alegra_cli/builtin/each.py": ("each",),
    "alegra_cli/builtin/export.py": ("export",),
    "alegra_cli/builtin/mcp.py": ("mcp serve",),
    "alegra_cli/builtin/received/comparing.py": ("received compare",),
    "alegra_cli/builtin/received/posting.py": ("received post",),
    "alegra_cli/builtin/received/rules.py": ("received rules set",),
    "alegra_cli/builtin/sandbox.py": ("sandbox serve",),
    "alegra_cli/builtin/skill.py": ("skill install",),
    "alegra_cli/commands/bodies.py": ("* create", "* update"),
    "alegra_cli/commands/bulk_rows.py": ("* update",),
    "alegra_cli/commands/charting.py": ("reports aging", "reports sales-totals"),
    "alegra_cli/commands/checks.py": ("* create", "* update", "* import"),
    "alegra_cli/commands/record_choice.py": ("* pdf", "* xml", "* email"),
    "alegra_cli/commands/downloading.py": ("* pdf", "* xml"),
    "alegra_cli/commands/emitting.py": ("* emit",),
    "alegra_cli/commands/exporting.py": ("* export",),
    "alegra_cli/commands/import_options.py": FILES,
    "alegra_cli/commands/importing.py": ("* import",),
    "alegra_cli/commands/mailing.py": ("* email",),
    "alegra_cli/commands/period_options.py": (*LISTS, "* export"),
    "alegra_cli/commands/reading.py": LISTS,
    "alegra_cli/commands/converting.py": ("invoices create", "bills create"),
    "alegra_cli/commands/side_by_side.py": ("reports income-statement",),
    "alegra_cli/commands/reversing.py": ("credit-notes create",),
    "alegra_cli/commands/to_file.py": ("* export", "export"),
    "alegra_cli/commands/updating.py": ("* update",),
    "alegra_cli/commands/watching.py": (*LISTS, "* status"),
    "alegra_cli/commands/writing.py": ("* create",),
    "alegra_cli/companies/eligibility.py": ("* export", "export"),  # the command behind `each --`
    "alegra_cli/companies/choice.py": ("each",),
    "alegra_cli/companies/merging.py": ("each",),
    "alegra_cli/errors/unusable_files.py": ("sandbox serve", "mcp serve"),
    "alegra_cli/emission/candidates.py": ("* emit",),
    "alegra_cli/input/body.py": ("* create", "* update", "* import", "api"),
    "alegra_cli/operations/calls.py": (*LISTS, "* export", "* get"),
    "alegra_cli/input/encodings.py": FILES,
    "alegra_cli/received/reasons.py": ("received post",),
    "alegra_cli/transfer/columns.py": FILES,
    "alegra_cli/transfer/csv.py": FILES,
    "alegra_cli/transfer/decimal_sign.py": ("* import", "* update"),
    "alegra_cli/transfer/total_row.py": FILES,
    "alegra_cli/transfer/xlsx.py": FILES,
    "alegra_cli/transfer/earlier_runs.py": ("* import",),
    "alegra_cli/transfer/grouping.py": ("* import",),
    "alegra_cli/transfer/faults.py": ("* import", "* update"),
    "alegra_cli/transfer/journal.py": ("* import",),
    "alegra_cli/transfer/journal_texts.py": ("* import",),
    "alegra_cli/transfer/mapping.py": FILES,
    "alegra_cli/transfer/named_rows.py": FILES,
    "alegra_cli/transfer/repeats.py": ("* import",),
    "alegra_cli/transfer/results.py": ("* import",),
}
# Options that only some commands of a pattern have, which say the message only with them:
# those with an address for --keep-scheme.
ONLY_WITH = {
    "--newest",
    "--query",
    "--period",
    "--since",
    "--until",
    "--replace",
    "--start",
    "--draft",
    "--force",
    "--keep-scheme",
}
# Texts that say themselves that not every command has the option, and the page of errors.
CONDITIONAL = {
    "alegra_cli/commands/since_last.py",
    "alegra_cli/connection/__init__.py",
    "alegra_cli/errors/catalogue.py",
    "alegra_cli/errors/codes.py",
    "alegra_cli/output/format_choice.py",
    "alegra_cli/output/screen.py",
}


def messages() -> Iterator[tuple[str, str]]:
    """(module, text) of what goes through the catalogue, where anything to be typed may be."""
    for base in ("alegra_cli", "plugins/alegra_plugins"):
        for path in sorted((ROOT / base).rglob("*.py")):
            source = path.read_text(encoding="utf-8")
            if not SAYING.search(source) or not NAMING.search(source):
                continue  # it takes longer to parse than to look at
            for node in nodes(source):
                if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                    continue
                if node.func.id in ("_", "N_", "ngettext"):
                    for item in node.args:
                        if isinstance(item, ast.Constant) and isinstance(item.value, str):
                            yield str(path.relative_to(ROOT)), item.value


@cache
def every_message() -> list[tuple[str, str]]:
    return sorted(set(messages()))


@cache
def options_of(name: str) -> set[str]:
    found = every_leaf()[name].params
    return {opt for param in found for opt in (*param.opts, *param.secondary_opts)} | EVERYWHERE


def option_names(text: str) -> set[str]:
    """Options that a text names outside of whole command lines."""
    return set(OPTION.findall(LINE.sub("", text))) - EVERYWHERE


def test_an_option_that_a_message_names_is_one_of_the_command_that_says_it() -> None:
    naming = [item for item in every_message() if option_names(item[1])]
    assert len(naming) > 100
    each(((f"{module}: {text}", (module, text)) for module, text in naming), names_its_options)


def names_its_options(said: tuple[str, str]) -> None:
    module, text = said
    if module in CONDITIONAL:
        assert any(option_names(text) <= options_of(name) for name in every_leaf()), text
        return
    patterns = SAID_BY.get(module) or own_patterns(module)
    sayers = sayers_of(patterns)
    assert sayers, f"who says this of {module}?"
    for option in option_names(text):
        having = [name for name in sayers if option in options_of(name)]
        assert having, f"{option} is of none of {patterns}: {text}"
        if option not in ONLY_WITH and module in SAID_BY:
            missing = set(sayers) - set(having)
            assert not missing - without_files(), f"{option}: {text}"


@cache
def sayers_of(patterns: tuple[str, ...]) -> list[str]:
    return [name for name in every_leaf() if any(says(name, one) for one in patterns)]


def says(name: str, pattern: str) -> bool:
    """``* list`` is of every resource, and ``*`` of every command."""
    of_resources = pattern.startswith("* ") and every_leaf()[name].resource is None
    return fnmatch(name, pattern) and not of_resources


def own_patterns(module: str) -> tuple[str, ...]:
    """Of shared code that many commands use: those that have what it speaks of."""
    return {
        "alegra_cli/commands/confirming.py": ("* delete", "* emit", "* import", "* update"),
        "alegra_cli/commands/ignored_filters.py": ("contacts list", "items list"),
        "alegra_cli/commands/listing.py": ("* list", "* export"),
        "alegra_cli/commands/progress.py": (*LISTS, "* export"),
    }.get(module, ("*",) if module.startswith("plugins/") else ())


@cache
def without_files() -> set[str]:
    """Commands of one record, to which no file of many can be given."""
    return {
        name
        for name, command in every_leaf().items()
        if name.endswith((" update", " delete")) and "--map" not in options_of(name)
    } | {name for name in every_leaf() if name.startswith("eprovider ")}


def test_whatever_asks_can_be_answered_beforehand() -> None:
    for name, command in every_leaf().items():
        action, resource = command.action, command.resource
        if action is None or resource is None or not action.writes:
            continue
        body = action.body != "none" and bool(resource.stamp)
        many = action.verb == "delete" and "--jobs" in options_of(name)
        if action.confirm or body or many:
            assert "--yes" in options_of(name), name


def command_of(words: list[str]) -> str:
    """The longest name of a command that these words begin with; empty for none."""
    names = [" ".join(words[:count]) for count in range(len(words), 0, -1)]
    return next((name for name in names if name in every_leaf()), "")


def lines() -> Iterator[str]:
    for _module, text in every_message():
        yield from LINE.findall(text)
    catalogue = CATALOGUE.read_text(encoding="utf-8").replace('"\n"', "")
    yield from (line.replace('\\"', '"') for line in LINE.findall(catalogue))


def test_a_line_that_a_message_names_can_be_typed() -> None:
    named_lines = sorted(set(lines()))
    assert len(named_lines) > 50
    each(((line, line) for line in named_lines), can_be_typed)


def can_be_typed(line: str) -> None:
    words = [word for word in line.split()[1:] if word not in ("--profile", "sandbox")]
    if words and words[0] == "sandbox":
        words = words[1:]
    words = ["sandbox", *words] if line.startswith("alegra sandbox ") else words
    if words[:1] == ["--help"]:
        return
    if words[0].startswith("{"):
        # Of whichever resource it is: one that has the verb stands for it.
        names = [name for name in every_leaf() if name.split()[1:] == words[1:2]]
        assert names, line
        name = names[0]
        if words[1] in ("emit", "status"):
            name = f"invoices {words[1]}"
    else:
        name = command_of([word.replace("{resource}", "items") for word in words])
    assert name, line
    for option in OPTION.findall(line):
        assert option in options_of(name), f"{option}: {line}"


def test_the_spanish_texts_name_the_same_options() -> None:
    pairs = re.findall(
        r'^msgid ((?:"(?:[^"\\]|\\.)*"\n)+)msgstr ((?:"(?:[^"\\]|\\.)*"\n?)+)',
        CATALOGUE.read_text(encoding="utf-8"),
        flags=re.MULTILINE,
    )
    assert len(pairs) > 1000
    wrong = []
    for english, spanish in pairs:
        own, other = (
            "".join(ast.literal_eval(part) for part in text.strip().split("\n"))
            for text in (english, spanish)
        )
        if own and set(OPTION.findall(own)) != set(OPTION.findall(other)):
            wrong.append(own)
    assert wrong == []
