"""One connection: how it is doing, its settings, check, pause."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from pacesetter.integrations.access import get_connection_for
from pacesetter.integrations.models import JobLists
from pacesetter.integrations.providers import provider_of
from pacesetter.integrations.working import failed_jobs
from pacesetter.web.asking import sent
from pacesetter.web.connections.coming_back import callback_address
from pacesetter.web.connections.doing import check_it, pause_or_resume, saved
from pacesetter.web.connections.shown import shown_connection, shown_jobs
from pacesetter.web.forms.connection import EditConnectionForm
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.paging import page_of


@require_http_methods(["GET", "POST"])
@administrator_view
def connection(request: MemberRequest, connection_id: int) -> HttpResponse:
    """Show it; POST changes its settings."""
    row = get_connection_for(request.member, connection_id)
    form = EditConnectionForm(row, sent(request) or None)
    if request.method == "POST" and form.is_valid():
        answer = saved(request, row, form)
        if answer is not None:
            return answer
    page = page_of(request, failed_jobs(row))
    context = {
        "connection": shown_connection(row),
        "form": form,
        "page": page,
        "failed": shown_jobs(list(page)),
        "callback": callback_address() if row.way == "oauth" else "",
        "provider": provider_of(row.provider),
        "has_staff": JobLists.objects.filter(connection=row, lists__staff__0__isnull=False).exists(),
        "settings_place": "connections",
    }
    return render(request, "web/connections/connection.html", context)


@require_POST
@administrator_view
def connection_check(request: MemberRequest, connection_id: int) -> HttpResponse:
    """Ask the other system whether it works."""
    row = get_connection_for(request.member, connection_id)
    check_it(request, row)
    return redirect("connection", connection_id=row.pk)


@require_http_methods(["POST", "DELETE"])
@administrator_view
def connection_pause(request: MemberRequest, connection_id: int) -> HttpResponse:
    """Let it rest; DELETE takes it up again."""
    row = get_connection_for(request.member, connection_id)
    pause_or_resume(request, row)
    return redirect("connection", connection_id=row.pk)
