"""The jobs behind campaigns: find those that went out, and follow what recipients do with them."""

from datetime import timedelta

from django.db.models import Q

from pacesetter import jobs
from pacesetter.core import clock
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.campaigns.following import begin_look, follow
from pacesetter.integrations.campaigns.looking import find_campaigns
from pacesetter.integrations.campaigns.source import CAMPAIGNS
from pacesetter.integrations.enqueueing import enqueue_once
from pacesetter.integrations.models import Campaign, CampaignStep, Connection, ConnectionState
from pacesetter.integrations.providers import keys_offering
from pacesetter.integrations.working import working_with


@jobs.handler("integrations.look_for_campaigns")
def look_for_campaigns(job: jobs.RunningJob) -> None:
    """Let each connection be asked for campaigns, and look again at those whose turn it is."""
    rows = Connection.objects.filter(provider__in=keys_offering(CAMPAIGNS), state=ConnectionState.CONNECTED)
    for connection in rows:
        enqueue_once("integrations.find_campaigns", {"connection": connection.pk})


@jobs.handler("integrations.find_campaigns", atomic=False, max_attempts=3, limit=timedelta(minutes=20))
def find(job: jobs.RunningJob) -> None:
    """Find what went out from one connection, and let what is due be read."""
    connection = Connection.objects.get(pk=job.payload["connection"])
    with working_with(connection), Caller(connection, about="campaigns", stay=job.stay) as caller:
        find_campaigns(connection, caller)
    enqueue_due(connection)


@jobs.handler("integrations.follow_campaign", atomic=False, max_attempts=12, limit=timedelta(minutes=60))
def follow_campaign(job: jobs.RunningJob) -> None:
    """Bring one campaign up to date."""
    row = Campaign.objects.select_related("connection", "activity").get(pk=job.payload["campaign"])
    if row.activity_id is None:
        return
    if not row.step:
        begin_look(row)
    connection = row.connection
    with working_with(connection), Caller(connection, about=f"campaign {row.pk}", stay=job.stay) as caller:
        follow(row, caller, stay=job.stay)


def enqueue_due(connection: Connection) -> None:
    """Let the campaigns be read that were not read to the end, or whose turn it is."""
    due = ~Q(step=CampaignStep.NOTHING) | Q(next_look_at__lte=clock.now())
    rows = Campaign.objects.filter(due, connection=connection, activity__isnull=False)
    for campaign_id in rows.order_by("sent_at").values_list("pk", flat=True):
        enqueue_once("integrations.follow_campaign", {"connection": connection.pk, "campaign": campaign_id})
