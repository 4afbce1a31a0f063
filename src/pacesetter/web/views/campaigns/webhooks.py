"""Whether a system that sends campaigns reports by itself, where to, and what it signs with."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pacesetter.integrations.access import get_connection_for
from pacesetter.integrations.campaigns.looking import settings_of
from pacesetter.integrations.campaigns.source import CAMPAIGNS
from pacesetter.integrations.campaigns.webhooks.setting_up import can_report
from pacesetter.integrations.models import CampaignWebhook, Connection
from pacesetter.integrations.providers import keys_offering
from pacesetter.integrations.verbs.set_webhooks import set_webhook_secret, set_webhooks
from pacesetter.web.asking import asked, replacing_asked, sent
from pacesetter.web.campaigns.webhooks import shown_webhook
from pacesetter.web.connections.shown import shown_connection
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.paging import page_of
from pacesetter.web.refusals import refusals_said


@require_http_methods(["GET", "HEAD", "POST", "DELETE"])
@administrator_view
def campaign_webhooks(request: MemberRequest, connection_id: int) -> HttpResponse:
    """Show them; POST has them set up there, DELETE taken away."""
    row = _reporting(request, connection_id)
    if request.method in ("POST", "DELETE"):
        wanted = request.method == "POST"
        if not wanted and (question := _sure(request, row)) is not None:
            return question
        with refusals_said(request):
            set_webhooks(row, by=request.member, wanted=wanted)
            said = _("The webhooks are being set up; they stand here in a moment.")
            messages.success(request, said if wanted else _("The webhooks are being taken away."))
        return redirect("campaign_webhooks", connection_id=row.pk)
    page = page_of(request, CampaignWebhook.objects.filter(connection=row))
    context = {
        "connection": shown_connection(row),
        "is_wanted": settings_of(row).wants_reports,
        "page": page,
        "lines": [shown_webhook(one) for one in page],
        "settings_place": "campaigns",
    }
    return render(request, "web/campaigns/webhooks.html", context)


@require_POST
@administrator_view
def campaign_webhook(request: MemberRequest, connection_id: int, webhook_id: int) -> HttpResponse:
    """Keep what its reports are signed with."""
    row = _reporting(request, connection_id)
    webhook = CampaignWebhook.objects.select_related("connection").get(pk=webhook_id, connection=row)
    secret = sent(request).get("secret", "")
    question = _sure_of_secret(request, webhook, secret)
    if question is not None:
        return question
    with refusals_said(request):
        set_webhook_secret(webhook, by=request.member, secret=secret)
        taken = _("Saved. Reports without the right signature are refused from now on.")
        messages.success(request, taken if secret.strip() else _("Saved. Reports are taken by their address alone."))
    return redirect("campaign_webhooks", connection_id=row.pk)


def _sure(request: MemberRequest, row: Connection) -> HttpResponse | None:
    return asked(
        request,
        what=_("Take the webhooks away?"),
        loss=_("Sent campaigns, unsubscribes and bounces are heard of later, when they are asked for."),
        deed=_("Take them away"),
        back=reverse("campaign_webhooks", args=[row.pk]),
    )


def _sure_of_secret(request: MemberRequest, webhook: CampaignWebhook, secret: str) -> HttpResponse | None:
    if not webhook.secret:
        return None
    what = _("Replace the signing secret?") if secret.strip() else _("Take reports without a signature?")
    back = reverse("campaign_webhooks", args=[webhook.connection_id])
    return replacing_asked(request, what, secrets=["secret"], back=back)


def _reporting(request: MemberRequest, connection_id: int) -> Connection:
    row = get_connection_for(request.member, connection_id)
    if row.provider not in keys_offering(CAMPAIGNS) or not can_report(row):
        raise Http404
    return row
