"""Find the addresses behind a name and refuse those that lie inside."""

import socket
import threading
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from pacesetter.core.http.errors import AddressRefused, ConnectionFailed, TooSlow
from pacesetter.core.http.rules import Rules

Address = IPv4Address | IPv6Address
# From a host name, a port and the seconds left to its addresses.
Resolve = Callable[[str, int, float], Sequence[str]]

NAT64 = IPv6Network("64:ff9b::/96")
# IETF protocol assignments: older Pythons know only a part of it as private.
PROTOCOL_ASSIGNMENTS = IPv4Network("192.0.0.0/24")


def look_up(host: str, port: int, seconds: float) -> list[str]:
    """The addresses of `host`, as the system resolves it, within `seconds` (TooSlow; an unknown name is
    ConnectionFailed). The system's own resolver has no time limit, so it runs in a thread that may be left behind."""
    found: list[str] = []
    failed: list[OSError | UnicodeError] = []

    def resolve() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend(dict.fromkeys(str(answer[4][0]) for answer in answers))
        except (OSError, UnicodeError) as error:
            failed.append(error)

    thread = threading.Thread(target=resolve, daemon=True, name="name-look-up")
    thread.start()
    thread.join(seconds)
    if failed:
        raise ConnectionFailed(f"the name {host} is not known ({failed[0]})") from failed[0]
    if not found:
        raise TooSlow(f"the name {host} was not found in time")
    return found


def permitted_addresses(host: str, port: int, rules: Rules, resolve: Resolve, seconds: float) -> list[str]:
    """Every address of `host`; all of them must be permitted, since a name with one inside is not to be trusted with
    the others (AddressRefused). The connection is made to one of these very addresses, never to the name again: a
    second look-up could answer differently."""
    addresses = resolve(host, port, seconds)
    for text in addresses:
        check_address(ip_address(text), host, rules)
    return list(addresses)


def check_address(address: Address, host: str, rules: Rules) -> None:
    """Refuse an address that is not on the public internet and not in the allowed networks (AddressRefused)."""
    for meant in _meant(address):
        if any(meant in network for network in rules.allowed_networks):
            continue
        if not _is_public(meant):
            raise AddressRefused(
                f"{host} leads to {address}, which is not on the public internet; an operator may allow its network"
            )


def _is_public(address: Address) -> bool:
    inside = (
        address.is_private
        or address.is_loopback
        or address.is_link_local
        or address.is_multicast
        or address.is_reserved
        or address.is_unspecified
        or (isinstance(address, IPv6Address) and address.is_site_local)
        or address in PROTOCOL_ASSIGNMENTS
    )
    return address.is_global and not inside


def _meant(address: Address) -> list[Address]:
    """The address and every IPv4 address that is wrapped in it: a packet to a wrapped one may arrive at the inner."""
    if isinstance(address, IPv4Address):
        return [address]
    if address.ipv4_mapped is not None:
        return [address.ipv4_mapped]
    if address in NAT64:
        # Real networks without IPv4 reach the public internet this way, so the inner address alone decides.
        return [IPv4Address(int(address) & 0xFFFFFFFF)]
    return [address, *([address.sixtofour] if address.sixtofour else []), *(address.teredo or ())]
