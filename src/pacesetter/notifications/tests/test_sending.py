"""From a notice to the device, by a push service that reads along with the device's own keys."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from django.contrib.sessions.models import Session
from django.db.models import F
from django.test import Client
from django.utils import timezone

from pacesetter import jobs
from pacesetter.core import clock
from pacesetter.core.http import Rules
from pacesetter.core.push.tests.reading import Browser
from pacesetter.jobs.models import Job
from pacesetter.notifications.models import PushSubscription
from pacesetter.notifications.push.notice import Notice, Subject
from pacesetter.notifications.push.telling import tell
from pacesetter.notifications.tests.conftest import MONDAY
from pacesetter.notifications.tests.push_service import PushService
from pacesetter.notifications.verbs import choose, subscribe, unsubscribe
from pacesetter.people.models import Leave, Member
from pacesetter.tenancy.scope import scope

pytestmark = pytest.mark.usefixtures("monday")


def notice(now: datetime, **fields: Any) -> Notice:
    given: dict[str, Any] = {
        "key": "answer:7",
        "subject": Subject.ANSWER,
        "title": "Jane Döe has accepted",
        "body": "See you – then",
        "path": "/activities/7/",
        "lasts_until": now + timedelta(hours=2),
    }
    return Notice(**{**given, **fields})


def queued() -> Job:
    return Job.objects.get(kind="notifications.push")


def run_again() -> None:
    """Let the time pass that the queue waits before the next try: it goes by the machine's own clock."""
    Job.objects.filter(state=Job.State.QUEUED).update(run_at=F("created_at"))
    jobs.run_due()


def test_the_device_and_nobody_else_reads_what_is_told(
    rita: Member, phone: PushSubscription, browser: Browser, push_service: PushService, monday: datetime, settings: Any
) -> None:
    assert tell(rita, notice(monday), monday) == 1
    jobs.run_due()
    (came,) = push_service.received
    assert came.path == "/send/phone"
    assert came.read_by(browser) == {
        "title": "Jane Döe has accepted",
        "body": "See you – then",
        "path": "/activities/7/",
        "tag": "answer:7",
    }
    assert b"Jane" not in came.body
    with pytest.raises(InvalidTag):
        came.read_by(Browser.new())
    phone.refresh_from_db()
    assert phone.sent_at == monday


def test_the_service_is_told_who_sends_and_how_long_it_is_news(
    rita: Member, phone: PushSubscription, push_service: PushService, monday: datetime, settings: Any
) -> None:
    # The service judges by the real clock.
    with clock.standing_at(datetime.now(monday.tzinfo)) as now:
        choose(rita, by=rita, any_time=True)
        tell(rita, notice(now), now)
        jobs.run_due()
    (came,) = push_service.received
    key, claims = came.sender(push_service.address)
    assert key == settings.PUSH_KEY.public
    assert claims["sub"] == settings.PUSH_CONTACT
    told = {name: came.headers[name] for name in ("ttl", "urgency", "content-encoding")}
    assert told == {"ttl": "7200", "urgency": "normal", "content-encoding": "aes128gcm"}
    assert len(came.headers["topic"]) == 32


def test_a_device_that_was_off_does_not_get_it_in_quiet_hours(
    rita: Member, phone: PushSubscription, push_service: PushService, monday: datetime
) -> None:
    # Her day ends at five.
    late = monday + timedelta(hours=8, minutes=20)
    with clock.standing_at(late):
        tell(rita, notice(late), late)
        jobs.run_due()
        choose(rita, by=rita, any_time=True)
        tell(rita, notice(late, key="answer:8"), late)
        jobs.run_due()
    assert [came.headers["ttl"] for came in push_service.received] == [str(10 * 60), str(120 * 60)]


