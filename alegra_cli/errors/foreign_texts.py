"""What the system and libraries say of a failure, in the language in use.

They speak English only. What is not known here stays as they said it.
"""

# By hand: the system's catalogues are not everywhere, and the libraries have none. The list falls
# behind them, which shows as a sentence in English.

from __future__ import annotations

import re

from alegra_cli.i18n import N_, _, language

# {places} stand for what differs; the longer text comes before the one that its end fits too.
_SYSTEM = (
    N_("No such file or directory"),
    N_("Permission denied"),
    N_("Operation not permitted"),
    N_("Is a directory"),
    N_("Not a directory"),
    N_("Directory not empty"),
    N_("File exists"),
    N_("File name too long"),
    N_("File too large"),
    N_("Too many open files"),
    N_("Too many levels of symbolic links"),
    N_("No space left on device"),
    N_("Disk quota exceeded"),
    N_("Read-only file system"),
    N_("Input/output error"),
    N_("Resource temporarily unavailable"),
    N_("Address already in use"),
    N_("Connection refused"),
    N_("Connection reset by peer"),
    N_("Remote end closed connection without response"),
    N_("Network is unreachable"),
    N_("No route to host"),
    N_("Connection timed out"),
    N_("Name or service not known"),
    N_("Temporary failure in name resolution"),
    N_("No address associated with hostname"),
    N_("Broken pipe"),
)
_JSON = (
    N_("Expecting value"),
    N_("Expecting property name enclosed in double quotes"),
    N_("Expecting ':' delimiter"),
    N_("Expecting ',' delimiter"),
    N_("Illegal trailing comma before end of {where}"),
    N_("Extra data"),
    N_("Unterminated string starting at"),
    N_("Invalid control character at"),
    N_("Invalid \\escape"),
    N_("Invalid \\uXXXX escape"),
)
_YAML = (
    N_("could not find expected ':'"),
    N_("mapping values are not allowed here"),
    N_("sequence entries are not allowed here"),
    N_("found character {token} that cannot start any token"),
    N_("found unexpected end of stream"),
    N_("found undefined alias {token}"),
    N_("found unknown escape character {token}"),
    N_("expected {wanted} or {other}, but found {token}"),
    N_("expected {wanted} or {other}, but got {token}"),
    N_("expected {wanted}, but found {token}"),
    N_("expected {wanted}, but got {token}"),
)
# What stands in those places, where it is no text of the file's.
_TOKENS = {
    "the node content": N_("a value"),
    "'<stream end>'": N_("the end of the file"),
    "'<document end>'": N_("the end of the file"),
    "'<block end>'": N_("the end of the block"),
    "<block end>": N_("the end of the block"),
    "'<block mapping start>'": N_("a key"),
    "'<block sequence start>'": N_("a dash"),
    "'<scalar>'": N_("a text"),
    "alphabetic or numeric character": N_("a letter or a digit"),
}
_JMESPATH = (
    N_("Invalid jmespath expression: Incomplete expression"),
    N_("Unexpected token: {what}: Parse error at column {column}, token {token}, for expression"),
    N_("{problem}: Parse error at column {column}, token {token}, for expression"),
    N_("Bad jmespath expression: Unknown token {token}"),
    N_("Bad jmespath expression: Unclosed {token} delimiter"),
    N_("Bad jmespath expression: {problem}"),
    N_("Unknown function: {name}"),
    N_("Expected {count} argument for function {name}, received {given}"),
    N_("Expected {count} arguments for function {name}, received {given}"),
    N_("Expected at least {count} argument for function {name}, received {given}"),
    N_("Expected at least {count} arguments for function {name}, received {given}"),
    N_(
        "In function {name}, invalid type for value: {value}, expected one of: {kinds}, "
        "received: {kind}"
    ),
)
_JINJA = (
    N_("unexpected end of template, expected {token}."),
    N_("unexpected char {token} at {place}"),
    N_("expected token {wanted}, got {token}"),
    N_("Encountered unknown tag {token}."),
    N_("No filter named {name}."),
    N_("No test named {name}."),
    N_("{name} is undefined"),
    N_("unexpected 'end of template'"),
    N_("unexpected {token}"),
)
_CSV = (
    N_("unexpected end of data"),
    N_("{token} expected after {place}"),
    N_("line contains NUL"),
    N_("field larger than field limit ({number})"),
)
_OTHERS = (
    N_("File is not a zip file"),
    N_("No closing quotation"),
    N_("No escaped character"),
)
_NUMBER = re.compile(r"^\[Errno -?\d+\] ")
_PLACE = re.compile(r"\\\{([a-z]+)\\\}")


def reason(problem: BaseException | str) -> str:
    """What went wrong, as briefly as the problem itself tells it; or the text of a library."""
    if isinstance(problem, str):
        return translation(problem)
    text = problem.strerror if isinstance(problem, OSError) else None
    return translation(text or str(problem) or type(problem).__name__)


def _token(text: str) -> str:
    """What a library calls a part of a text, in words."""
    return _(_TOKENS[text]) if text in _TOKENS else text


def translation(text: str) -> str:
    """The text of a library in the language in use."""
    text = _NUMBER.sub("", text)
    if language() == "en":
        return text
    for known in (*_SYSTEM, *_JSON, *_YAML, *_JMESPATH, *_JINJA, *_CSV, *_OTHERS):
        found = re.fullmatch(_PLACE.sub(r"(?P<\1>.+)", re.escape(known)), text)
        if found:
            parts = {name: _token(part) for name, part in found.groupdict().items()}
            return _(known).format(**parts) if parts else _(known)
    return text
