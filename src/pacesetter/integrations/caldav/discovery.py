"""From an address and a name to the calendars of an account (RFC 6764, 5397, 4791)."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from pacesetter.integrations.answer import Answer
from pacesetter.integrations.caldav.xml import CAL, DAV, Part, parts_of, path_in, propfind
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.failure import Failure, FailureKind

_WELL_KNOWN = "/.well-known/caldav"
_MOVED = (301, 302, 303, 307, 308)
_PRINCIPAL = ("D:current-user-principal", "D:principal-URL", "C:calendar-home-set")


@dataclass(frozen=True)
class FoundCalendar:
    """A calendar that events can be in."""

    path: str
    name: str


@dataclass(frozen=True)
class FoundAccount:
    """What an account has. `address` is the organiser's in what is made there, empty where the server names none."""

    calendars: Sequence[FoundCalendar]
    address: str
    schedules: bool


def discover(caller: Caller, path: str) -> FoundAccount:
    """Follow the address to the calendars. Raises `Failure`."""
    principal = _principal(caller, path)
    told = _one(caller, principal, "C:calendar-home-set", "C:calendar-user-address-set", "C:schedule-inbox-URL")
    home = path_in(told.text(f"{CAL}calendar-home-set"))
    if not home:
        raise Failure(FailureKind.CONFIGURATION, "The server names no calendars for this account.")
    calendars = _calendars(caller, home)
    default = _default(caller, path_in(told.text(f"{CAL}schedule-inbox-URL")))
    calendars.sort(key=lambda one: one.path != default)
    if not calendars:
        raise Failure(FailureKind.CONFIGURATION, "The account has no calendar for events.")
    address = _address(told)
    options = caller.send("OPTIONS", quote(calendars[0].path), pretend={})
    abilities = {one.strip() for one in options.headers.get("dav", "").split(",")}
    return FoundAccount(calendars, address, bool(address) and "calendar-auto-schedule" in abilities)


def _principal(caller: Caller, path: str) -> str:
    for start in dict.fromkeys((path or "/", _WELL_KNOWN, "/")):
        try:
            found = _one(caller, start, *_PRINCIPAL)
        except Failure as failure:
            if failure.status in (404, 405):
                continue
            raise
        if found.text(f"{CAL}calendar-home-set"):
            return found.href or start
        principal = found.text(f"{DAV}current-user-principal") or found.text(f"{DAV}principal-URL")
        if principal:
            return path_in(principal)
    raise Failure(FailureKind.CONFIGURATION, "There is no CalDAV at this address.")


def _one(caller: Caller, path: str, *names: str) -> Part:
    answer = _asked(caller, path, "0", *names)
    found = parts_of(answer)
    if not found:
        raise Failure(FailureKind.TEMPORARY, "The answer holds nothing.", status=answer.status)
    return found[0]


def _asked(caller: Caller, path: str, depth: str, *names: str) -> Answer:
    headers = {"Depth": depth, "Content-Type": "application/xml; charset=utf-8"}
    body = propfind(*names)
    for _hop in range(3):
        answer = caller.send("PROPFIND", quote(path), body=body, headers=headers, accept=_MOVED, pretend={})
        if answer.status not in _MOVED:
            return answer
        location = answer.headers.get("location", "")
        host = urlsplit(location).netloc
        if host and host != urlsplit(caller.provider.base_url(caller.connection)).netloc:
            raise Failure(
                FailureKind.CONFIGURATION,
                f"The server leads to {host}. Enter that address instead.",
                status=answer.status,
            )
        path = path_in(location)
    raise Failure(FailureKind.CONFIGURATION, "The server leads in circles.")


def _calendars(caller: Caller, home: str) -> list[FoundCalendar]:
    names = ("D:resourcetype", "D:displayname", "C:supported-calendar-component-set")
    found = []
    for part in parts_of(_asked(caller, home, "1", *names)):
        if part.found.find(f"{DAV}resourcetype/{CAL}calendar") is None:
            continue
        kinds = part.found.findall(f"{CAL}supported-calendar-component-set/{CAL}comp")
        if not kinds or any(one.get("name") == "VEVENT" for one in kinds):
            found.append(FoundCalendar(part.href, part.text(f"{DAV}displayname") or part.href))
    return found


def _default(caller: Caller, inbox: str) -> str:
    """The calendar that the server itself puts meetings into (RFC 6638, 9.2)."""
    if not inbox:
        return ""
    try:
        return path_in(
            _one(caller, inbox, "C:schedule-default-calendar-URL").text(f"{CAL}schedule-default-calendar-URL")
        )
    except Failure:
        return ""  # it is a courtesy


def _address(told: Part) -> str:
    every = told.found.findall(f"{CAL}calendar-user-address-set/{DAV}href")
    mails = [one for one in every if (one.text or "").lower().startswith("mailto:")]
    preferred = [one for one in mails if one.get("preferred") == "1"]
    first = next(iter(preferred or mails), None)
    return (first.text or "").strip()[len("mailto:") :].lower() if first is not None else ""
