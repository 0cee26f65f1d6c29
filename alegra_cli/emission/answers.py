"""The answer to a batch, id by id (S103).

HTTP 200 does not mean that every document was stamped: the same id may be in ``data`` and in
``error``, in one of them, or in neither. The entries may also come as a bare list.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from alegra_cli.emission import states


class EmissionOutcome(NamedTuple):
    """What became of one document.

    message: the authority's or the API's own words. was_named: whether they were said of this one.
    """

    id: str
    state: str
    message: str = ""
    code: Any = None
    was_named: bool = True


_BETTER = (states.UNKNOWN, states.REJECTED, states.PROCESSING, states.ACCEPTED)


def read(body: Any, ids: Sequence[str]) -> list[EmissionOutcome]:
    """An outcome for each id that was sent, in their order; unknown where nothing is told."""
    found: dict[str, EmissionOutcome] = {}
    for outcome in _outcomes(body):
        before = found.get(outcome.id)
        if before is None or _BETTER.index(outcome.state) > _BETTER.index(before.state):
            found[outcome.id] = outcome
    silent = _words(body) if isinstance(body, dict) else ""
    return [found.get(key) or EmissionOutcome(key, states.UNKNOWN, silent) for key in ids]


def _outcomes(body: Any) -> list[EmissionOutcome]:
    if isinstance(body, list):
        body = {"data": body}
    if not isinstance(body, dict):
        return []
    outcomes = []
    for part, otherwise in (("data", states.UNKNOWN), ("error", states.REJECTED)):
        entries = body.get(part)
        listed = entries if isinstance(entries, list) else []
        outcomes += [_of(entry, otherwise) for entry in listed if _has_id(entry)]
    return outcomes


def _has_id(entry: Any) -> bool:
    return isinstance(entry, dict) and entry.get("id") not in (None, "")


def _of(entry: dict[str, Any], otherwise: str) -> EmissionOutcome:
    told = states.of_text(entry.get("emissionStatus"))
    if told == states.PROCESSING or str(entry.get("code")) == states.IN_PROCESS_CODE:
        state = states.PROCESSING
    elif told in (states.ACCEPTED, states.REJECTED):
        state = told
    elif entry.get("success") is True and otherwise != states.REJECTED:
        state = states.ACCEPTED
    elif entry.get("success") is False:
        state = states.REJECTED
    else:
        state = otherwise
    return EmissionOutcome(str(entry["id"]), state, _words(entry), entry.get("code"))


def _words(entry: dict[str, Any]) -> str:
    message = entry.get("message")
    listed = entry.get("warnings")
    remarks = [str(item) for item in listed if item] if isinstance(listed, list) else []
    return "; ".join([*([str(message)] if message else []), *remarks])
