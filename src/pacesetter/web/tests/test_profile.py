"""One's own profile."""

from pacesetter.people.models import Member
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
