"""The scene without a database: everybody works Monday to Friday."""

from datetime import date
from hashlib import sha256
from zoneinfo import ZoneInfo

from pacesetter.core.working_time import WeekPattern, WorkingTime
from pacesetter.demo.cast.companies import companies_of
from pacesetter.demo.cast.people import PEOPLE
from pacesetter.demo.cast.story import Story
from pacesetter.demo.script import Scene, write_script
from pacesetter.demo.script.presence import Presence
from pacesetter.people.working_week import MONDAY_TO_FRIDAY


def plain_scene(today: date, seed: int = 1) -> Scene:
    """The demo organisation of that day in which nobody is ever away, except before joining and after leaving."""
    story = Story(today)
    presences = {}
    for person in PEOPLE:
        working = WorkingTime(
            organisation_patterns=[WeekPattern(date(2000, 1, 1), MONDAY_TO_FRIDAY)],
            joined_on=getattr(story, person.joins) if person.joins else person.joined_on,
            left_on=getattr(story, person.leaves) if person.leaves else None,
        )
        presences[person.key] = Presence(person, working, ZoneInfo(person.time_zone or "Europe/London"), story)
    return Scene(seed, story, presences, companies_of(seed))


def script_digest(today: date) -> str:
    """A short form of the whole script of that day."""
    return sha256(repr(write_script(plain_scene(today))).encode()).hexdigest()
