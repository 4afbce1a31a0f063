"""Meetings that repeat, by the form of an activity and on its page."""

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Status
from pacesetter.crm.models import Company, Contact
from pacesetter.events.models import Event
from pacesetter.mail.models import OutgoingMessage
from pacesetter.meetings.models import MeetingSeries
from pacesetter.people.models import Member
from pacesetter.web.deeds import Deed
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.undoing import undo_address, undo_last

JANE = "jane@initech.example"
pytestmark = pytest.mark.usefixtures("at_noon")

Sent = dict[str, str | list[str]]


@pytest.fixture
def form(meeting: ActivityType, initech: Company) -> Sent:
    jane = Contact.objects.create(name="Jane Doe", company=initech, email=JANE)
    return {
        "type": str(meeting.pk),
        "state": "planned",
        "company": str(initech.pk),
        "contacts": str(jane.pk),
        "subject": "Review",
        "day": "2026-03-25",
        "time": "10:00",
        "minutes": "60",
        "invite": "yes",
        "place": "Room 1",
        "video_url": "",
        "agenda": "",
        "repeats": "weekly",
        "ends": "times",
        "times": "4",
        "until": "",
    }


@pytest.fixture
def weekly(visitor: Visitor, rita: Member, form: Sent) -> MeetingSeries:
    """On four Wednesdays."""
    visitor.log_in(rita).post("/activities/new/", form)
    visitor.read("/day/")  # and what was said there is seen
    return MeetingSeries.objects.get()


def activities() -> list[Activity]:
    return list(Activity.objects.filter(deleted_at__isnull=True).order_by("due_at"))


def days() -> list[str]:
    return [f"{row.due_on:%d.%m.}" for row in activities() if row.due_on]


def sent() -> list[str]:
    return [one.subject for one in OutgoingMessage.objects.filter(to=JANE).order_by("pk")]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"repeats": "daily", "times": "3"}, ["25.03.", "26.03.", "27.03."]),
        ({"repeats": "weekdays", "times": "4"}, ["25.03.", "26.03.", "27.03.", "30.03."]),
        ({"repeat_days": ["0", "3"], "times": "3"}, ["26.03.", "30.03.", "02.04."]),
        ({"repeats": "fortnightly", "ends": "until", "until": "2026-04-10"}, ["25.03.", "08.04."]),
        ({"repeats": "monthly", "times": "2"}, ["25.03.", "25.04."]),
        ({"repeats": "monthly_weekday", "times": "2"}, ["25.03.", "22.04."]),
        ({"repeats": "monthly_last", "times": "2"}, ["25.03.", "29.04."]),
    ],
)
def test_each_rhythm_plans_its_days_and_asks_once(
    chosen: Sent, expected: list[str], visitor: Visitor, rita: Member, form: Sent
) -> None:
    visitor.log_in(rita).post("/activities/new/", {**form, **chosen})
    assert days() == expected
    assert sent() == ["Invitation: Review"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"time": ""}, "needs a day and a time"),
        ({"ends": "until", "until": ""}, "Say until when it repeats"),
        ({"times": "1"}, "from 2 to 400"),
        ({"ends": "until", "until": "2026-03-26"}, "once only"),
        ({"repeats": "never"}, "Choose how it repeats"),
    ],
)
def test_what_makes_no_sense_is_said_beside_the_field(
    wrong: Sent, words: str, visitor: Visitor, rita: Member, form: Sent
) -> None:
    answer = visitor.log_in(rita).post("/activities/new/", {**form, **wrong})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Activity.objects.count() == 0
    assert sent() == []


def test_planning_it_is_taken_back_whole(visitor: Visitor, rita: Member, form: Sent) -> None:
    visitor.log_in(rita)
    visitor.post("/activities/new/", form)
    page = visitor.read("/day/")
    assert "every week on Wednesday, 4 times" in page
    undo_last(visitor, page)
    assert activities() == []
    assert sent()[-1] == "Called off: Review"


def test_the_page_of_one_shows_its_place_and_leads_to_the_others(visitor: Visitor, weekly: MeetingSeries) -> None:
    first, second, third, _fourth = activities()
    page = visitor.read(f"/activities/{second.pk}/")
    assert "Repeats every week on Wednesday, 4 times." in page
    assert "Number 2 of 4" in page
    assert f'href="/activities/{first.pk}/"' in page
    assert f'href="/activities/{third.pk}/"' in page
    assert "Jane Doe" in page
    listed = visitor.read(f"/activities/{second.pk}/series/")
    assert all(f'href="/activities/{row.pk}/"' in listed for row in activities())


def test_one_that_is_not_planned_yet_says_from_when_on_it_is(visitor: Visitor, rita: Member, form: Sent) -> None:
    visitor.log_in(rita).post("/activities/new/", {**form, "times": "60"})
    first = activities()[0]
    page = visitor.read(f"/activities/{first.pk}/series/")
    assert "planned from" in page
    assert "Page 1 of 2" in page


