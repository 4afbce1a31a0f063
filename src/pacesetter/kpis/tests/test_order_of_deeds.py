"""Figures depend on what was done, never on the order in which it was recorded or on what was undone."""

from collections.abc import Callable
from contextlib import suppress
from random import Random
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityParticipant
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.crm.models import Company
from pacesetter.kpis import tallies
from pacesetter.kpis.book import load_book
from pacesetter.kpis.figures import figures_over
from pacesetter.kpis.models import TallyDay, TallyMonth
from pacesetter.kpis.tests.generated.cases import LATER, Case, cases
from pacesetter.kpis.tests.generated.drawn import drawn
from pacesetter.kpis.tests.generated.histories import history_of
from pacesetter.kpis.tests.generated.performed import Performance
from pacesetter.kpis.tests.generated.played import played
from pacesetter.kpis.tests.generated.settled import Settled, settle_in
from pacesetter.kpis.tests.generated.thoroughness import examples
from pacesetter.kpis.tests.generated.worlds import FIRST, LAST, dice_of, world_of
from pacesetter.kpis.tests.oracle.deeds import Deed
from pacesetter.kpis.tests.oracle.world import World
from pacesetter.tenancy.models import Organisation

MOST_LIVES, MOST_DEEDS = 6, 8


def figures(settled: Settled) -> dict[tuple[str, str], tuple[object, ...]]:
    """Every figure by the names of member and KPI."""
    names = {member.pk: member.name for member in settled.people} | {-kpi.pk: kpi.name for kpi in settled.kpis}
    ids, kpi_ids = [member.pk for member in settled.people], [kpi.pk for kpi in settled.kpis]
    made = figures_over(load_book(settled.organisation), ids, kpi_ids, FIRST, LAST, LATER)
    return {
        (names[member_id], names[-kpi_id]): (figure.numerator, figure.denominator, figure.target)
        for (member_id, kpi_id), figure in made.items()
    }


def totals(settled: Settled) -> list[tuple[object, ...]]:
    """Every tally that is not zero, by the places of its member, type and outcome."""
    people = {member.pk: n for n, member in enumerate(settled.people)}
    sorts = {sort.pk: n for n, sort in enumerate(settled.sorts)}
    outcomes = {0: -1} | {outcome.pk: n for n, outcome in enumerate(settled.outcomes)}
    return sorted(
        (
            model.__name__,
            row.period_on,
            people[row.member_id],
            sorts[row.activity_type_id],
            row.moment,
            outcomes[row.outcome_id],
            row.count,
            row.minutes,
            row.value_minor,
        )
        for model in (TallyDay, TallyMonth)
        for row in model.objects.all()
        if row.count or row.minutes or row.value_minor
    )


def rows(activity: Activity) -> list[object]:
    """The activity as it stands in the database, who took part, and when companies were and will be in contact."""
    row = Activity.objects.get(pk=activity.pk)
    kept = {name: value for name, value in vars(row).items() if name not in ("_state", "updated_at")}
    people = set(ActivityParticipant.objects.filter(activity=activity).values_list("member_id", flat=True))
    companies = list(Company.objects.order_by("pk").values_list("pk", "last_contact_on", "next_due_on", "has_plans"))
    return [kept, people, companies]


Lives = tuple[World, list[list[Deed]], int]


def lives() -> st.SearchStrategy[Lives]:
    """A world, what becomes of each of some activities, and how these are mixed."""
    return drawn(MOST_LIVES * MOST_DEEDS).map(lambda found: lives_of(*found))


def lives_of(seed: int, kept: list[bool]) -> Lives:
    world, dice = world_of(seed), dice_of(seed, "lives")
    firsts = range(0, dice.randint(2, MOST_LIVES) * MOST_DEEDS, MOST_DEEDS)
    made = [history_of(seed, kept[first : first + dice.randint(3, MOST_DEEDS)], world, first) for first in firsts]
    # A duplicate is one of another activity, whose life would no longer be its own.
    return world, [[one for one in life if one.verb != "mark_duplicate"] for life in made], seed


@pytest.mark.slow
@examples(25)
@given(given=lives())
def test_actuals_never_depend_on_the_order_of_events(organisation: Organisation, given: Lives) -> None:
    world, lives, seed = given
    one_after_the_other = [n for n, life in enumerate(lives) for _ in life]
    mixed = list(one_after_the_other)
    Random(seed).shuffle(mixed)
    results = []
    for order in (one_after_the_other, mixed):
        with transaction.atomic(), clock.standing_at(LATER):
            settled = settle_in(world, organisation)
            # Each life knows only its own activities, so that the deeds mean the same in any order.
            performances = [Performance(settled) for _ in lives]
            remaining = [iter(life) for life in lives]
            for n in order:
                with suppress(Refusal):
                    performances[n].do(next(remaining[n]))
            results.append((figures(settled), totals(settled)))
            assert tallies.mismatches() == []
            transaction.set_rollback(True)
    assert results[0] == results[1]


UNDONE: dict[str, tuple[Callable[..., object], Callable[..., object]]] = {
    "complete": (verbs.complete, verbs.reopen),
    "cancel": (verbs.cancel, verbs.reopen),
    "delete": (verbs.delete, verbs.restore),
}


@pytest.mark.slow
@pytest.mark.parametrize("verb", UNDONE)
@examples(12)
@given(case=cases(), seed=st.integers(0, 2**24 - 1))
def test_undoing_undoes_exactly(organisation: Organisation, verb: str, case: Case, seed: int) -> None:
    do, undo = UNDONE[verb]
    with played(case, organisation) as made:
        dice, settled = Random(seed), made.settled
        by = dice.choice(settled.people)
        for activity in Activity.objects.filter(deleted_at__isnull=True):
            if verb != "delete" and activity.status != "planned":
                continue
            before = figures(settled), totals(settled), rows(activity)
            given: dict[str, Any] = {}
            if verb == "complete":
                outcomes = [row.outcome for row in activity.activity_type.allowed_outcomes.all()]
                given = {
                    "outcome": dice.choice([None, *outcomes]),
                    "minutes": dice.randrange(99),
                    "value_minor": dice.randrange(-99, 99),
                    "at": made.case.history[0].at,
                }
            try:
                do(activity, by=by, **given)
            except Refusal:
                continue
            undo(activity, by=by)
            assert (figures(settled), totals(settled), rows(activity)) == before
        assert tallies.mismatches() == []
