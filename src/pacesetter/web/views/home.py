"""The first page: where this person starts, or what to do on an empty installation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from pacesetter.demo import reachable_by
from pacesetter.demo.jobs import work_in_hand
from pacesetter.tenancy.models import Organisation
from pacesetter.web.first_steps import lacks_something


def home(request: HttpRequest) -> HttpResponse:
    """Everybody's day; administrators of a new organisation first see what it still lacks. An installation without any
    organisation says how to make one."""
    member = getattr(request, "member", None)
    if member is not None:
        if lacks_something(member):
            return redirect("first_steps")
        return redirect("my_day")
    if not Organisation.objects.exists():
        if work_in_hand():
            return redirect("demo")
        return render(request, "web/empty_installation.html", {"ways": reachable_by()})
    return redirect("organisation_choice" if request.user.is_authenticated else "account_login")
