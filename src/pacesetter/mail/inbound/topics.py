"""Topics of Amazon, by which its mail service reports: each is confirmed once, by fetching an address of Amazon's."""

import re
from urllib.parse import urlsplit

from pacesetter.core.http import GuardedClient

_HOST = re.compile(r"sns\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?")


def is_amazon(address: str) -> bool:
    """Whether the address to confirm at is Amazon's: nothing else is ever fetched."""
    found = urlsplit(address)
    return found.scheme == "https" and bool(_HOST.fullmatch(found.hostname or "")) and found.port in (None, 443)


def confirm(address: str) -> int:
    """Confirm a topic; the status that Amazon answers. Raises a `FetchError`."""
    if not is_amazon(address):
        raise ValueError("this is no address of Amazon's")
    with GuardedClient() as client:
        return client.get(address).status
