"""Turning notifications on and off in a browser."""

from typing import Any

import pytest

from pacesetter.core.push.tests.reading import Browser
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.notifications.access import get_subscription_for
from pacesetter.notifications.models import PushSubscription
from pacesetter.notifications.verbs import subscribe, unsubscribe
from pacesetter.notifications.verbs.subscribe import MOST
from pacesetter.people.models import Member

ENDPOINT = "https://push.example/send/abc"


def keys(browser: Browser) -> dict[str, str]:
    return {"public": browser.public, "auth": browser.auth}


def test_it_is_kept_and_told_in_the_history(rita: Member, browser: Browser) -> None:
    row = subscribe(rita, by=rita, endpoint=ENDPOINT, user_agent="Firefox", **keys(browser))
    assert (row.member, row.endpoint, row.user_agent) == (rita, ENDPOINT, "Firefox")
    assert [event.verb for event in Event.objects.filter(subject_kind="notifications")] == ["push.subscribed"]


def test_a_browser_that_subscribes_again_is_one_device_with_its_new_keys(rita: Member, browser: Browser) -> None:
    subscribe(rita, by=rita, endpoint=ENDPOINT, **keys(browser))
    newer = Browser.new()
    subscribe(rita, by=rita, endpoint=ENDPOINT, **keys(newer))
    assert PushSubscription.objects.get().public == newer.public


def test_a_browser_that_somebody_else_uses_now_is_theirs(rita: Member, raj: Member, browser: Browser) -> None:
    subscribe(rita, by=rita, endpoint=ENDPOINT, **keys(browser))
    subscribe(raj, by=raj, endpoint=ENDPOINT, **keys(browser))
    assert PushSubscription.objects.get().member == raj


def test_of_too_many_devices_the_oldest_goes(rita: Member, browser: Browser) -> None:
    for number in range(MOST + 1):
        subscribe(rita, by=rita, endpoint=f"{ENDPOINT}{number}", **keys(browser))
    kept = PushSubscription.objects.filter(member=rita)
    assert kept.count() == MOST
    assert not kept.filter(endpoint=f"{ENDPOINT}0").exists()


@pytest.mark.parametrize(
    "endpoint",
    [
        "",
        "http://push.example/send",
        "https://push.example:8443/send",
        "https://user@push.example/send",
        "https:///send",
        "https://push.example:port/",
        "javascript:alert(1)",
        "https://push.example/" + "x" * 1000,
        "https://püsh.example/",
    ],
)
def test_what_no_push_service_gives_out_is_refused(rita: Member, browser: Browser, endpoint: str) -> None:
    with pytest.raises(Refusal, match="address"):
        subscribe(rita, by=rita, endpoint=endpoint, **keys(browser))
    assert not PushSubscription.objects.exists()


def test_keys_that_are_none_are_refused(rita: Member, browser: Browser) -> None:
    with pytest.raises(Refusal, match="keys"):
        subscribe(rita, by=rita, endpoint=ENDPOINT, public=browser.public, auth="short")


def test_it_is_turned_off_again(rita: Member, browser: Browser) -> None:
    unsubscribe(subscribe(rita, by=rita, endpoint=ENDPOINT, **keys(browser)), by=rita)
    assert not PushSubscription.objects.exists()


@pytest.mark.parametrize("who", ["raj", "mona", "ada", "otto"])
def test_nobody_does_it_for_others(rita: Member, who: str, browser: Browser, request: pytest.FixtureRequest) -> None:
    other: Member = request.getfixturevalue(who)
    row = subscribe(rita, by=rita, endpoint=ENDPOINT, **keys(browser))
    with pytest.raises(NotAllowed):
        unsubscribe(row, by=other)
    with pytest.raises(NotAllowed):
        subscribe(rita, by=other, endpoint=ENDPOINT, **keys(browser))
    with pytest.raises(PushSubscription.DoesNotExist):
        get_subscription_for(other, row.pk)


def test_who_has_left_turns_nothing_on(rita: Member, browser: Browser, monday: Any) -> None:
    rita.archived_at = monday
    with pytest.raises(NotAllowed):
        subscribe(rita, by=rita, endpoint=ENDPOINT, **keys(browser))
