"""Write the man pages and the completion scripts of share/, or check that they are up to date.

    python tools/manpages.py share
    python tools/manpages.py --check share

A page for the program and one for each of its commands, made from the commands themselves, in
English and Spanish; what the shells read is copied from the package. The wheel carries the
folder as it is, so that any way of installing puts the files where `man` and the shells look.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from alegra_cli import __version__, cli, i18n
from alegra_cli.app import App
from alegra_cli.commands.options import GLOBAL
from alegra_cli.completion.script import script
from exit_codes import exit_codes
from manpages_words import WORDS, Words
from own_plugins import own_plugins
from troff import bold, italic, paragraph, section, tagged, text

SHELLS = {
    "bash-completion/completions/alegra": "bash",
    "zsh/site-functions/_alegra": "zsh",
    "fish/vendor_completions.d/alegra.fish": "fish",
}


def main(words: list[str]) -> int:
    folder = Path(next(word for word in words if not word.startswith("-")))
    with own_plugins():
        wanted = dict(files())
    present = {str(file.relative_to(folder)): file for file in folder.rglob("*") if file.is_file()}
    if "--check" not in words:
        for name in present.keys() - wanted.keys():
            present[name].unlink()
        for name, content in wanted.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content, encoding="utf-8", newline="\n")
        return 0
    told = {name: file.read_text(encoding="utf-8") for name, file in present.items()}
    stale = sorted(
        name for name in wanted.keys() | told.keys() if wanted.get(name) != told.get(name)
    )
    for name in stale:
        print(f"{folder / name} is stale: run `make docs`")
    return 1 if stale else 0


def files() -> Iterator[tuple[str, str]]:
    """(place below share/, content)"""
    for place, shell in SHELLS.items():
        yield place, script(shell)
    for language, words in WORDS.items():
        i18n.use(language)
        place = "man/man1" if language == "en" else f"man/{language}/man1"
        for name, page in pages(words):
            yield f"{place}/{name}.1", page


def pages(words: Words) -> Iterator[tuple[str, str]]:
    # Nothing of the person who makes them may be in them, nor what other plugins bring.
    app = App({"HOME": "/nonexistent"}, io.StringIO(), io.StringIO(), io.StringIO())
    root = cli.root()
    ctx = click.Context(root, info_name="alegra", obj=app)
    named = [
        (name, summary) for name, summary in root.complete_commands(ctx, "") if ours(app, name)
    ]
    yield "alegra", overview(ctx, root, named, words)
    for name, summary in named:
        command = root.get_command(ctx, name)
        assert command is not None, name
        inner = click.Context(command, info_name=name, parent=ctx, obj=app)
        yield f"alegra-{name}", page(inner, summary, words)


def ours(app: App, name: str) -> bool:
    return name in cli.BUILTIN or app.registry.entry(name).distribution == "alegra-cli"


def overview(
    ctx: click.Context, root: click.Group, named: list[tuple[str, str]], words: Words
) -> str:
    parts = [
        head("alegra", words.what, words),
        section(words.synopsis),
        paragraph(f"{bold('alegra')} {text(words.usage)}"),
        section(words.description),
        *(paragraph(text(line)) for line in words.about),
        section(words.commands),
        *(tagged(f"{bold('alegra-' + name)}(1)", text(summary)) for name, summary in named),
        section(words.options),
        *options(ctx, root, everything=True),
        section(words.environment),
        *(tagged(bold(name), text(meaning)) for name, meaning in words.variables),
        section(words.status),
        *(tagged(bold(code), text(meaning)) for code, meaning in exit_codes()),
        section(words.files),
        *(tagged(italic(name), text(meaning)) for name, meaning in words.places),
    ]
    return "".join(parts)


def page(ctx: click.Context, summary: str, words: Words) -> str:
    command = ctx.command
    name = f"alegra-{command.name}"
    parts = [head(name, summary, words), section(words.synopsis)]
    parts.append(paragraph(text(usage(ctx))))
    if not isinstance(command, click.Group):
        parts += [section(words.description), *described(ctx)]
    else:
        parts.append(section(words.actions))
        for action in command.list_commands(ctx):
            made = command.get_command(ctx, action)
            if made is not None and not made.hidden:
                inner = click.Context(made, info_name=action, parent=ctx, obj=ctx.obj)
                parts += [section(usage(inner), 2), *described(inner)]
    if command.epilog:
        _title, *lines = command.epilog.split("\n")
        parts += [section(words.examples), ".nf\n", *(text(line.strip()) + "\n" for line in lines)]
        parts.append(".fi\n")
    parts += [section(words.see), paragraph(f"{bold('alegra')}(1)")]
    return "".join(parts)


def head(name: str, summary: str, words: Words) -> str:
    made = '.\\" Made by `make docs` from the program; change that, not this.\n'
    title = f'.TH {name.upper()} 1 "" "alegra {__version__}" "{words.manual}"\n'
    return made + title + section(words.name) + f"{text(name)} \\- {text(summary.rstrip('.'))}\n"


def usage(ctx: click.Context) -> str:
    return " ".join([ctx.command_path, *ctx.command.collect_usage_pieces(ctx)])


def described(ctx: click.Context) -> Iterator[str]:
    """A command's help and its own options; the global ones are told once, in alegra(1)."""
    yield paragraph(text(ctx.command.help or ""))
    yield from options(ctx, ctx.command)


def options(ctx: click.Context, command: click.Command, everything: bool = False) -> Iterator[str]:
    for param in command.get_params(ctx):
        if everything or getattr(param, "heading", "") != GLOBAL:
            record = param.get_help_record(ctx)
            if record is not None:
                # Its help alone: how click tells of defaults and ranges depends on its version.
                yield tagged(bold(record[0]), text(getattr(param, "help", "") or ""))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
