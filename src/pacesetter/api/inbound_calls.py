"""Where phone systems report calls. The address and the signature say who it is, so there is no token of a member."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from pacesetter.api.errors import problem
from pacesetter.core.written_numbers import longer_than
from pacesetter.telephony.receiving import MOST_BYTES, receive, source_of
from pacesetter.telephony.shapes.shape import Report, Unverified


@csrf_exempt
@require_http_methods(["GET", "POST"])
def inbound_call(request: HttpRequest, public_id: str) -> HttpResponse:
    """202 for a report that is kept, 401 for one that is not the phone system's, 404 for an address that is none, 413
    for one that is too long. GET answers 200: some systems try an address before they use it."""
    answer = _answered(request, public_id)
    # Django would write down the address of what is refused, and whoever reads it there could report.
    answer._has_been_logged = True  # type: ignore[attr-defined]
    return answer


def _answered(request: HttpRequest, public_id: str) -> HttpResponse:
    source = source_of(public_id)
    if source is None:
        return problem(404, "There is no phone system with this address.")
    if request.method == "GET":
        return HttpResponse("ready", content_type="text/plain")
    if longer_than(MOST_BYTES, request.headers.get("Content-Length")):
        return problem(413, "A report of a call is shorter than this.")
    headers = {name.lower(): value for name, value in request.headers.items()}
    # The address as the sender knows it. Behind a proxy the request's own would be another one.
    address = f"{settings.PUBLIC_URL}{request.get_full_path()}"
    try:
        kept = receive(source, Report(request.body, headers, address))
    except Unverified as error:
        return problem(401, str(error))
    return JsonResponse({"id": str(kept.pk), "status": "accepted"}, status=202)
