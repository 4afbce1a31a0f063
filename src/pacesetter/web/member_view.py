"""What a view for members starts with."""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from pacesetter.core.refusal import NotAllowed
from pacesetter.people.models import Member
from pacesetter.web.exports.not_offered import file_or_refusal
from pacesetter.web.log_in_first import choose_first, lead_to, log_in_first
from pacesetter.web.second_factor import lacks_second_factor

P = ParamSpec("P")
# Pages are an `HttpResponse`, files a stream.
View = Callable[Concatenate["MemberRequest", P], HttpResponseBase]
Guarded = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class MemberRequest(HttpRequest):
    """A request of a member, whose organisation is in scope."""

    member: Member
    htmx: Any


class Audience(StrEnum):
    """For whom a page is. What they see on it is decided by `get_<noun>_for(member, …)`."""

    MEMBERS = "members"
    COORDINATORS = "coordinators"  # and administrators
    ADMINISTRATORS = "administrators"


def member_view(view: View[P]) -> Guarded[P]:
    """A page for every member: send whoever is not logged in to log in, and whoever has no organisation chosen to
    choose one. What the rules refuse to this member is answered with 403, what is not theirs to see with 404."""
    return _guarded(view, Audience.MEMBERS)


def coordinator_view(view: View[P]) -> Guarded[P]:
    """A page for administrators and coordinators alone."""
    return _guarded(view, Audience.COORDINATORS)


def administrator_view(view: View[P]) -> Guarded[P]:
    """A page for administrators alone: everything that is a setting."""
    return _guarded(view, Audience.ADMINISTRATORS)


def _guarded(view: View[P], audience: Audience) -> Guarded[P]:
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return log_in_first(request)
        member: Member | None = getattr(request, "member", None)
        if member is None:
            return choose_first(request)
        if audience is Audience.ADMINISTRATORS and not member.is_administrator:
            raise PermissionDenied(_("Only administrators change settings."))
        if audience is Audience.COORDINATORS and not member.sees_everyone:
            raise PermissionDenied(_("Only administrators and coordinators may do this."))
        if lacks_second_factor(member, request.session):
            messages.warning(request, _("Your organisation wants a second factor or a passkey. Set one up to go on."))
            return lead_to(request, reverse("mfa_index"))
        try:
            return file_or_refusal(request, view(request, *args, **kwargs))  # type: ignore[arg-type]
        except NotAllowed as refusal:
            raise PermissionDenied(refusal.message) from refusal
        except ObjectDoesNotExist:
            # Not there, and not yours: the difference is nobody's business.
            raise Http404 from None

    guarded.audience = audience  # type: ignore[attr-defined]
    return guarded  # type: ignore[return-value]
