"""Act upon what was reported. Said again, or said after it was read, nothing changes."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from pacesetter.integrations.campaigns import keeping
from pacesetter.integrations.campaigns.shapes import Unsubscribe
from pacesetter.integrations.campaigns.webhooks.shape import HeardKind
from pacesetter.integrations.models import Campaign, Connection


def act_upon(connection: Connection, heard: Sequence[Mapping[str, str]]) -> tuple[bool, set[int]]:
    """Note who left and who was not reached. Answers whether to look for campaigns now (one was sent, or one is not
    known), and which to look at again."""
    look, again = False, set()
    for one in heard:
        with transaction.atomic():
            # The same lock as that of a page that is written (`following`): neither undoes the other.
            rows = Campaign.objects.select_for_update().filter(connection=connection)
            campaign: Campaign | None = rows.filter(external_id=one["campaign"]).first()
            if campaign is None:
                # It is found first, and then read, with all that happened until then.
                look = True
            elif one["kind"] == HeardKind.UNSUBSCRIBE:
                left = Unsubscribe(one["recipient"], datetime.fromisoformat(one["at"]))
                keeping.keep_unsubscribes(campaign, [left])
            elif one["kind"] == HeardKind.BOUNCE:
                keeping.keep_bounce(campaign, one["recipient"])
            elif one["kind"] == HeardKind.DEED:
                again.add(campaign.pk)
    return look, again
