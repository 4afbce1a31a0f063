from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import transaction

from pacesetter import events
from pacesetter.events.models import Event
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import NoOrganisation, scope


def test_an_event_says_what_happened_to_what_by_whom(organisation: Organisation) -> None:
    events.record("target.changed", "target", 7, by_id=3, data={"changed": {"quantity": [50, 60]}})
    event = Event.objects.get()
    assert (event.verb, event.subject_kind, event.subject_id, event.actor_id) == ("target.changed", "target", 7, 3)
    assert event.data == {"changed": {"quantity": [50, 60]}}
    assert event.organisation_id == organisation.pk
    assert event.at.tzinfo is not None


def test_what_the_product_did_by_itself_has_no_actor(organisation: Organisation) -> None:
    events.record("period.closed", "period", 1, by_id=None)
    event = Event.objects.get()
    assert event.actor_id is None
    assert event.data == {}


def test_an_event_may_be_of_another_moment(organisation: Organisation) -> None:
    moment = datetime(2026, 3, 29, 1, 30, 0, 123456, tzinfo=UTC)
    events.record("activity.completed", "activity", 1, by_id=1, at=moment)
    assert Event.objects.get().at == moment


def test_dates_and_exact_numbers_are_kept_as_text(organisation: Organisation) -> None:
    values = {"due": date(2026, 3, 29), "value": Decimal("12.50"), "rate": Fraction(1, 3), "name": "Zoë “%s”"}
    events.record("activity.edited", "activity", 1, by_id=1, data=values)
    expected = {"due": "2026-03-29", "value": "12.50", "rate": "1/3", "name": "Zoë “%s”"}
    assert Event.objects.get().data == expected


def test_data_that_is_not_json_is_refused(organisation: Organisation) -> None:
    with pytest.raises(TypeError, match="object"):
        events.record("activity.edited", "activity", 1, by_id=1, data={"what": object()})


@pytest.mark.django_db
def test_nothing_is_recorded_without_an_organisation() -> None:
    with pytest.raises(NoOrganisation):
        events.record("activity.completed", "activity", 1, by_id=1)
    with pytest.raises(NoOrganisation):
        events.record_many([events.Entry("activity.completed", "activity", 1, 1)])
    assert not Event.across_organisations.exists()


def test_an_event_vanishes_with_the_transaction_that_wrote_it(organisation: Organisation) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        events.record("activity.completed", "activity", 1, by_id=1)
        raise ZeroDivisionError
    assert not Event.objects.exists()


def test_another_organisation_does_not_see_it(organisation: Organisation, other_organisation: Organisation) -> None:
    events.record("activity.completed", "activity", 1, by_id=1)
    with scope(other_organisation):
        assert not Event.objects.exists()


def test_many_events_are_written_in_their_order(organisation: Organisation) -> None:
    given = [
        events.Entry(
            "activity.logged", "activity", number, None if number % 2 else 9, {"n": number, "text": "a'b\\{}\""}
        )
        for number in range(4501)
    ]
    assert events.record_many(iter(given)) == 4501
    kept = Event.objects.order_by("id").values_list("verb", "subject_kind", "subject_id", "actor_id", "data")
    assert [events.Entry(*row) for row in kept] == given
    assert Event.objects.values("at").distinct().count() == 1


def test_no_events_at_all_are_no_fault(organisation: Organisation) -> None:
    assert events.record_many([]) == 0


def test_changes_name_only_the_fields_that_differ() -> None:
    before = {"name": "Call", "points": 1, "gone": 2}
    after = {"name": "Call", "points": 3, "new": 4}
    assert events.changes(before, after) == {"points": [1, 3], "gone": [2, None], "new": [None, 4]}
