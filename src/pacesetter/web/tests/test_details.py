"""The fields that only a category has, from the form to the page of the activity."""

import pytest

from pacesetter.activities.category import categories
from pacesetter.activities.detail_fields import DetailField, DetailKind
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture(autouse=True)
def asks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Calls ask for a mood and notes."""
    fields = (
        DetailField("mood", "Mood", DetailKind.CHOICE, choices=(("good", "Good one"), ("bad", "Bad one"))),
        DetailField("seen", "What was seen", DetailKind.TEXT, help_text="In a few words"),
        DetailField("number", "Ticket"),
    )
    monkeypatch.setattr(categories()["phone_call"], "details_form", fields, raising=False)


def send(visitor: Visitor, call: ActivityType, **fields: str) -> Activity:
    sent = {"type": str(call.pk), "state": "done", "next": "/day/", **fields}
    assert visitor.post("/activities/new/", sent).status_code == 303
    return Activity.objects.latest("pk")


def test_they_are_asked_kept_and_shown(visitor: Visitor, rita: Member, call: ActivityType) -> None:
    form = visitor.log_in(rita).read(f"/activities/new/?type={call.pk}")
    for text in ("Mood", "Bad one", "In a few words", 'name="detail-number"'):
        assert text in form
    made = send(visitor, call, **{"detail-mood": "bad", "detail-seen": "<b>Rust</b>", "detail-number": "T-7"})
    assert made.details == {"mood": "bad", "seen": "<b>Rust</b>", "number": "T-7"}
    page = visitor.read(f"/activities/{made.pk}/")
    for text in ("Bad one", "&lt;b&gt;Rust&lt;/b&gt;", "T-7"):
        assert text in page


def test_they_are_edited_and_nothing_else_is_lost(visitor: Visitor, rita: Member, call: ActivityType) -> None:
    made = send(visitor.log_in(rita), call, **{"detail-mood": "good"})
    Activity.objects.filter(pk=made.pk).update(details={"mood": "good", "_request": "kept"})
    form = visitor.read(f"/activities/{made.pk}/fields/")
    assert '<option value="good" selected>' in form
    sent = {"type": str(call.pk), "state": "done", "next": "/day/", "day": "2026-03-23", "time": "11:00"}
    answer = visitor.post(f"/activities/{made.pk}/fields/", {**sent, "detail-mood": "bad", "detail-seen": ""})
    assert answer.status_code == 303
    assert Activity.objects.get(pk=made.pk).details == {"mood": "bad", "seen": "", "_request": "kept"}


def test_a_choice_that_is_not_offered_is_not_kept(visitor: Visitor, rita: Member, call: ActivityType) -> None:
    assert send(visitor.log_in(rita), call, **{"detail-mood": "other"}).details == {"mood": ""}


def test_a_category_without_them_keeps_none(visitor: Visitor, rita: Member, meeting: ActivityType) -> None:
    assert "mood" not in send(visitor.log_in(rita), meeting, **{"detail-mood": "bad"}).details
