"""Say what campaigns become, and whose they are."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacesetter.activities.models import ActivityType
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.integrations.campaigns.deciding import count_campaign, member_of, type_for
from pacesetter.integrations.campaigns.looking import settings_of
from pacesetter.integrations.models import Campaign, CampaignSettings, Connection
from pacesetter.integrations.verbs import rules
from pacesetter.integrations.verbs.telling import differences
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
        before = _told(row)
        row.activity_type, row.default_member, row.senders = activity_type, default_member, dict(senders)
        row.since = since or row.since
        row.save()
        old, new = differences(before, _told(row))
        if new:
            settle("campaign_settings.edited", ("connection", connection.pk), by=by, before=old, after=new)
        for campaign in Campaign.objects.filter(connection=connection, activity__isnull=True).order_by("sent_at"):
            count_campaign(campaign, row)
    return row


def _told(row: CampaignSettings) -> dict[str, Any]:
    return {
        "campaign_type": row.activity_type_id,
        "default_member": row.default_member_id,
        "since": row.since.astimezone(UTC).isoformat(),
        "senders": row.senders,
    }


def put_campaign_settings_back(
    connection: Connection, before: Mapping[str, Any], *, by: Member | None
) -> CampaignSettings:
    """Give them what was before a change; `before` is what the event keeps. Raises as `set_campaign_settings` does."""
    return set_campaign_settings(connection, by=by, **earlier_campaign_settings(connection, before))


def earlier_campaign_settings(connection: Connection, before: Mapping[str, Any]) -> dict[str, Any]:
    """What `set_campaign_settings` takes to set them as they were. An activity that is gone is none."""
    row = settings_of(connection)
    old = {**_told(row), **before}
    return {
        "activity_type": ActivityType.objects.filter(pk=old["campaign_type"] or 0).first(),
        "default_member": Member.objects.filter(pk=old["default_member"] or 0).first(),
        "senders": old["senders"],
        "since": datetime.fromisoformat(old["since"]),
    }


def lost_by_campaign_settings(
    connection: Connection,
    *,
    activity_type: ActivityType | None,
    default_member: Member | None,
    senders: Mapping[str, int],
    since: datetime | None = None,
) -> str:
    """What such settings do that other settings don't undo, in words: campaigns that are counted stay so. Empty where
    none are."""
    row = settings_of(connection)
    reaches_back = since is not None and since < row.since
    row.activity_type, row.default_member, row.senders = activity_type, default_member, dict(senders)
    waiting = Campaign.objects.filter(connection=connection, activity__isnull=True)
    number = sum(member_of(one, row) is not None for one in waiting) if type_for(row) else 0
    told = []
    if number:
        text = ngettext("%(number)d campaign that waits is counted now.",
                        "%(number)d campaigns that wait are counted now.", number)  # fmt: skip
        told.append(text % {"number": number})
    if reaches_back:
        told.append(_("Campaigns that were sent earlier are looked for, and counted."))
    return " ".join([*told, _("They stay counted, until somebody deletes their activities.")]) if told else ""
