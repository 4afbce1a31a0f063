"""Which organisation to work in, for those who belong to several."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from pacesetter.core.written_ids import written_id
from pacesetter.web.going_back import asked_address
from pacesetter.web.membership import choose, memberships_of, shut_out_of


@require_http_methods(["GET", "POST"])
@login_required
def organisation_choice(request: HttpRequest) -> HttpResponse:
    """Show the organisations of this log-in, and take the choice. Whoever was on the way to a page goes on to it."""
    assert request.user.pk is not None  # noqa: S101 - login_required has seen to it
    memberships = memberships_of(request.user.pk, request.session)
    if request.method == "POST":
        chosen = written_id(request.POST.get("member", ""))
        choose(get_object_or_404(memberships, pk=chosen or 0), request.session)
        return redirect(asked_address(request) or "home")
    facts = {
        "memberships": list(memberships),
        "shut": list(shut_out_of(request.user.pk, request.session)),
        "next": asked_address(request),
        "is_administrator": any(membership.is_administrator for membership in memberships),
    }
    return render(request, "web/organisation_choice.html", facts)
