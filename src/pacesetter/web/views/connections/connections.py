"""The connections there are, and the systems that can be connected."""

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pacesetter.integrations.access import connections_seen_by
from pacesetter.integrations.models import OAuthApp
from pacesetter.integrations.provider import Owner
from pacesetter.integrations.providers import providers_for
from pacesetter.web.connections.export import connections_export
from pacesetter.web.connections.shown import shown_connection
from pacesetter.web.exports import exported
from pacesetter.web.member_view import MemberRequest, administrator_view


@require_safe
@administrator_view
def connections(request: MemberRequest) -> HttpResponseBase:
    """Show them."""
    rows = connections_seen_by(request.member).filter(owner=None)
    if answer := exported(request, connections_export(rows)):
        return answer
    context = {
        "connections": [shown_connection(row) for row in rows],
        "providers": providers_for(Owner.ORGANISATION),
        "apps": [one for one in providers_for(Owner.MEMBER) if one.has_app],
        "registered": set(OAuthApp.objects.values_list("provider", flat=True)),
    }
    return render(request, "web/connections/connections.html", context)
