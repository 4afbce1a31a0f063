"""The streams that tell a page when to fetch itself anew."""

import time

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from pacesetter.rewards.screens import screen_of
from pacesetter.web.live.handover import HEADER, Handover
from pacesetter.web.member_view import MemberRequest, member_view

# Where nobody takes the stream over (another server than ours), the browser asks again after so many milliseconds and
# fetches the page then.
_RETRY = 15_000
_WITHOUT_STREAM = "retry: {retry}\n\nid: {moment}\nevent: changed\ndata:\n\n"


@require_safe
@member_view
def live(request: MemberRequest) -> HttpResponse:
    """Changes of the viewer's organisation. They tell that something changed and not what."""
    member = request.member
    return _handed_over(request, member.organisation_id, f"member-{member.pk}")


@require_safe
def live_screen(request: HttpRequest, secret: str) -> HttpResponse:
    """The same for a screen on the wall, for as long as its link works."""
    found = screen_of(secret)
    if found is None:
        # Tells the browser not to ask again.
        return HttpResponse(status=204)
    return _handed_over(request, found.organisation_id, f"screen-{found.pk}")


def _handed_over(request: HttpRequest, organisation_id: int, viewer: str) -> HttpResponse:
    written = request.headers.get("Last-Event-ID", "") or request.GET.get("last", "")
    last_seen = int(written) if written.isdecimal() and len(written) < 19 else 0
    without_stream = _WITHOUT_STREAM.format(retry=_RETRY, moment=time.time_ns() // 1_000_000)
    response = HttpResponse(without_stream, content_type="text/event-stream; charset=utf-8")
    response.headers[HEADER] = str(Handover(organisation_id, viewer, last_seen))
    response.headers["Cache-Control"] = "no-store"
    # nginx would hold the lines back.
    response.headers["X-Accel-Buffering"] = "no"
    return response
