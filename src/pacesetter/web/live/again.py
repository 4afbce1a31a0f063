"""Answer whoever fetches a shared part again, before anything else is asked."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from pacesetter.web.live.shared import shared_already
from pacesetter.web.live.ticket import HEADER, is_good_still, ticket_of


class AgainMiddleware:
    """A request with a ticket that is good still, for a part that somebody has fetched since the change, is answered
    with that. Every other one goes its usual way, and is given a new ticket there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._again(request) or self.get_response(request)

    def _again(self, request: HttpRequest) -> HttpResponse | None:
        if request.method != "GET" or HEADER not in request.headers:
            return None
        if "gzip" not in request.headers.get("Accept-Encoding", ""):
            return None
        ticket = ticket_of(request)
        if ticket is None or not is_good_still(ticket, request.COOKIES[settings.SESSION_COOKIE_NAME]):
            return None
        answer = shared_already(request, ticket.sign)
        if answer is not None:
            answer.headers["Cache-Control"] = "no-store"
        return answer
