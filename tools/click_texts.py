"""What click says by itself, from 8.2 on: shown by this program, or never reached in it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import click

Text = str | tuple[str, str]

SHOWN: tuple[Text, ...] = (
    "Usage:",
    "Options",
    "Aborted!",
    "Argument {name!r} takes {nargs} values.",
    "Choose from:\n\t{choices}",
    "Missing argument",
    "Missing command.",
    "Missing option",
    "Missing parameter",
    "Invalid value for {param_hint}: {message}",
    "Invalid value: {message}",
    "No such option: {name}",
    "No such option {name!r}.",
    "{value!r} is not a valid {number_type}.",
    "{value!r} is not a valid boolean.",
    "{value!r} is not a valid boolean. Recognized values: {states}",
    "{value} is not in the range {range}.",
    "Option {name!r} does not take a value.",
    "default: {default}",
    "required",
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
)

# For prompts, editors, pagers and files of click's own, deprecated options and mistakes in a
# program: nothing here uses them. Near options are suggested in our own words.
NOT_SHOWN: tuple[Text, ...] = (
    "%(prog)s, version %(version)s",
    "(dynamic)",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "Choice({choices})",
    "Commands",
    "Confirm the action without prompting.",
    "Could not determine name for option with declarations {decls!r}",
    "Could not open file {filename!r}: {message}",
    "Couldn't detect Bash version, shell completion is not supported.",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}",
    "Do you want to continue?",
    "Error: The two entered values do not match.",
    "Error: The value you entered was invalid.",
    "Error: invalid input",
    "Error: {e.message}",
    "Error: {message}",
    "Invalid start character for option ({option})",
    "Missing parameter: {param_name}",
    "Missing {param_type}",
    "Name '{name}' defined twice",
    "No options defined but a name was passed ({name}). Did you mean to declare an argument "
    "instead? Did you mean to pass '--{name}'?",
    "No such command {name!r}.",
    "Positional arguments",
    "Press any key to continue...",
    "Repeat for confirmation",
    "Shell completion is not supported for Bash versions older than 4.4.",
    "Show the version and exit.",
    "Show this message and exit.",
    "Try '{command} {option}' for help.",
    "Unknown color {colour!r}",
    "Unknown standard stream '{name}'",
    "Value must be an iterable.",
    "Windows error: {error}",
    "d",
    "deprecated",
    "directory",
    "env var: {var}",
    "file",
    "path",
    "text",
    "unknown error",
    "{editor}: Editing failed",
    "{editor}: Editing failed: {e}",
    "{name} {filename!r} does not exist.",
    "{name} {filename!r} is a directory.",
    "{name} {filename!r} is a file.",
    "{name} {filename!r} is not executable.",
    "{name} {filename!r} is not readable.",
    "{name} {filename!r} is not writable.",
    "{text} {deprecated_message}",
    "{value!r} is not a valid UUID.",
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ("Did you mean {possibility}?", "(Possible options: {possibilities})"),
    ("Takes {nargs} values but 1 was given.", "Takes {nargs} values but {len} were given."),
    (
        "{len_type} values are required, but {len_value} was given.",
        "{len_type} values are required, but {len_value} were given.",
    ),
    (
        "{value!r} does not match the format {format}.",
        "{value!r} does not match the formats {formats}.",
    ),
)


def of_click() -> set[Text]:
    """Every text that the installed click translates."""
    files = Path(click.__file__).parent.glob("*.py")
    return {text for file in files for text in marked_texts(file.read_text(encoding="utf-8"))}


def marked_texts(source: str) -> Iterator[Text]:
    """The constant texts given to ``_`` and ``ngettext``."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        given = [one.value for one in node.args if isinstance(one, ast.Constant)]
        texts = [value for value in given if isinstance(value, str)]
        if node.func.id == "_" and texts:
            yield texts[0]
        elif node.func.id == "ngettext" and len(texts) == 2:
            yield texts[0], texts[1]
