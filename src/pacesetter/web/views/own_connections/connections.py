"""The accounts that a member has connected, and those that can be."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from pacesetter.integrations.access import own_connections_of
from pacesetter.integrations.models import OAuthApp
from pacesetter.integrations.provider import Owner
from pacesetter.integrations.providers import providers_for
from pacesetter.web.connections.own import use_words
from pacesetter.web.connections.shown import shown_connection
from pacesetter.web.member_view import MemberRequest, member_view


@dataclass(frozen=True)
class Offered:
    """A system that an own account can be connected of; not ready where an administrator has to register it first."""

    key: str
    label: str | Promise
    help_text: str
    symbol: str
    is_ready: bool


@require_safe
@member_view
def own_connections(request: MemberRequest) -> HttpResponse:
    """Show them."""
    registered = set(OAuthApp.objects.values_list("provider", flat=True))
    context = {
        "connections": [shown_connection(row) for row in own_connections_of(request.member)],
        "offered": [
            Offered(one.key, one.label, use_words(one), one.symbol, not one.has_app or one.key in registered)
            for one in providers_for(Owner.MEMBER)
        ],
        "place": "profile",
    }
    return render(request, "web/own_connections/connections.html", context)
