"""Whether Google and Microsoft can report to this installation, and where."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from pacesetter.integrations.models import MailSubscription
from pacesetter.integrations.provider import Text

PATH = "/api/v1/inbound/push/microsoft/{public_id}/"
APP_PATH = "/api/v1/inbound/push/google/{push_id}/"
# Names that mean something inside a network alone (RFC 6761, RFC 6762, RFC 8375).
_INSIDE = ("localhost", "local", "internal", "lan", "home.arpa", "test", "invalid")


def unreachable() -> Text:
    """Why nobody outside can report anything to this installation, empty where somebody may."""
    if _is_public(settings.PUBLIC_URL):
        return ""
    return _("This installation has no public address that begins with https://.")


def address_of(row: MailSubscription) -> str:
    """Where this subscription reports to. Never made from the Host header, which whoever calls can choose."""
    return settings.PUBLIC_URL + PATH.format(public_id=row.public_id)


def _is_public(url: str) -> bool:
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme != "https" or not host:
        return False
    try:
        return ip_address(host).is_global
    except ValueError:
        return "." in host and not any(host == name or host.endswith(f".{name}") for name in _INSIDE)
