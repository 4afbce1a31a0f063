"""XML as it is written and read. Pure."""

import re
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import ParseError, fromstring  # type: ignore[import-untyped]

Content = Mapping[str, Any]
# Characters that XML 1.0 has no way to write.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def written(tag: str, content: Content) -> bytes:
    """`<tag>` with the content in its order; what is empty is left out. A key that begins with @ is an attribute."""
    return bytes(tostring(_element(tag, content), encoding="utf-8", xml_declaration=True))


def read(body: bytes) -> Element | None:
    """The answer, None where it is no XML. Entities and document types are refused: answers have none, attacks do."""
    try:
        found: Element = fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        return None
    return found


def text(element: Element, *path: str) -> str:
    """The text at the path, empty where there is none."""
    found = element.find("/".join(path))
    return (found.text or "").strip() if found is not None else ""


def _element(tag: str, content: Content) -> Element:
    made = Element(tag)
    _fill(made, content)
    return made


def _fill(made: Element, content: Content) -> None:
    for name, value in content.items():
        if name.startswith("@"):
            made.set(name[1:], str(value))
        elif isinstance(value, Mapping):
            _fill(SubElement(made, name), value)
        elif value:
            SubElement(made, name).text = _NOT_IN_XML.sub(" ", str(value))
