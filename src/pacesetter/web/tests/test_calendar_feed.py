"""The calendar feed by its link, and the page that makes and ends the link."""

import re

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import NOW, Visitor

pytestmark = pytest.mark.usefixtures("at_noon")


def new_link(visitor: Visitor) -> str:
    found = re.search(
        r'value="http://testserver(/feeds/[^"]+\.ics)"', visitor.post("/profile/calendar-feed/").content.decode()
    )
    assert found is not None
    return found[1]


def test_a_calendar_program_reads_it_without_a_log_in(visitor: Visitor, rita: Member, meeting: ActivityType) -> None:
    verbs.plan(by=rita, owner=rita, activity_type=meeting, due_at=NOW, subject="Release")
    link = new_link(visitor.log_in(rita))
    response = Visitor().get(link)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"Release" in response.content
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert "Set-Cookie" not in response.headers


def test_what_has_not_changed_is_not_sent_again(visitor: Visitor, rita: Member, meeting: ActivityType) -> None:
    row = verbs.plan(by=rita, owner=rita, activity_type=meeting, due_at=NOW, subject="Release")
    link = new_link(visitor.log_in(rita))
    etag = visitor.get(link).headers["ETag"]
    again = visitor.get(link, if_none_match=f'W/{etag}, "other"')
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", etag)
    verbs.edit(row, by=rita, subject="Second release")
    assert visitor.get(link, if_none_match=etag).status_code == 200


def test_the_link_is_shown_once_and_can_be_ended(visitor: Visitor, rita: Member) -> None:
    assert "There is no link." in visitor.log_in(rita).read("/profile/calendar-feed/")
    link = new_link(visitor)
    page = visitor.read("/profile/calendar-feed/")
    assert "There is a link" in page
    assert link not in page
    for asks in (visitor.delete("/profile/calendar-feed/"), visitor.post("/profile/calendar-feed/")):
        assert "The link there is works no longer." in asks.content.decode()
    assert visitor.get(link).status_code == 200
    visitor.delete("/profile/calendar-feed/", sure=True)
    assert visitor.get(link).status_code == 404
    assert "There is no link." in visitor.read("/profile/calendar-feed/")


def test_an_invented_link_finds_nothing(visitor: Visitor, rita: Member) -> None:
    assert visitor.get("/feeds/invented.ics").status_code == 404


def test_the_page_is_one_s_own(visitor: Visitor, rita: Member, ada: Member) -> None:
    link = new_link(visitor.log_in(rita))
    visitor.log_in(ada).delete("/profile/calendar-feed/", sure=True)
    assert visitor.get(link).status_code == 200
