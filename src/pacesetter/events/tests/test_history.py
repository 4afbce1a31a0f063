from pacesetter import events
from pacesetter.events.history import history_of
from pacesetter.events.models import Event
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope


def verbs(found: list[Event]) -> list[str]:
    return [event.verb for event in found]


def record(count: int, subject_id: int = 1) -> None:
    events.record_many(events.Entry(f"step.{number}", "activity", subject_id, None) for number in range(count))


def test_the_history_of_a_thing_is_newest_first_and_its_own(
    organisation: Organisation, other_organisation: Organisation
) -> None:
    record(3)
    events.record("other.thing", "activity", 2, by_id=None)
    events.record("other.kind", "company", 1, by_id=None)
    with scope(other_organisation):
        events.record("other.organisation", "activity", 1, by_id=None)
    page = history_of("activity", 1)
    assert verbs(page.events) == ["step.2", "step.1", "step.0"]
    assert page.older is None


def test_pages_meet_without_gap_or_overlap_while_events_come_in(organisation: Organisation) -> None:
    record(5)
    first = history_of("activity", 1, limit=2)
    record(1)
    second = history_of("activity", 1, before=first.older, limit=2)
    third = history_of("activity", 1, before=second.older, limit=2)
    assert verbs(first.events + second.events + third.events) == ["step.4", "step.3", "step.2", "step.1", "step.0"]
    assert third.older is None


def test_a_full_last_page_offers_no_empty_one(organisation: Organisation) -> None:
    record(2)
    assert history_of("activity", 1, limit=2).older is None
