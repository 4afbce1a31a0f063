"""The jobs that every connection needs."""

from datetime import timedelta
from importlib import import_module

from pacesetter import jobs
from pacesetter.core import clock
from pacesetter.integrations.campaigns.erasing import erase_addresses, to_erase
from pacesetter.integrations.leaving import end_spent_accounts
from pacesetter.integrations.models import Connection, ConnectionState, SentRequest
from pacesetter.integrations.secrets_of import forget_secrets

# Requests hold names of customers, and are needed only to find a fault.
REQUESTS_KEPT = timedelta(days=14)
# Somebody who went to consent comes back within minutes.
BEGUN_KEPT = timedelta(days=1)
# Longer than the last job of a connection is tried.
LEAVE_TAKEN = timedelta(days=1)
_BATCH = 1000

# Only this file is found by itself.
import_module("pacesetter.integrations.job_systems.jobs")
import_module("pacesetter.integrations.campaigns.jobs")
import_module("pacesetter.integrations.campaigns.webhooks.jobs")
import_module("pacesetter.integrations.campaigns.audiences.jobs")
import_module("pacesetter.integrations.calendars.jobs")
import_module("pacesetter.integrations.mails.jobs")
import_module("pacesetter.integrations.mails.push.jobs")


@jobs.handler("integrations.tidy", atomic=False)
def tidy(job: jobs.RunningJob) -> None:
    """Erase old requests, addresses of people who are no contacts, and connections that nobody finished or whose owners
    left."""
    now, done = clock.now(), 0
    old = SentRequest.objects.filter(sent_at__lt=now - REQUESTS_KEPT).order_by("pk")
    while batch := list(old.values_list("pk", flat=True)[:_BATCH]):
        SentRequest.objects.filter(pk__in=batch).delete()
        done += len(batch)
        job.report(done)
    for campaign_id in to_erase(now):
        erase_addresses(campaign_id)
        job.stay()
    end_spent_accounts()
    # Kept for a last job that should have been done long ago.
    forget_secrets(Connection.objects.filter(ended_at__lt=now - LEAVE_TAKEN).exclude(secrets=""))
    Connection.objects.filter(state=ConnectionState.BEGUN, created_at__lt=now - BEGUN_KEPT).delete()
