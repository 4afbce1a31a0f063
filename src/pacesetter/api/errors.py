"""What the API answers when it says no: problem details (RFC 9457)."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from pacesetter.core.refusal import NotAllowed, Refusal


def problem(status: int, title: str, **members: Any) -> HttpResponse:
    """One problem, with a title for people and whatever programs need."""
    response = JsonResponse({"status": status, "title": title, **members}, status=status)
    response["Content-Type"] = "application/problem+json"
    return response


def add_to(api: NinjaAPI) -> None:
    """Let every endpoint of the API translate refusals the same way."""

    @api.exception_handler(NotAllowed)
    def not_allowed(request: HttpRequest, refusal: NotAllowed) -> HttpResponse:
        return problem(403, refusal.message, code=refusal.code)

    @api.exception_handler(Refusal)
    def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
        return problem(422, refusal.message, code=refusal.code, field=refusal.field)

    @api.exception_handler(ObjectDoesNotExist)
    def unknown(request: HttpRequest, error: ObjectDoesNotExist) -> HttpResponse:
        return problem(404, "There is nothing here that you may see.", code="unknown")

    @api.exception_handler(AuthenticationError)
    def who(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        response = problem(401, "Send a valid token: “Authorization: Bearer pst_…”.", code="no_token")
        response["WWW-Authenticate"] = 'Bearer realm="Pacesetter"'
        return response

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        errors = [
            {"field": ".".join(str(part) for part in one["loc"][1:]), "message": one["msg"]} for one in error.errors
        ]
        return problem(422, "Some of the input is not valid.", code="invalid", errors=errors)
