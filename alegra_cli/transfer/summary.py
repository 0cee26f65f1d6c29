"""How a run over many records went, in one line."""

from __future__ import annotations

from collections.abc import Mapping

from alegra_cli.i18n import ngettext
from alegra_cli.transfer.bulk import CHANGED, DELETED, UNCHANGED
from alegra_cli.transfer.copying import EXISTS, PLANNED
from alegra_cli.transfer.journal import CREATED, FAILED, INCOMPLETE, UNKNOWN
from alegra_cli.transfer.sending import NOT_SENT


def summed_up(counts: Mapping[str, int]) -> str:
    """How many records ended how, in the order of `counts`; empty for none."""
    return ", ".join(_count_text(outcome, count) for outcome, count in counts.items())


def _count_text(outcome: str, count: int) -> str:
    told = {
        CREATED: ngettext("{count} created", "{count} created", count),
        CHANGED: ngettext("{count} changed", "{count} changed", count),
        UNCHANGED: ngettext("{count} unchanged", "{count} unchanged", count),
        DELETED: ngettext("{count} deleted", "{count} deleted", count),
        EXISTS: ngettext("{count} exists", "{count} exist", count),
        PLANNED: ngettext("{count} would be created", "{count} would be created", count),
        FAILED: ngettext("{count} failed", "{count} failed", count),
        INCOMPLETE: ngettext("{count} incomplete", "{count} incomplete", count),
        UNKNOWN: ngettext("{count} unknown", "{count} unknown", count),
        NOT_SENT: ngettext("{count} not sent", "{count} not sent", count),
    }
    return told.get(outcome, f"{{count}} {outcome}").format(count=count)
