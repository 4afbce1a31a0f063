"""A request that was ended for the sake of others time and again: the answer of whichever door it came through."""

from django.http import HttpRequest
from django.http.response import HttpResponse

from pacesetter.addins.outlook import door
from pacesetter.api import errors
from pacesetter.web.views.busy import busy_page

# Seconds. Those who were in the way have ended by then, as a rule.
_AGAIN_AFTER = 2


def busy(request: HttpRequest) -> HttpResponse:
    """503: nothing of the request is left, and it may be sent again as it is."""
    if request.path.startswith("/api/"):
        answer = errors.busy()
    elif request.path.startswith("/addins/"):
        answer = door.busy()
    else:
        answer = busy_page(request)
    answer.headers["Retry-After"] = str(_AGAIN_AFTER)
    return answer
