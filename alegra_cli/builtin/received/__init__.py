"""``alegra received``: what suppliers sent, from files to bills."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import click

from alegra_cli.commands.confirming import yes_option
from alegra_cli.commands.group import Group
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Argument, Option
from alegra_cli.i18n import _

FILES = "FOLDER|FILE..."


def command() -> click.Command:
    makers = {"read": _read, "check": _check, "post": _post, "rules": _rules, "compare": _compare}
    return Group("received", dict(makers), _("Invoices of suppliers become bills."))


def files_argument() -> click.Parameter:
    return Argument(["files"], nargs=-1, required=True, metavar=FILES)


def _read() -> Leaf:
    from alegra_cli.builtin.received.reading import run_read

    text = _("What each document says and whether it adds up. No account is needed.")
    closing = _(
        "Folders, and files that end in .xml, .zip, .eml or .mbox. Signatures are not checked."
    )
    return Leaf("read", run_read, (files_argument(),), text, closing)


def _check() -> Leaf:
    from alegra_cli.builtin.received.checking import run_check

    text = _("What the account makes of each document: ready to be posted, or why not.")
    return Leaf("check", run_check, (files_argument(),), text)


def _post() -> Leaf:
    from alegra_cli.builtin.received.posting import run_post

    params: list[click.Parameter] = [
        files_argument(),
        Option(
            ["--only"],
            type=click.Choice(["ready"]),
            help=_("Post those that are ready and leave the others; else any other stops it."),
        ),
        Option(
            ["--create-suppliers"], is_flag=True, help=_("Make a contact of a supplier not known.")
        ),
        Option(
            ["--attach"],
            metavar="xml,pdf",
            help=_("Attach the files to their bills."),
        ),
        yes_option(),
    ]
    text = _("Make bills of the documents that are ready, and debit notes of credit notes.")
    closing = _("None is posted twice, whatever its file is called: its number is in a journal.")
    return Leaf("post", run_post, params, text, closing)


def _compare() -> Leaf:
    from alegra_cli.builtin.received.comparing import compare_command

    return compare_command()


def _rules() -> click.Command:
    from alegra_cli.builtin.received import rules

    makers: dict[str, Callable[[], click.Command]] = {
        "list": partial(Leaf, "list", rules.run_list, (), _("The rules of this company.")),
        "set": rules.set_command,
        "learn": rules.learn_command,
        "test": rules.check_command,
    }
    return Group("rules", dict(makers), _("Which account or item a supplier's lines go to."))
