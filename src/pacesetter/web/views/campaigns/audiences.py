"""Fill an audience of another system from a saved list of contacts."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pacesetter.integrations.access import get_connection_for
from pacesetter.integrations.campaigns.audiences.choosing import preview_of
from pacesetter.integrations.campaigns.source import CAMPAIGNS, source_of
from pacesetter.integrations.enqueueing import enqueue_once
from pacesetter.integrations.models import AudienceFill, Connection, FillState
from pacesetter.integrations.providers import keys_offering
from pacesetter.integrations.verbs.audience_fills import agree_to_fill, begin_fill, stop_fill
from pacesetter.web.connections.shown import shown_connection
from pacesetter.web.forms.audience_fill import AudienceFillForm
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.paging import page_of
from pacesetter.web.refusals import refusals_said, refusals_shown
from pacesetter.web.swaps import page_or_part


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_view
def audiences(request: MemberRequest, connection_id: int) -> HttpResponse:
    """What was filled; POST chooses a list and an audience, and goes on to asking."""
    row = _fillable(request, connection_id)
    form = AudienceFillForm(row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_shown(form):
            fill = begin_fill(row, by=request.member, audience_id=given["audience"], chosen=given["chosen"])
            return redirect("audience_fill", connection_id=row.pk, fill_id=fill.pk)
    context = {
        "connection": shown_connection(row),
        "form": form,
        "page": page_of(request, AudienceFill.objects.filter(connection=row).select_related("member")),
        "settings_place": "campaigns",
    }
    return render(request, "web/campaigns/audiences.html", context)


@require_POST
@administrator_view
def audiences_reading(request: MemberRequest, connection_id: int) -> HttpResponse:
    """Ask which audiences there are."""
    row = _fillable(request, connection_id)
    enqueue_once("integrations.read_audiences", {"connection": row.pk})
    messages.success(request, _("The audiences are being read; they stand here in a moment."))
    return redirect("audiences", connection_id=row.pk)


@require_http_methods(["GET", "HEAD", "POST", "DELETE"])
@administrator_view
def audience_fill(request: MemberRequest, connection_id: int, fill_id: int) -> HttpResponse:
    """Ask before it begins, then show how far it is; POST agrees, DELETE stops it."""
    row = _fillable(request, connection_id)
    fill = AudienceFill.objects.select_related("connection", "member__organisation").get(pk=fill_id, connection=row)
    if request.method == "DELETE":
        stop_fill(fill, by=request.member)
        return redirect("audiences", connection_id=row.pk)
    if request.method == "POST":
        with refusals_said(request):
            agree_to_fill(
                fill,
                by=request.member,
                have_consented=bool(request.POST.get("have_consented")),
                updates_names=bool(request.POST.get("updates_names")),
            )
        return redirect("audience_fill", connection_id=row.pk, fill_id=fill.pk)
    context = {
        "connection": shown_connection(row),
        "fill": fill,
        "is_asked": fill.state in (FillState.ASKED, FillState.STOPPED),
        "is_busy": fill.state == FillState.GOING_ON,
        "preview": preview_of(fill) if fill.state == FillState.ASKED else None,
        "settings_place": "campaigns",
    }
    return page_or_part(request, "web/campaigns/audience_fill.html", "web/campaigns/_audience_fill.html", context)


def _fillable(request: MemberRequest, connection_id: int) -> Connection:
    row = get_connection_for(request.member, connection_id)
    if row.provider not in keys_offering(CAMPAIGNS) or not source_of(row).fills_at_once:
        raise Http404
    return row
