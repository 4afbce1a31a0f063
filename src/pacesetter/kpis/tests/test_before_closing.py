"""What is looked at before a period is closed."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.core import clock
from pacesetter.core.periods import Calendar, PeriodKind, period_holding
from pacesetter.core.refusal import NotAllowed
from pacesetter.crm.models import Company
from pacesetter.kpis import closing
from pacesetter.kpis.book import load_book
from pacesetter.kpis.closing.alike import alike_in
from pacesetter.kpis.closing.before import OfType, before_closing
from pacesetter.kpis.closing.reading import closed_periods_for, get_closed_period_for, restatements_seen_by
from pacesetter.kpis.models import ClosedPeriod, Kpi, KpiRole, Restatement
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope

FEBRUARY = period_holding(PeriodKind.MONTH, date(2026, 2, 1), Calendar())
IN_FEBRUARY = datetime(2026, 2, 10, 3, tzinfo=UTC)


def test_it_counts_what_is_kept_and_what_may_still_change(
    organisation: Organisation,
    rita: Member,
    raj: Member,
    call: ActivityType,
    meeting: ActivityType,
    connected: Outcome,
    initech: Company,
    calls: Kpi,
) -> None:
    role_only = Kpi.objects.create(name="Untargeted", position=3)
    KpiRole.objects.create(kpi=role_only, role=calls.role_mappings.get().role)
    with clock.standing_at(datetime(2026, 2, 9, tzinfo=UTC)):
        verbs.plan(by=rita, activity_type=call, owner=rita, due_on=date(2026, 2, 12))
        verbs.plan(by=rita, activity_type=call, owner=rita, due_on=date(2026, 3, 12))
    verbs.log(by=rita, activity_type=call, owner=rita, at=IN_FEBRUARY)
    verbs.log(by=rita, activity_type=call, owner=rita, outcome=connected, at=IN_FEBRUARY)
    for _ in range(2):
        verbs.log(by=raj, activity_type=meeting, owner=raj, company=initech, at=IN_FEBRUARY)
    with clock.standing_at(datetime(2026, 3, 10, tzinfo=UTC)):
        before = before_closing(load_book(organisation), FEBRUARY)
    assert (before.figures, before.members, before.kpis) == (4, 2, 2)
    assert before.without_target == 2
    assert before.open_to_dos == 1
    assert before.without_outcome == [OfType("Discovery call", 1)]
    assert before.counted_by_none == [OfType("Demo", 2)]
    assert alike_in(FEBRUARY) == 1
    assert before.waiting_for == []
    assert before.has_doubts


def test_nothing_to_see_to(organisation: Organisation, rita: Member, raj: Member, calls: Kpi) -> None:
    with clock.standing_at(datetime(2026, 3, 10, tzinfo=UTC)):
        assert not before_closing(load_book(organisation), FEBRUARY).has_doubts
    assert alike_in(FEBRUARY) == 0


def test_it_names_who_is_still_in_the_period(organisation: Organisation, rita: Member, calls: Kpi) -> None:
    rita.time_zone = "Pacific/Pago_Pago"
    rita.save()
    # The first of March in Auckland, the last of February in Pago Pago.
    with clock.standing_at(datetime(2026, 3, 1, 3, tzinfo=UTC)):
        assert before_closing(load_book(organisation), FEBRUARY).waiting_for == ["Rita"]


def test_queries_do_not_grow_with_activities(
    organisation: Organisation, rita: Member, raj: Member, call: ActivityType, calls: Kpi
) -> None:
    def queries() -> int:
        with clock.standing_at(datetime(2026, 3, 10, tzinfo=UTC)):
            book = load_book(organisation)
            with CaptureQueriesContext(connection) as seen:
                before_closing(book, FEBRUARY)
                alike_in(FEBRUARY)
        return len(seen)

    verbs.log(by=rita, activity_type=call, owner=rita, at=IN_FEBRUARY)
    few = queries()
    for day in range(2, 20):
        verbs.log(by=raj, activity_type=call, owner=raj, at=datetime(2026, 2, day, tzinfo=UTC))
    assert queries() == few


@pytest.fixture
def restated(ada: Member, rita: Member, raj: Member, call: ActivityType, calls: Kpi) -> ClosedPeriod:
    closed = closing.close(FEBRUARY, by=ada)
    for member in (rita, raj):
        verbs.log(by=member, activity_type=call, owner=member, at=IN_FEBRUARY)
    return closed


def test_restatements_are_read_by_whoever_may_read_the_figure(
    restated: ClosedPeriod, ada: Member, mona: Member, rita: Member, raj: Member, otto: Member
) -> None:
    def whose(viewer: Member) -> set[str]:
        return {row.member.name for row in restatements_seen_by(viewer)}

    assert Restatement.objects.count() == 2
    assert whose(ada) == {"Rita", "Raj"}
    assert whose(mona) == {"Rita"}
    assert whose(rita) == {"Rita"}
    assert whose(otto) == set()
    with scope(otto.organisation_id):
        assert whose(otto) == set()


def test_closings_are_read_by_administrators_of_the_organisation(
    restated: ClosedPeriod, ada: Member, mona: Member, otto: Member
) -> None:
    assert get_closed_period_for(ada, restated.pk) == restated
    with pytest.raises(NotAllowed):
        closed_periods_for(mona)
    with scope(otto.organisation_id), pytest.raises(ClosedPeriod.DoesNotExist):
        get_closed_period_for(otto, restated.pk)


@pytest.mark.parametrize(
    ("kind", "days", "number"),
    [
        (PeriodKind.WEEK, date(2026, 2, 10), 1),
        (PeriodKind.WEEK, date(2026, 2, 18), 0),
        (PeriodKind.WEEK, date(2026, 3, 1), 2),
        (PeriodKind.QUARTER, date(2026, 2, 1), 3),
    ],
)
def test_what_was_done_is_that_of_the_period_whatever_its_length(
    organisation: Organisation, rita: Member, call: ActivityType, calls: Kpi, kind: PeriodKind, days: date, number: int
) -> None:
    # The week of 1 March begins in February: days of two months, neither of them whole.
    for at in (IN_FEBRUARY, datetime(2026, 2, 25, 3, tzinfo=UTC), datetime(2026, 2, 27, 3, tzinfo=UTC)):
        verbs.log(by=rita, activity_type=call, owner=rita, at=at)
    with clock.standing_at(datetime(2026, 4, 10, tzinfo=UTC)):
        before = before_closing(load_book(organisation), period_holding(kind, days, Calendar()))
    assert before.without_outcome == ([OfType("Discovery call", number)] if number else [])
