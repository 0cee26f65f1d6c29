"""Answers above 399, in the shapes of S12.

Their texts are Spanish, as upstream's: they play the API.
"""

from __future__ import annotations

from typing import Any


class Refusal(Exception):
    """The API says no. status: HTTP status. body: what the client gets, a JSON object."""

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        super().__init__(f"{status} {body.get('message') or body.get('error')}")
        self.status = status
        self.body = body


def refuse(status: int, message: str, code: int | None = None, **extra: Any) -> Refusal:
    return Refusal(status, {"code": status if code is None else code, "message": message, **extra})


def bad(message: str, code: int = 400, **extra: Any) -> Refusal:
    """A body or parameter that is not accepted."""
    return refuse(400, message, code, **extra)


def missing(noun: str, key: str) -> Refusal:
    return refuse(404, f"No se encontró {noun} con id {key}")


def too_many(noun: str, most: int) -> Refusal:
    return bad(f"El límite de {noun} debe ser menor o igual a {most}", 903)


def unavailable() -> Refusal:
    """What the service's front door says, without a code."""
    return Refusal(503, {"message": "Service Unavailable"})
