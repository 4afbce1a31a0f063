from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from pacesetter.kpis.explain import Candidate, CountingRule, Reason, reason_against, weight_of
from pacesetter.kpis.explain.rule import Adds

RITA, RAJ = 1, 2
CALL, MEETING = 10, 11
CONNECTED, VOICEMAIL = 20, 21
MARCH = (date(2026, 3, 1), date(2026, 4, 1))

RULE = CountingRule(
    kpi_id=1,
    member_id=RITA,
    measure="count",
    moment="completed",
    credit="owner",
    adds={CALL: Adds(500, 0, 0)},
    scale=1000,
    outcome_ids=frozenset({CONNECTED}),
    starts_on=MARCH[0],
    ends_on=MARCH[1],
    held=(MARCH,),
    in_team=(MARCH,),
)
COUNTS = Candidate(
    activity_type_id=CALL,
    status="completed",
    booked_on=None,
    completed_on=date(2026, 3, 5),
    owner_id=RITA,
    created_by_id=RITA,
    completed_by_id=RITA,
    outcome_id=CONNECTED,
)
BOOKINGS = replace(RULE, moment="booked", outcome_ids=frozenset())
BOOKED = replace(COUNTS, status="planned", booked_on=date(2026, 3, 5), booked_for_id=RITA, completed_on=None)


def test_an_activity_with_nothing_against_it_counts_with_its_weight() -> None:
    assert reason_against(COUNTS, RULE) is None
    assert weight_of(COUNTS, RULE) == Fraction(1, 2)


# In the order in which they are asked: each makes the activity fail for this reason and leaves the earlier ones alone.
AGAINST: list[tuple[Reason, dict[str, object], dict[str, object]]] = [
    (Reason.OTHER_TYPE, {"activity_type_id": MEETING}, {}),
    (Reason.NOT_COMPLETED, {"status": "planned", "completed_on": None}, {}),
    (Reason.CANCELLED, {"status": "cancelled", "completed_on": None}, {}),
    (Reason.DELETED, {"is_deleted": True}, {}),
    (Reason.OUTCOME_NOT_COUNTED, {"outcome_id": VOICEMAIL}, {}),
    (Reason.OUTSIDE_PERIOD, {"completed_on": date(2026, 4, 1)}, {}),
    (Reason.OTHERS_CREDIT, {"owner_id": RAJ}, {}),
    (Reason.ROLE_NOT_HELD, {}, {"held": ((date(2026, 3, 6), date(2026, 4, 1)),)}),
    (Reason.NOT_IN_TEAM, {}, {"in_team": ()}),
    (Reason.PROVENANCE_NOT_COUNTED, {"provenance": "campaign_recipient"}, {}),
    (Reason.DUPLICATE, {"is_duplicate": True}, {}),
    (Reason.NO_COMPANY, {"company_id": None}, {"measure": "companies"}),
    (Reason.COMPANY_COUNTED, {"company_id": 7, "company_counted": True}, {"measure": "companies"}),
]


@pytest.mark.parametrize(("reason", "activity", "rule"), AGAINST, ids=[reason.value for reason, _, _ in AGAINST])
def test_each_reason_is_told(reason: Reason, activity: dict[str, object], rule: dict[str, object]) -> None:
    assert reason_against(replace(COUNTS, **activity), replace(RULE, **rule)) is reason  # type: ignore[arg-type]


def test_the_first_reason_that_applies_is_told() -> None:
    everything: dict[str, object] = {}
    rules: dict[str, object] = {}
    for reason, activity, rule in reversed(AGAINST):
        everything |= activity
        rules |= rule
        assert reason_against(replace(COUNTS, **everything), replace(RULE, **rules)) is reason  # type: ignore[arg-type]


def test_no_outcome_is_not_a_counted_one() -> None:
    assert reason_against(replace(COUNTS, outcome_id=None), RULE) is Reason.OUTCOME_NOT_COUNTED
    assert reason_against(replace(COUNTS, outcome_id=None), replace(RULE, outcome_ids=frozenset())) is None


def test_a_booking_counts_whatever_became_of_it() -> None:
    assert reason_against(BOOKED, BOOKINGS) is None
    done_later = replace(BOOKED, status="completed", completed_on=date(2026, 5, 1), outcome_id=VOICEMAIL)
    assert reason_against(done_later, BOOKINGS) is None
    assert reason_against(replace(BOOKED, status="cancelled"), BOOKINGS) is Reason.CANCELLED


def test_what_was_recorded_when_it_was_done_is_no_booking() -> None:
    assert reason_against(COUNTS, BOOKINGS) is Reason.NOT_BOOKED


def test_a_booking_stays_with_whom_it_was_booked_for() -> None:
    handed_over = replace(BOOKED, owner_id=RAJ)
    assert reason_against(handed_over, BOOKINGS) is None
    assert reason_against(handed_over, replace(BOOKINGS, member_id=RAJ)) is Reason.OTHERS_CREDIT


@pytest.mark.parametrize(
    ("credit", "mine", "others"),
    [
        ("owner", {"owner_id": RAJ}, {"created_by_id": RAJ, "completed_by_id": RAJ, "takes_part": True}),
        ("participants", {"takes_part": True}, {"created_by_id": RAJ, "completed_by_id": RAJ}),
        ("creator", {"created_by_id": RAJ}, {"owner_id": RAJ, "completed_by_id": RAJ, "takes_part": True}),
        ("completer", {"completed_by_id": RAJ}, {"owner_id": RAJ, "created_by_id": RAJ, "takes_part": True}),
    ],
)
def test_the_kpi_names_whose_credit_it_is(credit: str, mine: dict[str, object], others: dict[str, object]) -> None:
    rule = replace(RULE, credit=credit, member_id=RAJ)
    assert reason_against(replace(COUNTS, **mine), rule) is None  # type: ignore[arg-type]
    assert reason_against(replace(COUNTS, **others), rule) is Reason.OTHERS_CREDIT  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("moment", "weight"), [("completed", Fraction(30 * 2 + 1234, 100)), ("booked", Fraction(10 * 2 + 99, 100))]
)
def test_minutes_and_value_are_those_of_the_moment(moment: str, weight: Fraction) -> None:
    activity = replace(COUNTS, minutes=30, value_minor=1234, planned_minutes=10, planned_value_minor=99)
    assert weight_of(activity, replace(RULE, moment=moment, adds={CALL: Adds(0, 2, 1)}, scale=100)) == weight
