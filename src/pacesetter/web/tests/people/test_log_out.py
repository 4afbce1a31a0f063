"""Logging out leaves nothing behind on the device."""

from pacesetter.core.push.tests.reading import Browser
from pacesetter.notifications.models import PushSubscription
from pacesetter.notifications.verbs import subscribe
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor


def turned_on(member: Member, endpoint: str) -> None:
    browser = Browser.new()
    subscribe(member, by=member, endpoint=endpoint, public=browser.public, auth=browser.auth)


def test_the_browser_is_told_to_erase_what_it_keeps(visitor: Visitor, rita: Member) -> None:
    answer = visitor.log_in(rita).post("/accounts/logout/")
    assert answer.headers["Clear-Site-Data"] == '"storage"'
    assert visitor.get("/day/").status_code == 302


def test_what_waits_to_be_sent_stays_where_that_is_wanted(visitor: Visitor, rita: Member) -> None:
    answer = visitor.log_in(rita).post("/accounts/logout/", {"keep": "yes"})
    assert "Clear-Site-Data" not in answer.headers
    assert visitor.get("/day/").status_code == 302


def test_this_browser_gets_no_notifications_any_more_and_the_others_do(visitor: Visitor, rita: Member) -> None:
    for name in ("phone", "desk"):
        turned_on(rita, f"https://push.example/{name}")
    visitor.log_in(rita).post("/accounts/logout/", {"endpoint": "https://push.example/phone"})
    assert [row.endpoint for row in PushSubscription.objects.all()] == ["https://push.example/desk"]


def test_nobody_turns_off_anothers(visitor: Visitor, rita: Member, raj: Member) -> None:
    turned_on(rita, "https://push.example/phone")
    visitor.log_in(raj).post("/accounts/logout/", {"endpoint": "https://push.example/phone"})
    assert PushSubscription.objects.count() == 1


def test_asking_changes_nothing(visitor: Visitor, rita: Member) -> None:
    page = visitor.log_in(rita).get("/accounts/logout/")
    assert "Clear-Site-Data" not in page.headers
    assert f'data-member="{rita.pk}"' in page.content.decode()
    assert visitor.get("/day/").status_code == 200
