"""When somebody of the demo organisation is at work."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from random import Random
from zoneinfo import ZoneInfo

from pacesetter.core.working_time import WorkingTime
from pacesetter.demo.cast.people import Person, Role, TeamName
from pacesetter.demo.cast.story import Story

# Minutes after the start of work around which most calls are made, with how far they spread.
_CALL_HOURS = ((75, 40, 0.55), (330, 60, 0.45))


def days_known(story: Story) -> tuple[date, date]:
    """The days for which presences are asked: the story's, and some weeks around it in which to-dos are planned."""
    return story.starts_on - timedelta(days=60), story.ends_on + timedelta(days=60)


@dataclass(frozen=True)
class Presence:
    """A person with their working time and time zone."""

    person: Person
    working: WorkingTime
    zone: ZoneInfo
    story: Story

    @cached_property
    def _shares(self) -> dict[date, float]:
        # Asked for hundreds of thousands of times, so the exact fractions are worked out once.
        first, last = days_known(self.story)
        shares = self.working.capacities(first, last)
        return {first + timedelta(days=number): float(share) for number, share in enumerate(shares)}

    @cached_property
    def _starts_at(self) -> time:
        return self.working.pattern_on(self.story.today).starts_at

    def share(self, day: date) -> float:
        """The share of the day that is worked."""
        return self._shares[day]

    def is_half_day(self, day: date) -> bool:
        return self.share(day) <= 0.5

    def role_on(self, day: date) -> Role | None:
        """The sales role held on the day."""
        if self.person.changes and day < getattr(self.story, self.person.changes):
            return self.person.role_before
        return self.person.role

    def team_on(self, day: date) -> TeamName | None:
        """The team belonged to on the day."""
        if self.person.changes and day < getattr(self.story, self.person.changes):
            return self.person.team_before
        return self.person.team

    def at(self, day: date, clock_time: time) -> datetime:
        """The moment at which it is that time where the person works."""
        return datetime.combine(day, clock_time, self.zone)

    def minutes_in(self, day: date, minutes: int) -> datetime:
        """The moment so many minutes after the start of work."""
        starts_at = self._starts_at
        return self.at(day, starts_at) + timedelta(minutes=minutes)

    def call_moment(self, rng: Random, day: date) -> datetime:
        """A moment at which people make calls: mid-morning or mid-afternoon; on a half day in the morning only."""
        middle, spread, _ = (
            _CALL_HOURS[0] if self.is_half_day(day) or rng.random() < _CALL_HOURS[0][2] else _CALL_HOURS[1]
        )
        return self._minute(rng, day, rng.gauss(middle, spread))

    def any_moment(self, rng: Random, day: date) -> datetime:
        """Some moment of the working day."""
        return self._minute(rng, day, rng.random() * 470)

    def working_day_before(self, day: date, count: int = 1) -> date | None:
        """The `count`-th day with work before this one; None where there is none within five weeks."""
        return self._step(day, -1, count)

    def working_day_after(self, day: date, count: int = 1) -> date | None:
        """The `count`-th day with work after this one; None where there is none within five weeks."""
        return self._step(day, 1, count)

    def _step(self, day: date, direction: int, count: int) -> date | None:
        for days in range(1, 36):
            other = day + timedelta(days=direction * days)
            if self.share(other):
                count -= 1
                if not count:
                    return other
        return None

    def _minute(self, rng: Random, day: date, minute: float) -> datetime:
        length = 240 if self.is_half_day(day) else 475
        moment = self.minutes_in(day, round(min(max(minute, 2), length)))
        return moment + timedelta(seconds=rng.randrange(60))
