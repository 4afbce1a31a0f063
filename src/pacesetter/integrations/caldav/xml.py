"""The XML of WebDAV and CalDAV (RFC 4918, 4791, 6578, 6638): what is asked, and reading what comes back."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from defusedxml import ElementTree  # type: ignore[import-untyped]
from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]

from pacesetter.integrations.answer import Answer
from pacesetter.integrations.failure import Failure, FailureKind

DAV, CAL, SERVER = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}", "{http://calendarserver.org/ns/}"
_NAMES = 'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:S="http://calendarserver.org/ns/"'
_HEAD = '<?xml version="1.0" encoding="utf-8"?>'


@dataclass(frozen=True, slots=True)
class Part:
    """One resource of an answer: its path, and what was found of it. `is_gone` where it is not there any more."""

    href: str
    found: Element
    is_gone: bool

    def text(self, name: str) -> str:
        """The text of a property, or of the `href` inside it; empty where there is none."""
        one = self.found.find(f".//{name}")
        if one is None:
            return ""
        inner = one.find(f"{DAV}href")
        return ((inner if inner is not None else one).text or "").strip()


def propfind(*names: str) -> bytes:
    """Ask for properties, such as `D:displayname`."""
    props = "".join(f"<{name}/>" for name in names)
    return f"{_HEAD}<D:propfind {_NAMES}><D:prop>{props}</D:prop></D:propfind>".encode()


def sync_collection(token: str) -> bytes:
    """Ask what has changed since a token; everything where it is empty (RFC 6578, 3.2)."""
    return (
        f"{_HEAD}<D:sync-collection {_NAMES}><D:sync-token>{escape(token)}</D:sync-token>"
        "<D:sync-level>1</D:sync-level><D:prop><D:getetag/></D:prop></D:sync-collection>"
    ).encode()


def etags_between(since: str, until: str) -> bytes:
    """Ask for the entity tags of what takes place in a span (RFC 4791, 7.8), which every server of calendars knows."""
    span = f'<C:time-range start="{since}" end="{until}"/>'
    return (
        f"{_HEAD}<C:calendar-query {_NAMES}><D:prop><D:getetag/></D:prop><C:filter>"
        f'<C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">{span}</C:comp-filter></C:comp-filter>'
        "</C:filter></C:calendar-query>"
    ).encode()


def multiget(hrefs: list[str]) -> bytes:
    """Ask for these objects (RFC 4791, 7.9)."""
    paths = "".join(f"<D:href>{escape(quote(one))}</D:href>" for one in hrefs)
    return (
        f"{_HEAD}<C:calendar-multiget {_NAMES}><D:prop><D:getetag/><C:calendar-data/></D:prop>{paths}"
        "</C:calendar-multiget>"
    ).encode()


def free_busy(since: str, until: str) -> bytes:
    """Ask when the calendar is busy (RFC 4791, 7.10)."""
    return (
        f'{_HEAD}<C:free-busy-query {_NAMES}><C:time-range start="{since}" end="{until}"/></C:free-busy-query>'.encode()
    )


def parts_of(answer: Answer) -> list[Part]:
    """The resources of a 207. Raises a temporary `Failure` where it is none."""
    return [_part(one) for one in root_of(answer).findall(f"{DAV}response")]


def root_of(answer: Answer) -> Element:
    """The answer as XML. Raises a temporary `Failure` where it is none: proxies in between answer in HTML."""
    try:
        found: Element = ElementTree.fromstring(answer.body)
    except (ElementTree.ParseError, DefusedXmlException, ValueError):
        raise Failure(FailureKind.TEMPORARY, "The answer was not XML.", status=answer.status) from None
    return found


def has_condition(answer: Answer, name: str) -> bool:
    """Whether an error names this precondition, such as `valid-sync-token`."""
    return name.encode() in answer.body[:4000]


def path_in(href: str) -> str:
    """The bare path of a reference, which may be a whole address."""
    return unquote(urlsplit(href).path)


def _part(response: Element) -> Part:
    href = path_in((response.findtext(f"{DAV}href") or "").strip())
    status = response.findtext(f"{DAV}status") or ""
    found = Element("found")
    for properties in _found(response):
        found.extend(properties)
    return Part(href, found, " 404" in status or " 410" in status)


def _found(response: Element) -> Iterator[Element]:
    for one in response.findall(f"{DAV}propstat"):
        if " 200" in (one.findtext(f"{DAV}status") or ""):
            yield from one.findall(f"{DAV}prop")
