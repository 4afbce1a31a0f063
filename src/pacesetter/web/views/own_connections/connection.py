"""One account of one's own: how it is doing, its settings, check, pause, consent anew, disconnect."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from pacesetter.integrations.access import get_own_connection_for
from pacesetter.integrations.calendars.connected import upcoming_meetings
from pacesetter.integrations.calendars.source import CALENDAR
from pacesetter.integrations.mails.source import MAIL
from pacesetter.integrations.providers import provider_of
from pacesetter.integrations.uses import is_used_for
from pacesetter.web.asking import sent
from pacesetter.web.connections.doing import check_it, end_it, pause_or_resume, saved
from pacesetter.web.connections.own import notes_on
from pacesetter.web.connections.shown import shown_connection
from pacesetter.web.forms.connection import EditConnectionForm
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.views.connections.consent import sent_to_consent


@require_http_methods(["GET", "POST"])
@member_view
def own_connection(request: MemberRequest, connection_id: int) -> HttpResponse:
    """Show it; POST changes its settings."""
    row = get_own_connection_for(request.member, connection_id)
    form = EditConnectionForm(row, sent(request) or None)
    if request.method == "POST" and form.is_valid():
        answer = saved(request, row, form)
        if answer is not None:
            return answer
    context = {
        "connection": shown_connection(row),
        "notes": notes_on(row),
        "form": form,
        "provider": provider_of(row.provider),
        "place": "profile",
    }
    return render(request, "web/own_connections/connection.html", context)


@require_POST
@member_view
def own_connection_check(request: MemberRequest, connection_id: int) -> HttpResponse:
    """Ask the other system whether it works."""
    row = get_own_connection_for(request.member, connection_id)
    check_it(request, row)
    return redirect("own_connection", connection_id=row.pk)


@require_http_methods(["POST", "DELETE"])
@member_view
def own_connection_pause(request: MemberRequest, connection_id: int) -> HttpResponse:
    """Let it rest; DELETE takes it up again."""
    row = get_own_connection_for(request.member, connection_id)
    pause_or_resume(request, row)
    return redirect("own_connection", connection_id=row.pk)


@require_POST
@member_view
def own_connection_consent(request: MemberRequest, connection_id: int) -> HttpResponse:
    """Ask for consent anew."""
    row = get_own_connection_for(request.member, connection_id)
    if row.way != "oauth":
        return redirect("own_connection", connection_id=row.pk)
    return sent_to_consent(request, row)


@require_http_methods(["GET", "POST"])
@member_view
def own_connection_ending(request: MemberRequest, connection_id: int) -> HttpResponse:
    """Say what it means; POST disconnects it."""
    row = get_own_connection_for(request.member, connection_id)
    if request.method == "POST":
        end_it(request, row)
        return redirect("own_connections")
    way = provider_of(row.provider).oauth
    context = {
        "connection": shown_connection(row),
        "meetings": upcoming_meetings(row),
        "reads_mail": is_used_for(row, MAIL),
        "keeps_calendar": is_used_for(row, CALENDAR),
        "ends_consent": way is not None and bool(way.revoke_url),
        "reports": row.mail_subscriptions.exists(),
        "place": "profile",
    }
    return render(request, "web/own_connections/ending.html", context)
