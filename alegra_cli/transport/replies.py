"""From an answer of the API to a `Reply` or an error, whatever shape it came in.

Error bodies (S12): `code` may be a number or a text; the message may
be under ``message``, ``error``, ``error.message`` or ``errors``; a proxy may answer HTML.
"""

from __future__ import annotations

import re
from typing import Any

from alegra_cli import exact
from alegra_cli.errors import (
    AlegraError,
    Forbidden,
    Invalid,
    NotFound,
    NotSignedIn,
    PlanLimit,
    RateLimited,
    StoredNotIssued,
    Unreachable,
)
from alegra_cli.i18n import _
from alegra_cli.transport.proof import is_id
from alegra_cli.wire import Request

# 403 is also a path that does not exist, so no message may speak of permissions alone (S9).
KIND_OF_STATUS: dict[int, type[AlegraError]] = {
    400: Invalid,
    401: NotSignedIn,
    402: PlanLimit,
    403: Forbidden,
    404: NotFound,
    406: PlanLimit,
    409: Invalid,
    422: Invalid,
    429: RateLimited,
}

# Limits of the plan that come as 400: its number of documents is used up, it may only be read,
# or it does not include the action (S16).
PLAN_CODES = ("900", "907", "908", "911")

# S21
STAMPING_CODE = re.compile(r"\b(AEP\d{3,5}|EPR\d{3}|D\d{4})\b")

_SAID_ELSEWHERE = {"code", "message", "error", "errors", "details"}


def parse(text: bytes) -> Any:
    """JSON with exact numbers, None for nothing. Raises ``ValueError`` for anything else."""
    if not text.strip():
        return None
    try:
        return exact.loads(text.decode("utf-8-sig"))
    except RecursionError as problem:
        raise ValueError("nested too deep") from problem


def error_of(status: int, content: bytes, action: str, service: str = "") -> AlegraError:
    """The error that an answer of status >= 400 stands for.

    action: ``POST /invoices``. service: whose answer it is, where it is not Alegra's.
    """
    try:
        body = parse(content)
    except ValueError:
        body = None
    message, code, details = read_error(body)
    if not message:
        message = page_text(content) or _("The server gave no reason.")
    # A 3xx that is not a redirect, such as 304, is an answer that makes no sense here.
    senseless = status >= 500 or status < 400
    kind = KIND_OF_STATUS.get(status, Unreachable if senseless else AlegraError)
    if kind is Invalid and str(code) in PLAN_CODES:
        kind = PlanLimit
    text = _("{service} answered {status} to {action}: {message}").format(
        service=service or "Alegra", status=status, action=action, message=message
    )
    hint = stamping_hint(code, message)
    if service:
        hint = hint or _hint_of_service(kind, service)
    elif not hint and kind in (Invalid, PlanLimit):
        hint = _duplicate_hint(code, details) or _hint_of_code(code)
        hint = hint or (_invalid_hint(action) if kind is Invalid else "")
    return kind(text, hint, status=status, code=code, details=details, reason=message)


def _hint_of_service(kind: type[AlegraError], service: str) -> str:
    """What Alegra means by a status is no other service's meaning."""
    if kind is NotSignedIn:
        text = _("The key may have been taken back: `alegra auth login --service {name}`.")
        return text.format(name=service)
    if kind in (Forbidden, PlanLimit):
        return _("What the key of {name} may do is said there.").format(name=service)
    if kind is NotFound:
        return _("Check the id with the `list` command of the same resource.")
    return ""


def quota_error(status: int, content: bytes, action: str, service: str = "") -> RateLimited:
    """The error of a refusal for there being too many requests, whatever its status."""
    told = error_of(status, content, action, service)
    return RateLimited(
        told.message, status=status, code=told.code, details=told.details, reason=told.reason
    )


def stored_document(content: bytes, request: Request) -> dict[str, Any] | None:
    """The document that a refusal says was stored all the same, with its id; None for none.

    Alegra answers 400 (3051) with it when the authority refuses what is being created.
    """
    try:
        body = parse(content) if request.stored_under else None
    except ValueError:
        return None
    for key in request.stored_under:
        record = body.get(key) if key and isinstance(body, dict) else body
        if isinstance(record, dict) and _is_document(record, bare=not key):
            return record
    return None


