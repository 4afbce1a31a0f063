"""Where Google and Microsoft report that mail has come to members' accounts. The address and the proof that comes along
say who it is, so there is no token of a member.

Nothing of a report is believed but that it is time to look, and nothing is answered that tells an address that is
known from one that is not.
"""

import json
import logging

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from pacesetter.api.errors import problem
from pacesetter.capture.gmail.keys import KeysUnavailable
from pacesetter.capture.gmail.signed import TokenRefused
from pacesetter.core.written_numbers import longer_than
from pacesetter.integrations.google.reports import hear_google
from pacesetter.integrations.microsoft.reports import hear_microsoft, is_expected

_log = logging.getLogger(__name__)
# A report of Google's has 1 kB, a hundred of Microsoft's less than this.
MOST_BYTES = 256 * 1024
_LONGEST_TOKEN = 4096


@csrf_exempt
@require_POST
def inbound_microsoft(request: HttpRequest, public_id: str) -> HttpResponse:
    """202 for a report that is taken in, 404 for one that is of no subscription here, 413 and 422 for one that is too
    long or none at all. With `validationToken` (how Graph tries an address before it uses it): that token as text."""
    return _unlogged(_microsoft(request, public_id))


@csrf_exempt
@require_POST
def inbound_google(request: HttpRequest, push_id: str) -> HttpResponse:
    """204 for a report that is taken in, 401 for one that is not Google's or not for this address, 413 for one that is
    too long, 503 where Google's keys can't be had: it is sent again then."""
    return _unlogged(_google(request, push_id))


def _microsoft(request: HttpRequest, public_id: str) -> HttpResponse:
    token = request.GET.get("validationToken")
    if token is not None:
        if not is_expected(public_id) or len(token) > _LONGEST_TOKEN:
            return problem(404, "Nobody reports to this address.")
        # As text, and never guessed to be anything else (X-Content-Type-Options is set for every answer).
        return HttpResponse(token, content_type="text/plain; charset=utf-8")
    body = _body(request)
    if body is None:
        return problem(413, "A report is shorter than this.")
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return problem(422, "This is no report.")
    if not hear_microsoft(public_id, said):
        return problem(404, "Nobody reports to this address.")
    return HttpResponse(status=202)


def _google(request: HttpRequest, push_id: str) -> HttpResponse:
    kind, _space, token = request.headers.get("Authorization", "").partition(" ")
    body = _body(request)
    if body is None:
        return problem(413, "A report is shorter than this.")
    try:
        hear_google(push_id, token.strip() if kind.lower() == "bearer" else "", body)
    except TokenRefused as refused:
        _log.warning("a report of mail was refused: %s", refused)
        return problem(401, "This report is not signed for this address.")
    except KeysUnavailable as unavailable:
        _log.warning("a report of mail can't be verified: %s", unavailable)
        return problem(503, "Try again later.")
    return HttpResponse(status=204)


def _body(request: HttpRequest) -> bytes | None:
    return None if longer_than(MOST_BYTES, request.headers.get("Content-Length")) else request.body


def _unlogged(answer: HttpResponse) -> HttpResponse:
    # Django would write down the address of what is refused, and whoever reads it there could try it.
    answer._has_been_logged = True  # type: ignore[attr-defined]
    return answer
