"""Figures depend on what was done, never on the order in which it was recorded or on what was undone."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Q
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityParticipant
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.crm.models import Company
from pacesetter.events.models import Event
from pacesetter.kpis import tallies
from pacesetter.kpis.book import Book, load_book
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
from pacesetter.kpis.tests.oracle.things import Deed
from pacesetter.kpis.tests.oracle.world import World
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation

MOST_LIVES, MOST_DEEDS = 6, 8


def figures(settled: Settled, book: Book) -> dict[tuple[str, str], tuple[object, ...]]:
    """Every figure by the names of member and KPI. No deed changes what is in the book."""
    names = {member.pk: member.name for member in settled.people} | {-kpi.pk: kpi.name for kpi in settled.kpis}
    ids, kpi_ids = [member.pk for member in settled.people], [kpi.pk for kpi in settled.kpis]
    made = figures_over(book, ids, kpi_ids, FIRST, LAST, LATER)
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


def row_of(activity: Activity) -> tuple[object, ...]:
    """The activity as it stands in the database, and who took part."""
    row = Activity.objects.get(pk=activity.pk)
    kept = {name: value for name, value in vars(row).items() if name not in ("_state", "updated_at")}
    people = set(ActivityParticipant.objects.filter(activity=activity).values_list("member_id", flat=True))
    return kept, people


def followed(settled: Settled, book: Book) -> tuple[object, ...]:
    """All that follows from activities: figures, totals, and when companies were and will be in contact."""
    companies = list(Company.objects.order_by("pk").values_list("pk", "last_contact_on", "next_due_on", "has_plans"))
    return figures(settled, book), totals(settled), companies


Lives = tuple[World, list[list[Deed]], int]


def lives() -> st.SearchStrategy[Lives]:
    """A world, what becomes of each of some activities, and how these are mixed."""
    return drawn(MOST_LIVES * MOST_DEEDS).map(lambda found: lives_of(*found))


def lives_of(seed: int, kept: list[bool]) -> Lives:
    world, dice = world_of(seed), dice_of(seed, "lives")
    firsts = range(0, dice.randint(2, MOST_LIVES) * MOST_DEEDS, MOST_DEEDS)
    made = [history_of(seed, kept[first : first + dice.randint(3, MOST_DEEDS)], world, first) for first in firsts]
    return world, made, seed


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
            results.append((figures(settled, load_book(organisation)), totals(settled)))
            assert tallies.mismatches() == []
            transaction.set_rollback(True)
    assert results[0] == results[1]


Do = Callable[[Activity, Member, Random, Settled, Case], object]


def complete(activity: Activity, by: Member, dice: Random, settled: Settled, case: Case) -> object:
    outcomes = [row.outcome for row in activity.activity_type.allowed_outcomes.all()]
    return verbs.complete(
        activity,
        by=by,
        outcome=dice.choice([None, *outcomes]),
        minutes=dice.randrange(99),
        value_minor=dice.randrange(-99, 99),
        at=case.history[0].at,
    )


def edit(activity: Activity, by: Member, dice: Random, settled: Settled, case: Case) -> object:
    edits: dict[str, Any] = {
        "activity_type": dice.choice(settled.sorts),
        "owner": dice.choice(settled.people),
        "participants": dice.sample(settled.people, 2),
        "company": dice.choice([None, *settled.companies]),
        "minutes": dice.randrange(99),
    }
    if activity.status == "completed":
        edits |= {"outcome": None, "completed_at": case.history[-1].at, "completed_by": dice.choice(settled.people)}
    chosen = {name: edits[name] for name in dice.sample(list(edits), dice.randint(1, 4))}
    return verbs.edit(activity, by=by, keep_booking=dice.random() < 0.5, **chosen)


def mark(activity: Activity, by: Member, dice: Random, settled: Settled, case: Case) -> object:
    if activity.duplicate_of_id is not None:
        raise Refusal("It is marked already.")
    return verbs.mark_duplicate(activity, by=by, of=dice.choice(list(Activity.objects.all())))


def plain(verb: Callable[..., object], **given: Any) -> Do:
    return lambda activity, by, dice, settled, case: verb(activity, by=by, **given)


def undo_last_edit(activity: Activity, by: Member) -> None:
    told = Event.objects.filter(subject_kind="activity", subject_id=activity.pk).latest("pk")
    verbs.undo_edit(activity, told, by=by)


# What is done, what undoes it, and of which activities that is tried.
UNDONE: dict[str, tuple[Do, Callable[..., object], Q]] = {
    "complete": (complete, verbs.reopen, Q(status="planned")),
    "cancel": (plain(verbs.cancel), verbs.reopen, Q(status="planned")),
    "delete": (plain(verbs.delete), verbs.restore, Q()),
    "mark_duplicate": (mark, partial(verbs.mark_duplicate, of=None), Q()),
    "edit": (edit, undo_last_edit, Q()),
    "snooze": (plain(verbs.snooze, until=date(2031, 1, 1)), undo_last_edit, Q(status="planned")),
    "repeat": (plain(verbs.repeat, every=40, unit="days"), undo_last_edit, Q(status="planned")),
    "take_next_step": (plain(verbs.take_next_step), verbs.drop_next_step, Q(status="completed")),
}


@pytest.mark.slow
@pytest.mark.parametrize("verb", UNDONE)
@examples(12)
@given(case=cases(), seed=st.integers(0, 2**24 - 1))
def test_undoing_undoes_exactly(organisation: Organisation, verb: str, case: Case, seed: int) -> None:
    do, undo, tried = UNDONE[verb]
    with played(case, organisation) as made:
        dice, settled = Random(seed), made.settled
        by, book = dice.choice(settled.people), load_book(organisation)
        # Whatever is undone leaves this behind as it was, for the next one too.
        at_first = followed(settled, book)
        for activity in Activity.objects.filter(tried, deleted_at__isnull=True):
            # Undoing one may have taken this one along, or brought it back.
            activity.refresh_from_db()
            before = row_of(activity)
            events_before = Event.objects.count()
            try:
                do(activity, by, dice, settled, case)
            except Refusal:
                continue
            if Event.objects.count() == events_before:
                continue  # nothing was changed
            # On another day, so that whatever was booked must not be booked anew.
            with clock.standing_at(LATER + timedelta(days=40)):
                undo(activity, by=by)
            assert (followed(settled, book), row_of(activity)) == (at_first, before)
        assert tallies.mismatches() == []