def _is_document(record: dict[str, Any], bare: bool) -> bool:
    """Whether it has an id; an answer itself must look like more than an error that has one."""
    return is_id(record.get("id")) and (not bare or not _PARTS.isdisjoint(record))


_PARTS = {"date", "client", "provider", "items", "numberTemplate", "purchases", "stamp", "total"}


def stored_error(error: AlegraError, record: dict[str, Any], request: Request) -> StoredNotIssued:
    """What a refusal means whose answer holds the stored document."""
    key, resource = str(record["id"]), request.path.strip("/")
    return StoredNotIssued(
        _("It was stored with the id {id} and not issued. {message}").format(
            id=key, message=error.reason or error.message
        ),
        _(
            "It exists: creating it again makes a second one. Mend what the message names and run "
            "`alegra {resource} emit {id}`, or take it away with `alegra {resource} delete {id}`."
        ).format(resource=resource, id=key),
        record_id=key,
        status=error.status,
        code=error.code,
        details=error.details,
    )


def read_error(body: Any) -> tuple[str, Any, Any]:
    """(message, code, details) of an error body of any known shape."""
    if isinstance(body, str):
        return body, None, None
    if isinstance(body, list):
        return read_error(body[0]) if len(body) == 1 else ("", None, body or None)
    if not isinstance(body, dict):
        return "", None, None
    inner = body.get("error")
    if isinstance(inner, (dict, list)):
        message, code, details = read_error(inner)
    else:
        message, code, details = (str(inner) if inner else ""), None, None
    errors = body.get("errors")
    if not message and errors:
        message, code, details = read_error(errors[0] if isinstance(errors, list) else errors)
        details = errors if isinstance(errors, list) and len(errors) > 1 else details
    own = body.get("message")
    if own:
        message = "; ".join(map(str, own)) if isinstance(own, list) else _text(own)
    code = body.get("code", code)
    return message, code, body.get("details", details) or _extras(body)


def _extras(body: dict[str, Any]) -> Any:
    """What else the body says: a duplicate contact (2006) names the one that exists."""
    rest = {key: value for key, value in body.items() if key not in _SAID_ELSEWHERE}
    return rest or None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else exact.dumps(value)


def page_text(content: bytes) -> str:
    """What a person can read of an HTML or text page, shortened."""
    text = content[:20_000].decode("utf-8", "replace")
    text = re.sub(r"(?is)<(script|style)\b.*?</\1>|<[^>]*>", " ", text)
    words = " ".join(text.split())
    return words[:200] + ("…" if len(words) > 200 else "")


def _duplicate_hint(code: Any, details: Any) -> str:
    """The commands for the contact that exists already (2006); empty for anything else."""
    if str(code) != "2006" or not isinstance(details, dict):
        return ""
    contact = details.get("contact")
    key = details.get("contactId") or (contact.get("id") if isinstance(contact, dict) else None)
    if not is_id(key):
        return ""
    return _(
        "It is contact {id}: `alegra contacts get {id}` shows it, `alegra contacts update {id}` "
        "with what is new changes it."
    ).format(id=key)


def _hint_of_code(code: Any) -> str:
    """What to do about a code of the API; empty where nothing is known of it."""
    if code is None:
        return ""
    from alegra_cli.errors.catalogue import known_code

    known = known_code(str(code))
    return f"{_(known.means)} {_(known.remedy)}" if known else ""


def _invalid_hint(action: str) -> str:
    if action.startswith("POST") and action.count("/") > 1:
        return _("Look at what the message names; `get` shows the record as it is now.")
    if action.startswith("POST"):
        return _(
            "Look at the field that the message names, and at the fields this company's country "
            "needs: the same command with --help lists them, --dry-run shows what is sent."
        )
    return _("Look at the field that the message names; --dry-run shows what is sent.")


def stamping_hint(code: Any, message: str) -> str:
    """What to do about a refusal of the tax authority's layer; empty for any other error."""
    found = STAMPING_CODE.search(f"{code or ''} {message}")
    if not found and str(code) not in ("3051", "3246"):
        return ""
    from alegra_cli.errors.catalogue import remedy_of

    known = remedy_of(found.group(1) if found else str(code))
    what = f"{_(known.means)} {_(known.remedy)}" if known else _("Stamping failed.")
    return (
        what
        + " "
        + _(
            "Read the document again with `get` before another try: stamping twice makes two "
            "fiscal documents."
        )
    )
