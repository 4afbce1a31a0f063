"""What stands in the mails, and that each is written once."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import override_settings

from pacesetter import jobs
from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.core import clock
from pacesetter.crm.models import Company
from pacesetter.kpis.models import Kpi
from pacesetter.mail.models import OutgoingMessage
from pacesetter.notifications.digests.kinds import Digest
from pacesetter.notifications.digests.writing import write
from pacesetter.notifications.tests.conftest import MONDAY
from pacesetter.people.models import AccessLevel, Member

SATURDAY = date(2026, 3, 28)


def only() -> OutgoingMessage:
    return OutgoingMessage.objects.get()


@override_settings(PUBLIC_URL="https://kpi.acme.example")
def test_the_day_tells_what_is_due_and_where_one_stands(
    monday: datetime, rita: Member, todo: Activity, calls: Kpi
) -> None:
    write(Digest.DAILY, rita, MONDAY, monday)
    message = only()
    assert message.to == "rita@acme.example"
    assert message.subject == "Mon, Mar 23, 2026: 1 to-do"
    for body in (message.text, message.html):
        assert "Discovery call: Budget" in body
        assert "Initech" in body
        assert f"https://kpi.acme.example/in/{rita.organisation_id}/activities/{todo.pk}/" in body
        # Every link says in which organisation it is, or needs none.
        for link in re.findall(r"https://kpi\.acme\.example([^\s\"<]*)", body):
            assert link.startswith((f"/in/{rita.organisation_id}/", "/mails/")), link
        assert "Calls" in body
        assert "Off track" in body
        # The words, and what they stand for.
        assert "Behind: at least 80%" in " ".join(re.sub(r"\s+%", "%", body).split())
    assert "0 / 220" in " ".join(message.text.split())


def test_where_less_is_better_so_much_may_come_and_nothing_is_needed(
    monday: datetime, rita: Member, todo: Activity, calls: Kpi
) -> None:
    Kpi.objects.filter(pk=calls.pk).update(direction="less")
    write(Digest.DAILY, rita, MONDAY, monday)
    text = " ".join(only().text.split())
    assert re.search(r"; ≤ [\d.]+ a day", text)
    assert "needed per day" not in text


def test_what_is_late_is_named_first(monday: datetime, rita: Member, call: ActivityType, todo: Activity) -> None:
    verbs.plan(by=rita, activity_type=call, owner=rita, subject="Forgotten", due_on=MONDAY - timedelta(days=3))
    write(Digest.DAILY, rita, MONDAY, monday)
    assert only().subject.endswith("1 to-do, 1 overdue")
    assert only().text.index("Forgotten") < only().text.index("Budget")


def test_what_was_deleted_is_in_no_mail(monday: datetime, rita: Member, todo: Activity) -> None:
    verbs.delete(todo, by=rita)
    write(Digest.DAILY, rita, MONDAY, monday)
    assert "Budget" not in only().text


def test_a_free_day_says_so(monday: datetime, rita: Member) -> None:
    write(Digest.DAILY, rita, MONDAY, monday)
    assert "Nothing is planned for today" in only().text
    assert only().subject.endswith("0 to-dos")


def test_a_long_list_is_cut_and_counted(monday: datetime, rita: Member, call: ActivityType) -> None:
    for number in range(18):
        verbs.plan(by=rita, activity_type=call, owner=rita, subject=f"To-do {number:02}", due_on=MONDAY)
    write(Digest.DAILY, rita, MONDAY, monday)
    assert only().text.count("To-do ") == 15
    assert "and 3 more" in only().text


def test_names_are_words_and_no_markup(monday: datetime, rita: Member, call: ActivityType, initech: Company) -> None:
    Company.objects.filter(pk=initech.pk).update(name="<b>Bob & Sons</b>")
    verbs.plan(by=rita, activity_type=call, owner=rita, company=initech, subject="<script>", due_on=MONDAY)
    write(Digest.DAILY, rita, MONDAY, monday)
    assert "<script>" not in only().html
    assert "&lt;b&gt;Bob &amp; Sons" in only().html
    assert "<b>Bob & Sons</b>" in only().text


def test_nothing_of_others_is_in_it(monday: datetime, rita: Member, raj: Member, todo: Activity, calls: Kpi) -> None:
    write(Digest.DAILY, raj, MONDAY, monday)
    assert "Budget" not in only().text
    assert "Initech" not in only().html


def test_the_week_looks_back_and_ahead(rita: Member, call: ActivityType, calls: Kpi) -> None:
    with clock.standing_at(datetime(2026, 3, 27, 19, tzinfo=UTC)) as saturday:
        verbs.log(by=rita, activity_type=call, owner=rita, at=datetime(2026, 3, 24, 1, tzinfo=UTC))
        verbs.plan(by=rita, activity_type=call, owner=rita, subject="Next week", due_on=date(2026, 3, 31))
        verbs.plan(by=rita, activity_type=call, owner=rita, subject="Later", due_on=date(2026, 4, 6))
        write(Digest.WEEKLY, rita, SATURDAY, saturday)
    text = " ".join(only().text.split())
    assert only().subject == "Your week, Mar 23\u2009–\u200929, 2026"
    # The heading above them says of which week the figures are.
    assert (only().text.count("Your week"), re.sub("<title>.*?</title>", "", only().html).count("Your week")) == (1, 1)
    assert "Calls: 1 / 50" in text
    assert text.count("Off track: below") == 1
    assert "Next week" in text
    assert "Later" not in text
    assert "The team" not in text


@pytest.mark.parametrize("who", ["mona", "ada"])
def test_a_manager_sees_the_team(
    who: str, request: pytest.FixtureRequest, rita: Member, raj: Member, calls: Kpi
) -> None:
    manager: Member = request.getfixturevalue(who)
    with clock.standing_at(datetime(2026, 3, 27, 19, tzinfo=UTC)) as saturday:
        write(Digest.WEEKLY, manager, SATURDAY, saturday)
    assert "Rita" in only().html
    # Raj sells in another team than Mona's.
    assert ("Raj" in only().html) is (manager.access_level == AccessLevel.ADMINISTRATOR)


def test_a_week_before_somebody_came_into_the_team_is_not_told_to_its_lead(
    rita: Member, mona: Member, call: ActivityType, calls: Kpi
) -> None:
    came_on = date(2026, 3, 30)
    rita.team_memberships.update(starts_on=came_on)
    with clock.standing_at(datetime(2026, 3, 29, 19, tzinfo=UTC)) as monday:
        write(Digest.WEEKLY, mona, came_on, monday)
    assert "Rita" not in only().html


def test_it_is_written_in_the_members_language_and_form(monday: datetime, rita: Member, todo: Activity) -> None:
    Member.objects.filter(pk=rita.pk).update(locale="en-gb")
    write(Digest.DAILY, Member.objects.get(pk=rita.pk), MONDAY, monday)
    assert only().subject == "Mon, 23 Mar 2026: 1 to-do"


def test_a_job_that_runs_twice_writes_one_mail(monday: datetime, rita: Member, todo: Activity) -> None:
    payload = {"member": rita.pk, "digest": "daily", "day": MONDAY.isoformat()}
    for _ in range(2):
        jobs.enqueue("notifications.digest", payload)
    jobs.run_due()
    assert OutgoingMessage.objects.count() == 1


@pytest.mark.parametrize(
    ("digest", "late", "written"), [("daily", 0, 1), ("daily", 1, 0), ("weekly", 2, 1), ("weekly", 3, 0)]
)
def test_a_job_that_waited_out_a_standstill_writes_no_old_mail(
    digest: str, late: int, written: int, monday: datetime, rita: Member
) -> None:
    day = (MONDAY - timedelta(days=late)).isoformat()
    jobs.enqueue("notifications.digest", {"member": rita.pk, "digest": digest, "day": day})
    jobs.run_due()
    assert OutgoingMessage.objects.count() == written


def test_who_left_the_mail_off_meanwhile_gets_none(monday: datetime, rita: Member) -> None:
    jobs.enqueue("notifications.digest", {"member": rita.pk, "digest": "daily", "day": MONDAY.isoformat()})
    Member.objects.filter(pk=rita.pk).update(wants_daily_mail=False)
    jobs.run_due()
    assert OutgoingMessage.objects.count() == 0


def test_it_can_be_left_off_with_one_click(monday: datetime, rita: Member) -> None:
    write(Digest.DAILY, rita, MONDAY, monday)
    headers = only().headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"].startswith("<http")
    assert headers["Auto-Submitted"] == "auto-generated"
