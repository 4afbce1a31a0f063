"""Who is away when in the demo organisation, and its own days off."""

from dataclasses import dataclass
from datetime import date, timedelta

from pacesetter.demo.cast.story import Story


@dataclass(frozen=True)
class DaysOff:
    """Leave from `starts_on` until the day before `ends_on`; `share` of each day is lost."""

    person: str
    starts_on: date
    ends_on: date
    kind: str = "holiday"
    share: str = "1"


@dataclass(frozen=True)
class HouseDay:
    """A day on which the whole organisation works less than its country's calendar says."""

    day: date
    name: str
    share: str


# Person, weeks back to the Monday on which it begins (below 0: weeks ahead), days.
_HOLIDAYS: tuple[tuple[str, int, int], ...] = (
    ("maya", 46, 5), ("maya", 21, 12), ("maya", -2, 3),
    ("tom", 39, 5), ("tom", 14, 12),
    ("sofia", 30, 5), ("sofia", 5, 12),
    ("aisha", 8, 3),
    ("luca", 33, 12), ("luca", 11, 5),
    ("daniel", 42, 12), ("daniel", 17, 5), ("daniel", -1, 2),
    ("grace", 28, 12), ("grace", 9, 5),
    ("emily", 36, 5), ("emily", 19, 12),
    ("peter", 25, 12),
    ("hannah", 44, 5), ("hannah", 23, 12), ("hannah", 3, 2),
    ("ravi", 31, 8), ("ravi", 13, 8),
    ("claire", 37, 12), ("claire", 7, 5),
)  # fmt: skip
_SICK: tuple[tuple[str, int, int], ...] = (
    ("tom", 27, 2), ("sofia", 16, 3), ("luca", 22, 1), ("grace", 40, 2), ("emily", 6, 2), ("peter", 15, 4),
    ("claire", 20, 2), ("ravi", 24, 1),
)  # fmt: skip


def days_off(story: Story) -> list[DaysOff]:
    """Everybody's leave in the story."""
    found = [_from_monday(story, person, weeks, 0, days, "holiday") for person, weeks, days in _HOLIDAYS]
    found += [_from_monday(story, person, weeks, 2, days, "sick") for person, weeks, days in _SICK]
    # A morning at the dentist's.
    tuesday = story.monday_before(14) + timedelta(days=1)
    found.append(DaysOff("grace", tuesday, tuesday + timedelta(days=1), "holiday", "0.5"))
    return sorted(found, key=lambda off: (off.starts_on, off.person))


def house_days(story: Story) -> list[HouseDay]:
    """The organisation's own days off in the story."""
    days = [HouseDay(story.monday_before(128) + timedelta(days=4), "Summer party", "0.5")]
    for year in range(story.starts_on.year, story.ends_on.year + 1):
        christmas_eve = date(year, 12, 24)
        if story.starts_on <= christmas_eve < story.ends_on and christmas_eve.weekday() < 5:
            days.append(HouseDay(christmas_eve, "Christmas Eve", "0.5"))
    return sorted(days, key=lambda house: house.day)


def _from_monday(story: Story, person: str, weeks: int, weekday: int, days: int, kind: str) -> DaysOff:
    starts_on = story.monday_before(7 * weeks) + timedelta(days=weekday)
    return DaysOff(person, starts_on, starts_on + timedelta(days=days), kind)
