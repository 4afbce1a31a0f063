"""Let the other side report to us, or no longer. May be run at any time: what is there already is left as it is."""

import secrets

from django.conf import settings
from django.db import transaction

from pacesetter.core import clock
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.campaigns.reading import all_audiences
from pacesetter.integrations.campaigns.shapes import Audience
from pacesetter.integrations.campaigns.source import source_of
from pacesetter.integrations.campaigns.webhooks.shape import Webhooks
from pacesetter.integrations.models import CampaignWebhook, Connection
from pacesetter.tenancy.sealed import seal_into

PATH = "/api/v1/inbound/campaigns/{public_id}/"


def address_of(row: CampaignWebhook) -> str:
    """Where it reports to. Whoever knows it can report, so it is shown to administrators alone."""
    return settings.PUBLIC_URL + PATH.format(public_id=row.public_id)


def can_report(connection: Connection) -> bool:
    """Whether its system reports by itself."""
    return source_of(connection).webhooks is not None


def set_up(connection: Connection, caller: Caller) -> int:
    """Have a webhook for each audience, and none for those that are gone. Answers how many had to be made: where there
    was one before, reports were missed. Raises `Failure`."""
    source, made = source_of(connection), 0
    webhooks = source.webhooks
    if webhooks is None:
        return 0
    audiences = all_audiences(connection, caller) if webhooks.per_audience else [Audience("", "")]
    for audience in audiences:
        row, _new = CampaignWebhook.objects.get_or_create(
            connection=connection,
            audience_id=audience.id[:100],
            defaults={"public_id": secrets.token_urlsafe(24), "audience_name": audience.name[:200]},
        )
        made += _ensure(row, webhooks, caller)
    ids = [one.id[:100] for one in audiences]
    CampaignWebhook.objects.filter(connection=connection).exclude(audience_id__in=ids).delete()
    return made


def take_down(connection: Connection, caller: Caller) -> None:
    """Have none. Raises `Failure`."""
    webhooks = source_of(connection).webhooks
    for row in CampaignWebhook.objects.filter(connection=connection).order_by("pk"):
        if webhooks is not None:
            known = row.external_id or webhooks.known(caller, row.audience_id, address_of(row))
            if known:
                webhooks.remove(caller, row.audience_id, known)
        if not caller.is_dry:
            row.delete()


def _ensure(row: CampaignWebhook, webhooks: Webhooks, caller: Caller) -> bool:
    known = webhooks.known(caller, row.audience_id, address_of(row))
    if known and known == row.external_id:
        CampaignWebhook.objects.filter(pk=row.pk).update(checked_at=clock.now())
        return False
    if known:
        # Made by a worker that did not live to write it down. What it signs with was told to that one only.
        webhooks.remove(caller, row.audience_id, known)
    new = webhooks.make(caller, row.audience_id, address_of(row))
    if caller.is_dry:
        return False
    with transaction.atomic():
        kept = CampaignWebhook.objects.select_for_update().get(pk=row.pk)
        kept.external_id, kept.checked_at = new.id[:100], clock.now()
        seal_into(kept, "secret", new.secret)
        kept.save(update_fields=["external_id", "checked_at", "secret"])
    return True
