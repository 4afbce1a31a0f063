"""Which period an address asks for."""

from datetime import date
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.core.periods import Calendar, PeriodKind
from pacesetter.web.periods.choice import PeriodChoice, chosen_period

TODAY = date(2026, 11, 23)


def choose(**asked: str) -> PeriodChoice:
    return chosen_period(asked, TODAY, Calendar(), {"team": "4"})


def test_without_a_wish_it_is_this_month() -> None:
    assert choose().period.starts_on == date(2026, 11, 1)
    assert choose().current().is_current


@pytest.mark.parametrize("written", ["23.11.2026", "2026-02-30", "nonsense", "20261123T10"])
def test_a_day_that_cannot_be_read_counts_as_today_and_is_told(written: str) -> None:
    choice = choose(day=written)
    assert TODAY in choice.period
    assert written in choice.error


@pytest.mark.parametrize("written", ["0001-01-01", "9999-12-31"])
def test_a_day_out_of_all_reason_counts_as_today(written: str) -> None:
    assert choose(day=written, period="year").error == "That day is too far away."


def test_an_unknown_kind_counts_as_the_usual_one_and_is_told() -> None:
    choice = choose(period="fortnight")
    assert choice.period.kind is PeriodKind.MONTH
    assert "fortnight" in choice.error


def test_the_period_of_today_is_named_by_its_kind_so_that_a_bookmark_moves() -> None:
    assert choose(period="week").query == "period=week&team=4"
    assert choose(period="week", day="2026-11-10").query == "period=week&day=2026-11-09&team=4"
    assert choose(period="week", day="2026-11-10").query_of_period == "period=week&day=2026-11-09"


def test_another_kind_shows_the_same_time() -> None:
    kinds = {step.label: step.query for step in choose(period="month", day="2025-03-17").kinds()}
    assert kinds["Quarter"] == "period=quarter&day=2025-03-01&team=4"
    assert {step.label: step.query for step in choose().kinds()}["Day"] == "period=day&team=4"


@given(st.sampled_from(PeriodKind), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_the_steps_lead_to_the_neighbours_and_back(kind: PeriodKind, day: date) -> None:
    here = choose(period=kind.value, day=day.isoformat())
    there = choose(**{name: values[0] for name, values in parse_qs(here.next().query).items()})
    assert there.period == here.period.next()
    back = choose(**{name: values[0] for name, values in parse_qs(there.previous().query).items()})
    assert back.period == here.period
