"""On which local day a moment falls."""

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from pacesetter.core import clock
from pacesetter.core.near import FIRST
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member

# Phones and servers disagree by minutes; more than this in the future is a mistake.
CLOCK_TOLERANCE = timedelta(minutes=5)
# No period can be chosen in which anything earlier would be seen. A day more, for those who are ahead of Greenwich.
EARLIEST = datetime.combine(FIRST, time(), UTC) - timedelta(days=1)


def local_day(moment: datetime, member: Member) -> date:
    """The day of the moment in the member's time zone (the organisation's where the member has none)."""
    return clock.local_day(moment, member.zone())


def checked_moment(moment: datetime | None) -> datetime:
    """The moment itself, or now. Refuses one without a time zone, one in the future and one before 1990."""
    now = clock.now()
    if moment is None:
        return now
    if timezone.is_naive(moment):
        raise Refusal(_("Give the time with its time zone."), field="at", code="naive_time")
    if moment > now + CLOCK_TOLERANCE:
        raise Refusal(_("This lies in the future. Plan the activity instead."), field="at", code="future")
    if moment < EARLIEST:
        raise Refusal(_("This lies before 1990. Check the year."), field="at", code="long_ago")
    return min(moment, now)
