"""The protocol of providers that send campaigns."""

from collections.abc import Sequence
from datetime import datetime

from pacesetter.integrations.caller import Caller
from pacesetter.integrations.campaigns.shapes import (
    Audience,
    Deeds,
    Filled,
    Page,
    Recipient,
    SentCampaign,
    Subscriber,
    Unsubscribe,
)
from pacesetter.integrations.campaigns.webhooks.shape import Webhooks
from pacesetter.integrations.enqueueing import enqueue_once
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.models import CampaignSettings, CampaignWebhook, Connection
from pacesetter.integrations.provider import Provider
from pacesetter.integrations.providers import provider_of

CAMPAIGNS = "campaigns"


class CampaignSource(Provider):
    """A provider whose campaigns are followed. All that it is asked comes in pages: `place` is the `next` of the page
    before, empty for the first one. Every method raises `Failure`, a permanent one where a campaign is gone.
    """

    offers = frozenset({CAMPAIGNS})
    # How it reports by itself, None where it doesn't.
    webhooks: Webhooks | None = None
    # What recipients did is asked for one by one (`deeds_of`), and of those alone who are contacts. It is all that they
    # ever did, each time.
    asks_each = False
    # How many can be added to an audience at once, 0 where none can.
    fills_at_once = 0

    def taken_into_use(self, connection: Connection) -> None:
        """Where it reported before it was disconnected, it is to report again."""
        if CampaignSettings.objects.filter(connection=connection, wants_reports=True).exists():
            enqueue_once("integrations.set_up_webhooks", {"connection": connection.pk})

    def takes_leave(self, connection: Connection) -> bool:
        """It would go on reporting to us otherwise."""
        if not CampaignWebhook.objects.filter(connection=connection).exists():
            return False
        enqueue_once("integrations.take_leave", {"connection": connection.pk}, or_runs=False)
        return True

    def sent_campaigns(self, caller: Caller, *, since: datetime, place: str = "") -> Page[SentCampaign]:
        """Campaigns that went out after a moment, oldest first."""
        raise NotImplementedError

    def recipients(self, caller: Caller, campaign_id: str, *, place: str = "") -> Page[Recipient]:
        """Whom it was sent to."""
        raise NotImplementedError

    def deeds(self, caller: Caller, campaign_id: str, *, since: datetime | None, place: str = "") -> Page[Deeds]:
        """What recipients did after a moment, since it was sent where there is none."""
        raise NotImplementedError

    def deeds_of(self, caller: Caller, campaign_id: str, recipient: Recipient) -> Deeds | None:
        """All that one recipient did, None where nobody knows them any more. For sources that ask for each."""
        raise NotImplementedError

    def unsubscribes(self, caller: Caller, campaign_id: str, *, place: str = "") -> Page[Unsubscribe]:
        """Who left because of it."""
        raise NotImplementedError

    def audiences(self, caller: Caller, *, place: str = "") -> Page[Audience]:
        """To whom campaigns can be sent."""
        raise NotImplementedError

    def fill(self, caller: Caller, audience_id: str, people: Sequence[Subscriber]) -> Filled:
        """Add people, at most `fills_at_once`. Who is there already, subscribed or not, is left as they are."""
        raise NotImplementedError

    def rename(self, caller: Caller, audience_id: str, person: Subscriber) -> bool:
        """Give somebody who is there the name that they have here, and change nothing else. False where they are not
        there any more, or the name is refused."""
        raise NotImplementedError


def source_of(connection: Connection) -> CampaignSource:
    """How the campaigns of a connection are asked for. Raises `Failure` where it has none."""
    provider = provider_of(connection.provider)
    if not isinstance(provider, CampaignSource):
        raise Failure(FailureKind.CONFIGURATION, "This system has no campaigns.")
    return provider
