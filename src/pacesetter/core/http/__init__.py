"""The one way out: an HTTP client that reaches only addresses which may be reached, within limits.

Whoever can set a web address (a webhook, a connection's server) could otherwise have the product fetch from the
inside of the operator's network.
"""

from pacesetter.core.http.addresses import Resolve, check_address, look_up
from pacesetter.core.http.client import Fetched, GuardedClient
from pacesetter.core.http.errors import AddressRefused, ConnectionFailed, FetchError, TooLarge, TooSlow
from pacesetter.core.http.rules import Network, Rules, networks

__all__ = [
    "AddressRefused",
    "ConnectionFailed",
    "FetchError",
    "Fetched",
    "GuardedClient",
    "Network",
    "Resolve",
    "Rules",
    "TooLarge",
    "TooSlow",
    "check_address",
    "look_up",
    "networks",
]
