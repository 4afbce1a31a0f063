"""Choosing notifications, and the devices that get them."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session

from pacesetter import jobs
from pacesetter.core.push.tests.reading import Browser
from pacesetter.notifications.access import choices_of
from pacesetter.notifications.models import PushSubscription
from pacesetter.notifications.tests.push_service import running_push_service
from pacesetter.notifications.verbs import subscribe
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor

ENDPOINT = "https://push.example/send/1"


def as_sent(browser: Browser, endpoint: str = ENDPOINT) -> dict[str, str]:
    return {"endpoint": endpoint, "p256dh": browser.public, "auth": browser.auth}


def turned_on(member: Member, endpoint: str = ENDPOINT) -> PushSubscription:
    browser = Browser.new()
    return subscribe(member, by=member, endpoint=endpoint, public=browser.public, auth=browser.auth)


def test_a_browser_turns_them_on_and_off(visitor: Visitor, rita: Member, settings: Any) -> None:
    page = visitor.log_in(rita).read("/profile/notifications/")
    assert f'data-key="{settings.PUSH_KEY.public}"' in page
    assert visitor.post("/profile/devices/", as_sent(Browser.new())).status_code == 201
    assert PushSubscription.objects.get().member == rita
    assert f'data-endpoint="{ENDPOINT}"' in visitor.read("/profile/notifications/")
    assert visitor.post("/profile/devices/", {"endpoint": ENDPOINT, "_method": "DELETE"}).status_code == 204
    assert not PushSubscription.objects.exists()


def test_what_no_push_service_gives_out_is_refused_in_words(visitor: Visitor, rita: Member) -> None:
    answer: Any = visitor.log_in(rita).post("/profile/devices/", as_sent(Browser.new(), "http://10.0.0.1/"))
    assert (answer.status_code, answer.json()["code"]) == (422, "unusable")
    assert not PushSubscription.objects.exists()


def test_a_device_is_turned_off_from_another_one(visitor: Visitor, rita: Member) -> None:
    row = turned_on(rita)
    address = f"/profile/devices/{row.pk}/"
    assert "Turn notifications off on" in visitor.log_in(rita).delete(address).content.decode()
    assert PushSubscription.objects.exists()
    assert visitor.delete(address, sure=True).status_code == 302
    assert not PushSubscription.objects.exists()


@pytest.mark.parametrize("who", ["raj", "ada", "otto"])
def test_nobody_sees_or_turns_off_anothers(
    visitor: Visitor, rita: Member, who: str, request: pytest.FixtureRequest
) -> None:
    row = turned_on(rita)
    visitor.log_in(request.getfixturevalue(who))
    assert ENDPOINT not in visitor.read("/profile/notifications/")
    assert visitor.delete(f"/profile/devices/{row.pk}/", sure=True).status_code == 404
    visitor.post("/profile/devices/", {"endpoint": ENDPOINT, "_method": "DELETE"})
    assert PushSubscription.objects.get() == row


def test_a_log_in_that_is_ended_elsewhere_is_shown_as_silent(visitor: Visitor, rita: Member) -> None:
    visitor.log_in(rita).post("/profile/devices/", as_sent(Browser.new()))
    assert "logged out there" not in visitor.read("/profile/notifications/")
    elsewhere = Visitor().log_in(rita)
    Session.objects.filter(session_key=visitor.client.session.session_key).delete()
    assert "logged out there" in elsewhere.read("/profile/notifications/")


def test_a_browser_with_another_subscription_takes_the_place_of_its_last_one(visitor: Visitor, rita: Member) -> None:
    turned_on(rita)
    kit: Any = visitor.log_in(rita).get("/offline-kit/")
    assert (kit.json()["push"]["known"], kit.json()["push"]["linked"]) == ([ENDPOINT], [])
    newer = f"{ENDPOINT}2"
    answer = visitor.post("/profile/devices/", as_sent(Browser.new(), newer) | {"instead_of": ENDPOINT})
    assert answer.status_code == 201
    assert PushSubscription.objects.get().endpoint == newer
    kit = visitor.get("/offline-kit/")
    assert (kit.json()["push"]["known"], kit.json()["push"]["linked"]) == ([newer], [newer])


@pytest.mark.parametrize("whose", ["nobody", "raj"])
def test_what_was_turned_off_is_not_turned_on_again_by_its_browser(
    visitor: Visitor, rita: Member, raj: Member, whose: str
) -> None:
    if whose == "raj":
        turned_on(raj)
    newer = as_sent(Browser.new(), f"{ENDPOINT}2")
    answer: Any = visitor.log_in(rita).post("/profile/devices/", newer | {"instead_of": ENDPOINT})
    assert (answer.status_code, answer.json()["code"]) == (409, "off")
    assert [row.member for row in PushSubscription.objects.all()] == ([raj] if whose == "raj" else [])


def test_what_is_chosen_is_kept(visitor: Visitor, rita: Member) -> None:
    visitor.log_in(rita)
    answer = visitor.post("/profile/notifications/", {"lead_minutes": "30", "reminds_by_mail": "on", "any_time": "on"})
    assert answer.status_code == 302
    row = choices_of(rita)
    assert (row.lead_minutes, row.reminds_by_mail, row.any_time) == (30, True, True)
    assert (row.reminds_by_push, row.tells_of_targets, row.tells_of_answers) == (False, False, False)


def test_a_time_that_is_not_offered_is_refused_beside_its_field(visitor: Visitor, rita: Member) -> None:
    page = visitor.log_in(rita).post("/profile/notifications/", {"lead_minutes": "7"}).content.decode()
    assert 'id="id_lead_minutes_error"' in page
    assert choices_of(rita).pk is None


def test_one_to_try_comes_at_once(visitor: Visitor, rita: Member, settings: Any) -> None:
    with running_push_service() as service:
        settings.PUSH_RULES = service.rules
        browser = Browser.new()
        subscribe(rita, by=rita, endpoint=service.address, public=browser.public, auth=browser.auth)
        visitor.log_in(rita).post("/profile/notifications/trial/")
        jobs.run_due()
        (came,) = service.received
    assert came.read_by(browser)["body"] == "Notifications arrive on this device."


def test_without_a_device_there_is_nothing_to_try(visitor: Visitor, rita: Member) -> None:
    visitor.log_in(rita).post("/profile/notifications/trial/")
    assert "not turned on on any device" in visitor.read("/profile/notifications/")


def test_queries_do_not_grow_with_devices(visitor: Visitor, rita: Member, django_assert_max_num_queries: Any) -> None:
    for number in range(12):
        turned_on(rita, f"{ENDPOINT}{number}")
    visitor.log_in(rita).read("/profile/notifications/")
    with django_assert_max_num_queries(8):
        visitor.read("/profile/notifications/")
