"""Signed links to files: whoever has one may read the file, for half an hour."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote

from alegra_cli.sandbox.http.refusals import refuse

if TYPE_CHECKING:
    from alegra_cli.sandbox.books.store import Store

HOST = "https://files.alegra.test"
"""Stands for the sandbox's own address, which only the application knows and puts in."""

LASTS = 1800  # seconds (S75)
_SECRET = "secret of links"


def link(store: Store, *words: str) -> str:
    """The address of the file that `words` name."""
    path = "/" + "/".join(quote(word, safe="") for word in words)
    expires = int(time.time()) + LASTS
    return f"{HOST}{path}?expires={expires}&signature={_sign(store, path, expires)}"


def check(store: Store, path: str, query: Mapping[str, str]) -> None:
    """Raises the 403 for a link that was changed or is over."""
    expires = query.get("expires", "")
    good = expires.isdecimal() and hmac.compare_digest(
        query.get("signature", ""), _sign(store, path, int(expires))
    )
    if not good or int(expires) < time.time():
        raise refuse(403, "El enlace no es válido o ya venció")


def _sign(store: Store, path: str, expires: int) -> str:
    text = f"{path} {expires}".encode()
    return hmac.new(_secret(store), text, hashlib.sha256).hexdigest()[:32]


def instance(store: Store) -> str:
    """Tells this sandbox from every other, also from itself before it was made anew."""
    return hashlib.sha256(b"instance" + _secret(store)).hexdigest()[:16]


def _secret(store: Store) -> bytes:
    row = store.database.execute("SELECT value FROM settings WHERE name = ?", (_SECRET,)).fetchone()
    if row is None:
        with store.writing() as database:
            database.execute(
                "INSERT OR IGNORE INTO settings (name, value) VALUES (?, ?)",
                (_SECRET, secrets.token_hex(16)),
            )
        return _secret(store)
    return str(row[0]).encode()
