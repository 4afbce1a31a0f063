"""Read the heads of mails from an IMAP server. Nothing there is changed: folders are opened for reading alone."""

import binascii
import imaplib
import quopri
import re
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from pacesetter.capture.body_structure import calendar_place
from pacesetter.capture.reading_heads import HEADERS
from pacesetter.core import outside
from pacesetter.core.http.addresses import look_up, permitted_addresses

_TIMEOUT = 30  # seconds
# How many numbers one search is asked about, so that no answer grows with the folder.
_AT_A_SEARCH = 20_000
_FIELDS = f"(UID BODY.PEEK[HEADER.FIELDS ({' '.join(name.upper() for name in HEADERS)})])"
_LISTED = re.compile(rb'\((?P<flags>[^)]*)\) (?:"[^"]*"|NIL) (?P<name>.+)$')
_UID = re.compile(rb"\bUID (\d+)")
_STATUS_ITEM = re.compile(rb"(UIDVALIDITY|UIDNEXT|HIGHESTMODSEQ) (\d+)")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class LogInRefused(Exception):
    """The server does not take this user with this password."""


@dataclass(frozen=True, slots=True)
class FolderState:
    """What a server says of a folder: its numbering, the number that the next mail in it will have, and (RFC 7162, 0
    where it does not offer that) a number that grows with every change."""

    uid_validity: int
    uid_next: int
    modseq: int = 0


@contextmanager
def opened_server(*, host: str, port: int, security: str, user: str, password: str) -> Iterator[imaplib.IMAP4]:
    """The server, logged in until the block ends; see `connected`."""
    server = connected(host=host, port=port, security=security, user=user, password=password)
    try:
        yield server
    finally:
        hang_up(server)


def connected(*, host: str, port: int, security: str, user: str, password: str) -> imaplib.IMAP4:
    """The server, logged in. `security` is "tls", "starttls" or (for a server on this machine) "none".

    Raises `LogInRefused`, and `OSError`, `imaplib.IMAP4.error` or a `FetchError` where it can't be used: one that leads
    inside of the operator's network is refused, unless that network is allowed.
    """
    outside.speak()
    address = permitted_addresses(host, port, settings.MAILBOX_RULES, look_up, _TIMEOUT)[0]
    server = (_Tls if security == "tls" else _Plain)(host, port, address)
    try:
        if security == "starttls":
            server.starttls(ssl.create_default_context())
        _log_in(server, user, password)
        # Servers say all that they can only to whoever has logged in.
        server.capabilities = tuple(_checked(server.capability())[-1].decode("ascii", "replace").upper().split())
    except BaseException:
        hang_up(server)
        raise
    return server


def hang_up(server: imaplib.IMAP4) -> None:
    """End the connection, whatever is left of it."""
    # Where the hand-shake failed the socket is gone, and what was wrong must not be hidden by that.
    with suppress(OSError):
        server.shutdown()


def sent_folder(server: imaplib.IMAP4) -> str | None:
    """The folder that the server itself calls the one for sent mail (RFC 6154); its name may be in any language."""
    for line in _checked(server.list()):
        found = _LISTED.search(line) if isinstance(line, bytes) else None
        if found and rb"\sent" in found["flags"].lower().split():
            return found["name"].decode("ascii", "replace")
    return None


def state_of(server: imaplib.IMAP4, name: str) -> FolderState:
    """How the folder is, asked without opening it: most looks find that nothing has changed, and end here."""
    wanted = ["UIDVALIDITY", "UIDNEXT", *(["HIGHESTMODSEQ"] if "CONDSTORE" in server.capabilities else [])]
    answer = b" ".join(_checked(server.status(name, f"({' '.join(wanted)})")))
    found = {name: int(number) for name, number in _STATUS_ITEM.findall(answer.upper())}
    return FolderState(found.get(b"UIDVALIDITY", 0), found.get(b"UIDNEXT", 0), found.get(b"HIGHESTMODSEQ", 0))


def open_folder(server: imaplib.IMAP4, name: str) -> FolderState:
    """Open the folder for reading."""
    _checked(server.select(name, readonly=True))
    return FolderState(_number(server, "UIDVALIDITY"), _number(server, "UIDNEXT"), _number(server, "HIGHESTMODSEQ"))


