"""One request and one reply, as the layers above and below the session see them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import IO, Any, NamedTuple, Protocol


class Upload(NamedTuple):
    """One file as a multipart body.

    part: the field's name. content: the whole file. source: the path it was read from.
    """

    part: str
    name: str
    content: bytes
    source: str


class NewRecord(NamedTuple):
    """Where the answer to a create has the record.

    id_key: the key of the record's id. wrappers: keys that the record may be under.
    """

    id_key: str
    wrappers: tuple[str, ...] = ()


class Request(NamedTuple):
    """What to ask the API.

    path: below the base URL, already percent-escaped.
    query: pairs in the order they are sent.
    body: JSON value, or None for no body at all.
    once: must never be sent a second time, not even where its method would allow it: it
        may reach the tax authority.
    upload: a file in place of a JSON body.
    fallback: the path to read instead when this one is not there.
    makes: of a request that creates one record: where its answer has it. None for every other.
    stored_under: keys under which the answer to a refusal may hold the document that was stored
        all the same; the empty key is the answer itself. Empty where nothing is.
    """

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    body: Any = None
    once: bool = False
    upload: Upload | None = None
    stored_under: tuple[str, ...] = ()
    fallback: str = ""
    makes: NewRecord | None = None

    @property
    def repeatable(self) -> bool:
        """Whether sending it again does no more than sending it once."""
        return self.method in ("GET", "HEAD", "PUT", "DELETE") and not self.once

    @property
    def writes(self) -> bool:
        return self.method not in ("GET", "HEAD")


class Reply(NamedTuple):
    """What the API answered with a status below 400.

    body: JSON with exact numbers (`alegra_cli.exact`), or None for an empty answer.
    """

    status: int
    body: Any
    headers: Mapping[str, str] = MappingProxyType({})


class Session(Protocol):
    """Sends requests; raises `AlegraError` for every answer that is not a success."""

    def send(self, request: Request) -> Reply: ...

    def at_once(self) -> int:
        """How many requests at a time its quota carries."""

    def sibling(self) -> Session:
        """Another one of the same account and quota, for use in another thread."""

    def download(self, link: str, into: IO[bytes]) -> None:
        """Write what a signed link gives; no credentials go to its host."""
