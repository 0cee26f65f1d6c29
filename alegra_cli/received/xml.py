"""XML of strangers, parsed within limits.

The standard library's expat, with handlers of our own, and not defusedxml: what defusedxml adds is
the refusal of declarations, which here is the `doctype` of the tree's builder, and it knows no
limits of size, depth or number. Looking for ``<!DOCTYPE`` in the bytes is no refusal: a file in
UTF-16 passes it. No declaration means no entities of its own, internal or external, and nothing
outside the file is ever opened.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from alegra_cli.declare.received import XmlDocument
from alegra_cli.received import limits

_FIRST_BITES = 128
_BITES = 64 * 1024
_BLANK = b" \t\r\n"
_BOM = b"\xef\xbb\xbf"


class Hostile(Exception):
    """The bytes are beyond a limit, or no XML. code: of the reasons. detail: where or how much."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


class _Builder(TreeBuilder):
    """A tree of local names that stops growing at the limits."""

    def __init__(self) -> None:
        super().__init__()
        self.namespace = ""
        self.count = 0
        self._depth = 0

    def doctype(self, name: str, _public: str | None, _system: str | None) -> None:
        """Called by the parser when a declaration begins, before any of it holds."""
        raise Hostile("document-type", name)

    def start(self, tag: str, attributes: dict[str, str], /) -> Element:
        self.count += 1
        self._depth += 1
        if self._depth > limits.DEEPEST:
            raise Hostile("too-deep", str(limits.DEEPEST))
        if self.count > limits.MOST_ELEMENTS:
            raise Hostile("too-many-elements", str(limits.MOST_ELEMENTS))
        if len(attributes) > limits.MOST_ATTRIBUTES:
            raise Hostile("too-many-elements", str(limits.MOST_ATTRIBUTES))
        if tag[0] == "{":
            namespace, _brace, tag = tag.rpartition("}")
            if self.count == 1:
                self.namespace = namespace[1:]
        return super().start(tag, attributes)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag.rpartition("}")[2])


def parse(content: bytes) -> XmlDocument:
    """The document. Raises `Hostile`."""
    if len(content) > limits.LARGEST_XML:
        raise Hostile("too-large", str(limits.LARGEST_XML))
    if content.count(b"=") > limits.MOST_EQUAL_SIGNS:
        raise Hostile("too-many-elements", str(limits.MOST_EQUAL_SIGNS))
    content = content.lstrip(_BLANK)
    if content.startswith(_BOM):
        content = content[len(_BOM) :].lstrip(_BLANK)
    if not content:
        raise Hostile("empty")
    builder = _Builder()
    parser = XMLParser(target=builder)
    try:
        place = _prolog(parser, builder, content)
        for start in range(place, len(content), _BITES):
            parser.feed(content[start : start + _BITES])
        root = parser.close()
    except ParseError as problem:
        raise Hostile("not-xml", str(problem)) from problem
    except (ValueError, LookupError) as problem:  # an encoding that there is not
        raise Hostile("not-xml", str(problem)) from problem
    return XmlDocument(root, builder.namespace, _inner)


def _inner(text: str) -> XmlDocument:
    """A document that was the text of an element: it is told in UTF-8, whatever it declares."""
    text = text.lstrip("\ufeff \t\r\n")
    if text.startswith("<?xml"):
        text = text.partition("?>")[2]
    return parse(text.encode(errors="surrogatepass"))


def _prolog(parser: XMLParser[Element], builder: _Builder, content: bytes) -> int:
    """Feed what comes before the root, and where that ended.

    In small bites: a handler's exception is heeded at the end of the bite, so that a declaration
    is refused before what it declares can be used.
    """
    place = 0
    while builder.count == 0 and place < len(content):
        if place > limits.LONGEST_PROLOG:
            raise Hostile("not-xml", "prolog")
        parser.feed(content[place : place + _FIRST_BITES])
        place += _FIRST_BITES
    return place