def numbers_in(server: imaplib.IMAP4, *, after: int, before: int, since: date | None) -> Iterator[int]:
    """The numbers of the mails in the open folder above `after` and below `before`, of those that came on `since` or
    later, in their order."""
    on_or_later = [f"SINCE {since.day}-{_MONTHS[since.month - 1]}-{since.year}"] if since else []
    for start in range(after + 1, before, _AT_A_SEARCH):
        end = min(start + _AT_A_SEARCH, before) - 1
        found = _checked(server.uid("SEARCH", f"UID {start}:{end}", *on_or_later))
        yield from sorted(int(number) for number in (found[0] or b"").split())


def heads_of(server: imaplib.IMAP4, numbers: Sequence[int]) -> list[bytes]:
    """The headers of these mails that tell who, when and in which thread. One that is gone by now is not among them."""
    parts = _checked(server.uid("FETCH", ",".join(map(str, numbers)), _FIELDS))
    return [bytes(part[1]) for part in parts if isinstance(part, tuple)]


def calendar_parts_of(server: imaplib.IMAP4, numbers: Sequence[int]) -> Iterator[tuple[bytes, bytes]]:
    """Of those of these mails that hold an answer of a calendar: the header that says from whom, and that part."""
    for answer in _by_mail(_checked(server.uid("FETCH", ",".join(map(str, numbers)), "(UID BODYSTRUCTURE)"))):
        place, uid = calendar_place(answer), _UID.search(answer)
        if place is None or uid is None:
            continue
        wanted = f"(BODY.PEEK[HEADER.FIELDS (FROM)] BODY.PEEK[{place.number}])"
        found = [bytes(part[1]) for part in _checked(server.uid("FETCH", uid[1].decode(), wanted)) if len(part) == 2]
        if len(found) == 2:
            yield found[0], _decoded(found[1], place.encoding)


def _by_mail(parts: list[Any]) -> Iterator[bytes]:
    """The answer about each mail as one text: names that servers send by their length stand in quotes there."""
    whole = b""
    for part in parts:
        if isinstance(part, tuple):
            whole += re.sub(rb"\{\d+\}$", b"", part[0]) + b'"' + re.sub(rb'[\\"\r\n]', b"", part[1]) + b'"'
        elif part is not None:
            yield whole + part
            whole = b""


def _decoded(content: bytes, encoding: str) -> bytes:
    try:
        if encoding == "base64":
            return binascii.a2b_base64(content)
        return quopri.decodestring(content) if encoding == "quoted-printable" else content
    except binascii.Error:
        return b""


class _Plain(imaplib.IMAP4):
    """Connects to the address that was checked, not to the name again: a second look-up could answer differently."""

    def __init__(self, host: str, port: int, address: str) -> None:
        self._address = address
        super().__init__(host, port, timeout=_TIMEOUT)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        return socket.create_connection((self._address, self.port), timeout)


class _Tls(_Plain):
    def _create_socket(self, timeout: float | None) -> socket.socket:
        plain = super()._create_socket(timeout)
        return ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)


def _log_in(server: imaplib.IMAP4, user: str, password: str) -> None:
    try:
        if "AUTH=PLAIN" in server.capabilities:
            # RFC 4616; LOGIN has no way to say in which encoding a password is that is not ASCII.
            server.authenticate("PLAIN", lambda _asked: f"\0{user}\0{password}".encode())
        else:
            server.login(_quoted(user), password)
    except UnicodeEncodeError as error:
        raise LogInRefused("the server takes no password with such characters") from error
    except imaplib.IMAP4.abort:
        raise  # the connection broke: nothing is said of the password
    except imaplib.IMAP4.error as error:
        # RFC 5530: not this user's fault, and over by itself.
        if any(code in str(error).upper() for code in ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]")):
            raise
        raise LogInRefused(str(error)[:200]) from error


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _number(server: imaplib.IMAP4, name: str) -> int:
    _kind, found = server.response(name)
    return int(found[0] or 0) if found else 0


def _checked(answer: tuple[str, Any]) -> list[Any]:
    status, data = answer
    if status != "OK":
        raise imaplib.IMAP4.error(f"the mail server answered {status}: {data!r}"[:300])
    return list(data)
