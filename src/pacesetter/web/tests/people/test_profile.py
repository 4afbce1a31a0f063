"""One's own profile."""

from typing import Any

from pacesetter.people.models import Member, SalesRole
from pacesetter.web.tests.conftest import Visitor

ASKED = {"name": "Rita R.", "phone": "+64 21 123", "time_zone": "Asia/Tokyo", "locale": "en-gb", "theme": "dark"}


def test_what_was_changed_is_saved_and_holds_at_once(visitor: Visitor, rita: Member) -> None:
    assert visitor.log_in(rita).post("/profile/", ASKED).headers["Location"] == "/profile/"
    rita.refresh_from_db()
    assert {name: getattr(rita, name) for name in ASKED} == ASKED
    page = visitor.read("/profile/")
    assert "Saved." in page
    assert 'data-bs-theme="dark"' in page
    assert '<html lang="en-gb"' in page


def test_what_cannot_be_is_refused_beside_the_field(visitor: Visitor, rita: Member) -> None:
    page = visitor.log_in(rita).post("/profile/", ASKED | {"time_zone": "Mars/Base"}).content.decode()
    assert 'id="id_time_zone_error"' in page
    rita.refresh_from_db()
    assert rita.name == "Rita"


def test_nobody_becomes_administrator_by_a_form(visitor: Visitor, rita: Member) -> None:
    visitor.log_in(rita).post("/profile/", ASKED | {"access_level": "administrator"})
    rita.refresh_from_db()
    assert rita.access_level == "team_member"


def test_who_is_not_logged_in_is_sent_to_log_in(visitor: Visitor, rita: Member) -> None:
    assert visitor.post("/profile/", ASKED).headers["Location"].startswith("/accounts/login/")


def test_which_mail_is_wanted_is_kept(visitor: Visitor, rita: Member) -> None:
    visitor.log_in(rita).post("/profile/", ASKED | {"wants_daily_mail": "on"})
    rita.refresh_from_db()
    assert (rita.wants_daily_mail, rita.wants_weekly_mail) == (True, False)


def test_where_answers_come_is_chosen_where_there_is_a_choice(visitor: Visitor, rita: Member, settings: Any) -> None:
    settings.INBOUND_DOMAIN = ""
    assert "answers_to_own_address" not in visitor.log_in(rita).read("/profile/")
    settings.INBOUND_DOMAIN = "kpi.example"
    page = visitor.read("/profile/")
    assert "Answers stand on the meeting only as far as that mailbox is connected" in page
    visitor.post("/profile/", ASKED | {"answers_to_own_address": "on"})
    rita.refresh_from_db()
    assert rita.answers_to_own_address
    visitor.post("/profile/", ASKED)
    rita.refresh_from_db()
    assert not rita.answers_to_own_address


def test_it_says_where_one_is(visitor: Visitor, rita: Member, bdm: SalesRole) -> None:
    page = visitor.log_in(rita).read("/profile/")
    assert "Acme" in page
    assert "North" in page
    assert "Business Development Manager" in page
