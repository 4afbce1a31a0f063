"""Say what campaigns become, and whose they are."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.activities.models import ActivityType
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.integrations.campaigns.deciding import count_campaign
from pacesetter.integrations.campaigns.looking import settings_of
from pacesetter.integrations.models import Campaign, CampaignSettings, Connection
from pacesetter.integrations.verbs import rules
from pacesetter.people.models import Member
from pacesetter.people.verbs.settle import settle


def set_campaign_settings(
    connection: Connection,
    *,
    by: Member | None,
    activity_type: ActivityType | None,
    default_member: Member | None,
    senders: Mapping[str, int],
    since: datetime | None = None,
) -> CampaignSettings:
    """Save them. Campaigns that waited for this are counted now; what is counted already stays with whom it is.

    `since` may be moved: what was sent before is left alone, or counted too from now on.

    Raises `NotAllowed`, and a `Refusal` for a type of another category, a member who is not here, and a moment to come.
    """
    rules.may_change(by, connection.owner_id)
    if activity_type is not None and activity_type.category != "email_campaign":
        raise Refusal(_("Choose an activity of the category E-mail campaign."), field="activity_type", code="category")
    wanted = set(senders.values()) | ({default_member.pk} if default_member else set())
    if Member.objects.filter(pk__in=wanted, archived_at__isnull=True).count() != len(wanted):
        raise Refusal(_("Choose members who are here."), field="default_member", code="unknown")
    if since is not None and since > clock.now():
        raise Refusal(_("This day is yet to come."), field="since", code="future")
    with transaction.atomic():
        row = settings_of(connection)
        row.activity_type, row.default_member, row.senders = activity_type, default_member, dict(senders)
        row.since = since or row.since
        row.save()
        settle("campaign_settings.edited", ("connection", connection.pk), by=by, after={"senders": len(senders)})
        for campaign in Campaign.objects.filter(connection=connection, activity__isnull=True).order_by("sent_at"):
            count_campaign(campaign, row)
    return row
