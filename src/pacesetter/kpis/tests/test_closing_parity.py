"""What is written down of closed periods agrees with what is computed, on generated histories."""

from collections.abc import Mapping
from typing import TypeVar

import pytest
from django.db import transaction
from hypothesis import assume, given
from hypothesis import strategies as st

from pacesetter.core import clock
from pacesetter.kpis import closing, tallies
from pacesetter.kpis.board import Board, board
from pacesetter.kpis.book import load_book
from pacesetter.kpis.closing.snapshot import NOTHING, Kept, snapshot
from pacesetter.kpis.formulas import Figure
from pacesetter.kpis.models import ClosedFigure, ClosedPeriod, KpiActivityType, Restatement
from pacesetter.kpis.scores import scores_of
from pacesetter.kpis.shown_figures import Place
from pacesetter.kpis.shown_together import Group, shown_together
from pacesetter.kpis.tests.generated.cases import LATER, Case, cases
from pacesetter.kpis.tests.generated.performed import Performance
from pacesetter.kpis.tests.generated.played import Played, play
from pacesetter.kpis.tests.generated.settled import settle_in
from pacesetter.kpis.tests.generated.thoroughness import examples
from pacesetter.kpis.tests.oracle.deeds import Diary
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.settings_changes import touch_settings

K = TypeVar("K")


@pytest.mark.slow
@examples(40)
@given(case=cases(), share=st.floats(0, 1))
def test_closed_figures_agree_with_what_is_computed(
    organisation: Organisation, ada: Member, case: Case, share: float
) -> None:
    # Whoever lives west of Greenwich has the last day of a period that ends with the others' day still before them.
    assume(case.period.ends_on < LATER.date())
    with transaction.atomic(), clock.standing_at(LATER):
        settled = settle_in(case.world, organisation)
        made = Played(case, settled, Performance(settled), Diary(case.world))
        half = round(len(case.history) * share)
        for deed in case.history[:half]:
            play(made, deed)
        closed = closing.close(case.period, by=ada)
        for deed in case.history[half:]:
            play(made, deed)
        agree(closed, organisation)
        change_rules(ada)
        agree(closed, organisation)
        restatements_lead_from_then_to_now(closed)

        before = boards(made, organisation)
        closing.lock(closed, by=ada)
        assert boards(made, organisation) == before
        change_rules(ada)
        assert boards(made, organisation) == before
        agree(closed, organisation)

        closing.unlock(closed, by=ada)
        agree(closed, organisation)
        restatements_lead_from_then_to_now(closed)
        transaction.set_rollback(True)


def change_rules(by: Member) -> None:
    """A rule without dates."""
    for row in KpiActivityType.objects.all():
        row.weight += 1
        row.save()
    touch_settings(by_id=by.pk, cause="kpi.type_mapped")


def agree(closed: ClosedPeriod, organisation: Organisation) -> None:
    organisation.refresh_from_db()
    figures = ClosedFigure.objects.filter(closed_period=closed)
    written = {(one.member_id, one.kpi_id): Kept(one.actual_now, one.target_now) for one in figures}
    assert {key: kept for key, kept in written.items() if kept != NOTHING} == {
        key: kept for key, kept in snapshot(load_book(organisation), closed).items() if kept != NOTHING
    }
    assert tallies.mismatches() == []


def restatements_lead_from_then_to_now(closed: ClosedPeriod) -> None:
    for figure in ClosedFigure.objects.filter(closed_period=closed):
        kept = Kept(figure.actual, figure.target)
        for one in Restatement.objects.filter(
            closed_period=closed, member=figure.member_id, kpi=figure.kpi_id, after_locking=False
        ).order_by("id"):
            assert kept == Kept(one.old_actual, one.old_target)
            kept = Kept(one.new_actual, one.new_target)
        assert kept == Kept(figure.actual_now, figure.target_now)


def boards(made: Played, organisation: Organisation) -> list[tuple[object, ...]]:
    """The board of everybody and of each team: all that a page shows."""
    organisation.refresh_from_db()
    book, ids = load_book(organisation), [member.pk for member in made.settled.people]
    teams = [None, *(team.pk for team in made.settled.teams)]
    found = [shown(board(book, ids, made.case.period, LATER, team)) for team in teams]
    groups = [Group(Place(made.case.period, team), tuple(ids)) for team in teams]
    together = [derived_from(one.figures) for one in shown_together(book, groups, LATER)]
    assert together == [totals for _figures, totals, *_rest in found]
    scores = scores_of(book, [group.place for group in groups], ids, LATER)
    assert [{who: one.score for who, one in some.items()} for some in scores] == [one[2] for one in found]
    return found


def derived_from(figures: Mapping[K, Figure]) -> dict[K, tuple[object, ...]]:
    derived = ("actual", "target", "attainment", "expected", "pace", "pace_state", "projection", "needed_per_day")
    return {key: tuple(getattr(figure, name) for name in derived) for key, figure in figures.items()}


def shown(made: Board) -> tuple[object, ...]:
    figures, totals = derived_from(made.figures), derived_from(made.totals)
    people, kpis = tuple(member.id for member in made.members), tuple(kpi.id for kpi in made.kpis)
    return figures, totals, made.scores, people, kpis
