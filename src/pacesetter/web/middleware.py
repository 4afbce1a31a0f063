"""Every request of somebody logged in runs for one member: in their organisation, time zone and language."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from pacesetter.people.language import language_of
from pacesetter.tenancy.scope import scope
from pacesetter.web.log_in_pages import refuse_log_in_pages
from pacesetter.web.membership import chosen_member


class MemberMiddleware:
    """Set `request.member` (None where nobody is logged in, or no organisation is chosen) and enter its scope.

    An archived member is refused from the next request on, because the row is read anew each time: one query.
    Without a member no organisation is in scope, so a view that forgot to ask for one fails instead of answering.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        member = None
        if request.user.is_authenticated:
            member = getattr(request, "member_read", None) or chosen_member(request.user.pk, request.session)
            refuse_log_in_pages(request.path, request.session)
        request.member = member  # type: ignore[attr-defined]
        if member is None:
            return self.get_response(request)
        with scope(member.organisation), timezone.override(member.zone()), language_of(member):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "en")
        # What a phone keeps to be read without a network is kept for this member alone.
        response.headers.setdefault("Pacesetter-Member", str(member.pk))
        # And notifications on it are for this person alone, in whichever organisation.
        response.headers.setdefault("Pacesetter-User", str(request.user.pk))
        # Figures and customers stay out of the browser's cache on shared machines.
        response.headers.setdefault("Cache-Control", "no-store")
        return response
