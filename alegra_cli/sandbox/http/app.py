"""The embedded Alegra as a WSGI application (S2, S3)."""

from __future__ import annotations

import base64
import binascii
import hmac
import sqlite3
import traceback
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from alegra_cli import exact
from alegra_cli.sandbox import BASE_PATH, DEMO_EMAIL, DEMO_TOKEN
from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.http import forms, signature
from alegra_cli.sandbox.http.gate import Gate
from alegra_cli.sandbox.http.quota import spend, spend_contact
from alegra_cli.sandbox.http.refusals import Refusal, bad, refuse
from alegra_cli.sandbox.http.renderings import open_link
from alegra_cli.sandbox.http.route import Mount, MountFault, NotPlayed
from alegra_cli.sandbox.http.routes import answer, is_played, mount_answer
from alegra_cli.sandbox.resources.users import may_sign_in

Environ = dict[str, Any]
FILES_PATH = "/files"
LARGEST = 5_000_000  # bytes of a request body


class SandboxApp:
    """Speaks HTTP for the books of a sandbox; may be called from several threads."""

    def __init__(
        self,
        books: Books,
        email: str = DEMO_EMAIL,
        token: str = DEMO_TOKEN,
        mounts: Callable[[], Iterable[Mount]] = tuple,
        embedded: bool = False,
    ) -> None:
        """mounts: gives what plugins add; called when a path is none of Alegra's own. embedded:
        whether who asks runs in this process, and can be told what a plugin's code raised."""
        self.books = books
        self._mounts = mounts
        self._embedded = embedded
        self._email = email
        self._token = token
        self._gate = Gate()

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        headers: dict[str, str] = {"Content-Type": "application/json"}
        try:
            switches = self.books.settings
            with switches.steady(), self._gate.passing(int(switches.get("parallel"))):
                status, data = self._file(environ, headers) or self._data(environ, headers)
        except Refusal as no:
            status, data = no.status, exact.dumps(no.body).encode()
        except Exception as problem:
            if _of_damage(problem):  # of the file, and no fault of ours
                raise
            if self._embedded and isinstance(problem, MountFault):
                raise problem.problem from None
            # A fault of ours: told as upstream tells its own, and shown where we run.
            traceback.print_exc()
            status, data = 500, b'{"code": 500, "message": "Error interno"}'
        headers["Content-Length"] = str(len(data))
        phrase = HTTPStatus(status).phrase
        start_response(f"{status} {phrase}", list(headers.items()))
        return [data]

    def _data(self, environ: Environ, headers: dict[str, str]) -> tuple[int, bytes]:
        status, body = self._answer(environ, headers)
        # Only here is it known under which address we were called.
        here = f"http://{environ.get('HTTP_HOST', '127.0.0.1')}{FILES_PATH}"
        if status == 204:
            return status, b""
        return status, exact.dumps(body).replace(signature.HOST, here).encode()

    def _file(self, environ: Environ, headers: dict[str, str]) -> tuple[int, bytes] | None:
        """What a signed link opens, without credentials: with them it is refused, as the
        hosts of such links do."""
        path = _path(environ)
        if environ["REQUEST_METHOD"] != "GET" or not path.startswith(FILES_PATH + "/"):
            return None
        if environ.get("HTTP_AUTHORIZATION"):
            raise bad("Un enlace firmado no admite otra autenticación")
        query = dict(parse_qsl(environ.get("QUERY_STRING", "")))
        kind, content = open_link(self.books, path[len(FILES_PATH) :], query)
        headers["Content-Type"] = kind
        return 200, content

    def _answer(self, environ: Environ, headers: dict[str, str]) -> tuple[int, Any]:
        accepted = self._accepts(environ.get("HTTP_AUTHORIZATION", ""))
        if not (accepted and may_sign_in(self.books)):
            raise refuse(401, "Autenticación fallida: verifique el correo y el token")
        within, quota = spend(self.books.store, self.books.settings, self._email)
        headers |= quota
        if not within:
            raise refuse(429, "Ha superado el límite de solicitudes por minuto")
        self._refuse_on_request()
        path = _path(environ)
        query = dict(parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True))
        method = environ["REQUEST_METHOD"]
        if not (path.startswith(BASE_PATH + "/") and is_played(path[len(BASE_PATH) :])):
            return self._mount_answer(method, path, query, _body(environ))
        below = path[len(BASE_PATH) :]
        if (below + "/").startswith("/contacts/"):
            self._count_contact()
        reply = answer(self.books, method, below, query, _body(environ))
        if method != "GET":
            self._refuse_on_request("late_answer")
        return reply

    def _mount_answer(
        self, method: str, path: str, query: dict[str, str], body: Any
    ) -> tuple[int, Any]:
        """The answer of a plugin's route.

        Raises `MountFault` for whatever it raises, and for what it does not play.
        """
        try:
            mount = self._mount(path)
            if mount is None and (path + "/").startswith(BASE_PATH + "/"):
                # The live API answers 403, not 404, for a path that does not exist (S9).
                raise refuse(403, "No tiene permisos para realizar esta acción")
            if mount is None:
                raise NotPlayed(method, path)
            return mount_answer(self.books, mount, method, path[len(mount.path) :], query, body)
        except Refusal:
            raise
        except NotPlayed as problem:
            if self._embedded:
                raise MountFault(problem) from problem
            text = f"Ningún plugin reproduce {method} {path}"
            raise refuse(404, text) from problem
        except (Exception, SystemExit) as problem:  # a stranger's route may raise anything
            raise MountFault(problem) from problem

    def _mount(self, path: str) -> Mount | None:
        """Several lie under the same path, as /v1: the one with such a route, else one of the
        same resource, else the first. Of Alegra's API, which is nobody's, the first has no part.
        """
        near = []
        for mount in self._mounts():
            if path.startswith(mount.path + "/"):
                if mount.has(path[len(mount.path) :]):
                    return mount
                near.append(mount)
        about = [mount for mount in near if mount.is_about(path[len(mount.path) :])]
        return next(iter(about or ([] if path.startswith(BASE_PATH + "/") else near)), None)

    def _count_contact(self) -> None:
        """The quota of the contacts is told by another status than the quota of all."""
        if not spend_contact(self.books.store, self.books.settings, self._email):
            raise bad("Too many requests", 429)

    def _refuse_on_request(self, switch: str = "answer") -> None:
        """Answer as the switch says, so that any error can be had."""
        status, _colon, code = str(self.books.settings.get(switch)).partition(":")
        if status:
            said = int(code) if code.isdecimal() else code or int(status)
            option = "--" + switch.replace("_", "-")
            text = f"Respuesta {status}, pedida con `sandbox set {option}`; --grant la quita"
            raise Refusal(int(status), {"code": said, "message": text})

    def _accepts(self, header: str) -> bool:
        kind, _blank, value = header.partition(" ")
        if kind.lower() == "bearer":
            return _same(value.strip(), self._token)
        if kind.lower() != "basic":
            return False
        try:
            email, _colon, token = base64.b64decode(value, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return False
        return _same(email, self._email) and _same(token, self._token)


def _of_damage(problem: Exception) -> bool:
    """Faults in a statement and locks are other classes; of JSON in a row only the text tells."""
    return type(problem) is sqlite3.DatabaseError or (
        isinstance(problem, sqlite3.Error) and "malformed" in str(problem)
    )


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _path(environ: Environ) -> str:
    """The path as it was sent: WSGI's own has its escapes undone."""
    raw: str = environ.get("RAW_URI") or environ.get("REQUEST_URI") or environ["PATH_INFO"]
    return raw.partition("?")[0].rstrip("/")


def _body(environ: Environ) -> Any:
    length = int(environ.get("CONTENT_LENGTH") or 0)
    if not length:
        return None
    if length > LARGEST:
        raise refuse(413, "El cuerpo es demasiado grande")
    content = environ["wsgi.input"].read(length)
    kind = environ.get("HTTP_CONTENT_TYPE", "")
    if kind.startswith("multipart/form-data"):
        return forms.parts(kind, content)
    try:
        return exact.loads(content.decode())
    except (ValueError, RecursionError) as problem:
        raise bad("El cuerpo no es JSON válido o está vacío", 905) from problem
