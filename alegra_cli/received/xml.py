"""XML of strangers, parsed within limits.

The standard library's expat, with handlers of our own, and not defusedxml: what that adds is the
refusal of declarations, which here is a handler of expat's, and it knows no limits of size, depth
or number. Looking for ``<!DOCTYPE`` in the bytes is no refusal: a file in UTF-16 passes it. No
declaration means no entities of its own, internal or external, and nothing outside the file is ever
opened.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError, XMLParser
from xml.parsers import expat

from alegra_cli.declare.received import XmlDocument
from alegra_cli.received import limits

_BITES = 128
_BLANK = b" \t\r\n"
_BOM = b"\xef\xbb\xbf"


class HostileContent(Exception):
    """The bytes are beyond a limit, or no XML. code: of the reasons. detail: where or how much."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


class _RootElement(Exception):
    """The root element: no declaration can follow."""


class _LocalNames(dict[str, str]):
    """Tags without their namespaces, each made once."""

    def __missing__(self, tag: str) -> str:
        name = self[tag] = tag.rpartition("}")[2]
        return name


def parse(content: bytes) -> XmlDocument:
    """The document. Raises `HostileContent`."""
    if len(content) > limits.LARGEST_XML:
        raise HostileContent("too-large", str(limits.LARGEST_XML))
    # In any encoding that expat reads: each element takes one of these signs, each attribute one of
    # the others, and the tree is not built where there are more than it may have.
    for sign, most in ((b"<", 2 * limits.MOST_ELEMENTS), (b"=", limits.MOST_EQUAL_SIGNS)):
        if content.count(sign) > most:
            raise HostileContent("too-many-elements", str(most))
    content = content.lstrip(_BLANK)
    if content.startswith(_BOM):
        content = content[len(_BOM) :].lstrip(_BLANK)
    if not content:
        raise HostileContent("empty")
    try:
        _refuse_declaration(content)
        # With a builder of the library's own: handlers in Python take longer than all else here.
        parser = XMLParser()
        parser.feed(content)
        root = parser.close()
    except (ParseError, expat.ExpatError) as problem:
        raise HostileContent("not-xml", str(problem)) from problem
    except (ValueError, LookupError) as problem:  # an encoding that there is not
        raise HostileContent("not-xml", str(problem)) from problem
    namespace = root.tag.rpartition("}")[0].removeprefix("{")
    _make_local(root)
    return XmlDocument(root, namespace, _inner)


def _refuse_declaration(content: bytes) -> None:
    """Look at what comes before the root, by the parser's own handlers: none can follow it.

    In small bites: a handler's exception is heeded at the end of the bite, so that a declaration
    is refused before what it declares can be used.
    """

    def declared(name: str, *_rest: object) -> None:
        raise HostileContent("document-type", name)

    def begun(*_element: object) -> None:
        raise _RootElement

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = declared
    parser.StartElementHandler = begun
    try:
        for place in range(0, min(len(content), limits.LONGEST_PROLOG), _BITES):
            parser.Parse(content[place : place + _BITES])
        if len(content) > limits.LONGEST_PROLOG:
            raise HostileContent("not-xml", "prolog")
        parser.Parse(b"", True)  # noqa: FBT003 - takes it by position alone
    except _RootElement:
        return


def _make_local(root: Element) -> None:
    """Tags without namespaces; refuse what is nested too deep."""
    names = _LocalNames()
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > limits.DEEPEST:
            raise HostileContent("too-deep", str(limits.DEEPEST))
        below: list[Element] = []
        for one in level:
            one.tag = names[one.tag]
            below.extend(one)
        level = below


def _inner(text: str) -> XmlDocument:
    """A document that was the text of an element: it is told in UTF-8, whatever it declares."""
    text = text.lstrip("\ufeff \t\r\n")
    if text.startswith("<?xml"):
        text = text.partition("?>")[2]
    return parse(text.encode(errors="surrogatepass"))