def test_saving_changes_this_meeting_unless_more_is_said(
    visitor: Visitor, weekly: MeetingSeries, rita: Member, form: Sent
) -> None:
    second = activities()[1]
    change = {**form, "day": "2026-04-01", "subject": "Closing"}
    visitor.post(f"/activities/{second.pk}/fields/", change)
    assert [row.subject for row in activities()] == ["Review", "Closing", "Review", "Review"]
    visitor.post(f"/activities/{second.pk}/fields/", {**change, "scope": "following", "place": "Room 2", "note": "Own"})
    assert [row.details["place"] for row in activities()] == ["Room 1", "Room 2", "Room 2", "Room 2"]
    assert [row.subject for row in activities()] == ["Review", "Closing", "Review", "Review"]
    assert [row.note for row in activities()] == ["", "Own", "", ""]
    assert MeetingSeries.objects.count() == 2


def test_another_time_and_rhythm_of_all(visitor: Visitor, weekly: MeetingSeries, form: Sent) -> None:
    first = activities()[0]
    visitor.post(f"/activities/{first.pk}/fields/", {**form, "scope": "all", "time": "11:30"})
    assert {f"{row.due_at:%H:%M}" for row in activities()[:2] if row.due_at} == {"22:30"}
    every_other = {**form, "scope": "all", "time": "11:30", "repeats": "fortnightly", "times": "3"}
    visitor.post(f"/activities/{first.pk}/fields/", every_other)
    assert days() == ["25.03.", "08.04.", "22.04."]
    assert sent() == ["Invitation: Review", "Changed: Review", "Changed: Review"]


@pytest.mark.parametrize("scope", ["following", "all"])
@pytest.mark.parametrize(
    "change",
    [
        {"subject": "Closing", "place": "Room 2", "note": "Own"},
        {"time": "11:30"},
        {"repeats": "fortnightly", "times": "3"},
        {"repeats": "daily", "times": "30", "subject": "Closing"},
    ],
)
def test_what_was_changed_in_several_is_undone(
    change: Sent, scope: str, visitor: Visitor, weekly: MeetingSeries, form: Sent
) -> None:
    third = activities()[2]
    before = [(row.pk, row.due_at, row.subject, row.details, row.note) for row in activities()]
    day = f"{third.due_on:%Y-%m-%d}"
    visitor.post(f"/activities/{third.pk}/fields/", {**form, "day": day, **change, "scope": scope})
    assert [(row.pk, row.due_at, row.subject, row.details, row.note) for row in activities()] != before
    page = visitor.read("/day/")
    assert "Undone." in undo_last(visitor, page)
    assert [(row.pk, row.due_at, row.subject, row.details, row.note) for row in activities()] == before
    history = visitor.read(f"/activities/{third.pk}/")
    assert "The series was changed" in history
    assert "contacts changed" not in history
    assert "The change of the series was taken back" in history
    # A second press on the same says that there is nothing left to undo.
    assert "nothing to undo" in undo_last(visitor, page)
    assert [(row.pk, row.due_at, row.subject, row.details, row.note) for row in activities()] == before


def test_the_undo_of_a_series_is_nobody_elses(
    visitor: Visitor, weekly: MeetingSeries, rita: Member, raj: Member, mona: Member, otto: Member, form: Sent
) -> None:
    third = activities()[2]
    visitor.post(f"/activities/{third.pk}/fields/", {**form, "day": "2026-04-08", "scope": "all", "subject": "Closing"})
    page = visitor.read("/day/")
    address = undo_address(page)
    for stranger in (raj, mona, otto):
        assert visitor.log_in(stranger).delete(address).status_code == 404
    # Whoever looks after the series no more cannot take back what they did.
    verbs.edit(third, by=None, participants=[raj])
    event = Event.objects.get(verb="meeting.series_changed")
    assert visitor.log_in(raj).delete(f"/deeds/{Deed(raj.pk, (event.pk,)).as_token()}/").status_code in (303, 403, 404)
    assert {row.subject for row in activities()} == {"Closing"}


def test_another_rhythm_of_one_alone_is_refused(visitor: Visitor, weekly: MeetingSeries, form: Sent) -> None:
    first = activities()[0]
    answer = visitor.post(f"/activities/{first.pk}/fields/", {**form, "repeats": "daily"})
    assert answer.status_code == 422
    assert "or for all" in answer.content.decode()
    none = visitor.post(f"/activities/{first.pk}/fields/", {**form, "repeats": "", "scope": "all"})
    assert "cancel this and the following" in none.content.decode()
    assert sent() == ["Invitation: Review"]


