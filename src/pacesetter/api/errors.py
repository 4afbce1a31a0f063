"""What the API answers when it says no: problem details (RFC 9457)."""

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.log import log_response
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from pacesetter.core.refusal import NotAllowed, Refusal


class Conflict(Refusal):
    """The request does not fit what is recorded already."""

    def __init__(self, message: str, *, code: str, activity_id: int | None = None) -> None:
        super().__init__(message, code=code)
        self.activity_id = activity_id


def problem(status: int, title: str, **members: Any) -> HttpResponse:
    """One problem, with a title for people and whatever programs need."""
    response = JsonResponse({"status": status, "title": title, **members}, status=status)
    response["Content-Type"] = "application/problem+json"
    return response


def busy() -> HttpResponse:
    """The request was ended for the sake of others time and again, and nothing of it is left."""
    title = "Others were changing the same at that moment. Nothing of it was recorded: send it again."
    return problem(503, title, code="busy")


def add_to(api: NinjaAPI) -> None:
    """Let every endpoint of the API translate refusals the same way."""

    @api.exception_handler(NotAllowed)
    def not_allowed(request: HttpRequest, refusal: NotAllowed) -> HttpResponse:
        return problem(403, refusal.message, code=refusal.code)

    @api.exception_handler(Conflict)
    def conflicting(request: HttpRequest, conflict: Conflict) -> HttpResponse:
        which = {} if conflict.activity_id is None else {"activity_id": conflict.activity_id}
        return problem(409, conflict.message, code=conflict.code, **which)

    @api.exception_handler(Refusal)
    def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
        return problem(422, refusal.message, code=refusal.code, field=refusal.field)

    @api.exception_handler(Http404)
    @api.exception_handler(ObjectDoesNotExist)
    def unknown(request: HttpRequest, error: Exception) -> HttpResponse:
        return problem(404, "There is nothing here that you may see.", code="unknown")

    @api.exception_handler(AuthenticationError)
    def who(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        response = problem(401, "Send a valid token: “Authorization: Bearer pst_…”.", code="no_token")
        response["WWW-Authenticate"] = 'Bearer realm="Pacesetter"'
        return response

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        errors = [{"field": _field(one["loc"]), "message": one["msg"]} for one in error.errors]
        return problem(422, "Some of the input is not valid.", code="invalid", errors=errors)

    @api.exception_handler(HttpError)
    def not_understood(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(error.status_code, str(error), code="not_understood")

    @api.exception_handler(Exception)
    def broken(request: HttpRequest, error: Exception) -> HttpResponse:
        begins_anew_after: Callable[[Exception], bool] | None = getattr(request, "begins_anew_after", None)
        # What is begun anew, or was ended too often, is answered by whoever called the view.
        if settings.DEBUG or (begins_anew_after is not None and begins_anew_after(error)):
            raise error
        # As Django does it for pages: whoever listens for failures hears of this one too.
        got_request_exception.send(sender=None, request=request)
        response = problem(500, "Something broke on our side. Send the request again later.", code="broken")
        log_response("%s: %s", "Broken request", request.path, response=response, request=request, exception=error)
        return response


def _field(location: Sequence[str | int]) -> str:
    """The field as the caller named it. In a body the framework names our parameter before it, which nobody sent."""
    part, *names = location
    if part == "body":
        names = names[1:]
    return ".".join(map(str, names)) or str(part)
