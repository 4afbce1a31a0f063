"""Let another system report by itself, or no longer; and say what its reports are signed with."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.integrations.campaigns.looking import settings_of
from pacesetter.integrations.enqueueing import enqueue_once
from pacesetter.integrations.models import CampaignWebhook, Connection
from pacesetter.integrations.verbs import rules
from pacesetter.people.models import Member
from pacesetter.people.verbs.settle import settle
from pacesetter.tenancy.sealed import seal_into


def set_webhooks(connection: Connection, *, by: Member | None, wanted: bool) -> None:
    """Have webhooks set up there, or taken away; a job does it. Raises `NotAllowed`, and a `Refusal` where this
    installation has no address that another system could report to."""
    rules.may_change(by, connection.owner_id)
    if wanted and not settings.PUBLIC_URL.startswith("https://"):
        raise Refusal(
            _("Other systems report to addresses that begin with https:// alone. Set PACESETTER_URL to yours."),
            code="address",
        )
    with transaction.atomic():
        row = settings_of(connection)
        before, row.wants_reports = row.wants_reports, wanted
        row.save(update_fields=["wants_reports"])
        enqueue_once("integrations.set_up_webhooks", {"connection": connection.pk}, or_runs=False)
        settle(
            "campaign_webhooks.edited",
            ("connection", connection.pk),
            by=by,
            before={"wanted": before},
            after={"wanted": wanted},
        )


def set_webhook_secret(webhook: CampaignWebhook, *, by: Member | None, secret: str) -> None:
    """Keep what reports of this webhook are signed with; from now on unsigned ones are refused. An empty one takes
    reports by their secret address alone. Raises `NotAllowed` and a `Refusal`."""
    rules.may_change(by, webhook.connection.owner_id)
    secret = secret.strip()
    if len(secret) > rules.LONGEST:
        raise Refusal(_("This is too long to be a signing secret."), field="secret", code="too_long")
    with transaction.atomic():
        row = CampaignWebhook.objects.select_for_update().get(pk=webhook.pk)
        seal_into(row, "secret", secret)
        row.last_error, row.last_error_at = "", None
        row.save(update_fields=["secret", "last_error", "last_error_at"])
        after = {"is_signed": bool(secret)}
        settle("campaign_webhook.secret_set", ("connection", row.connection_id), by=by, after=after)
