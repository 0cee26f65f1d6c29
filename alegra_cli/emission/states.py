"""What the tax authority said of a document (S105)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from alegra_cli.i18n import N_

ACCEPTED = N_("accepted")
PROCESSING = N_("processing")
REJECTED = N_("rejected")
UNKNOWN = N_("unknown")
NONE = N_("none")

# The authority's own short words and the API's long ones have both been seen in a document.
_OF = {
    "STAMPED_AND_ACCEPTED": ACCEPTED,
    "STAMPED_AND_ACCEPTED_WITH_OBSERVATIONS": ACCEPTED,
    "ACCEPTED": ACCEPTED,
    "ACCEPTED_WITH_OBSERVATIONS": ACCEPTED,
    "STAMPED_AND_CANCELLED": ACCEPTED,
    "STAMPED_AND_WAITING_RESPONSE": PROCESSING,
    "WAITING_RESPONSE": PROCESSING,
    "STAMPED_AND_REJECTED": REJECTED,
    "REJECTED": REJECTED,
    "PENDING": NONE,
}
IN_PROCESS_CODE = "3246"
CODES = ("cufe", "cude", "uuid")


def of_text(text: Any) -> str:
    """The state that a word of the API stands for; `UNKNOWN` for one that is not known."""
    if text in (None, ""):
        return NONE
    return _OF.get(str(text).upper(), UNKNOWN)


def of_document(record: dict[str, Any]) -> str:
    """The fiscal state of a document as its record tells it.

    A stamp without a state but with a code was accepted: nothing else has a code.
    """
    stamp = record.get("stamp")
    told = record.get("emissionStatus")
    if isinstance(stamp, dict):
        told = stamp.get("legalStatus") or told
        if told in (None, "") and code_of(record):
            return ACCEPTED
    return of_text(told)


def code_of(record: dict[str, Any]) -> str:
    """CUFE, CUDE or UUID of a document; empty where it has none."""
    stamp = record.get("stamp")
    if isinstance(stamp, dict):
        for key in CODES:
            if stamp.get(key):
                return str(stamp[key])
    return ""


def warnings_of(record: dict[str, Any]) -> Iterator[str]:
    """What the authority remarked on a document that it accepted, such as FAZ09."""
    stamp = record.get("stamp")
    listed = stamp.get("warnings") if isinstance(stamp, dict) else None
    for item in listed if isinstance(listed, list) else ():
        text = item.get("message") or item.get("code") if isinstance(item, dict) else item
        if text:
            yield str(text)
