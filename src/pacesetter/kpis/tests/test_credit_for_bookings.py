from datetime import UTC, date, datetime

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.core.periods import Calendar, PeriodKind, period_holding
from pacesetter.kpis.board import board
from pacesetter.kpis.book import load_book
from pacesetter.kpis.explain import explain
from pacesetter.kpis.models import Kpi, KpiActivityType, KpiRole
from pacesetter.people.models import Member, SalesRole
from pacesetter.tenancy.models import Organisation

MARCH = period_holding(PeriodKind.MONTH, date(2026, 3, 1), Calendar())


@pytest.mark.parametrize(
    ("credit", "for_rita", "for_raj"),
    [("owner", 1, 0), ("participants", 1, 0), ("creator", 1, 0), ("completer", 0, 1)],
)
def test_a_booking_that_was_handed_over_and_done_by_its_new_owner(
    organisation: Organisation,
    rita: Member,
    raj: Member,
    bdm: SalesRole,
    call: ActivityType,
    credit: str,
    for_rita: int,
    for_raj: int,
) -> None:
    kpi = Kpi.objects.create(name="Booked", moment="booked", credit=credit)
    KpiActivityType.objects.create(kpi=kpi, activity_type=call)
    KpiRole.objects.create(kpi=kpi, role=bdm)
    activity = verbs.plan(by=rita, activity_type=call, owner=rita, at=datetime(2026, 3, 5, tzinfo=UTC))
    verbs.edit(activity, by=rita, owner=raj, keep_booking=True)
    verbs.complete(activity, by=raj, at=datetime(2026, 4, 5, tzinfo=UTC))
    book = load_book(organisation)
    figures = board(book, [rita.pk, raj.pk], MARCH, datetime(2026, 5, 1, tzinfo=UTC)).figures
    for member, wanted in ((rita, for_rita), (raj, for_raj)):
        assert figures[member.pk, kpi.pk].actual == wanted
        assert explain(book, member.pk, kpi.pk, MARCH.starts_on, MARCH.ends_on).actual == wanted
