"""What explains a figure adds up to it, on generated histories; and SQL gives the same reasons as the pure rule."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given

from pacesetter.activities.models import Activity
from pacesetter.kpis.book import Book, load_book
from pacesetter.kpis.explain import Explained, ExplainedActivity, Page, explain, pages
from pacesetter.kpis.explain.target import target_parts
from pacesetter.kpis.figures import figures_over
from pacesetter.kpis.tests.generated.cases import Case, cases
from pacesetter.kpis.tests.generated.played import Played, played
from pacesetter.kpis.tests.generated.thoroughness import examples
from pacesetter.kpis.tests.oracle.actual import Asked, counts
from pacesetter.kpis.tests.oracle.things import Thing
from pacesetter.kpis.tests.oracle.world import Measured
from pacesetter.tenancy.models import Organisation

A_WEEK = timedelta(days=7)


@pytest.mark.slow
@examples(30)
@given(case=cases())
def test_what_counted_adds_up_to_the_figure(organisation: Organisation, case: Case) -> None:
    with played(case, organisation) as made:
        book = load_book(organisation)
        team_id = None if case.team is None else made.settled.teams[case.team].pk
        ids = [member.pk for member in made.settled.people]
        kpi_ids = [kpi.pk for kpi in made.settled.kpis]
        figures = figures_over(book, ids, kpi_ids, case.starts_on, case.ends_on, case.now, team_id)
        for person, member_id in enumerate(ids):
            asked = Asked(person, case.starts_on, case.ends_on, case.team)
            for kpi, kpi_id in zip(case.world.kpis, kpi_ids, strict=True):
                explanation = explain(book, member_id, kpi_id, case.starts_on, case.ends_on, team_id, size=5)
                figure = figures.get((member_id, kpi_id))
                assert explanation.numerator.actual == (figure.numerator if figure else 0)
                assert explanation.actual == (figure.actual if figure else None if kpi.ratio else 0)
                if team_id is None:
                    target_rightly(book, member_id, kpi_id, case, figure.target if figure else None)
                parts = [case.world.kpis[place] for place in kpi.ratio] if kpi.ratio else [kpi]
                for explained, part in zip(explanation.parts, parts, strict=True):
                    explained_rightly(made, book, explained, part, kpi, asked)


def target_rightly(book: Book, member_id: int, kpi_id: int, case: Case, target: Fraction | None) -> None:
    parts = target_parts(book, member_id, kpi_id, case.starts_on, case.ends_on)
    total = sum((part.amount for part in parts), Fraction(0))
    if book.kpis[kpi_id].is_ratio:
        total = total / sum(part.days.left for part in parts) if parts else total
    assert (total if parts else None) == target


def explained_rightly(
    made: Played, book: Book, part: Explained, kpi: Measured, held_for: Measured, asked: Asked
) -> None:
    counted = every_page(part.counted, lambda after: pages.counted(book, part.rule, after=after, size=5))
    others = every_page(part.not_counted, lambda after: pages.not_counted(book, part.rule, after=after, size=5))
    assert (len(counted), len(others)) == (part.counted_total, part.not_counted_total)
    assert sum((activity.weight for activity in counted), Fraction(0)) == part.actual
    assert not any(activity.reason for activity in counted)
    # The pages have their reasons from the pure rule, the totals from SQL.
    assert Counter(activity.reason for activity in others) == Counter(part.by_reason)

    rows = made.performance.activities
    counting = {n for n, thing in enumerate(made.diary.things) if counts(made.case.world, thing, kpi, held_for, asked)}
    if kpi.measure == "companies":
        days = {n: rows[n].booked_on if kpi.moment == "booked" else rows[n].completed_on for n in counting}
        first: dict[int, int] = {}
        for n in sorted(counting, key=lambda n: (days[n], rows[n].pk)):
            if (company := made.diary.things[n].company) is not None:
                first.setdefault(company, n)
        counting = set(first.values())
    assert {activity.activity_id for activity in counted} == {rows[n].pk for n in counting}

    near = {
        rows[n].pk
        for n, thing in enumerate(made.diary.things)
        if concerns(thing, asked.person)
        and comes_near(made, rows[n], asked, timedelta(0) if thing.sort not in kpi.weights else A_WEEK)
    }
    listed = [activity.activity_id for activity in (*counted, *others)]
    assert len(listed) == len(set(listed))
    assert set(listed) == near


def every_page(first: Page, following: Callable[[str], Page]) -> list[ExplainedActivity]:
    found, page = list(first.activities), first
    while page.after is not None:
        page = following(page.after)
        found += page.activities
    return found


def concerns(thing: Thing, person: int) -> bool:
    people = {thing.owner, thing.booked_for, thing.created_by, thing.completed_by, *thing.participants}
    return person in people


def comes_near(made: Played, row: Activity, asked: Asked, around: timedelta) -> bool:
    days: list[date | None] = [row.completed_on, row.booked_on, row.due_on]
    if row.cancelled_at is not None:
        days.append(row.cancelled_at.astimezone(made.case.world.zone_of(asked.person)).date())
    return any(day is not None and asked.starts_on - around <= day < asked.ends_on + around for day in days)
