"""What arrives from a phone that was without a network."""

from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, OfflineDeed, Outcome, Status
from pacesetter.activities.settings_verbs import add_next_step
from pacesetter.activities.tests.test_next_step import values
from pacesetter.crm.models import Company
from pacesetter.kpis.tallies import mismatches
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")
# 23:30 on Sunday in Auckland; the phone is back on Monday.
MADE_AT = "2026-03-22T10:30:00.000Z"


@pytest.fixture
def to_do(rita: Member, call: ActivityType, initech: Company) -> Activity:
    return verbs.plan(by=rita, activity_type=call, owner=rita, company=initech, due_on=date(2026, 3, 22))


def deed(kind: str, key: str = "k1", **fields: str) -> dict[str, str]:
    return {"key": key, "kind": kind, "made_at": MADE_AT, **fields}


def completion(to_do: Activity, **fields: str) -> dict[str, str]:
    return deed("completion", **{"activity": str(to_do.pk), "outcome": "", **fields})


def send(visitor: Visitor, sent: dict[str, str]) -> tuple[int, Any]:
    answer: Any = visitor.post("/offline-deeds/", sent)
    return answer.status_code, answer.json()


def test_a_completion_counts_at_the_time_and_on_the_day_on_which_it_was_made(
    visitor: Visitor, rita: Member, to_do: Activity, connected: Outcome
) -> None:
    status, _ = send(visitor.log_in(rita), completion(to_do, outcome=str(connected.pk), minutes="7", note="Well."))
    to_do.refresh_from_db()
    assert (status, to_do.status, to_do.outcome, to_do.minutes, to_do.note) == (200, "completed", connected, 7, "Well.")
    assert to_do.completed_at == datetime(2026, 3, 22, 10, 30, tzinfo=UTC)
    assert to_do.completed_on == date(2026, 3, 22)
    assert mismatches() == []


def test_what_is_sent_again_is_done_once_and_answered_the_same(
    visitor: Visitor, rita: Member, to_do: Activity, meeting: ActivityType
) -> None:
    visitor.log_in(rita)
    log = deed("activity", key="k2", type=str(meeting.pk), state="done", subject="On the road")
    for sent in (completion(to_do), log):
        assert send(visitor, sent) == send(visitor, sent)
    assert Activity.objects.filter(status=Status.COMPLETED).count() == 2
    assert OfflineDeed.objects.count() == 2


def test_a_key_that_came_with_something_else_is_refused(
    visitor: Visitor, rita: Member, to_do: Activity, meeting: ActivityType
) -> None:
    visitor.log_in(rita)
    send(visitor, completion(to_do))
    status, answer = send(visitor, deed("activity", type=str(meeting.pk), state="done"))
    assert (status, answer["code"]) == (422, "key_reused")
    assert Activity.objects.count() == 1


def test_members_keys_do_not_meet(visitor: Visitor, rita: Member, raj: Member, meeting: ActivityType) -> None:
    for member in (rita, raj):
        assert send(visitor.log_in(member), deed("activity", type=str(meeting.pk), state="done"))[0] == 200
    assert Activity.objects.count() == 2


def test_a_log_of_a_form_counts_when_it_was_filled_in(visitor: Visitor, rita: Member, meeting: ActivityType) -> None:
    send(visitor.log_in(rita), deed("activity", type=str(meeting.pk), state="done", subject="On the road"))
    activity = Activity.objects.get()
    assert (activity.subject, activity.completed_on) == ("On the road", date(2026, 3, 22))
    assert activity.completed_at == datetime(2026, 3, 22, 10, 30, tzinfo=UTC)


def test_a_quick_line_is_understood_as_of_when_it_was_typed(
    visitor: Visitor, rita: Member, meeting: ActivityType, initech: Company
) -> None:
    status, _ = send(visitor.log_in(rita), deed("quick", line="demo tomorrow 3pm with Initech"))
    activity = Activity.objects.get()
    assert (status, activity.status, activity.company) == (200, "planned", initech)
    assert activity.due_at == datetime(2026, 3, 23, 2, tzinfo=UTC)
    # It counts as booked on the day on which it was, not on the one on which the phone had a network again.
    assert activity.booked_on == date(2026, 3, 22)


def test_a_line_that_means_several_things_comes_back_with_the_form_filled_in(
    visitor: Visitor, rita: Member, meeting: ActivityType
) -> None:
    visitor.log_in(rita)
    status, answer = send(visitor, deed("quick", line="demo with Nobody Knows"))
    form = parse_qs(urlsplit(answer["link"]).query)
    assert (status, answer["code"]) == (422, "open")
    assert (form["type"], form["day"], form["time"]) == ([str(meeting.pk)], ["2026-03-22"], ["23:30"])
    assert visitor.get(answer["link"]).status_code == 200
    assert not Activity.objects.exists()


def test_what_somebody_else_completed_before_is_told_and_not_changed(
    visitor: Visitor, rita: Member, mona: Member, to_do: Activity
) -> None:
    verbs.complete(to_do, by=mona)
    status, answer = send(visitor.log_in(rita), completion(to_do))
    assert (status, answer["code"], answer["link"]) == (422, "completed_before", f"/activities/{to_do.pk}/")
    assert "Mona" in answer["message"]
    to_do.refresh_from_db()
    assert to_do.completed_by == mona
    assert not OfflineDeed.objects.exists()


