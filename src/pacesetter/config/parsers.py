"""Turn the text of one environment variable into a typed value, or say what is wrong and what would be right."""

import ipaddress
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from pacesetter.core.http import Network, networks
from pacesetter.core.push import VapidKey, read_key
from pacesetter.core.sealing import KeyRing, read_ring


class Unreadable(ValueError):
    """The text can't be read. `wrong` says why, `right` gives a value that would be accepted."""

    def __init__(self, wrong: str, right: str) -> None:
        super().__init__(f"{wrong} Right would be: {right}")
        self.wrong = wrong
        self.right = right


def text(raw: str) -> str:
    return raw


def boolean(raw: str) -> bool:
    truth = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if raw.lower() not in truth:
        raise Unreadable(f"{raw!r} is neither yes nor no.", "1 or 0")
    return truth[raw.lower()]


def integer(low: int, high: int) -> Callable[[str], int]:
    def parse(raw: str) -> int:
        if not re.fullmatch(r"[+-]?[0-9]{1,18}", raw) or not low <= int(raw) <= high:
            raise Unreadable(f"{raw!r} is not a whole number from {low} to {high}.", str(low))
        return int(raw)

    return parse


def one_of(*choices: str) -> Callable[[str], str]:
    def parse(raw: str) -> str:
        if raw.lower() not in choices:
            raise Unreadable(f"{raw!r} is not one of the choices.", ", ".join(choices[:-1]) + " or " + choices[-1])
        return raw.lower()

    return parse


def folder(raw: str) -> Path:
    path = Path(raw).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise Unreadable(f"{path} is a file, not a folder.", "/var/lib/pacesetter")
    return path


def file(raw: str) -> Path:
    path = Path(raw).expanduser().absolute()
    if not path.is_file():
        raise Unreadable(f"There is no file {path}.", "the path of an existing file")
    return path


def secret(raw: str) -> str:
    if len(raw) < 50 or len(set(raw)) < 10:
        raise Unreadable(
            "It is too short or too regular to be a secret.", "at least 50 random characters, or leave it unset"
        )
    return raw


def sealing_keys(raw: str) -> KeyRing:
    try:
        return read_ring(raw)
    except ValueError as error:
        raise Unreadable(f"The keys can't be used: {error}.", "the text of the file `sealing_keys`") from error


def push_key(raw: str) -> VapidKey:
    try:
        return read_key(raw)
    except ValueError as error:
        raise Unreadable(
            f"The key can't be used: {str(error).rstrip('.')}.", "the text of the file `push_key`"
        ) from error


def host_names(raw: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in raw.split(",") if name.strip())
    for name in names:
        if not re.fullmatch(r"\.?[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:]+\]", name):
            raise Unreadable(f"{name!r} is not a host name.", "kpi.example.org,kpi.intranet")
    return names


def address(raw: str) -> str:
    """The public address of the product: a scheme and a host, perhaps a port, nothing behind it."""
    example = "https://kpi.example.org"
    parts = _taken_apart(raw.rstrip("/"), example)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Unreadable(f"{raw!r} is not a web address.", example)
    if parts.username is not None or parts.password is not None:
        raise Unreadable(f"{raw!r} has a user in front of the host name.", example)
    if parts.path or parts.query or parts.fragment:
        raise Unreadable(f"{raw!r} has something behind the host name.", example)
    if not _is_host(parts.hostname):
        raise Unreadable(f"{parts.hostname!r} is not a host name.", example)
    port_of(parts.netloc, example)
    return f"{parts.scheme}://{parts.netloc}"


def _taken_apart(raw: str, example: str) -> SplitResult:
    try:
        return urlsplit(raw)
    except ValueError as error:  # a bracket that stands alone
        raise Unreadable("It is not an address.", example) from error


def port_of(netloc: str, example: str) -> int | None:
    """The port of an address, None where it names none.

    What stands there instead is never repeated: with a slash or a question mark in a password it is part of that.
    """
    try:
        return urlsplit(f"//{netloc}").port
    except ValueError as error:
        raise Unreadable(
            f"What follows the last colon of the host is no port. {SIGNS_IN_PASSWORDS}", example
        ) from error


