"""What the property tests claim to try is really tried: without each condition, figures would be others."""

from collections import Counter
from contextlib import suppress
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import Phase, given, settings

from pacesetter.core import holidays_by_country
from pacesetter.core.periods import PeriodKind
from pacesetter.kpis.tests.generated.cases import MOST_DEEDS, Case, case_of, cases
from pacesetter.kpis.tests.generated.conditions import WITHOUT, on_both_sides_of_the_date_line
from pacesetter.kpis.tests.generated.histories import VERBS
from pacesetter.kpis.tests.oracle.actual import Asked, actual
from pacesetter.kpis.tests.oracle.deeds import Diary
from pacesetter.kpis.tests.oracle.public_holidays import PLACES, public_holidays
from pacesetter.kpis.tests.oracle.target import Sums, gone, target
from pacesetter.kpis.tests.oracle.things import Deed, Refused
from pacesetter.kpis.tests.oracle.world import World

CASES, ENOUGH = 60, 4
Parts = tuple[Fraction, Fraction | None, Sums]


def figure(case: Case, world: World, diary: Diary, person: int, n: int) -> Parts:
    asked, kpi = Asked(person, case.starts_on, case.ends_on), world.kpis[n]
    return *actual(world, diary.things, kpi, asked), target(world, kpi, asked, case.now)


def diary_of(case: Case, world: World, done: Counter[str] | None = None) -> Diary:
    diary = Diary(world)
    for deed in case.history:
        with suppress(Refused):
            told = word(diary, deed)
            diary.do(deed)
            if done is not None and told:
                done[told] += 1
    return diary


def word(diary: Diary, deed: Deed) -> str:
    """The verb, and of reopening what is reopened."""
    if not diary.things:
        return deed.verb if deed.verb in ("plan", "log") else ""
    status = diary.things[deed.activity % len(diary.things)].status
    return f"{deed.verb} {status}" if deed.verb == "reopen" else deed.verb


def makes_a_difference(case: Case, diary: Diary, condition: str) -> bool:
    other = WITHOUT[condition](case.world)
    if other == case.world:
        return False
    things = diary_of(case, other)
    places = ((person, n) for person in range(len(case.world.people)) for n in range(len(case.world.kpis)))
    return any(figure(case, case.world, diary, *place) != figure(case, other, things, *place) for place in places)


@pytest.mark.slow
def test_every_condition_of_the_generated_histories_makes_a_difference() -> None:
    seen: Counter[str] = Counter()
    done: Counter[str] = Counter()
    for seed in range(CASES):
        case = case_of(seed, [True] * MOST_DEEDS)
        diary = diary_of(case, case.world, done)
        for condition in WITHOUT:
            if seen[condition] < ENOUGH:
                seen[condition] += makes_a_difference(case, diary, condition)
        seen["the date line"] += on_both_sides_of_the_date_line(case.world)
        seen["weeks that begin on other days"] += bool(case.world.first_weekday) and case.period.kind == PeriodKind.WEEK
        seen["some hours of a day"] += any(0 < share < 1 for share in gone_today(case))
    wanted = (*WITHOUT, "the date line", "weeks that begin on other days", "some hours of a day")
    assert {name: seen[name] for name in wanted if seen[name] < ENOUGH} == {}
    verbs = {*VERBS} - {"reopen"} | {"reopen completed", "reopen cancelled"}
    assert {verb: done[verb] for verb in verbs if done[verb] < ENOUGH} == {}


def gone_today(case: Case) -> list[Fraction]:
    zones = [case.world.zone_of(person) for person in range(len(case.world.people))]
    return [gone(case.world, person, case.now.astimezone(zone).date(), case.now) for person, zone in enumerate(zones)]


def test_cases_that_are_drawn_differ_from_each_other() -> None:
    drawn: list[Case] = []

    @settings(max_examples=100, deadline=None, database=None, derandomize=True, phases=[Phase.generate])
    @given(case=cases())
    def draw(case: Case) -> None:
        drawn.append(case)

    draw()
    assert len({repr(case.world) for case in drawn}) > 95
    assert sum(len(case.history) > 15 for case in drawn) > 95


@pytest.mark.parametrize("place", PLACES)
def test_the_holidays_written_off_by_hand_are_those_of_the_product(place: tuple[str, str]) -> None:
    found = holidays_by_country.public_holidays(*place, date(2024, 12, 1), date(2025, 7, 1))
    assert {day: holiday.lost_share for day, holiday in found.items()} == public_holidays(*place)
