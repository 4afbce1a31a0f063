"""Figures made by the database against a slow recomputation from the plain list of what was done."""

from datetime import date
from fractions import Fraction
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.core.exact import exact_sum
from pacesetter.kpis import tallies
from pacesetter.kpis.actuals import actual as actual_module
from pacesetter.kpis.board import board
from pacesetter.kpis.book import load_book
from pacesetter.kpis.figures import figures_over
from pacesetter.kpis.formulas import Figure
from pacesetter.kpis.tests.generated.cases import Case, cases
from pacesetter.kpis.tests.generated.played import Played, played
from pacesetter.kpis.tests.generated.thoroughness import examples
from pacesetter.kpis.tests.oracle.actual import Asked, actual
from pacesetter.kpis.tests.oracle.target import target
from pacesetter.kpis.tests.oracle.world import Measured, has_role, in_team
from pacesetter.tenancy.models import Organisation

Parts = tuple[Fraction, Fraction | None, Fraction | None]


@pytest.mark.slow
@examples(80)
@given(case=cases(), many=st.sampled_from([1, 12]))
def test_figures_agree_with_a_recomputation(organisation: Organisation, case: Case, many: int) -> None:
    # From so many members on, one sum is made over all of them: a second way that has to give the same.
    with played(case, organisation) as made, patch.object(actual_module, "_MANY", many):
        assert tallies.mismatches() == []
        activities_agree(made)
        figures_agree(made)
        totals_agree(made)


def activities_agree(made: Played) -> None:
    places = {activity.pk: n for n, activity in enumerate(made.performance.activities)}
    people = {member.pk: n for n, member in enumerate(made.settled.people)}
    for activity, thing in zip(made.performance.activities, made.diary.things, strict=True):
        activity.refresh_from_db()
        assert (activity.status, activity.booked_on, activity.completed_on) == (
            thing.status,
            thing.booked_on,
            thing.completed_on,
        )
        assert (activity.minutes, activity.value_minor) == (thing.minutes, thing.value_minor)
        assert (activity.planned_minutes, activity.planned_value_minor) == (
            thing.planned_minutes,
            thing.planned_value_minor,
        )
        assert people[activity.owner_id] == thing.owner
        assert people.get(activity.booked_for_id or 0) == thing.booked_for
        assert people.get(activity.completed_by_id or 0) == thing.completed_by
        assert {people[row.member_id] for row in activity.participants.all()} == thing.participants
        assert (activity.deleted_at is not None) == thing.deleted
        assert (places.get(activity.duplicate_of_id or 0)) == thing.duplicate_of


def figures_agree(made: Played) -> None:
    case, settled = made.case, made.settled
    for team in {None, case.team}:
        figures = figures_over(
            load_book(settled.organisation),
            [member.pk for member in settled.people],
            [kpi.pk for kpi in settled.kpis],
            case.starts_on,
            case.ends_on,
            case.now,
            None if team is None else settled.teams[team].pk,
        )
        expected = {
            (settled.people[person].pk, settled.kpis[n].pk): wanted
            for person in range(len(settled.people))
            for n, kpi in enumerate(case.world.kpis)
            if (wanted := recomputed(made, kpi, Asked(person, case.starts_on, case.ends_on, team))) is not None
        }
        assert {key: parts(figure) for key, figure in figures.items()} == expected


def totals_agree(made: Played) -> None:
    case, settled = made.case, made.settled
    ids = [member.pk for member in settled.people]
    team_id = None if case.team is None else settled.teams[case.team].pk
    totals = board(load_book(settled.organisation), ids, case.period, case.now, team_id).totals
    for n, kpi in enumerate(case.world.kpis):
        asked = [
            Asked(person, case.period.starts_on, case.period.ends_on, case.team)
            for person in range(len(case.world.people))
        ]
        expected = [one for one in asked if expected_at_all(made, kpi, one)]
        figure = totals.get(settled.kpis[n].pk)
        assert (figure is None) == (not expected)
        if figure is None:
            continue
        done = [actual(case.world, made.diary.things, kpi, one) for one in expected]
        goals = [target(case.world, kpi, one) for one in expected]
        amount, capacity = exact_sum(goal for goal, _ in goals), exact_sum(share for _, share in goals)
        assert figure.numerator == exact_sum(over for over, _ in done)
        assert (figure.denominator is None) == (kpi.ratio is None)
        if kpi.ratio is not None:
            assert figure.denominator == exact_sum(under or Fraction(0) for _, under in done)
        assert figure.target == shown_target(kpi, amount, capacity)


def recomputed(made: Played, kpi: Measured, asked: Asked) -> Parts | None:
    """Numerator, denominator and target; None where the KPI is not expected of the person on any day."""
    if not expected_at_all(made, kpi, asked):
        return None
    numerator, denominator = actual(made.case.world, made.diary.things, kpi, asked)
    return numerator, denominator, shown_target(kpi, *target(made.case.world, kpi, asked))


def expected_at_all(made: Played, kpi: Measured, asked: Asked) -> bool:
    world, first = made.case.world, asked.starts_on.toordinal()
    days = (date.fromordinal(one) for one in range(first, asked.ends_on.toordinal()))
    return any(
        has_role(world, asked.person, kpi, day) and in_team(world, asked.person, asked.team, day) for day in days
    )


def shown_target(kpi: Measured, amount: Fraction, capacity: Fraction) -> Fraction | None:
    """A ratio's target is a level, averaged over the working days."""
    if not capacity:
        return None
    return amount / capacity if kpi.ratio else amount


def parts(figure: Figure) -> Parts:
    return figure.numerator, figure.denominator, figure.target
