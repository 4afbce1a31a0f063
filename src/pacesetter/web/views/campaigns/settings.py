"""What campaigns of a connection become, and whose they are."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.core.refusal import Refusal
from pacesetter.integrations.access import get_connection_for
from pacesetter.integrations.campaigns.source import CAMPAIGNS
from pacesetter.integrations.campaigns.webhooks.setting_up import can_report
from pacesetter.integrations.enqueueing import enqueue_once
from pacesetter.integrations.providers import keys_offering
from pacesetter.integrations.verbs.set_campaign_settings import set_campaign_settings
from pacesetter.web.connections.shown import shown_connection
from pacesetter.web.forms.campaign_settings import CampaignSettingsForm
from pacesetter.web.forms.refusals import show_refusal
from pacesetter.web.member_view import MemberRequest, administrator_view


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_view
def campaign_settings(request: MemberRequest, connection_id: int) -> HttpResponse:
    """Show them; POST saves, and looks for campaigns at once."""
    row = get_connection_for(request.member, connection_id)
    if row.provider not in keys_offering(CAMPAIGNS):
        raise Http404
    form = CampaignSettingsForm(row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            set_campaign_settings(row, by=request.member, **form.given())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            enqueue_once("integrations.find_campaigns", {"connection": row.pk})
            messages.success(request, _("Saved. Campaigns are being looked for; they stand here in a moment."))
            return redirect("campaigns")
    context = {
        "form": form,
        "connection": shown_connection(row),
        "can_report": can_report(row),
        "settings_place": "campaigns",
    }
    return render(request, "web/campaigns/settings.html", context)
