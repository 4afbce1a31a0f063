"""To the other system for consent, and back."""

import secrets
import time
from dataclasses import asdict
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pacesetter.core.refusal import Refusal
from pacesetter.integrations.access import get_connection_for
from pacesetter.integrations.failure import Failure
from pacesetter.integrations.models import Connection
from pacesetter.integrations.oauth.consent import consent_address
from pacesetter.integrations.verbs import finish_consent
from pacesetter.people.oidc import Asked, new_request
from pacesetter.web.connections.checking import checked
from pacesetter.web.connections.coming_back import callback_address, page_of_connection
from pacesetter.web.connections.shown import shown_connection
from pacesetter.web.connections.words import advice
from pacesetter.web.member_view import MemberRequest, administrator_view, member_view

_PENDING = "connection_consent"
_PATIENCE = 15 * 60  # seconds that somebody may take there
_LONGEST = 300  # characters of the other system's words


@require_POST
@administrator_view
def connection_consent(request: MemberRequest, connection_id: int) -> HttpResponse:
    """Ask for consent anew."""
    row = get_connection_for(request.member, connection_id)
    if row.way != "oauth":
        return redirect("connection", connection_id=row.pk)
    return sent_to_consent(request, row)


def sent_to_consent(request: MemberRequest, row: Connection) -> HttpResponse:
    """Show the way to the other system. The secrets of this consent stay in the session.

    A link and no redirect: forms may lead to pages of ours alone (content security policy, form-action), and browsers
    hold redirects behind a form to that too.
    """
    asked = new_request()
    try:
        address = consent_address(row, asked, back_to=callback_address(is_own=row.owner_id is not None))
    except Failure as failure:
        messages.error(request, advice(failure.kind.value, "oauth", failure.text))
        return redirect(page_of_connection(row))
    request.session[_PENDING] = {**asdict(asked), "connection": row.pk, "at": time.time()}
    context = {
        "connection": shown_connection(row),
        "address": address,
        "host": urlsplit(address).netloc,
        "settings_place": "connections",
        "place": "profile",
    }
    folder = "connections" if row.owner_id is None else "own_connections"
    response = render(request, f"web/{folder}/consent.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


@never_cache
@require_safe
@administrator_view
def consent_callback(request: MemberRequest) -> HttpResponse:
    """The way back. What comes with it is believed only in the session that was sent there."""
    return _came_back(request, "connections")


@never_cache
@require_safe
@member_view
def own_consent_callback(request: MemberRequest) -> HttpResponse:
    """The same for accounts of one's own."""
    return _came_back(request, "own_connections")


def _came_back(request: MemberRequest, place: str) -> HttpResponse:
    pending: dict[str, Any] = request.session.pop(_PENDING, {})
    state = request.GET.get("state", "")
    if not pending or not secrets.compare_digest(state.encode(), str(pending["state"]).encode()):
        return _back(request, place, _("This connection was not begun here, or was finished already. Begin again."))
    if time.time() - pending["at"] > _PATIENCE:
        return _back(request, place, _("That took too long. Begin again."))
    row = get_connection_for(request.member, pending["connection"])
    if "code" not in request.GET:
        return _back(request, place, _not_given(request))
    asked = Asked(pending["state"], pending["nonce"], pending["verifier"])
    try:
        done = finish_consent(
            row,
            by=request.member,
            code=request.GET["code"],
            asked=asked,
            back_to=callback_address(is_own=row.owner_id is not None),
        )
    except Failure as failure:
        messages.error(request, advice(failure.kind.value, "oauth", failure.text))
        return redirect(page_of_connection(row))
    except Refusal as refusal:
        return _back(request, place, refusal.message)
    checked(request, done)
    return redirect(page_of_connection(done))


def _not_given(request: MemberRequest) -> str:
    """Why there is no code (RFC 6749, section 4.1.2.1): somebody declined, or something is not right there."""
    what = _("The consent was not given. Nothing has changed.")
    error = request.GET.get("error", "")
    if error in ("", "access_denied"):
        return what
    return f"{what} {_('It said: %(words)s') % {'words': (request.GET.get('error_description') or error)[:_LONGEST]}}"


def _back(request: MemberRequest, place: str, text: str) -> HttpResponse:
    messages.error(request, text)
    return redirect(place)
