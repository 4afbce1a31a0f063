from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.core.periods import Calendar, PeriodKind, period_holding
from pacesetter.kpis.board import board
from pacesetter.kpis.book import load_book
from pacesetter.kpis.models import Kpi, KpiActivityType, KpiOutcome, KpiRole
from pacesetter.kpis.scorecard import scorecard
from pacesetter.people.models import Member, SalesRole
from pacesetter.tenancy.models import Organisation

NOW = datetime(2026, 3, 31, 23, tzinfo=UTC)
MARCH = period_holding(PeriodKind.MONTH, date(2026, 3, 1), Calendar())


@pytest.fixture
def connects(bdm: SalesRole, call: ActivityType, connected: Outcome) -> Kpi:
    kpi = Kpi.objects.create(name="Connected calls", position=1)
    KpiActivityType.objects.create(kpi=kpi, activity_type=call, weight="0.5")
    KpiOutcome.objects.create(kpi=kpi, outcome=connected)
    KpiRole.objects.create(kpi=kpi, role=bdm)
    return kpi


@pytest.fixture
def connect_rate(bdm: SalesRole, calls: Kpi, connects: Kpi) -> Kpi:
    kpi = Kpi.objects.create(name="Connect rate", measure="ratio", numerator=connects, denominator=calls, position=2)
    KpiRole.objects.create(kpi=kpi, role=bdm)
    return kpi


def test_the_board_shows_what_each_member_did_and_should(
    organisation: Organisation,
    rita: Member,
    raj: Member,
    call: ActivityType,
    calls: Kpi,
    connects: Kpi,
    connect_rate: Kpi,
    connected: Outcome,
) -> None:
    for day in (2, 3, 4):
        verbs.log(by=rita, activity_type=call, owner=rita, at=datetime(2026, 3, day, 12, tzinfo=UTC))
    verbs.log(by=rita, activity_type=call, owner=rita, outcome=connected, at=datetime(2026, 3, 5, 12, tzinfo=UTC))
    verbs.log(by=raj, activity_type=call, owner=raj, at=datetime(2026, 2, 5, 12, tzinfo=UTC))
    made = board(load_book(organisation), [raj.pk, rita.pk], MARCH, NOW)
    assert [member.name for member in made.members] == ["Raj", "Rita"]
    figure = made.figures[rita.pk, calls.pk]
    assert figure.actual == 4
    assert figure.target == 220
    assert made.figures[rita.pk, connects.pk].actual == Fraction(1, 2)
    assert made.figures[rita.pk, connect_rate.pk].actual == Fraction(1, 8)
    assert made.figures[raj.pk, calls.pk].actual == 0
    assert made.totals[calls.pk].target == 440
    assert made.scores[rita.pk] == Fraction(4, 220)


def test_the_scorecard_has_a_history_of_twelve_periods(
    organisation: Organisation, rita: Member, call: ActivityType, calls: Kpi
) -> None:
    verbs.log(by=rita, activity_type=call, owner=rita, at=datetime(2026, 2, 5, 12, tzinfo=UTC))
    made = scorecard(load_book(organisation), rita.pk, MARCH, NOW)
    assert [row.kpi.name for row in made.rows] == ["Calls"]
    assert [figure and figure.actual for figure in made.rows[0].history] == [0] * 10 + [1, 0]


def test_a_member_without_the_role_has_no_figure(
    organisation: Organisation, mona: Member, calls: Kpi, call: ActivityType
) -> None:
    verbs.log(by=mona, activity_type=call, owner=mona, at=datetime(2026, 3, 5, 12, tzinfo=UTC))
    assert board(load_book(organisation), [mona.pk], MARCH, NOW).figures == {}
