"""The streams that tell a page when to fetch itself anew."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from pacesetter.rewards.screens import screen_of
from pacesetter.web.live.handover import handed_over
from pacesetter.web.member_view import MemberRequest, member_view


@require_safe
@member_view
def live(request: MemberRequest) -> HttpResponse:
    """Changes of the viewer's organisation. They tell that something changed and not what."""
    member = request.member
    return handed_over(request, member.organisation_id, f"member-{member.pk}")


@require_safe
def live_screen(request: HttpRequest, secret: str) -> HttpResponse:
    """The same for a screen on the wall, for as long as its link works."""
    found = screen_of(secret)
    if found is None:
        # Tells the browser not to ask again.
        return HttpResponse(status=204)
    return handed_over(request, found.organisation_id, f"screen-{found.pk}")
