"""Let the windows in which add-ins are let in stay joined to the mail program that opened them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

_MARK = "opened_by_add_in"
_ON_THE_WAY = ("/accounts/", "/organisation/")
# The member says there that a Google account is theirs; what follows is a ticket.
_GOOGLE = "/profile/mail/google/"


class OpenerMiddleware:
    """Pages cut themselves off from whoever opened their window (Cross-Origin-Opener-Policy), once and for all that
    follow in it. On the way from an add-in's window through logging in and back they must not: Outlook's pane would
    get no code, and Gmail's card would not be told that the window was closed. Stands inside of the middleware that
    sets the header where it is not set.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_there = request.path_info == reverse("outlook_access") or request.path_info.startswith(_GOOGLE)
        if is_there and not request.session.get(_MARK):
            request.session[_MARK] = True
        response = self.get_response(request)
        if is_there or (request.path_info.startswith(_ON_THE_WAY) and request.session.get(_MARK)):
            response.headers.setdefault("Cross-Origin-Opener-Policy", "unsafe-none")
        if is_there and request.method == "POST":
            request.session.pop(_MARK, None)
        return response
