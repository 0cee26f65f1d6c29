"""What a plugin can give: the pluggy hooks, a small set.

A plugin is a module named by an entry point of the group ``alegra_cli.plugins``. The
entry point's name is the command's name, and the first line of the module's docstring is
its summary in ``alegra --help``, so that the program lists its commands without importing
any of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    import click

    from alegra_cli.declare import Api, Country, Format, Resource
    from alegra_cli.declare.received import InvoiceReader
    from alegra_cli.sandbox.extension import Mount

PROJECT = "alegra_cli"
API_VERSION = "1"
"""Of everything a plugin may rely on, which docs/plugins.md lists. Within a version things are
added and nothing is taken away; a plugin that says ``api_version = "1"`` in its module is refused
by a program of another version."""

# The bodies below are never run: pluggy takes the names, and the docstrings are for authors.
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def alegra_resources() -> Iterable[Resource]:
    """The resources this plugin declares: one named like its entry point, or several with that
    name as their `group`.

    Example::

        @hookimpl
        def alegra_resources():
            return [Resource("tips", singular="tip", path="/tips", actions=(LIST, GET), columns=…)]
    """
    return ()


@hookspec
def alegra_services() -> Iterable[Api]:
    """Other services with their own address and key, of a module named by an entry point of the
    group ``alegra_cli.services``.

    The entry point is called like the service. ``alegra auth login --service NAME`` keeps its
    key; resources say ``api=`` to live on it. Example::

        @hookimpl
        def alegra_services():
            return [Api("acme", "https://api.acme.example/v1", identity="/me", bearer=True)]
    """
    return ()


@hookspec
def alegra_sandbox() -> Iterable[Mount]:
    """Routes in the embedded sandbox, of a module named by an entry point of the group
    ``alegra_cli.sandbox``.

    The entry point's name is free. Example::

        @hookimpl
        def alegra_sandbox():
            return [Mount("/v1", (Route("GET", "/me", lambda call: {"name": "Acme"}),))]
    """
    return ()


@hookspec
def alegra_commands() -> Iterable[click.Command]:
    """A Click command of the plugin's own, for what is not a resource.

    Its name is the entry point's; it receives the `alegra_cli.app.App` as ``ctx.obj``.
    """
    return ()


@hookspec
def alegra_formats() -> Iterable[Format]:
    """Output formats, of a module named by an entry point of the group ``alegra_cli.formats``.

    The entry point is called like the format. Example::

        @hookimpl
        def alegra_formats():
            return [Format("toml", writer="acme_alegra.toml_writer:Toml")]
    """
    return ()


@hookspec
def alegra_countries() -> Iterable[Country]:
    """Country packs, of a module named by an entry point of the group ``alegra_cli.countries``.

    The entry point called exactly like the country (``colombia``) is its pack; another one that
    adds its rules to it has a dot and a word behind (``colombia.acme``). The rules hold wherever
    a body is checked, for the resources that ``on`` names. Example::

        @hookimpl
        def alegra_countries():
            rule = CountryRule("colombia", "observations", "required", on=("invoices",))
            return [Country("colombia", label="Colombia of Acme", authority="DIAN", rules=(rule,))]
    """
    return ()


@hookspec
def alegra_readers() -> Iterable[InvoiceReader]:
    """Readers of electronic invoices that were received, of a module named by an entry point of
    the group ``alegra_cli.received``.

    The entry point is called like a country (``peru``), or like one with a dot and a word behind
    (``spain.ticketbai``). A reader says which root elements it may know, makes
    `alegra_cli.declare.received.ReceivedDocument` of a file, and answers None for a file that is
    not its own. Example::

        @hookimpl
        def alegra_readers():
            return [InvoiceReader("panama", roots=("rFE",), read=documents)]
    """
    return ()
