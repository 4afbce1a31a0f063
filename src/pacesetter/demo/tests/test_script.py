import os
import subprocess
import sys
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import pacesetter
from pacesetter.demo.cast import catalogue as types
from pacesetter.demo.cast.people import PEOPLE
from pacesetter.demo.cast.story import Story, next_weekday
from pacesetter.demo.script import Happening, State, write_script
from pacesetter.demo.tests.scenes import plain_scene, script_digest

pytestmark = pytest.mark.slow

SOURCE = Path(pacesetter.__file__).parent.parent
TODAY = date(2026, 6, 10)
NOON = datetime(2026, 6, 10, 12, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(scope="module")
def script() -> list[Happening]:
    return write_script(plain_scene(TODAY))


def test_the_same_day_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "import django; django.setup(); from datetime import date; from pacesetter.demo.tests.scenes import *; "
        f"print(script_digest(date.fromisoformat('{TODAY}')))"
    )
    settings = {"DJANGO_SETTINGS_MODULE": "pacesetter.config.settings_for_tests", "PYTHONPATH": str(SOURCE)}
    digest = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **settings, "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert digest.stdout.strip() == script_digest(TODAY)


def test_another_seed_gives_another_year(script: list[Happening]) -> None:
    assert write_script(plain_scene(TODAY, seed=2)) != script


def test_the_year_is_as_full_as_a_team_of_twelve_makes_it(script: list[Happening]) -> None:
    assert 30_000 < len(script) < 55_000
    busy = Counter(happening.owner for happening in script)
    assert {person.key for person in PEOPLE} == set(busy)
    assert min(busy[person.key] for person in PEOPLE if person.role) > 500


def test_every_activity_is_planned_before_it_is_done(script: list[Happening]) -> None:
    for happening in script:
        if happening.booked_at is not None:
            assert happening.ends_at is None or happening.booked_at <= happening.ends_at
        if happening.done_at is not None and happening.due_at is not None:
            assert happening.due_at < happening.done_at
        assert happening.done_at is None or happening.cancelled_at is None


def test_nobody_works_before_joining_or_after_leaving(script: list[Happening]) -> None:
    story = Story(TODAY)
    aisha = [happening for happening in script if happening.owner == "aisha"]
    assert min(happening.begins_at.date() for happening in aisha) >= story.joined_on
    peter = [happening for happening in script if happening.done_by == "peter"]
    assert max(happening.done_at.date() for happening in peter if happening.done_at) < story.left_on


def test_every_category_that_needs_no_connection_is_used(script: list[Happening]) -> None:
    used = {happening.kind.category for happening in script}
    assert used == {"phone_call", "email", "meeting", "follow_up", "email_campaign", "other"}


def test_meetings_are_held_missed_and_cancelled(script: list[Happening]) -> None:
    past = [
        h for h in script if h.kind is types.DISCOVERY_MEETING and h.due_on and h.due_on < TODAY - timedelta(days=9)
    ]
    states = Counter(happening.state_at(NOON) for happening in past)
    assert set(states) == {State.COMPLETED, State.CANCELLED}
    outcomes = Counter(happening.outcome for happening in past if happening.done_at)
    assert outcomes[types.HELD] > 5 * outcomes[types.NO_SHOW] > 0


@pytest.mark.parametrize("today", [date(2026, 6, 10), date(2026, 1, 1), date(2028, 2, 29), date(2026, 8, 30)])
def test_everybody_has_something_overdue_due_today_and_to_come(today: date) -> None:
    noon = datetime(today.year, today.month, today.day, 12, tzinfo=ZoneInfo("Europe/London"))
    waiting = [h for h in write_script(plain_scene(today)) if h.state_at(noon) == State.PLANNED and h.due_on]
    for person in PEOPLE:
        if not person.leaves:
            due = [happening.due_on for happening in waiting if happening.owner == person.key and happening.due_on]
            assert min(due) < today
            assert today in due
            assert max(due) > today
    # A to-do list that nobody would believe.
    assert len([happening for happening in waiting if happening.due_on and happening.due_on < today]) < 80


def test_a_weekend_becomes_the_monday_after_it() -> None:
    assert [next_weekday(date(2026, 6, day)).day for day in range(12, 16)] == [12, 15, 15, 15]


@pytest.mark.parametrize("month", range(1, 13))
def test_quarters_are_closed_once_they_are_over_and_wholly_in_the_story(month: int) -> None:
    for day in (1, 4, 5, 28):
        story = Story(date(2026, month, day))
        assert len(story.closed_quarters) >= 3
        for quarter in story.closed_quarters:
            assert quarter.starts_on >= story.starts_on
            assert quarter.ends_on < story.closes_on(quarter) < story.today
            assert story.closes_on(quarter) <= story.restated_on(quarter) < story.today