def logged_in(member: Member) -> Client:
    client = Client()
    assert member.user is not None
    client.force_login(member.user, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("end", ["nothing", "elsewhere", "password", "logged out", "run out", "somebody else"])
def test_a_device_is_told_as_long_as_its_log_in_lasts(
    rita: Member, raj: Member, phone: PushSubscription, push_service: PushService, monday: datetime, end: str
) -> None:
    client = logged_in(raj if end == "somebody else" else rita)
    key = client.session.session_key
    PushSubscription.objects.filter(pk=phone.pk).update(session_key=key)
    if end == "elsewhere":
        Session.objects.filter(session_key=key).delete()
    elif end == "password":
        assert rita.user is not None
        rita.user.set_password("another horse battery")
        rita.user.save()
    elif end == "logged out":
        client.logout()
    elif end == "run out":
        Session.objects.filter(session_key=key).update(expire_date=timezone.now())
    tell(rita, notice(monday), monday)
    jobs.run_due()
    assert len(push_service.received) == (1 if end == "nothing" else 0)
    # It is told again once they log in there.
    rita.refresh_from_db()
    again = logged_in(rita).session.session_key or ""
    subscribe(rita, by=rita, endpoint=phone.endpoint, public=phone.public, auth=phone.auth, session_key=again)
    tell(rita, notice(monday, key="answer:8"), monday)
    jobs.run_due()
    assert len(push_service.received) == (2 if end == "nothing" else 1)


def test_each_device_gets_it_once_whatever_runs_twice(
    rita: Member, phone: PushSubscription, push_service: PushService, browser: Browser, monday: datetime
) -> None:
    subscribe(rita, by=rita, endpoint=f"{push_service.address}/send/desk", public=browser.public, auth=browser.auth)
    for _ in range(3):
        tell(rita, notice(monday), monday)
        jobs.run_due()
    assert sorted(came.path for came in push_service.received) == ["/send/desk", "/send/phone"]


@pytest.mark.parametrize("status", [404, 410])
def test_a_device_that_is_gone_is_dropped(
    rita: Member, phone: PushSubscription, push_service: PushService, monday: datetime, status: int
) -> None:
    push_service.answers.append((status, {}))
    tell(rita, notice(monday), monday)
    jobs.run_due()
    assert not PushSubscription.objects.exists()
    assert queued().state == Job.State.DONE


@pytest.mark.parametrize(
    ("answer", "wait"),
    [((503, {}), None), ((429, {"Retry-After": "120"}), 120), ((500, {"Retry-After": "soon"}), None)],
)
def test_a_service_that_is_busy_is_asked_again(
    rita: Member,
    phone: PushSubscription,
    push_service: PushService,
    monday: datetime,
    answer: tuple[int, dict[str, str]],
    wait: int | None,
) -> None:
    push_service.answers.append(answer)
    tell(rita, notice(monday), monday)
    jobs.run_due()
    job = queued()
    assert job.state == Job.State.QUEUED
    if wait is not None:
        assert job.run_at - timezone.now() > timedelta(seconds=wait - 30)
    run_again()
    assert queued().state == Job.State.DONE
    assert PushSubscription.objects.exists()


def test_a_service_that_refuses_for_good_is_not_asked_again(
    rita: Member, phone: PushSubscription, push_service: PushService, monday: datetime
) -> None:
    push_service.answers.append((403, {}))
    tell(rita, notice(monday), monday)
    jobs.run_due()
    assert (queued().state, "403" in queued().last_error) == (Job.State.DEAD, True)


def test_an_address_inside_is_never_reached_and_its_device_dropped(
    rita: Member, phone: PushSubscription, push_service: PushService, monday: datetime, settings: Any
) -> None:
    settings.PUSH_RULES = Rules(ports=push_service.rules.ports)
    tell(rita, notice(monday), monday)
    jobs.run_due()
    assert push_service.received == []
    assert not PushSubscription.objects.exists()


def test_in_quiet_hours_it_waits_for_their_end(
    rita: Member, phone: PushSubscription, push_service: PushService, monday: datetime
) -> None:
    evening = monday + timedelta(hours=10)
    with clock.standing_at(evening):
        tell(rita, notice(evening, lasts_until=evening + timedelta(days=1)), evening)
    assert queued().run_at == monday + timedelta(days=1)
    with clock.standing_at(queued().run_at):
        jobs.run_due()
    assert len(push_service.received) == 1


def test_what_is_no_news_by_then_is_left_out(rita: Member, phone: PushSubscription, monday: datetime) -> None:
    evening = monday + timedelta(hours=10)
    assert tell(rita, notice(evening, lasts_until=evening + timedelta(hours=3)), evening) == 0


def test_a_reminder_does_not_wait(rita: Member, phone: PushSubscription, monday: datetime) -> None:
    evening = monday + timedelta(hours=10)
    later = notice(evening, subject=Subject.REMINDER, lasts_until=evening + timedelta(days=3))
    assert tell(rita, later, evening) == 0
    choose(rita, by=rita, any_time=True)
    assert tell(rita, later, evening) == 1


def test_leave_that_was_entered_meanwhile_is_quiet_too(
    rita: Member, phone: PushSubscription, push_service: PushService, monday: datetime
) -> None:
    tell(rita, notice(monday, lasts_until=monday + timedelta(days=4)), monday)
    Leave.objects.create(member=rita, starts_on=MONDAY, ends_on=MONDAY + timedelta(days=1))
    jobs.run_due()
    assert push_service.received == []
    with clock.standing_at(monday + timedelta(days=1)):
        run_again()
    assert len(push_service.received) == 1


@pytest.mark.parametrize("change", ["not wanted", "turned off", "has left", "too late"])
def test_whether_it_is_wanted_is_asked_again_before_it_goes(
    rita: Member, phone: PushSubscription, push_service: PushService, monday: datetime, change: str
) -> None:
    tell(rita, notice(monday), monday)
    now = monday
    if change == "not wanted":
        choose(rita, by=rita, tells_of_answers=False)
    elif change == "turned off":
        unsubscribe(phone, by=rita)
    elif change == "has left":
        Member.objects.filter(pk=rita.pk).update(archived_at=monday)
    else:
        now = monday + timedelta(hours=3)
    with clock.standing_at(now):
        jobs.run_due()
    assert push_service.received == []
    assert queued().state == Job.State.DONE


def test_who_does_not_want_it_or_has_no_device_gets_none(
    rita: Member, raj: Member, phone: PushSubscription, monday: datetime
) -> None:
    assert tell(raj, notice(monday), monday) == 0
    choose(rita, by=rita, tells_of_answers=False)
    assert tell(rita, notice(monday), monday) == 0


def test_words_that_are_too_long_are_cut_so_that_it_fits(
    rita: Member, phone: PushSubscription, push_service: PushService, browser: Browser, monday: datetime
) -> None:
    tell(rita, notice(monday, title="ü" * 900, body="ß" * 9000), monday)
    jobs.run_due()
    assert len(push_service.received[0].read_by(browser)["body"]) == 400


def test_devices_of_another_organisation_are_not_reached(
    rita: Member, otto: Member, phone: PushSubscription, push_service: PushService, monday: datetime
) -> None:
    with scope(otto.organisation):
        assert tell(otto, notice(monday), monday) == 0
