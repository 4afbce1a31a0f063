"""Addresses in mails, notifications and calendars: they say in which organisation the page is."""

from collections.abc import Iterable

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from pacesetter.people.models import Member
from pacesetter.web.membership import choose, memberships_of, shut_out_of


@require_http_methods(["GET", "POST"])
@login_required
def within(request: HttpRequest, organisation_id: int, rest: str) -> HttpResponse:
    """Go to the page where the reader works in its organisation. Who works in another one is asked to change over
    (POST does it): a link alone must not change where somebody works. Where the reader belongs to no such organisation
    the answer is the same as where there is none, whether the page is there or not.
    """
    assert request.user.pk is not None  # noqa: S101 - login_required has seen to it
    member = getattr(request, "member", None)
    if member is not None and member.organisation_id == organisation_id:
        return _on(request, rest)
    membership = _there(memberships_of(request.user.pk, request.session), organisation_id)
    if membership is None:
        if _there(shut_out_of(request.user.pk, request.session), organisation_id):
            # Only the organisation's own log-in opens it; that page offers it.
            return redirect("organisation_choice")
        raise Http404
    if member is None or request.method == "POST":
        choose(membership, request.session)
        return _on(request, rest)
    return render(request, "web/within.html", {"there": membership.organisation, "here": member.organisation})


def _there(memberships: Iterable[Member], organisation_id: int) -> Member | None:
    # They are few; and a number that is too long for the database is no matter here.
    return next((one for one in memberships if one.organisation_id == organisation_id), None)


def _on(request: HttpRequest, rest: str) -> HttpResponse:
    # Never "//elsewhere": that would be another site.
    query = request.META.get("QUERY_STRING", "")
    return redirect("/" + rest.lstrip("/\\") + (f"?{query}" if query else ""))
