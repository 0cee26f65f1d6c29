"""The file of certificates that a variable names, where no server could be trusted with it."""

from __future__ import annotations

import os
from pathlib import Path

from alegra_cli.errors import ConfigProblem
from alegra_cli.errors.foreign_texts import reason
from alegra_cli.i18n import _

# As requests looks for them; SSL_CERT_FILE is none of its own.
_VARIABLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")


def unusable_bundle() -> ConfigProblem | None:
    """What is wrong with the file or folder that is in force; None where nothing is.

    It is looked at only after a failure: reading all certificates takes as long as a request.
    """
    name = next((name for name in _VARIABLES if os.environ.get(name)), None)
    if name is None:
        return None
    file = Path(os.environ[name])
    if file.is_dir():
        # OpenSSL finds those in a folder by names that `openssl rehash` gives them.
        if any(file.glob("*.[0-9]")):
            return None
        text = _("{variable} names the folder {file}, which holds no certificates.")
        return _problem(text.format(variable=name, file=file), name)
    if not file.exists():
        text = _("{variable} names {file}, which is not there.")
        return _problem(text.format(variable=name, file=file), name)
    import ssl

    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(file)
    except OSError as problem:  # that of TLS is one
        text = _("{variable} names {file}, which holds no certificates: {problem}")
        return _problem(text.format(variable=name, file=file, problem=reason(problem)), name)
    return None


def _problem(text: str, name: str) -> ConfigProblem:
    hint = _("Unset {variable}, or name a file of certificates in PEM form.")
    return ConfigProblem(text, hint.format(variable=name))
