"""From a moment in a file to the owner's local day and an instant."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pacesetter.imports.values.moments import Moment

# Phones and servers disagree by minutes; what lies further ahead is still to come.
TOLERANCE = timedelta(minutes=5)
_NOON = time(12)


class Days:
    """The days of one run: it stands at one moment, so that every row is judged alike."""

    def __init__(
        self, now: datetime, zone: ZoneInfo, zones: dict[int, ZoneInfo], written_in: ZoneInfo | None = None
    ) -> None:
        # In UTC like all instants that come from a file: of one zone they are compared without asking for its rules.
        self.now = now.astimezone(UTC)
        self.limit = self.now + TOLERANCE
        self.zone = zone
        self.zones = zones
        # Where the file's times are those of the organisation, the day stands in the file.
        self.written_in = written_in or zone
        self.same_zone = self.written_in == zone
        self._today = {0: now.astimezone(zone).date()} | {
            member: now.astimezone(own).date() for member, own in zones.items()
        }
        self._noons: dict[tuple[date, ZoneInfo], datetime] = {}

    def today(self, member_id: int) -> date:
        """The day it is for the member."""
        return self._today.get(member_id) or self._today[0]

    def day(self, moment: Moment, member_id: int) -> date:
        """The member's local day of the moment. A day without a time is that day everywhere."""
        day, at = moment
        own = self.zones.get(member_id)
        if at is None:
            return day
        if own is not None:
            return at.astimezone(own).date()
        return day if self.same_zone else at.astimezone(self.zone).date()

    def instant(self, moment: Moment, member_id: int) -> datetime:
        """The moment as an instant. A day without a time stands for its noon."""
        day, at = moment
        if at is not None:
            return at
        key = (day, self.zones.get(member_id, self.zone))
        noon = self._noons.get(key)
        if noon is None:
            noon = self._noons[key] = datetime.combine(day, _NOON, key[1]).astimezone(UTC)
        return noon

    def is_ahead(self, moment: Moment, member_id: int) -> bool:
        """Whether the moment is still to come."""
        day, at = moment
        return at > self.limit if at is not None else day > self.today(member_id)
