"""Time zones as Exchange calls them. Pure.

Graph takes the names of Windows, and some of the others. A series is told by the clock of one of Windows' zones that
shows the same at each of its meetings.
"""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON


def windows_zone(zone: str, starts: Sequence[datetime]) -> str:
    """Windows' name for a zone whose clock is that of `zone` at all of these moments; empty where it has none."""
    own = ZoneInfo(zone)
    same = next((name for name, known in WINDOWS_TO_OLSON.items() if known == zone), "")
    if same:
        return same
    offsets = [start.astimezone(own).utcoffset() for start in starts]
    for name, known in WINDOWS_TO_OLSON.items():
        if [start.astimezone(ZoneInfo(known)).utcoffset() for start in starts] == offsets:
            return name
    return ""
