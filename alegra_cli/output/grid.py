"""Rows as a grid of text, by tabulate; with it comes what knows the width of every character."""

from __future__ import annotations

from collections.abc import Sequence

import tabulate

# By default every head gets two blanks more than it needs, which no width can plan with.
tabulate.MIN_PADDING = 0


def grid(
    rows: Sequence[Sequence[str]], heads: Sequence[str], aligned: Sequence[str], gap: str
) -> str:
    """The plainest there is, with dashes below the heads. aligned: ``left`` or ``right`` each."""
    style = tabulate.TableFormat(
        lineabove=None,
        linebelowheader=tabulate.Line("", "-", gap, "") if heads else None,
        linebetweenrows=None,
        linebelow=None,
        headerrow=tabulate.DataRow("", gap, ""),
        datarow=tabulate.DataRow("", gap, ""),
        padding=0,
        with_header_hide=None,
    )
    return tabulate.tabulate(
        rows,
        headers=heads,
        tablefmt=style,
        disable_numparse=True,
        preserve_whitespace=True,
        colalign=aligned,
    )