SIGNS_IN_PASSWORDS = "In user and password @ : / ? # % are written as %40 %3A %2F %3F %23 %25."


def _is_host(text: str) -> bool:
    """A name that could be resolved, or an address."""
    with suppress(ValueError):
        ipaddress.ip_address(text)
        return True
    return re.fullmatch(r"(?!-)[A-Za-z0-9_-]{1,63}(\.[A-Za-z0-9_-]{1,63})*\.?", text) is not None


@dataclass(frozen=True)
class Listen:
    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def listen(example: str) -> Callable[[str], Listen]:
    def parse(raw: str) -> Listen:
        host, colon, port = raw.rpartition(":")
        name = host[1:-1] if host.startswith("[") and host.endswith("]") else host
        fits = re.fullmatch(r"[0-9]{1,5}", port, re.ASCII) and 0 < int(port) < 65536
        if not colon or not fits or not _is_host(name):
            raise Unreadable(f"{raw!r} is not an address and a port.", example)
        return Listen(name, int(port))

    return parse


def domain(raw: str) -> str:
    name = raw.lower().rstrip(".")
    if not re.fullmatch(r"(?!-)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+", name) or len(name) > 250:
        raise Unreadable(f"{raw!r} is not a domain.", "kpi.example.org")
    return name


def add_on_account(raw: str) -> str:
    if not re.fullmatch(r"service-\d+@gcp-sa-gsuiteaddons\.iam\.gserviceaccount\.com", raw):
        example = "service-123456789012@gcp-sa-gsuiteaddons.iam.gserviceaccount.com"
        raise Unreadable(f"{raw!r} is not the service account of an add-on.", example)
    return raw


def google_client(raw: str) -> str:
    if not re.fullmatch(r"[a-z0-9-]+\.apps\.googleusercontent\.com", raw):
        raise Unreadable(f"{raw!r} is not a client id of Google.", "1234-abcd.apps.googleusercontent.com")
    return raw


@dataclass(frozen=True)
class MailServer:
    """Where mail goes out, or is picked up. Security is `none`, `starttls` or `tls`."""

    host: str
    port: int
    user: str
    password: str
    security: str


_MAIL_SCHEMES = {"smtp": ("none", 25), "smtp+starttls": ("starttls", 587), "smtps": ("tls", 465)}
_IMAP_SCHEMES = {"imap": ("none", 143), "imap+starttls": ("starttls", 143), "imaps": ("tls", 993)}


def mail_server(raw: str) -> MailServer:
    return _mail_server(raw, "smtp+starttls://user:password@mail.example.org:587", _MAIL_SCHEMES)


def imap_server(raw: str) -> MailServer:
    return _mail_server(raw, "imaps://user:password@mail.example.org", _IMAP_SCHEMES)


def _mail_server(raw: str, example: str, schemes: dict[str, tuple[str, int]]) -> MailServer:
    parts = _taken_apart(raw, example)
    if parts.scheme not in schemes or not parts.hostname:
        raise Unreadable("It is not the address of a mail server.", example)
    port = port_of(parts.netloc.rpartition("@")[2], example)
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise Unreadable(f"It has something behind the host name. {SIGNS_IN_PASSWORDS}", example)
    security, usual_port = schemes[parts.scheme]
    return MailServer(
        parts.hostname, port or usual_port, unquote(parts.username or ""), unquote(parts.password or ""), security
    )


def mailbox(raw: str) -> str:
    if not re.fullmatch(r"([^<>@\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)", raw):
        raise Unreadable(f"{raw!r} is not a sender.", "Pacesetter <kpi@example.org>")
    return raw


def network_ranges(raw: str) -> tuple[Network, ...]:
    try:
        return networks(raw.split(","))
    except ValueError as error:
        raise Unreadable(f"{error}.", "10.0.0.0/8, fd00::/8") from error
