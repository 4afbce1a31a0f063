"""Who calls the API: a member, by a token in the Authorization header."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import orjson
from django.http import HttpRequest
from ninja.security import HttpBearer

from pacesetter.api import known_callers
from pacesetter.crm.lookup import company_beside
from pacesetter.people.models import Member
from pacesetter.people.tokens import authenticate, authenticate_beside
from pacesetter.tenancy.scope import scope

P = ParamSpec("P")
R = TypeVar("R")


class MemberToken(HttpBearer):
    """`Authorization: Bearer pst_…`. The request then carries the member as `request.auth`."""

    def authenticate(self, request: HttpRequest, token: str) -> Member | None:
        """The member whose token this is; None (answer 401) for one that is unknown, revoked or expired."""
        return authenticate(token)


class RecorderToken(HttpBearer):
    """The same for recording an activity, the hottest request: the company that it names is read in the same trip, as
    `request.company_beside` (its id and its columns)."""

    def authenticate(self, request: HttpRequest, token: str) -> Member | None:
        """The member whose token this is, as `MemberToken` says it, who is known from then on."""
        company_id = _named_company(request)
        if company_id is None:
            member = authenticate(token)
        else:
            member, columns = authenticate_beside(token, company_beside(), [company_id]) or (None, ())
            request.company_beside = (company_id, columns)  # type: ignore[attr-defined]
        if member is not None:
            known_callers.remember(token, member)
        return member


def _named_company(request: HttpRequest) -> int | None:
    # What cannot be read here is refused later, with words.
    try:
        company_id = orjson.loads(request.body)["company_id"]
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return None
    return company_id if type(company_id) is int and 0 < company_id < 2**63 else None


def as_member(view: Callable[Concatenate[HttpRequest, Member, P], R]) -> Callable[..., R]:
    """Run the view as the caller, with the caller's organisation in scope."""

    @wraps(view)
    def scoped(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> R:
        member: Member = request.auth  # type: ignore[attr-defined]
        with scope(member.organisation_id):
            return view(request, member, *args, **kwargs)

    _hide_second_parameter(scoped, view)
    return scoped


def _hide_second_parameter(scoped: Callable[..., Any], view: Callable[..., Any]) -> None:
    # Ninja reads the signature to know what a request carries; the member is not part of it.
    import inspect

    signature = inspect.signature(view, eval_str=True)
    first, _, *others = signature.parameters.values()
    scoped.__signature__ = signature.replace(parameters=[first, *others])  # type: ignore[attr-defined]
