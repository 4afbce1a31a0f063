"""What a view for members starts with."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from pacesetter.people.models import Member

P = ParamSpec("P")


class MemberRequest(HttpRequest):
    """A request of a member, whose organisation is in scope."""

    member: Member
    htmx: Any


def member_view(
    view: Callable[Concatenate[MemberRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Send whoever is not logged in to log in, and whoever has no organisation chosen to choose one."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if getattr(request, "member", None) is None:
            return redirect("organisation_choice")
        return view(request, *args, **kwargs)  # type: ignore[arg-type]

    guarded.for_members = True  # type: ignore[attr-defined]
    return guarded  # type: ignore[return-value]
