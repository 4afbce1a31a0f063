"""Saying how a meeting went, and what that counts for: booked is booked, held is held (kpi-semantics, section 2)."""

from datetime import date, datetime, timedelta

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.activities.tests.scene import counted_for
from pacesetter.core import clock
from pacesetter.core.periods import Calendar, PeriodKind, period_holding
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.kpis.board import board
from pacesetter.kpis.book import load_book
from pacesetter.kpis.models import Kpi, KpiActivityType, KpiOutcome, KpiRole
from pacesetter.meetings.tests.conftest import NOW, STARTS
from pacesetter.meetings.tests.test_ended import answer, with_outcomes
from pacesetter.meetings.verbs import settle_outcome
from pacesetter.people.models import Member, SalesRole
from pacesetter.tenancy.models import Organisation

MARCH = period_holding(PeriodKind.MONTH, date(2026, 3, 1), Calendar())
# Days after it, as a rep catches up.
LATER = STARTS + timedelta(days=4)


@pytest.fixture
def kpis(demo: Activity, meeting: ActivityType, bdm: SalesRole) -> tuple[Kpi, Kpi]:
    """Meetings booked and meetings held, over the same type."""
    with_outcomes(meeting, "Held", "No-show")
    booked = Kpi.objects.create(name="Booked", moment="booked")
    held = Kpi.objects.create(name="Held")
    KpiOutcome.objects.create(kpi=held, outcome=meeting.outcomes.get(name="Held"))
    for kpi in (booked, held):
        KpiActivityType.objects.create(kpi=kpi, activity_type=meeting)
        KpiRole.objects.create(kpi=kpi, role=bdm)
    return booked, held


def figures(organisation: Organisation, rita: Member, kpis: tuple[Kpi, Kpi]) -> tuple[int, int]:
    """Booked and held in March."""
    found = board(load_book(organisation), [rita.pk], MARCH, datetime(2026, 5, 1, tzinfo=NOW.tzinfo)).figures
    booked, held = (int(found[rita.pk, kpi.pk].actual or 0) for kpi in kpis)
    return booked, held


def test_held_counts_as_booked_and_as_held(
    organisation: Organisation, rita: Member, demo: Activity, kpis: tuple[Kpi, Kpi]
) -> None:
    assert figures(organisation, rita, kpis) == (1, 0)
    with clock.standing_at(LATER):
        settle_outcome(demo, by=rita, went="held")
        assert figures(organisation, rita, kpis) == (1, 1)
        verbs.reopen(demo, by=rita)
        assert figures(organisation, rita, kpis) == (1, 0)


def test_a_no_show_was_booked_and_not_held_and_took_no_time(
    organisation: Organisation, rita: Member, demo: Activity, kpis: tuple[Kpi, Kpi]
) -> None:
    with clock.standing_at(LATER):
        settle_outcome(demo, by=rita, went="no_show")
    assert figures(organisation, rita, kpis) == (1, 0)
    assert [(moment, minutes) for moment, _, minutes, _ in counted_for(rita)] == [("b", 60), ("c", 0)]


def test_called_off_counts_for_neither(
    organisation: Organisation, rita: Member, demo: Activity, kpis: tuple[Kpi, Kpi]
) -> None:
    answer("DECLINED")
    settle_outcome(demo, by=rita, went="called_off")
    assert demo.status == "cancelled"
    assert figures(organisation, rita, kpis) == (0, 0)
    verbs.reopen(demo, by=rita)
    assert figures(organisation, rita, kpis) == (1, 0)


def test_it_counts_on_the_day_it_ended_however_late_that_is_said(rita: Member, demo: Activity) -> None:
    with clock.standing_at(LATER):
        settle_outcome(demo, by=rita, went="held")
    assert demo.completed_at == STARTS + timedelta(hours=1)
    assert demo.completed_on == date(2026, 3, 26)  # in Auckland
    assert demo.booked_on == date(2026, 3, 23)


def test_what_is_not_offered_is_refused(rita: Member, demo: Activity, kpis: tuple[Kpi, Kpi]) -> None:
    with pytest.raises(Refusal):
        settle_outcome(demo, by=rita, went="held")
    with clock.standing_at(LATER):
        with pytest.raises(Refusal):
            settle_outcome(demo, by=rita, went="called_off")
        settle_outcome(demo, by=rita, went="held")
        with pytest.raises(Refusal):
            settle_outcome(demo, by=rita, went="no_show")


def test_somebody_of_another_organisation_is_refused(otto: Member, demo: Activity) -> None:
    with clock.standing_at(LATER), pytest.raises(NotAllowed):
        settle_outcome(demo, by=otto, went="held")
    assert Activity.objects.get(pk=demo.pk).status == "planned"
