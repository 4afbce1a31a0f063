"""Let the other side report to us, or no longer. May be run at any time: what is there already is left as it is."""

from django.db import transaction

from pacesetter.core import clock
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.campaigns.reading import all_audiences
from pacesetter.integrations.campaigns.shapes import Audience
from pacesetter.integrations.campaigns.source import source_of
from pacesetter.integrations.campaigns.webhooks.addresses import address_of, give_address
from pacesetter.integrations.campaigns.webhooks.shape import Webhooks
from pacesetter.integrations.models import CampaignWebhook, Connection
from pacesetter.tenancy.sealed import seal_into


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
        made += _ensure(_row(connection, audience), webhooks, caller)
    ids = [one.id[:100] for one in audiences]
    CampaignWebhook.objects.filter(connection=connection).exclude(audience_id__in=ids).delete()
    return made


def take_down(connection: Connection, caller: Caller) -> None:
    """Have none. Raises `Failure`."""
    webhooks = source_of(connection).webhooks
    for row in CampaignWebhook.objects.filter(connection=connection).order_by("pk"):
        if webhooks is not None:
            known = row.external_id or _known(row, webhooks, caller)
            if known:
                webhooks.remove(caller, row.audience_id, known)
        if not caller.is_dry:
            row.delete()


def _row(connection: Connection, audience: Audience) -> CampaignWebhook:
    new = give_address(CampaignWebhook())
    row: CampaignWebhook
    row, _is_new = CampaignWebhook.objects.get_or_create(
        connection=connection,
        audience_id=audience.id[:100],
        defaults={
            "audience_name": audience.name[:200],
            "address_hash": new.address_hash,
            "address_token": new.address_token,
        },
    )
    return row


def _ensure(row: CampaignWebhook, webhooks: Webhooks, caller: Caller) -> bool:
    known = _known(row, webhooks, caller)
    address = address_of(row)
    if known and known == row.external_id and address:
        CampaignWebhook.objects.filter(pk=row.pk).update(checked_at=clock.now())
        return False
    if known:
        # Made by a worker that did not live to write it down, or to an address that can't be opened any more. What it
        # signs with was told once.
        webhooks.remove(caller, row.audience_id, known)
    if not address:
        address = _new_address(row, caller)
    new = webhooks.make(caller, row.audience_id, address)
    if caller.is_dry:
        return False
    with transaction.atomic():
        kept = CampaignWebhook.objects.select_for_update().get(pk=row.pk)
        kept.external_id, kept.checked_at = new.id[:100], clock.now()
        seal_into(kept, "secret", new.secret)
        kept.save(update_fields=["external_id", "checked_at", "secret"])
    return True


def _known(row: CampaignWebhook, webhooks: Webhooks, caller: Caller) -> str:
    address = address_of(row)
    return webhooks.known(caller, row.audience_id, address) if address else row.external_id


def _new_address(row: CampaignWebhook, caller: Caller) -> str:
    give_address(row)
    if not caller.is_dry:
        row.save(update_fields=["address_hash", "address_token"])
    return address_of(row)
