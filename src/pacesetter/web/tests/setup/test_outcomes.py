from django.db import connection
from django.test.utils import CaptureQueriesContext

from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.activities.settings_verbs import add_outcome
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.setup.sent import form_of

PATH = "/settings/outcomes/"


def test_outcomes_are_listed_added_and_archived(visitor: Visitor, ada: Member, call: ActivityType) -> None:
    page = visitor.log_in(ada).read(PATH)
    assert "1 activity ends in it" in page
    assert visitor.post(PATH, form_of(page) | {"new-name": ["Held"]}).status_code == 302
    held = Outcome.objects.get(name="Held")
    page = visitor.read(PATH)
    assert "no activity ends in it" in page
    visitor.post(PATH, form_of(page) | {"act": [f"archive:{held.pk}"]})
    held.refresh_from_db()
    assert held.archived_at is not None
    visitor.delete(f"/settings/outcomes/{held.pk}/archive/")
    held.refresh_from_db()
    assert held.archived_at is None


def test_what_an_outcome_means_is_chosen(visitor: Visitor, ada: Member, connected: Outcome) -> None:
    page = visitor.log_in(ada).read(PATH)
    visitor.post(PATH, form_of(page) | {"new-name": ["Held"]})
    assert Outcome.objects.get(name="Held").meaning == "held"
    visitor.post(PATH, form_of(visitor.read(PATH)) | {"new-name": ["Green"], "new-meaning": ["no_show"]})
    assert Outcome.objects.get(name="Green").meaning == "no_show"
    visitor.post(PATH, form_of(visitor.read(PATH)) | {f"{connected.pk}-meaning": ["called_off"]})
    connected.refresh_from_db()
    assert (connected.name, connected.meaning) == ("Connected", "called_off")
    visitor.post(PATH, form_of(visitor.read(PATH)) | {f"{connected.pk}-meaning": [""]})
    connected.refresh_from_db()
    assert connected.meaning == ""
    refused = visitor.post(PATH, form_of(visitor.read(PATH)) | {f"{connected.pk}-meaning": ["perhaps"]})
    assert refused.status_code == 422


def test_a_name_that_is_taken_by_an_archived_one_says_so(visitor: Visitor, ada: Member) -> None:
    old = add_outcome(by=ada, name="Held")
    Outcome.objects.filter(pk=old.pk).update(archived_at="2026-01-01T00:00:00Z")
    response = visitor.log_in(ada).post(PATH, form_of(visitor.read(PATH)) | {"new-name": ["held"]})
    assert response.status_code == 422
    assert "There is one with this name. Restore it." in response.content.decode()


def test_members_are_refused(visitor: Visitor, rita: Member, connected: Outcome) -> None:
    visitor.log_in(rita)
    assert visitor.get(PATH).status_code == 403
    assert visitor.delete(f"/settings/outcomes/{connected.pk}/archive/").status_code == 403


def test_queries_do_not_grow_with_rows(visitor: Visitor, ada: Member, call: ActivityType) -> None:
    visitor.log_in(ada).read(PATH)
    with CaptureQueriesContext(connection) as few:
        visitor.read(PATH)
    for number in range(20):
        add_outcome(by=ada, name=f"Outcome {number}")
    with CaptureQueriesContext(connection) as many:
        visitor.read(PATH)
    assert len(many) <= len(few) <= 8
