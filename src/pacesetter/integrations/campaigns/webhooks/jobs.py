"""The jobs behind webhooks: have them, and act upon what they report."""

from datetime import timedelta

from pacesetter import jobs
from pacesetter.core import clock
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.campaigns.webhooks.acting import act_upon
from pacesetter.integrations.campaigns.webhooks.setting_up import set_up, take_down
from pacesetter.integrations.enqueueing import enqueue_once
from pacesetter.integrations.last_job import leave_for_good
from pacesetter.integrations.models import CampaignSettings, Connection, ConnectionState
from pacesetter.integrations.secrets_of import forget_secrets
from pacesetter.integrations.working import working_with
from pacesetter.jobs.models import Job

# Many open a campaign within minutes of each other; one look is enough for all of them.
_GATHER = timedelta(minutes=5)


@jobs.handler("integrations.check_webhooks")
def check_webhooks(job: jobs.RunningJob) -> None:
    """Look every day whether they are still there: the other side drops those that nobody answered for a while."""
    rows = CampaignSettings.objects.filter(wants_reports=True, connection__state=ConnectionState.CONNECTED)
    for connection_id in rows.values_list("connection_id", flat=True):
        enqueue_once("integrations.set_up_webhooks", {"connection": connection_id})


@jobs.handler("integrations.set_up_webhooks", atomic=False, max_attempts=6, limit=timedelta(minutes=20))
def set_up_webhooks(job: jobs.RunningJob) -> None:
    """Have webhooks, or none, as the settings say; and read what was missed where one was gone."""
    connection = Connection.objects.get(pk=job.payload["connection"])
    wanted = CampaignSettings.objects.filter(connection=connection, wants_reports=True).exists()
    made = 0
    with working_with(connection), Caller(connection, about="webhooks", stay=job.stay) as caller:
        if wanted:
            made = set_up(connection, caller)
        else:
            take_down(connection, caller)
    if made:
        enqueue_once("integrations.find_campaigns", {"connection": connection.pk})


def _leave_dead(job: Job) -> None:
    """We are not let in any more, or nobody answers: whoever wants the webhooks gone removes them there."""
    forget_secrets(Connection.objects.filter(pk=job.payload.get("connection")))


@jobs.handler("integrations.take_leave", atomic=False, max_attempts=5, limit=timedelta(minutes=20), on_dead=_leave_dead)
def take_leave(job: jobs.RunningJob) -> None:
    """Have no webhooks at a system that was disconnected, then forget its secrets."""
    leave_for_good(job, about="webhooks", leave=take_down)


@jobs.handler("integrations.hear_of_campaign", atomic=False)
def hear(job: jobs.RunningJob) -> None:
    """Act upon one report."""
    connection = Connection.objects.get(pk=job.payload["connection"])
    look, again = act_upon(connection, job.payload["heard"])
    if look:
        enqueue_once("integrations.find_campaigns", {"connection": connection.pk}, or_runs=False)
    for campaign_id in again:
        payload = {"connection": connection.pk, "campaign": campaign_id}
        enqueue_once("integrations.follow_campaign", payload, run_at=clock.now() + _GATHER, or_runs=False)
