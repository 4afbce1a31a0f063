"""Figures made by the database against a slow recomputation from the plain list of what was done."""

from dataclasses import fields
from datetime import date
from fractions import Fraction
from itertools import product
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.kpis import tallies
from pacesetter.kpis.actuals import actual as actual_module
from pacesetter.kpis.board import board
from pacesetter.kpis.book import load_book
from pacesetter.kpis.figures import figures_over
from pacesetter.kpis.formulas import Figure
from pacesetter.kpis.scores import scores_of
from pacesetter.kpis.shown_figures import Place
from pacesetter.kpis.shown_together import Group, shown_together
from pacesetter.kpis.tests.generated.cases import Case, cases
from pacesetter.kpis.tests.generated.played import Played, played
from pacesetter.kpis.tests.generated.thoroughness import examples
from pacesetter.kpis.tests.oracle.actual import Asked, actual
from pacesetter.kpis.tests.oracle.derived import Derived, derived, score, weight
from pacesetter.kpis.tests.oracle.target import Sums, target
from pacesetter.kpis.tests.oracle.world import Measured, has_role, in_team
from pacesetter.tenancy.models import Organisation

Parts = tuple[Fraction, Fraction | None, Derived]


@pytest.mark.slow
@examples(80)
@given(case=cases(), many=st.sampled_from([1, 12]))
def test_figures_agree_with_a_recomputation(organisation: Organisation, case: Case, many: int) -> None:
    # From so many members on, one sum is made over all of them: a second way that has to give the same.
    with played(case, organisation) as made, patch.object(actual_module, "MANY", many):
        assert tallies.mismatches() == []
        activities_agree(made)
        figures_agree(made)
        board_agrees(made)


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
        expected = {}
        for person, n in product(range(len(settled.people)), range(len(settled.kpis))):
            asked, kpi = Asked(person, case.starts_on, case.ends_on, team), case.world.kpis[n]
            if expected_at_all(made, kpi, asked):
                expected[settled.people[person].pk, settled.kpis[n].pk] = recomputed(made, kpi, [asked])
        assert {key: parts(figure) for key, figure in figures.items()} == expected


def board_agrees(made: Played) -> None:
    """The sums over everybody, and the scores."""
    case, settled = made.case, made.settled
    team_id = None if case.team is None else settled.teams[case.team].pk
    ids = [member.pk for member in settled.people]
    shown = board(load_book(settled.organisation), ids, case.period, case.now, team_id)
    totals: dict[int, Parts] = {}
    rows: dict[int, list[tuple[Fraction, Measured, Derived]]] = {}
    for n, kpi in enumerate(case.world.kpis):
        asked = [
            one
            for person in range(len(case.world.people))
            if expected_at_all(made, kpi, one := Asked(person, case.period.starts_on, case.period.ends_on, case.team))
        ]
        if asked:
            totals[settled.kpis[n].pk] = recomputed(made, kpi, asked)
        for one in asked:
            *_, figure = recomputed(made, kpi, [one])
            rows.setdefault(settled.people[one.person].pk, []).append((weight(kpi, case.world, one), kpi, figure))
    assert {kpi_id: parts(figure) for kpi_id, figure in shown.totals.items()} == totals
    # Trends and leaderboards of teams add up what was done and never make the figures of members.
    book, place = load_book(settled.organisation), Place(case.period, team_id)
    [together] = shown_together(book, [Group(place, tuple(ids))], case.now)
    assert {kpi_id: parts(figure) for kpi_id, figure in together.figures.items()} == totals
    scores = {member_id: score(case.world, figures) for member_id, figures in rows.items()}
    assert shown.scores == scores
    [scored] = scores_of(book, [place], ids, case.now)
    assert {member_id: one.score for member_id, one in scored.items()} == scores


def recomputed(made: Played, kpi: Measured, asked: list[Asked]) -> Parts:
    """Numerator, denominator and all that follows, of one person or of several together."""
    world = made.case.world
    done = [actual(world, made.diary.things, kpi, one) for one in asked]
    over = sum((numerator for numerator, _ in done), Fraction(0))
    under = sum((denominator or Fraction(0) for _, denominator in done), Fraction(0)) if kpi.ratio else None
    sums = sum((target(world, kpi, one, made.case.now) for one in asked), Sums())
    return over, under, derived(world, kpi, over, under, sums)


def expected_at_all(made: Played, kpi: Measured, asked: Asked) -> bool:
    world, first = made.case.world, asked.starts_on.toordinal()
    days = (date.fromordinal(one) for one in range(first, asked.ends_on.toordinal()))
    return any(
        has_role(world, asked.person, kpi, day) and in_team(world, asked.person, asked.team, day) for day in days
    )


def parts(figure: Figure) -> Parts:
    shown = {one.name: getattr(figure, one.name) for one in fields(Derived)}
    return figure.numerator, figure.denominator, Derived(**shown)
