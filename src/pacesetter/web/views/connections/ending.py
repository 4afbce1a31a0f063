"""Disconnect another system, after asking."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from pacesetter.integrations.access import get_connection_for
from pacesetter.web.connections.doing import end_it
from pacesetter.web.connections.shown import shown_connection
from pacesetter.web.member_view import MemberRequest, administrator_view


@require_http_methods(["GET", "POST"])
@administrator_view
def connection_ending(request: MemberRequest, connection_id: int) -> HttpResponse:
    """Say what it means; POST does it."""
    row = get_connection_for(request.member, connection_id)
    if request.method == "POST":
        end_it(request, row)
        return redirect("connections")
    reports = row.webhooks.exists()
    context = {"connection": shown_connection(row), "reports": reports, "settings_place": "connections"}
    return render(request, "web/connections/ending.html", context)
