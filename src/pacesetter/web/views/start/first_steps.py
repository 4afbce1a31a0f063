"""The first steps of a new organisation."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from pacesetter.people.verbs import settle_in
from pacesetter.web.first_steps import steps
from pacesetter.web.member_view import MemberRequest, administrator_view


@require_http_methods(["GET", "POST"])
@administrator_view
def first_steps(request: MemberRequest) -> HttpResponse:
    """Show what is done and what is not; POST makes it no longer the start page."""
    if request.method == "POST":
        settle_in(by=request.member)
        return redirect("home")
    all_steps = steps()
    facts = {
        "steps": all_steps,
        "done": sum(step.is_done for step in all_steps),
        "is_start": request.member.organisation.settled_in_at is None,
    }
    return render(request, "web/first_steps.html", facts)
