"""Read all pages of what there are only few of."""

from pacesetter.integrations.caller import Caller
from pacesetter.integrations.campaigns.shapes import Audience
from pacesetter.integrations.campaigns.source import source_of
from pacesetter.integrations.models import Connection


def all_audiences(connection: Connection, caller: Caller) -> list[Audience]:
    """The audiences of a connection. Raises `Failure`."""
    source, place = source_of(connection), ""
    found: list[Audience] = []
    while True:
        page = source.audiences(caller, place=place)
        found += page.rows
        place = page.next
        if not place:
            return found
