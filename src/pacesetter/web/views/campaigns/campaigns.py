"""The campaigns that were sent, and one of them with its recipients."""

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from pacesetter.integrations.access import connections_seen_by
from pacesetter.integrations.campaigns.keeping import match_again
from pacesetter.integrations.campaigns.source import CAMPAIGNS, source_of
from pacesetter.integrations.models import Campaign
from pacesetter.integrations.providers import keys_offering
from pacesetter.web.campaigns.export import campaigns_export, recipients_export
from pacesetter.web.campaigns.shown import shown_campaign, shown_recipient
from pacesetter.web.connections.shown import shown_connection
from pacesetter.web.exports import exported
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.paging import other_query, page_of


@require_safe
@administrator_view
def campaigns(request: MemberRequest) -> HttpResponseBase:
    """The latest first."""
    rows = Campaign.objects.select_related("activity__owner")
    if answer := exported(request, campaigns_export(rows)):
        return answer
    page = page_of(request, rows)
    connected = connections_seen_by(request.member).filter(owner=None, provider__in=keys_offering(CAMPAIGNS))
    context = {
        "page": page,
        "lines": [shown_campaign(row) for row in page],
        "connections": [(shown_connection(row), bool(source_of(row).fills_at_once)) for row in connected],
    }
    return render(request, "web/campaigns/campaigns.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_view
def campaign(request: MemberRequest, campaign_id: int) -> HttpResponseBase:
    """Its recipients; with `?only=unmatched` those who are no contacts. POST looks whether they are by now."""
    row = Campaign.objects.select_related("activity__owner", "activity__activity_type").get(pk=campaign_id)
    if request.method == "POST":
        found = match_again(row)
        text = ngettext("%(count)d more is a contact now.", "%(count)d more are contacts now.", found)
        messages.success(request, text % {"count": found} if found else _("Nobody else is a contact."))
        return redirect("campaign", campaign_id=row.pk)
    only_unmatched = request.GET.get("only") == "unmatched"
    rows = row.recipients.select_related("contact__company").order_by("pk")
    shown = rows.filter(contact__isnull=True) if only_unmatched else rows
    if answer := exported(request, recipients_export(row, shown)):
        return answer
    page = page_of(request, shown)
    context = {
        "campaign": shown_campaign(row),
        "page": page,
        "lines": [shown_recipient(one) for one in page],
        "only_unmatched": only_unmatched,
        "query": other_query(request),
        "settings_place": "campaigns",
    }
    return render(request, "web/campaigns/campaign.html", context)
