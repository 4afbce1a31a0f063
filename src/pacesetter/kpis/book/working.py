"""When members work, as far as boards have asked for it."""

from collections.abc import Mapping, Sequence
from datetime import date
from threading import Lock

from pacesetter.core.week_pattern import WeekPattern
from pacesetter.core.working_time import WorkingTime
from pacesetter.people.models import Member
from pacesetter.people.working_time import organisation_patterns, working_times
from pacesetter.tenancy.scope import scope


class WorkingTimes:
    """The working times of all members of an organisation, read year by year when first asked for."""

    def __init__(self, organisation_id: int) -> None:
        self.organisation_id = organisation_id
        with scope(organisation_id):
            self.organisation_patterns: Sequence[WeekPattern] = organisation_patterns()
        self._known: tuple[date, date, Mapping[int, WorkingTime]] | None = None
        self._lock = Lock()

    def over(self, starts_on: date, ends_on: date) -> Mapping[int, WorkingTime]:
        """Member id to working time, right at least from `starts_on` until the day before `ends_on`."""
        known = self._known
        if known is None or starts_on < known[0] or known[1] < ends_on:
            with self._lock, scope(self.organisation_id):
                # Whole years, so that paging through months asks once.
                first = date(min(starts_on.year, known[0].year if known else starts_on.year), 1, 1)
                last = date(max(ends_on.year, known[1].year - 1 if known else ends_on.year) + 1, 1, 1)
                known = (first, last, working_times(Member.objects.all(), first, last))
                self._known = known
        return known[2]
