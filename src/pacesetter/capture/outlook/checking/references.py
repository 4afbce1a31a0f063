"""Whether what refers to something finds it, and whether names and texts have the lengths that they may. Pure."""

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from pacesetter.capture.outlook.checking.structure import kind_of, local

_LONGEST_ID = 32
_SHORT, _LONG = 125, 250
# Which resources an element may refer to, by its own name or by the one around it.
_REFERS_TO = {
    "Image": "Images",
    "SourceLocation": "Urls",
    "FunctionFile": "Urls",
    "Runtime": "Urls",
    "Override": "Urls",
    "Title": "ShortStrings",
    "Description": "LongStrings",
}
_CONTROLS = ("Control:Button", "Control:Menu", "Control:MobileButton", "Item")


def faults_of_references(root: Element) -> Iterator[str]:
    """Of each set of overrides: those inside of one another have resources of their own."""
    for overrides in root.iter():
        if local(overrides) == "VersionOverrides":
            yield from _faults_within(overrides)
    for name, longest in (("DisplayName", _SHORT), ("ProviderName", _SHORT), ("Description", _LONG)):
        for element in root:
            if local(element) == name:
                said = element.get("DefaultValue") or (element.text or "").strip()
                yield from _too_long(name, [said, *(one.get("Value", "") for one in element)], longest)


def _faults_within(overrides: Element) -> Iterator[str]:
    inside = list(_without_nested(overrides))
    found: dict[str, set[str]] = {}
    for group in inside:
        if local(group) in ("Images", "Urls", "ShortStrings", "LongStrings"):
            longest = {"ShortStrings": _SHORT, "LongStrings": _LONG}.get(local(group), 2048)
            for one in group:
                name = one.get("id", "")
                if name in found.setdefault(local(group), set()):
                    yield f"Resource {name}: there are two of this name."
                found[local(group)].add(name)
                if not 0 < len(name) <= _LONGEST_ID:
                    yield f"Resource {name}: a name has at most {_LONGEST_ID} letters."
                values = [one.get("DefaultValue", ""), *(each.get("Value", "") for each in one)]
                yield from _too_long(f"Resource {name}", values, longest)
    every = set().union(*found.values()) if found else set()
    for element in inside:
        resid = element.get("resid")
        if resid is None:
            continue
        kind = _REFERS_TO.get(local(element))
        if len(resid) > _LONGEST_ID:
            yield f"{local(element)} {resid}: a name has at most {_LONGEST_ID} letters."
        if resid not in (found.get(kind, set()) if kind else every):
            yield f"{local(element)} {resid}: there is no such resource{f' among {kind}' if kind else ''}."
    names = Counter(element.get("id") for element in inside if kind_of(element) in _CONTROLS)
    for control, times in names.items():
        if times > 1:
            yield f"Control {control}: there are {times} of this name."
    yield from _faults_of_runtimes(inside)


def _faults_of_runtimes(inside: list[Element]) -> Iterator[str]:
    runtimes = {element.get("resid") for element in inside if local(element) == "Runtime"}
    for element in inside:
        if kind_of(element) == "ExtensionPoint:LaunchEvent":
            places = [child.get("resid") for child in element if local(child) == "SourceLocation"]
            if any(place not in runtimes for place in places):
                yield f"LaunchEvent {', '.join(map(str, places))}: its page is the one of no Runtime."


def _without_nested(overrides: Element) -> Iterator[Element]:
    for child in overrides:
        if local(child) != "VersionOverrides":
            yield child
            yield from _without_nested(child)


def _too_long(what: str, values: list[str], longest: int) -> Iterator[str]:
    for value in values:
        if not value:
            yield f"{what}: an empty text."
        elif len(value) > longest:
            yield f"{what}: at most {longest} letters, and there are {len(value)}."
