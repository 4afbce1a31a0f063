"""The first page: where this person starts, or what to do on an empty installation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from pacesetter.tenancy.models import Organisation
from pacesetter.web.navigation import sees_others


def home(request: HttpRequest) -> HttpResponse:
    """Leads see their team first, everybody else their own figures. An installation without any organisation says how
    to make one."""
    member = getattr(request, "member", None)
    if member is not None:
        return redirect("board" if sees_others(member) else "scorecard")
    if not Organisation.objects.exists():
        return render(request, "web/empty_installation.html")
    return redirect("organisation_choice" if request.user.is_authenticated else "account_login")
