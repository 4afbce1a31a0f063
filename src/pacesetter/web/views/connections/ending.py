"""Disconnect another system, after asking."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.integrations.access import get_connection_for
from pacesetter.integrations.models import ConnectionState
from pacesetter.integrations.verbs import disconnect
from pacesetter.web.connections.shown import shown_connection
from pacesetter.web.member_view import MemberRequest, administrator_view


@require_http_methods(["GET", "POST"])
@administrator_view
def connection_ending(request: MemberRequest, connection_id: int) -> HttpResponse:
    """Say what it means; POST does it."""
    row = get_connection_for(request.member, connection_id)
    shown = shown_connection(row)
    if request.method == "POST":
        disconnect(row, by=request.member)
        messages.success(request, _("%(name)s is disconnected.") % {"name": shown.name})
        return redirect("connections")
    reports = row.state == ConnectionState.CONNECTED and row.webhooks.exists()
    context = {"connection": shown, "reports": reports, "settings_place": "connections"}
    return render(request, "web/connections/ending.html", context)
