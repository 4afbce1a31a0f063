"""What follows from completed activities, as settings."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pacesetter.activities import settings_verbs
from pacesetter.activities.models import ActivityType, NextStep, Outcome
from pacesetter.activities.tests.test_next_step import values
from pacesetter.events.models import Event
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.undoing import undo_address

PATH = "/settings/next-steps/"


def sent(call: ActivityType, **others: str | list[str]) -> dict[str, str | list[str]]:
    return {
        "after_type": str(call.pk),
        "next_type": str(call.pk),
        "delay": "2",
        "unit": "working_days",
        "counted_from": "completed",
        "owner_rule": "same",
        "mode": "plan",
        "at_most": "3",
        **others,
    }


def test_one_is_added_edited_and_taken_out_of_use(
    visitor: Visitor, ada: Member, call: ActivityType, voicemail: Outcome
) -> None:
    assert "No next step yet" in visitor.log_in(ada).read(PATH)
    response = visitor.post(f"{PATH}new/", sent(call, outcomes=[str(voicemail.pk)]))
    assert response.status_code == 302
    step = NextStep.objects.get()
    page = visitor.read(PATH)
    for words in ("after “Voicemail”", "2 working days after it was completed", "at most 3 times in a row"):
        assert words in page
    assert "checked" in visitor.read(f"{PATH}{step.pk}/")
    visitor.post(f"{PATH}{step.pk}/", sent(call, delay="1", unit="days", counted_from="due", mode="suggest"))
    page = visitor.read(PATH)
    assert "1 day after it was due" in page
    assert "whatever the outcome" in page
    visitor.post(f"{PATH}{step.pk}/archive/")
    page = visitor.read(PATH)
    assert "It holds no longer" in page
    assert "No next step yet" in page
    visitor.delete(undo_address(page))
    assert "It holds again" in visitor.read(PATH)
    assert NextStep.objects.get().archived_at is None


def test_what_is_refused_stands_at_its_field(
    visitor: Visitor, ada: Member, call: ActivityType, voicemail: Outcome, meeting: ActivityType
) -> None:
    visitor.log_in(ada)
    for wrong, words in (
        ({"owner_rule": "member"}, "Choose for whom it is"),
        ({"delay": "500"}, "from 0 to 365"),
        ({"at_most": "0"}, "greater than or equal to 1"),
        ({"after_type": str(meeting.pk), "outcomes": [str(voicemail.pk)]}, "not an outcome of “Demo”"),
        ({"next_type": "999999"}, "Select a valid choice"),
    ):
        response = visitor.post(f"{PATH}new/", sent(call, **wrong))
        assert response.status_code == 422
        assert words in response.content.decode()
    assert not NextStep.objects.exists()


def test_members_are_refused(visitor: Visitor, mona: Member, call: ActivityType) -> None:
    visitor.log_in(mona)
    assert visitor.get(PATH).status_code == 403
    assert visitor.post(f"{PATH}new/", sent(call)).status_code == 403
    assert not NextStep.objects.exists()


def test_queries_do_not_grow_with_rows(visitor: Visitor, ada: Member, call: ActivityType) -> None:
    settings_verbs.add_next_step(by=None, after_type=call, **values(call))
    visitor.log_in(ada).read(PATH)
    with CaptureQueriesContext(connection) as few:
        visitor.read(PATH)
    for number in range(8):
        other = settings_verbs.add_activity_type(by=ada, name=f"Type {number}", category="other")
        settings_verbs.add_next_step(by=None, after_type=other, **values(call))
    visitor.read(PATH)
    with CaptureQueriesContext(connection) as many:
        visitor.read(PATH)
    assert len(many) <= len(few)


def test_the_history_of_settings_tells_it_and_puts_it_back(visitor: Visitor, ada: Member, call: ActivityType) -> None:
    step = settings_verbs.add_next_step(by=ada, after_type=call, **values(call))
    settings_verbs.archive_next_step(step, by=ada)
    page = visitor.log_in(ada).read("/settings/history/?kind=next_step")
    assert page.count("Discovery call → Discovery call") >= 2
    event = Event.objects.get(verb="next_step.archived")
    visitor.post(reverse("setting_before", args=[event.pk]), {"confirmed": "yes"})
    step.refresh_from_db()
    assert step.archived_at is None
