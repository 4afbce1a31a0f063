"""How a to-do comes into the books and when it gets done."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from pacesetter.demo.script.chance import about, one_of
from pacesetter.demo.script.presence import Presence


@dataclass(frozen=True)
class Planned:
    """When a to-do is planned, and when it is done; None: nobody gets round to it (yet)."""

    booked_at: datetime
    due_on: date
    done_at: datetime | None


def planned_for(rng: Random, presence: Presence, day: date, *, usual_days: float) -> Planned | None:
    """A to-do for the day, planned about so many working days before. None where nobody could have planned it."""
    booked_on = presence.working_day_before(day, 1 + about(rng, usual_days))
    if booked_on is None or booked_on < presence.story.starts_on:
        return None
    return Planned(presence.any_moment(rng, booked_on), day, _done_at(rng, presence, day))


def _done_at(rng: Random, presence: Presence, day: date) -> datetime | None:
    if rng.random() < presence.person.talent.punctual:
        return presence.call_moment(rng, day)
    late = one_of(rng, ((1, 0.5), (2, 0.3), (4, 0.2)))
    done_on = presence.working_day_after(day, late)
    # Nobody leaves to-dos of the past open, or picks them up after having left.
    return presence.call_moment(rng, done_on or day)


def slots(rng: Random, presence: Presence, day: date, count: int) -> list[datetime]:
    """So many times of the day at which meetings begin, no two the same; on a half day in the morning."""
    starts = [30, 90, 150] if presence.is_half_day(day) else [30, 90, 150, 240, 300, 360, 420]
    return [presence.minutes_in(day, minute) for minute in sorted(rng.sample(starts, min(count, len(starts))))]


def shortly_after(rng: Random, moment: datetime, minutes: int) -> datetime:
    """When somebody notes down what took so many minutes from the moment on."""
    return moment + timedelta(minutes=minutes + rng.randrange(1, 20), seconds=rng.randrange(60))
