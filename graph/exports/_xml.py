"""XML written so that every reader gets the same strings back."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

__all__ = ["Element", "child", "to_bytes"]

# Readers by the rules of XML 1.1 (xmldom among them) take a bare U+2028 for a line end.
_LINE_SEPARATOR = "\u2028".encode()


def child(
    parent: Element, tag: str, attributes: Mapping[str, str] | None = None, text: str = ""
) -> Element:
    """Add an element. Texts must be clean (see `graph.exports._text.clean`)."""
    element = SubElement(parent, tag, dict(attributes or {}))
    if text:
        element.text = text
    return element


def to_bytes(root: Element) -> bytes:
    """Return a document in UTF-8, indented."""
    indent(root)
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document.replace(_LINE_SEPARATOR, b"&#8232;") + b"\n"
