"""Let the window in which Outlook is let in speak to the pane that opened it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

_MARK = "opened_by_outlook"
_ON_THE_WAY = ("/accounts/", "/organisation/")


class OpenerMiddleware:
    """Pages cut themselves off from whoever opened their window (Cross-Origin-Opener-Policy), once and for all that
    follow in it. On the way from the add-in's window through logging in and back they must not, or the code could not
    be handed over. Stands inside of the middleware that sets the header where it is not set.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_there = request.path_info == reverse("outlook_access")
        if is_there and not request.session.get(_MARK):
            request.session[_MARK] = True
        response = self.get_response(request)
        if is_there or (request.path_info.startswith(_ON_THE_WAY) and request.session.get(_MARK)):
            response.headers.setdefault("Cross-Origin-Opener-Policy", "unsafe-none")
        if is_there and request.method == "POST":
            request.session.pop(_MARK, None)
        return response
