"""What may be fetched, and how much of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network

Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class Rules:
    """The limits of a client. `allowed_networks` may be reached although they are private; `ports` is every port that
    may be. `seconds` is the time from the name look-up to the last byte, `connect_seconds` the part of it that one
    connection attempt may take, and `answer_bytes` the size of the answer's body. A limit that is not above 0 is a
    ValueError.
    """

    allowed_networks: tuple[Network, ...] = ()
    ports: frozenset[int] = frozenset({80, 443})
    plain_http: bool = True
    seconds: float = 30.0
    connect_seconds: float = 5.0
    answer_bytes: int = 10_000_000

    def __post_init__(self) -> None:
        if min(self.seconds, self.connect_seconds, self.answer_bytes) <= 0:
            raise ValueError("the limits of a fetch are above 0")


def networks(ranges: Iterable[str]) -> tuple[Network, ...]:
    """The networks of a setting such as ["10.0.0.0/8", "::1"]. One that cannot be read is a ValueError."""
    return tuple(ip_network(text.strip()) for text in ranges if text.strip())
