"""Who is logged in: everything that Django refuses is refused where log-in and member are read in one trip."""

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from pacesetter.people.models import Member, User
from pacesetter.web.tests.conftest import Visitor

PAGE = "/scorecard/"


@pytest.fixture
def inside(visitor: Visitor, rita: Member) -> Visitor:
    """Rita's browser, which has chosen her organisation with its first page."""
    visitor.log_in(rita).read(PAGE)
    return visitor


def is_logged_out(visitor: Visitor) -> bool:
    return "/accounts/login/" in visitor.get(PAGE).headers.get("Location", "")


def test_log_in_member_and_organisation_are_one_query(inside: Visitor) -> None:
    with CaptureQueriesContext(connection) as captured:
        inside.read(PAGE)
    asked = [query["sql"] for query in captured.captured_queries]
    assert sum('FROM "people_member"' in sql or 'FROM "people_user"' in sql for sql in asked) == 1
    assert '"people_user"."email"' in asked[1]


def test_a_new_password_ends_the_session(inside: Visitor, rita: Member) -> None:
    assert rita.user is not None
    rita.user.set_password("another horse battery")
    rita.user.save()
    assert is_logged_out(inside)


def test_a_log_in_that_is_not_active_any_more_is_none(inside: Visitor, rita: Member) -> None:
    assert rita.user is not None
    User.objects.filter(pk=rita.user.pk).update(is_active=False)
    assert is_logged_out(inside)


def test_a_session_without_the_sign_of_its_password_is_none(inside: Visitor) -> None:
    session = inside.client.session
    session[HASH_SESSION_KEY] = ""
    session.save()
    assert is_logged_out(inside)


def test_a_way_of_logging_in_that_is_not_offered_any_more_is_none(inside: Visitor) -> None:
    session = inside.client.session
    session[BACKEND_SESSION_KEY] = "somewhere.else.Backend"
    session.save()
    assert is_logged_out(inside)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session.save()
    with override_settings(AUTHENTICATION_BACKENDS=["django.contrib.auth.backends.ModelBackend"]):
        assert is_logged_out(inside)


def test_a_new_key_of_the_server_keeps_who_came_with_the_old_one(inside: Visitor, settings: object) -> None:
    old = settings.SECRET_KEY  # type: ignore[attr-defined]
    with override_settings(SECRET_KEY="a new key" * 8, SECRET_KEY_FALLBACKS=[old]):
        assert inside.get(PAGE).status_code == 200
        # The session has the sign by the new key now.
        assert inside.get(PAGE).status_code == 200


def test_somebody_archived_is_logged_in_and_works_nowhere(inside: Visitor, rita: Member) -> None:
    Member.objects.filter(pk=rita.pk).update(archived_at="2026-03-01T00:00Z")
    assert inside.get(PAGE).headers["Location"].startswith("/organisation/")


def test_nobody_works_where_somebody_else_does(inside: Visitor, otto: Member) -> None:
    session = inside.client.session
    session["organisation_id"] = otto.organisation_id
    session.save()
    assert inside.get(PAGE).headers["Location"].startswith("/organisation/")