def test_a_single_meeting_becomes_the_first_of_a_series(visitor: Visitor, rita: Member, form: Sent) -> None:
    visitor.log_in(rita).post("/activities/new/", {**form, "repeats": ""})
    (single,) = activities()
    assert "This and the following meetings" not in visitor.read(f"/activities/{single.pk}/fields/")
    visitor.post(f"/activities/{single.pk}/fields/", form)
    assert days() == ["25.03.", "01.04.", "08.04.", "15.04."]
    assert sent() == ["Invitation: Review", "Changed: Review"]
    assert 'value="weekly" selected' in visitor.read(f"/activities/{single.pk}/fields/")


@pytest.mark.parametrize(("scope", "left"), [("following", 2), ("all", 0)])
def test_the_rest_is_cancelled_and_that_is_undone(
    scope: str, left: int, visitor: Visitor, weekly: MeetingSeries
) -> None:
    third = activities()[2]
    visitor.post(f"/activities/{third.pk}/series/cancellation/", {"scope": scope})
    assert sum(row.status == Status.PLANNED for row in activities()) == left
    page = visitor.read(f"/activities/{third.pk}/")
    assert "The rest of the series was cancelled." in page
    undo_last(visitor, page)
    assert {row.status for row in activities()} == {Status.PLANNED}


def test_others_may_look_or_not_even_that(
    visitor: Visitor, weekly: MeetingSeries, raj: Member, mona: Member, otto: Member
) -> None:
    first = activities()[0]
    for stranger in (raj, otto):
        visitor.log_in(stranger)
        assert visitor.get(f"/activities/{first.pk}/series/").status_code == 404
        assert visitor.post(f"/activities/{first.pk}/series/cancellation/", {"scope": "all"}).status_code == 404
        assert visitor.delete(f"/activities/{first.pk}/series/").status_code == 404
    assert {row.status for row in activities()} == {Status.PLANNED}
    assert "every week on Wednesday" in visitor.log_in(mona).read(f"/activities/{first.pk}/series/")


def test_an_activity_of_no_series_has_none(visitor: Visitor, rita: Member, form: Sent) -> None:
    visitor.log_in(rita).post("/activities/new/", {**form, "repeats": ""})
    (single,) = activities()
    assert visitor.get(f"/activities/{single.pk}/series/").status_code == 404
    assert visitor.post(f"/activities/{single.pk}/series/cancellation/").status_code == 404


def test_the_form_of_what_was_split_shows_where_it_ends(visitor: Visitor, weekly: MeetingSeries, form: Sent) -> None:
    first, _second, third, _fourth = activities()
    change = {**form, "day": "2026-04-08", "scope": "following", "time": "11:00"}
    visitor.post(f"/activities/{third.pk}/fields/", change)
    page = visitor.read(f"/activities/{first.pk}/fields/")
    assert 'name="until" value="2026-04-01"' in page
    # On Thursdays until then: what goes on as a series of its own is not planned a second time.
    thursdays: Sent = {"repeat_days": ["3"], "ends": "until", "until": "2026-04-02", "times": ""}
    visitor.post(f"/activities/{first.pk}/fields/", {**form, **thursdays, "scope": "all"})
    assert days() == ["26.03.", "02.04.", "08.04.", "15.04."]


def test_asking_to_one_of_a_silent_series_says_that_nobody_would_hear(
    visitor: Visitor, rita: Member, form: Sent
) -> None:
    silent = {name: value for name, value in form.items() if name != "invite"}
    visitor.log_in(rita).post("/activities/new/", silent)
    first = activities()[0]
    answer = visitor.post(f"/activities/{first.pk}/fields/", {**form, "agenda": "Prices"})
    assert answer.status_code == 422
    assert "Nobody is asked to come to this series." in answer.content.decode()
    assert "Prices" in answer.content.decode()
    visitor.post(f"/activities/{first.pk}/fields/", {**silent, "place": "Room 2"})
    assert activities()[0].details["place"] == "Room 2"
    assert sent() == []
    visitor.post(f"/activities/{first.pk}/fields/", {**form, "scope": "all"})
    assert sent() == ["Invitation: Review"]


def test_who_sees_one_learns_of_the_others_only_when_they_are(
    visitor: Visitor, weekly: MeetingSeries, raj: Member
) -> None:
    first, second, *_ = activities()
    verbs.edit(first, by=None, subject="Secret merger")
    verbs.edit(second, by=None, participants=[raj])
    page = visitor.log_in(raj).read(f"/activities/{second.pk}/series/")
    assert f'href="/activities/{second.pk}/"' in page
    assert f'href="/activities/{first.pk}/"' not in page
    assert "Secret merger" not in page


def test_the_rest_is_cancelled_with_a_word(visitor: Visitor, weekly: MeetingSeries) -> None:
    third = activities()[2]
    assert "Call it off with a word to attendees" in visitor.read(f"/activities/{third.pk}/")
    visitor.post(f"/activities/{third.pk}/series/cancellation/", {"scope": "following", "words": "Budget is cut"})
    mail = OutgoingMessage.objects.filter(to=JANE).order_by("pk").last()
    assert mail is not None
    assert "Budget is cut" in mail.text
