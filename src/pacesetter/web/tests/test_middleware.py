"""As whom a request runs."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import organisation_id_or_none
from pacesetter.web.middleware import MemberMiddleware
from pacesetter.web.tests.conftest import Visitor


def test_a_member_works_in_their_organisation_and_in_no_other_afterwards(rita: Member, visitor: Visitor) -> None:
    seen: list[int | None] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(organisation_id_or_none())
        return HttpResponse()

    request = RequestFactory().get("/")
    request.user = rita.user  # type: ignore[assignment]
    request.session = {}  # type: ignore[assignment]
    visitor._outside(MemberMiddleware(view), request)
    assert seen == [rita.organisation_id]
    assert visitor._outside(organisation_id_or_none) is None


def test_nobody_is_logged_in_nobody_is_in_scope(visitor: Visitor, organisation: Organisation) -> None:
    response = visitor.get("/accounts/login/")
    assert response.wsgi_request.member is None  # type: ignore[attr-defined]


def test_an_archived_member_is_nobody_from_the_next_request_on(visitor: Visitor, rita: Member) -> None:
    visitor.log_in(rita).read("/scorecard/")
    Member.objects.filter(pk=rita.pk).update(archived_at=datetime(2026, 3, 1, tzinfo=UTC))
    assert visitor.get("/scorecard/").headers["Location"] == "/organisation/?next=/scorecard/"
    assert "You belong to no organisation" in visitor.read("/organisation/")


def test_the_member_is_one_query(visitor: Visitor, rita: Member) -> None:
    visitor.log_in(rita).read("/profile/")
    with CaptureQueriesContext(connection) as captured:
        visitor.read("/profile/")
    # The session, the member with the log-in; then what the page itself shows.
    asked = [query["sql"] for query in captured.captured_queries]
    assert 'FROM "people_member"' in asked[1]
    assert sum('FROM "people_member"' in sql for sql in asked) == 1


def test_times_are_those_of_the_members_zone_and_pages_in_their_language(visitor: Visitor, rita: Member) -> None:
    Member.objects.filter(pk=rita.pk).update(time_zone="Asia/Tokyo", locale="en-gb")
    seen: list[str] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.extend([timezone.get_current_timezone_name(), translation.get_language() or ""])
        return HttpResponse()

    request = RequestFactory().get("/")
    request.user = rita.user  # type: ignore[assignment]
    request.session = {}  # type: ignore[assignment]
    response = visitor._outside(MemberMiddleware(view), request)
    assert seen == ["Asia/Tokyo", "en-gb"]
    assert response.headers["Content-Language"] == "en-gb"
    assert timezone.get_current_timezone_name() == "UTC"


def test_figures_stay_out_of_the_browsers_cache(visitor: Visitor, rita: Member) -> None:
    assert visitor.log_in(rita).get("/scorecard/").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_members_theme_is_said_on_the_page(theme: str, visitor: Visitor, rita: Member) -> None:
    Member.objects.filter(pk=rita.pk).update(theme=theme)
    assert f'data-bs-theme="{theme}"' in visitor.log_in(rita).read("/scorecard/")


def test_without_a_choice_the_theme_follows_the_system(visitor: Visitor, rita: Member) -> None:
    assert "data-bs-theme" not in visitor.log_in(rita).read("/scorecard/")
