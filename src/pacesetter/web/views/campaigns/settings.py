"""What campaigns of a connection become, and whose they are."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.integrations.access import get_connection_for
from pacesetter.integrations.campaigns.source import CAMPAIGNS
from pacesetter.integrations.campaigns.webhooks.setting_up import can_report
from pacesetter.integrations.enqueueing import enqueue_once
from pacesetter.integrations.models import Connection
from pacesetter.integrations.providers import keys_offering
from pacesetter.integrations.verbs.set_campaign_settings import lost_by_campaign_settings, set_campaign_settings
from pacesetter.web.asking import asked
from pacesetter.web.changing import made_or_asked
from pacesetter.web.connections.shown import shown_connection
from pacesetter.web.forms.campaign_settings import CampaignSettingsForm
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
        answer = _saved(request, row, form)
        if answer is not None:
            return answer
    context = {
        "form": form,
        "connection": shown_connection(row),
        "can_report": can_report(row),
        "settings_place": "campaigns",
    }
    return render(request, "web/campaigns/settings.html", context)


def _saved(request: MemberRequest, row: Connection, form: CampaignSettingsForm) -> HttpResponse | None:
    """Set them, and go on to the campaigns; where campaigns would be counted by it, that is asked about first. None
    where the form says why it is refused."""
    given = form.given()

    def question() -> HttpResponse | None:
        lost = lost_by_campaign_settings(row, **given)
        words = {"what": _("Count campaigns by these settings?"), "loss": lost, "deed": _("Save and count")}
        return asked(request, **words, back=reverse("campaign_settings", args=[row.pk])) if lost else None

    def change() -> None:
        set_campaign_settings(row, by=request.member, **given)
        enqueue_once("integrations.find_campaigns", {"connection": row.pk})

    return made_or_asked(
        request,
        change,
        question=question,
        done=_("Saved. Campaigns are being looked for; they stand here in a moment."),
        back=reverse("campaigns"),
        form=form,
    )
