"""A form that is sent twice records once."""

import re

import pytest
from django.db import IntegrityError

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.people.models import Member
from pacesetter.web.day.once import recorded_before
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.undoing import undo_last
from pacesetter.web.views.day import new_activity

pytestmark = pytest.mark.usefixtures("at_noon")


def key_on(page: str) -> str:
    found = re.search(r'name="form_key" value="([\w-]+)"', page)
    assert found is not None
    return found[1]


def quick_form(visitor: Visitor, line: str) -> dict[str, str]:
    page = visitor.read(f"/quick-log/?line={line.replace(' ', '+')}&look=1")
    shown = re.search(r'name="shown" value="(\w+)"', page)
    assert shown is not None
    return {"line": line, "shown": shown[1], "next": "/day/", "form_key": key_on(page)}


def test_a_quick_line_that_is_sent_twice_is_logged_once(visitor: Visitor, rita: Member, meeting: ActivityType) -> None:
    form = quick_form(visitor.log_in(rita), "demo done 20m")
    for _ in range(2):
        assert visitor.post("/quick-log/", form).status_code == 303
    assert Activity.objects.count() == 1


def test_each_showing_of_the_form_is_another_one(visitor: Visitor, rita: Member, meeting: ActivityType) -> None:
    visitor.log_in(rita)
    for _ in range(2):
        visitor.post("/quick-log/", quick_form(visitor, "demo done 20m"))
    assert Activity.objects.count() == 2


def test_the_form_with_all_fields_too_and_other_content_is_another_one(
    visitor: Visitor, rita: Member, call: ActivityType
) -> None:
    key = key_on(visitor.log_in(rita).read(f"/activities/new/?type={call.pk}"))
    form = {"type": str(call.pk), "state": "done", "next": "/day/", "form_key": key}
    for subject in ("One", "One", "Two"):
        assert visitor.post("/activities/new/", {**form, "subject": subject}).status_code == 303
    assert sorted(Activity.objects.values_list("subject", flat=True)) == ["One", "Two"]


def test_what_was_taken_back_can_be_sent_again(visitor: Visitor, rita: Member, call: ActivityType) -> None:
    form = {"type": str(call.pk), "state": "done", "next": "/day/", "form_key": "k"}
    visitor.log_in(rita).post("/activities/new/", form)
    undo_last(visitor, visitor.read("/day/"))
    visitor.post("/activities/new/", form)
    assert Activity.objects.filter(deleted_at=None).count() == 1


def test_two_at_the_same_moment_are_one(
    visitor: Visitor, rita: Member, call: ActivityType, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = {"type": str(call.pk), "state": "done", "next": "/day/", "form_key": "k"}
    visitor.log_in(rita).post("/activities/new/", form)
    asked = []

    def too_early(member: Member, key: str) -> Activity | None:
        asked.append(key)
        return recorded_before(member, key) if len(asked) > 1 else None

    monkeypatch.setattr(new_activity, "recorded_before", too_early)
    assert visitor.post("/activities/new/", form).status_code == 303
    assert Activity.objects.count() == 1


def test_the_key_of_somebody_else_is_another_one(
    visitor: Visitor, rita: Member, raj: Member, call: ActivityType
) -> None:
    form = {"type": str(call.pk), "state": "done", "next": "/day/", "form_key": "k"}
    for member in (rita, raj):
        visitor.log_in(member).post("/activities/new/", form)
    assert sorted(Activity.objects.values_list("owner__name", flat=True)) == ["Raj", "Rita"]


def test_another_fault_of_the_database_is_not_taken_for_it(
    visitor: Visitor, rita: Member, call: ActivityType, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise IntegrityError

    monkeypatch.setattr(new_activity, "recorded", broken)
    with pytest.raises(IntegrityError):
        visitor.log_in(rita).post("/activities/new/", {"type": str(call.pk), "state": "done", "form_key": "k"})
