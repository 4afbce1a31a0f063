"""Recording in one trip to the database instead of two.

The usual way reads who calls, and then writes. Of who has called before, this process remembers what it read then, and
the statement that writes makes sure that it is so still: the token, the log-in, the access level, the settings of the
organisation, the company. Where anything is otherwise it writes nothing. Then, and with every request that is not as
most are, the usual way is gone from its start: whatever is refused or answered by what is known already, is so there.
"""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import IntegrityError
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from pacesetter.activities.catalogue import kept_catalogue
from pacesetter.activities.models import Activity
from pacesetter.api import known_callers
from pacesetter.api.recording import LONGEST_KEY, record_unproven
from pacesetter.api.schemas import ActivityIn
from pacesetter.api.shown import answer_of
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member
from pacesetter.people.tokens import still_stands_for
from pacesetter.tenancy.scope import scope
from pacesetter.tenancy.together import Unproven

_SCHEME = "Bearer "

Usual = Callable[..., HttpResponseBase]


def in_one_trip(usual: Usual) -> Usual:
    """Record at once where that is possible, and answer as usual where it isn't."""

    @wraps(usual)
    def answer(request: HttpRequest, **in_address: Any) -> HttpResponseBase:
        header: str = request.META.get("HTTP_AUTHORIZATION", "")
        token = header.removeprefix(_SCHEME)
        caller = known_callers.known(token) if header.startswith(_SCHEME) else None
        given = _given(request) if caller is not None else None
        if caller is None or given is None:
            return usual(request, **in_address)
        try:
            activity = _recorded(caller, token, given, request.META.get("HTTP_IDEMPOTENCY_KEY", ""))
        except Exception as error:
            # Whether anything was written may not be known, so the usual way is not tried after it.
            return _broken(request, error)
        return usual(request, **in_address) if activity is None else answer_of(activity, caller, status=201)

    return answer


def _broken(request: HttpRequest, error: Exception) -> HttpResponseBase:
    from pacesetter.api.api import api

    return api.on_exception(request, error)


def _given(request: HttpRequest) -> ActivityIn | None:
    """What was sent, read as the usual way reads it; None where that will refuse it."""
    try:
        return ActivityIn.model_validate(json.loads(request.body))
    except Exception:
        return None


def _recorded(caller: Member, token: str, given: ActivityIn, key: str) -> Activity | None:
    catalogue = kept_catalogue(caller.organisation)
    if catalogue is None or len(key) > LONGEST_KEY or not key.isascii() or "\0" in key:
        return None
    with scope(caller.organisation_id):
        try:
            return record_unproven(caller, catalogue, given, key, still_stands_for(token, caller))
        except (Refusal, Unproven, IntegrityError):
            return None
