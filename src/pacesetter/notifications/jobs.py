"""The jobs behind the mails."""

from datetime import date

from pacesetter import jobs
from pacesetter.core import clock
from pacesetter.notifications.digests.kinds import Digest, is_wanted
from pacesetter.notifications.digests.planning import plan
from pacesetter.notifications.digests.writing import write
from pacesetter.people.models import Member


@jobs.handler("notifications.plan")
def plan_digests(job: jobs.RunningJob) -> None:
    """Enqueue what is due in the next three quarters of an hour."""
    plan(clock.now())


@jobs.handler("notifications.digest")
def write_digest(job: jobs.RunningJob) -> None:
    """Write one mail. In one transaction with the mark that the job is done, so there is one, whatever dies when.

    Whether it is wanted is asked again: between planning and now it may have been left off.
    """
    member = Member.objects.select_related("organisation").filter(pk=job.payload["member"]).first()
    digest = Digest(job.payload["digest"])
    if member is not None and is_wanted(member, digest):
        write(digest, member, date.fromisoformat(job.payload["day"]), clock.now())
