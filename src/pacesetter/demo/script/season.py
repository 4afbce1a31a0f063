"""How much is going on: by weekday, by month, and over the year."""

from datetime import date

from pacesetter.demo.cast.people import Person
from pacesetter.demo.cast.story import Story

_BY_WEEKDAY = (0.92, 1.08, 1.1, 1.06, 0.84, 0.9, 0.9)
# Slow in August and in December; busy when the fiscal quarters end.
_BY_MONTH = (0.96, 1.0, 1.06, 0.97, 1.0, 1.04, 0.95, 0.86, 1.04, 1.02, 1.03, 0.93)


def busyness(day: date) -> float:
    """How busy the day is; 1 on average."""
    return _BY_WEEKDAY[day.weekday()] * _BY_MONTH[day.month - 1]


def form(person: Person, day: date, story: Story) -> float:
    """How the person works on that day compared with their average over the story."""
    whole = (story.today - story.starts_on).days
    return 1 + person.talent.trend * (2 * (day - story.starts_on).days / whole - 1)
