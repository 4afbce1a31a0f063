"""Where systems that send campaigns report. The address and the signature say who it is, so there is no token of a
member."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from pacesetter.api.errors import problem
from pacesetter.core.written_numbers import longer_than
from pacesetter.integrations.campaigns.webhooks.receiving import MOST_BYTES, receive, webhook_of
from pacesetter.integrations.campaigns.webhooks.shape import Unreadable, Unverified


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def inbound_campaign(request: HttpRequest, token: str) -> HttpResponse:
    """200 for a report that is taken in, 401 for one that is not the system's, 404 for an address that is none, 413 and
    422 for one that is too long or none at all. GET answers 200: Mailchimp tries an address before it uses it."""
    answer = _answered(request, token)
    # Django would write down the address of what is refused, and whoever reads it there could report.
    answer._has_been_logged = True  # type: ignore[attr-defined]
    return answer


def _answered(request: HttpRequest, token: str) -> HttpResponse:
    row = webhook_of(token)
    if row is None:
        return problem(404, "No system reports to this address.")
    if request.method != "POST":
        return HttpResponse("ready", content_type="text/plain")
    if longer_than(MOST_BYTES, request.headers.get("Content-Length")):
        return problem(413, "A report of a campaign is shorter than this.")
    headers = {name.lower(): value for name, value in request.headers.items()}
    try:
        # The body as it came, before anything reads it as a form: the signature is over these bytes.
        receive(row, request.body, headers)
    except Unverified as error:
        return problem(401, str(error))
    except Unreadable as error:
        return problem(422, str(error))
    return HttpResponse("ok", content_type="text/plain")
