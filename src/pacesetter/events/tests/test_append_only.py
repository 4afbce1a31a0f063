import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from pacesetter import events
from pacesetter.events.models import Event
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope


def sql(statement: str, *values: int) -> None:
    """Straight to the database, as somebody who goes around the models."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values or None)


def refused(statement: str, *values: int) -> None:
    with pytest.raises(IntegrityError, match="append-only"):
        sql(statement, *values)


@pytest.fixture
def event(organisation: Organisation) -> Event:
    events.record("activity.completed", "activity", 1, by_id=5, data={"outcome": "held"})
    event: Event = Event.objects.get()
    return event


def unchanged(event: Event) -> bool:
    kept = Event.across_organisations.get(pk=event.pk)
    return (kept.verb, kept.actor_id, kept.data) == (event.verb, event.actor_id, event.data)


def test_an_event_can_not_be_changed(event: Event) -> None:
    refused("UPDATE events_event SET actor_id = 6 WHERE id = %s", event.pk)
    refused("UPDATE events_event SET data = '{}'")
    assert unchanged(event)


def test_an_event_can_not_be_deleted(event: Event) -> None:
    refused("DELETE FROM events_event WHERE id = %s", event.pk)
    refused("DELETE FROM events_event")
    assert unchanged(event)


def test_an_event_can_not_be_overwritten_by_an_insert(event: Event) -> None:
    row = (
        "INTO events_event (id, organisation_id, at, verb, subject_kind, subject_id, data) "
        "VALUES (%s, %s, CURRENT_TIMESTAMP, 'forged', 'activity', 1, '{}')"
    )
    ids = (event.pk, event.organisation_id)
    refused("INSERT " + row + " ON CONFLICT (id) DO UPDATE SET verb = 'forged'", *ids)
    if connection.vendor == "sqlite":
        refused("INSERT OR REPLACE " + row, *ids)
        refused("UPDATE OR REPLACE events_event SET verb = 'forged' WHERE id = %s", event.pk)
    assert unchanged(event)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no TRUNCATE")
def test_events_can_not_be_truncated(event: Event) -> None:
    # PostgreSQL truncates no table whose foreign keys are still to be checked; here they wait for the test's end.
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    refused("TRUNCATE events_event")
    with events.erasing(event.organisation):
        refused("TRUNCATE events_event")
    assert unchanged(event)


def test_the_models_are_refused_too(event: Event) -> None:
    event.verb = "forged"
    for change in (event.save, event.delete, Event.objects.all().delete):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            change()


def test_an_organisation_can_not_be_deleted_while_it_has_events(event: Event) -> None:
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        event.organisation.delete()


def test_erasing_an_organisation_takes_its_events_and_no_others(event: Event, other_organisation: Organisation) -> None:
    with scope(other_organisation):
        events.record("activity.completed", "activity", 1, by_id=8)
    with events.erasing(event.organisation):
        refused("DELETE FROM events_event WHERE organisation_id = %s", other_organisation.pk)
        refused("UPDATE events_event SET actor_id = 6")
        sql("DELETE FROM events_event WHERE organisation_id = %s", event.organisation_id)
    assert [kept.organisation_id for kept in Event.across_organisations.all()] == [other_organisation.pk]


def test_the_door_is_shut_after_erasing(organisation: Organisation) -> None:
    with pytest.raises(ZeroDivisionError), events.erasing(organisation):
        raise ZeroDivisionError
    with events.erasing(organisation):
        pass
    events.record("activity.completed", "activity", 1, by_id=5)
    refused("DELETE FROM events_event")


def test_nobody_is_no_organisation_to_erase(organisation: Organisation) -> None:
    with pytest.raises(ValueError, match="positive"), events.erasing(0):
        pass


@pytest.mark.django_db(transaction=True)
def test_emptying_the_whole_database_empties_the_events(event: Event) -> None:
    call_command("flush", interactive=False, verbosity=0)
    assert not Event.across_organisations.exists()
