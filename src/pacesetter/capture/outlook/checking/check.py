"""All checks of a manifest in one go."""

from xml.etree.ElementTree import Element, ParseError, XMLParser, fromstring

from pacesetter.capture.outlook.checking.addresses import faults_of_addresses
from pacesetter.capture.outlook.checking.references import faults_of_references
from pacesetter.capture.outlook.checking.structure import (
    faults_of_namespaces,
    faults_of_structure,
    kind_of,
)

_LARGEST = 512 * 1024


def faults_of(xml: str | bytes) -> list[str]:
    """What Microsoft 365 would refuse, or Outlook not show, each as a sentence; nothing for a manifest that is fine."""
    raw = xml.encode() if isinstance(xml, str) else xml
    if len(raw) > _LARGEST:
        return [f"A manifest has at most {_LARGEST // 1024} KiB."]
    # Definitions of entities could make a small file a huge one, and no manifest needs them.
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        return ["A manifest has no DOCTYPE."]
    try:
        root: Element = fromstring(raw, XMLParser())  # noqa: S314 - without definitions of entities, see above
    except ParseError as error:
        return [f"This is no XML: {error}."]
    if kind_of(root) != "OfficeApp:MailApp":
        return ["This is no manifest of a mail add-in, which begins with an OfficeApp of the type MailApp."]
    return [
        *faults_of_structure(root),
        *faults_of_namespaces(root),
        *faults_of_references(root),
        *faults_of_addresses(root),
    ]
