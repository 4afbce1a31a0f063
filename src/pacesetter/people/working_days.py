"""Which day is the next one on which somebody works."""

from datetime import date, timedelta

from pacesetter.people.models import Member
from pacesetter.people.working_time import working_times

# How far ahead is looked at once, and at most: whoever works on no day of two years has left.
_WINDOW, _FARTHEST = 90, 730


def working_day_after(member: Member, day: date, count: int = 1) -> date:
    """The day that is `count` of the member's working days after `day`; a half day is one. Where they work on too few
    days of the next two years, the day that is `count` days after."""
    left, starts_on = count, day + timedelta(days=1)
    for _ in range(0, _FARTHEST, _WINDOW):
        ends_on = starts_on + timedelta(days=_WINDOW)
        capacities = working_times([member], starts_on, ends_on)[member.pk].capacities(starts_on, ends_on)
        for offset, capacity in enumerate(capacities):
            left -= capacity > 0
            if not left:
                return starts_on + timedelta(days=offset)
        starts_on = ends_on
    return day + timedelta(days=count)
