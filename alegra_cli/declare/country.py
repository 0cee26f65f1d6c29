"""A country: who the tax authority is, and the lists it keeps."""

from __future__ import annotations

import attrs

from alegra_cli.declare.rule import CountryRule


@attrs.frozen(eq=False)
class Country:
    """A country pack.

    version: as the API spells it in ``applicationVersion``; the entry point is called like it.
    iso: its two letters, by which people ask for it too. lists: a JSON file of small lists,
    as ``package:file``. large: lists of their own, by name, each a gzipped table of code and
    name, as ``package:file``. undo: how a document is taken back there, in a sentence. whole:
    (field, value) of a credit note that takes a whole invoice back. rules: what
    its documents must be like, each naming the resources it is about.
    """

    version: str
    label: str
    authority: str
    iso: str = ""
    lists: str = ""
    large: tuple[tuple[str, str, str], ...] = ()
    undo: str = ""
    whole: tuple[tuple[str, str], ...] = ()
    rules: tuple[CountryRule, ...] = ()
