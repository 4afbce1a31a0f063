"""Whether everything stands where it may. Pure."""

import re
from collections.abc import Iterator
from functools import cache
from xml.etree.ElementTree import Element

from pacesetter.capture.outlook.checking.grammar import ATTRIBUTES, CONTENTS, OPAQUE, PLAIN, SEND_MODES, VALUES

_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_OFFICE = "http://schemas.microsoft.com/office"
_BASE = f"{_OFFICE}/appforoffice/1.1"
_BASIC_TYPES = f"{_OFFICE}/officeappbasictypes/1.0"
_OVERRIDES = {
    "VersionOverridesV1_0": f"{_OFFICE}/mailappversionoverrides",
    "VersionOverridesV1_1": f"{_OFFICE}/mailappversionoverrides/1.1",
}
# Those, with what stands in them, are in the namespace of basic types wherever overrides use them.
_BASIC = frozenset({"Image", "Images", "Urls", "ShortStrings", "LongStrings", "Sets", "Methods"})
_HEX = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_UUID = re.compile(rf"(?:urn:uuid:)?{_HEX}|\{{{_HEX}\}}", re.IGNORECASE)
_VERSION = re.compile(r"\d{1,5}(?:\.\d{1,5}){0,3}")
_SHORT_VERSION = re.compile(r"\d{1,5}\.\d{1,5}")
_LOCALE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}(?:_tradnl|\.pseudo)?")


def local(element: Element) -> str:
    """The name without its namespace."""
    return element.tag.rpartition("}")[2]


def kind_of(element: Element) -> str:
    """The name with the `xsi:type` that decides what stands in it, such as "Control:Button"."""
    said = element.get(_TYPE, "").rpartition(":")[2]
    return f"{local(element)}:{said}" if said else local(element)


def faults_of_structure(element: Element, place: str = "") -> Iterator[str]:
    """Each element that stands where it may not, or lacks something, with the way to it."""
    kind, here = kind_of(element), f"{place}/{local(element)}"
    yield from _faults_of_itself(element, kind, here)
    if kind in OPAQUE:
        return
    children = list(element)
    if kind in CONTENTS:
        names = "".join(f"{local(child)} " for child in children)
        if not _pattern(CONTENTS[kind]).fullmatch(names):
            wanted = CONTENTS[kind] or "nothing"
            yield f"{here}: there stands “{names.strip() or 'nothing'}”, and it must be “{wanted}”."
    elif kind in PLAIN:
        if children and kind != "Override":
            yield f"{here}: nothing may stand inside of it."
    else:
        yield f"{here}: {kind} is nothing that a manifest of a mail add-in has."
        return
    for child in children:
        yield from faults_of_structure(child, here)


def _faults_of_itself(element: Element, kind: str, here: str) -> Iterator[str]:
    for name, allowed in ATTRIBUTES.get(kind, {}).items():
        value = element.get(name)
        if not value:
            yield f"{here}: the attribute {name} is missing."
        elif allowed is not None and value not in allowed:
            yield f"{here}: {name} may be {', '.join(sorted(allowed))}, and is {value}."
    text = (element.text or "").strip()
    if kind in VALUES and text not in VALUES[kind]:
        yield f"{here}: it may be {', '.join(sorted(VALUES[kind]))}, and is “{text}”."
    if kind == "LaunchEvent" and element.get("SendMode", "PromptUser") not in SEND_MODES:
        yield f"{here}: SendMode may be {', '.join(sorted(SEND_MODES))}, and is {element.get('SendMode')}."
    if kind == "Id" and here.count("/") == 2 and not _UUID.fullmatch(text):
        yield f"{here}: “{text}” is no UUID."
    if kind == "Version" and not _VERSION.fullmatch(text):
        yield f"{here}: “{text}” is no version such as 1.0.0.0."
    for name in ("MinVersion", "DefaultMinVersion"):
        if (version := element.get(name)) and not _SHORT_VERSION.fullmatch(version):
            yield f"{here}: {name} “{version}” is no version such as 1.5."
    locale = text if kind == "DefaultLocale" else element.get("Locale")
    if locale is not None and not _LOCALE.fullmatch(locale):
        yield f"{here}: “{locale}” is no locale such as en-US."


def faults_of_namespaces(element: Element, own: str = _BASE, is_basic: bool = False) -> Iterator[str]:
    """Elements in another namespace than that of the overrides around them, or of basic types, where theirs is that."""
    said = element.tag.rpartition("}")[0][1:]
    if local(element) == "VersionOverrides":
        own, is_basic = _OVERRIDES.get(element.get(_TYPE, ""), said), False
    is_basic = own != _BASE and (is_basic or local(element) in _BASIC)
    wanted = _BASIC_TYPES if is_basic else own
    if said != wanted and "xmldsig" not in said:
        yield f"{local(element)}: its namespace must be {wanted}, and is {said or 'none'}."
        return
    for child in element:
        yield from faults_of_namespaces(child, own, is_basic)


@cache
def _pattern(content: str) -> re.Pattern[str]:
    """The content as a pattern over the names of children, each followed by a space."""
    parts = [part if part == "|" else _once(part) for part in content.split()]
    return re.compile("".join(parts))


def _once(part: str) -> str:
    name, sign = (part[:-1], part[-1]) if part[-1] in "?*+" else (part, "")
    return f"(?:{re.escape(name)} ){sign}"
