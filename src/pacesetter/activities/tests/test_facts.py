"""What an activity counts for: plain rows, no database."""

from datetime import UTC, date, datetime

from pacesetter.activities.facts import Amount, Cell, difference, facts_of
from pacesetter.activities.models import Activity, Provenance, Status

BOOKED_ON, DONE_ON = date(2026, 3, 2), date(2026, 3, 9)
RITA, RAJ, CALL, CONNECTED = 11, 12, 21, 31
BOOKING = {Cell(BOOKED_ON, RITA, CALL, "b", 0): Amount(1, 15, 900)}
DOING = {Cell(DONE_ON, RITA, CALL, "c", CONNECTED): Amount(1, 25, 5000)}


def activity(**fields: object) -> Activity:
    """A call that Rita booked and has done."""
    common: dict[str, object] = {
        "organisation_id": 1,
        "activity_type_id": CALL,
        "owner_id": RITA,
        "status": Status.COMPLETED,
        "booked_on": BOOKED_ON,
        "booked_for_id": RITA,
        "planned_minutes": 15,
        "planned_value_minor": 900,
        "completed_on": DONE_ON,
        "outcome_id": CONNECTED,
        "minutes": 25,
        "value_minor": 5000,
    }
    return Activity(**{**common, **fields})


def planned(**fields: object) -> Activity:
    """The same, not done yet."""
    return activity(status=Status.PLANNED, completed_on=None, outcome_id=None, minutes=0, value_minor=0, **fields)


def test_what_is_planned_counts_as_booked_alone() -> None:
    assert facts_of(planned()) == BOOKING


def test_what_is_done_counts_as_booked_and_as_done() -> None:
    assert facts_of(activity()) == BOOKING | DOING


def test_a_booking_carries_no_outcome_and_the_planned_amounts() -> None:
    booking = next(cell for cell in facts_of(activity()) if cell.moment == "b")
    assert (booking.outcome_id, facts_of(activity())[booking].minutes) == (0, 15)


def test_what_was_logged_is_no_booking() -> None:
    assert facts_of(activity(booked_on=None, booked_for_id=None)) == DOING


def test_no_outcome_is_the_outcome_zero() -> None:
    assert Cell(DONE_ON, RITA, CALL, "c", 0) in facts_of(activity(outcome_id=None))


def test_who_booked_and_who_does_can_be_two() -> None:
    assert {cell.moment: cell.member_id for cell in facts_of(activity(owner_id=RAJ))} == {"b": RITA, "c": RAJ}


def test_booked_and_done_on_one_day_stay_two_cells() -> None:
    assert len(facts_of(activity(completed_on=BOOKED_ON, outcome_id=None))) == 2


def test_cancelled_deleted_double_and_received_count_for_nothing() -> None:
    assert facts_of(activity(status=Status.CANCELLED, completed_on=None)) == {}
    assert facts_of(activity(deleted_at=datetime(2026, 3, 10, tzinfo=UTC))) == {}
    assert facts_of(activity(duplicate_of_id=7)) == {}
    assert facts_of(activity(provenance=Provenance.CAMPAIGN_RECIPIENT)) == {}


def test_a_campaign_counts_once_for_who_sent_it() -> None:
    assert facts_of(activity(provenance=Provenance.CAMPAIGN)) == BOOKING | DOING


def test_no_difference_is_nothing_to_add() -> None:
    assert difference(BOOKING | DOING, DOING | BOOKING) == {}


def test_completing_adds_and_reopening_takes_the_same_away() -> None:
    assert difference(BOOKING, BOOKING | DOING) == DOING
    (cell,) = DOING
    assert difference(BOOKING | DOING, BOOKING) == {cell: Amount(-1, -25, -5000)}


def test_another_amount_adds_only_what_is_more() -> None:
    (cell,) = DOING
    assert difference(DOING, {cell: Amount(1, 30, 4000)}) == {cell: Amount(0, 5, -1000)}


def test_cells_come_in_one_order_whatever_comes_first() -> None:
    cells = [Cell(date(2026, 3, day), member, CALL, "c", 0) for day in (3, 2, 1) for member in (RAJ, RITA)]
    facts = {cell: Amount(1, 0, 0) for cell in cells}
    assert list(difference({}, facts)) == list(difference(facts, {})) == sorted(cells)
