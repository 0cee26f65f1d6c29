"""What the answer to a write proves: that it was done, that it was not, or neither.

A person who is told that something failed does it again, and one who is told that it was done
does not look. So only an answer that says so counts as either; after any other the outcome is
unknown, and whoever sent it looks it up before anything goes again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alegra_cli.i18n import _
from alegra_cli.wire import NewRecord, Request

# The server, or whoever stands before it, read the request and turned it away. Not among them:
# 408 and 425 (who answers may have passed it on), 409 (the record may be there because of this
# very request), 499 and other numbers that no standard knows, and everything below 400.
_TURNED_AWAY = frozenset(
    {*range(400, 408), *range(410, 418), 421, 422, 423, 424, 426, 428, 429, 431, 451}
)


def turned_away(status: int) -> bool:
    """Whether a status says by itself that nothing was done."""
    return status in _TURNED_AWAY


def doubt(
    status: int, body: Any, headers: Mapping[str, str], request: Request, service: str = ""
) -> str:
    """Why a 2xx answer to a write does not prove that it was done; empty where it does.

    body: JSON value, None for an empty one. service: what answers, where that is not Alegra.
    """
    action = f"{request.method} {request.path}"
    if body is None and status != 204 and not _announces_end(headers):
        return _("The answer to {action} was cut short.").format(action=action)
    if _says_error(body):
        text = _("{service} answered {status} to {action}, and told of an error all the same.")
        return text.format(service=service or "Alegra", status=status, action=action)
    if request.makes and not _names_record(body, request.makes):
        return _("The answer to {action} ({status}) names no record that was created.").format(
            action=action, status=status
        )
    return ""


def _announces_end(headers: Mapping[str, str]) -> bool:
    """Whether the end of the answer was told beforehand, so that its emptiness is meant."""
    return "Content-Length" in headers or "Transfer-Encoding" in headers


def _says_error(body: Any) -> bool:
    """An error where a record should be. Lists of errors are of many records, each told by id.

    A text under ``error`` beside a code of 200 is the vendor's way to say that an item was
    deleted (S56).
    """
    if not isinstance(body, dict):
        return False
    if body.get("success") in (False, "false"):
        return True
    code = str(body.get("code", ""))
    done = code.isdecimal() and 200 <= int(code) < 300
    if body.get("error") and isinstance(body["error"], (dict, str)) and not done:
        return True
    if "id" in body:
        return False
    return bool(body.get("errors")) or ("message" in body and code.isdecimal() and int(code) >= 400)


def _names_record(body: Any, made: NewRecord) -> bool:
    """Whether it is one record, bare or as the API wraps it, with an id that can be one.

    Wherever it is it may be alone in a list, and beside the wrapped one the answer may say more,
    as a message.
    """
    body = _alone(body)
    if not isinstance(body, dict):
        return False
    places = (body, *(_alone(body.get(key)) for key in made.wrappers))
    return any(isinstance(place, dict) and is_id(place.get(made.id_key)) for place in places)


def _alone(value: Any) -> Any:
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def is_id(value: Any) -> bool:
    """Whether a JSON value can be what a record is called."""
    known = isinstance(value, (str, int)) and not isinstance(value, bool)
    return known and str(value).strip() not in ("", "0")
