"""Whether strangers could reach this installation: the demo's log-ins are known to everybody."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings


def reachable_by() -> list[str]:
    """In words, by which ways others than this machine reach the product. Empty where there is none."""
    ways = []
    public_host = urlsplit(settings.PUBLIC_URL).hostname or ""
    if not _is_this_machine(public_host):
        ways.append(f"its address is {settings.PUBLIC_URL} (PACESETTER_URL)")
    if not _is_this_machine(settings.LISTEN.host):
        ways.append(f"it listens on {settings.LISTEN.host or 'all addresses'} (PACESETTER_LISTEN)")
    return ways


def _is_this_machine(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