def test_a_completion_whose_answer_was_lost_is_taken_for_done(visitor: Visitor, rita: Member, to_do: Activity) -> None:
    verbs.complete(to_do, by=rita, at=datetime(2026, 3, 22, 10, 30, 2, tzinfo=UTC))
    assert send(visitor.log_in(rita), completion(to_do)) == (200, {"activity": to_do.pk})


def test_another_completion_of_the_same_minutes_is_shown_and_not_dropped(
    visitor: Visitor, rita: Member, to_do: Activity, connected: Outcome, voicemail: Outcome
) -> None:
    made = datetime(2026, 3, 22, 10, 30, 2, tzinfo=UTC)
    verbs.complete(to_do, by=rita, outcome=voicemail, minutes=3, note="Called back.", at=made)
    visitor.log_in(rita)
    same = {"outcome": str(voicemail.pk), "minutes": "3", "note": "Called back."}
    assert send(visitor, completion(to_do, **same)) == (200, {"activity": to_do.pk})
    for number, other in enumerate(({"outcome": str(connected.pk)}, {"minutes": "4"}, {"note": "Not at all."})):
        status, answer = send(visitor, completion(to_do, **{**same, **other}) | {"key": f"other{number}"})
        assert (status, answer["code"]) == (422, "completed_before")


def test_what_is_ticked_as_next_step_is_planned_once(
    visitor: Visitor, rita: Member, ada: Member, to_do: Activity, call: ActivityType
) -> None:
    add_next_step(by=ada, after_type=call, **values(call, mode="suggest"))
    visitor.log_in(rita)
    send(visitor, completion(to_do))
    assert Activity.objects.count() == 1
    # The answer to the first was lost, and this time the next step is wanted.
    assert send(visitor, completion(to_do, plan_next="yes") | {"key": "k2"})[0] == 200
    assert send(visitor, completion(to_do, plan_next="yes") | {"key": "k3"})[0] == 200
    assert Activity.objects.filter(status=Status.PLANNED).count() == 1


def test_a_form_that_had_arrived_is_not_recorded_again(
    visitor: Visitor, rita: Member, meeting: ActivityType, initech: Company
) -> None:
    visitor.log_in(rita)
    form = {"type": str(meeting.pk), "state": "done", "subject": "On the road", "form_key": "f1"}
    assert visitor.post("/activities/new/", form).status_code == 303
    assert send(visitor, deed("activity", **form))[0] == 200
    line = {"line": "demo done 20m", "form_key": "f2"}
    shown = visitor.read("/quick-log/?line=demo+done+20m").split('name="shown" value="')[1].split('"')[0]
    assert visitor.post("/quick-log/", line | {"shown": shown}).status_code == 303
    assert send(visitor, deed("quick", key="k2", **line))[0] == 200
    assert Activity.objects.count() == 2
    # The same form with other words is another thing.
    assert send(visitor, deed("activity", key="k3", **{**form, "subject": "Back home"}))[0] == 200
    assert Activity.objects.count() == 3


def test_who_sends_is_told_whose_deeds_are_taken(visitor: Visitor, rita: Member) -> None:
    assert visitor.get("/offline-deeds/").status_code == 302
    answer: Any = visitor.log_in(rita).get("/offline-deeds/")
    assert answer.json()["member"] == str(rita.pk)
    assert answer.json()["token"]


@pytest.mark.parametrize(
    ("made_at", "code"),
    [
        ("2026-03-22T23:06:00Z", "future"),
        ("2026-02-20T22:00:00Z", "too_old"),
        ("2026-03-22T10:30:00", "naive_time"),
        ("yesterday", "no_time"),
    ],
)
def test_a_time_that_cannot_be_is_refused_in_words(
    visitor: Visitor, rita: Member, to_do: Activity, made_at: str, code: str
) -> None:
    status, answer = send(visitor.log_in(rita), completion(to_do) | {"made_at": made_at})
    assert (status, answer["code"]) == (422, code)
    assert answer["message"]
    assert not OfflineDeed.objects.exists()


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"kind": "deletion"}, "unknown_kind"),
        ({"kind": "activity", "type": "9" * 30}, "gone"),
        ({"kind": "completion", "activity": "x"}, "gone"),
        ({"key": ""}, "no_key"),
        ({"key": "k" * 65}, "no_key"),
        ({"outcome": "99999"}, "unknown"),
    ],
)
def test_what_makes_no_sense_is_refused(
    visitor: Visitor, rita: Member, to_do: Activity, sent: dict[str, str], code: str
) -> None:
    status, answer = send(visitor.log_in(rita), completion(to_do) | sent)
    assert (status, answer["code"]) == (422, code)
    to_do.refresh_from_db()
    assert to_do.status == Status.PLANNED


@pytest.mark.parametrize("name", ["raj", "otto"])
def test_nobody_completes_what_is_not_theirs(
    visitor: Visitor, to_do: Activity, name: str, request: pytest.FixtureRequest
) -> None:
    status, answer = send(visitor.log_in(request.getfixturevalue(name)), completion(to_do))
    assert (status, answer["code"]) == (422, "gone")
    to_do.refresh_from_db()
    assert to_do.status == Status.PLANNED


def test_a_refused_deed_may_be_sent_again(visitor: Visitor, rita: Member, to_do: Activity, call: ActivityType) -> None:
    visitor.log_in(rita)
    verbs.cancel(to_do, by=rita)
    assert send(visitor, completion(to_do))[0] == 422
    verbs.reopen(to_do, by=rita)
    assert send(visitor, completion(to_do))[0] == 200
