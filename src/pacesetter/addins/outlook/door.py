"""What every request of the add-in passes: who asks, and how it is answered when the answer is no.

The add-in runs in a frame of another site, where no cookie of ours comes along, and in classic Outlook in a runtime
that knows no cookies at all. So a token in a header says who it is, no cookie counts, and other origins may read the
answers.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import pydantic
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from pacesetter.addins.outlook.callers import caller_of
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.core.written_numbers import longer_than
from pacesetter.people.language import language_of
from pacesetter.people.models import Member
from pacesetter.tenancy.scope import scope

P = ParamSpec("P")
Sent = TypeVar("Sent", bound=pydantic.BaseModel)
MOST_BYTES = 300_000


class Unreadable(Exception):
    """The request is none that the add-in makes."""


def door(**views: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """One address with a view for each of its methods: `door(post=log)`. Others are answered with 405."""

    @csrf_exempt
    def answered(request: HttpRequest, **parts: Any) -> HttpResponse:
        method = (request.method or "").lower()
        if method == "options":
            answer: HttpResponse = HttpResponse(status=204)
        elif method not in views:
            answer = refused(405, _("This is not done here."), "method")
        elif longer_than(MOST_BYTES, request.headers.get("Content-Length")):
            answer = refused(413, _("This is too long."), "too_long")
        else:
            answer = _translated(views[method], request, parts)
        answer.headers["Access-Control-Allow-Origin"] = "*"
        answer.headers["Access-Control-Allow-Methods"] = ", ".join([*(name.upper() for name in views), "OPTIONS"])
        answer.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
        answer.headers["Access-Control-Max-Age"] = "7200"
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return answered


def for_member(view: Callable[Concatenate[HttpRequest, Member, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Run the view as the member whose token came along, in their organisation, time zone and language; 401 without."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        member = caller_of(request.headers.get("Authorization", ""))
        if member is None:
            return refused(401, _("Log in again."), "no_token")
        with scope(member.organisation_id), timezone.override(member.zone()), language_of(member):
            return view(request, member, *args, **kwargs)

    return guarded


def read(request: HttpRequest, shape: type[Sent]) -> Sent:
    """The body as this shape. Raises `Unreadable`."""
    try:
        return shape.model_validate_json(request.body)
    except pydantic.ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise Unreadable(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None


def told(content: dict[str, Any], status: int = 200) -> HttpResponse:
    """An answer."""
    return JsonResponse(content, status=status)


def refused(status: int, text: str, code: str, field: str = "") -> HttpResponse:
    """A refusal, in words that are shown as they are."""
    return JsonResponse({"error": text, "code": code, "field": field}, status=status)


def _translated(view: Callable[..., HttpResponse], request: HttpRequest, parts: dict[str, Any]) -> HttpResponse:
    try:
        return view(request, **parts)
    except Unreadable as error:
        return refused(400, _("The request can't be read: %(why)s") % {"why": error}, "unreadable")
    except NotAllowed as refusal:
        return refused(403, refusal.message, refusal.code)
    except Refusal as refusal:
        return refused(422, refusal.message, refusal.code, refusal.field)
    except ObjectDoesNotExist:
        return refused(404, _("It is no longer there."), "unknown")


def busy() -> HttpResponse:
    """The request was ended for the sake of others time and again, and nothing of it is left."""
    answer = refused(503, _("Others were changing the same at that moment. Nothing was saved: try again."), "busy")
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer
