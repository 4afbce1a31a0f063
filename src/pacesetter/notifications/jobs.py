"""The jobs behind mails and notifications."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction

from pacesetter import jobs
from pacesetter.core import clock
from pacesetter.notifications.access import choices_of
from pacesetter.notifications.digests.kinds import Digest, is_wanted
from pacesetter.notifications.digests.planning import is_news, plan
from pacesetter.notifications.digests.writing import write
from pacesetter.notifications.listening import listening_organisations
from pacesetter.notifications.models import PushSubscription
from pacesetter.notifications.push.logged_in import logged_in_among
from pacesetter.notifications.push.notice import Subject
from pacesetter.notifications.push.notice import is_wanted as is_wanted_on_device
from pacesetter.notifications.push.sending import send
from pacesetter.notifications.push.telling import may_come_at, may_come_until
from pacesetter.notifications.reminders.planning import plan_reminders
from pacesetter.notifications.reminders.telling import remind
from pacesetter.notifications.targets import look_for_reached
from pacesetter.people.models import Member
from pacesetter.tenancy.scope import scope


@jobs.handler("notifications.plan")
def plan_digests(job: jobs.RunningJob) -> None:
    """Enqueue what is due in the next three quarters of an hour."""
    plan(clock.now())


@jobs.handler("notifications.digest")
def write_digest(job: jobs.RunningJob) -> None:
    """Write one mail. In one transaction with the mark that the job is done, so there is one, whatever dies when.

    Whether it is wanted is asked again: between planning and now it may have been left off. One that waited until it
    is no news any more is not written.
    """
    member = Member.objects.select_related("organisation").filter(pk=job.payload["member"]).first()
    digest, day, now = Digest(job.payload["digest"]), date.fromisoformat(job.payload["day"]), clock.now()
    if member is not None and is_wanted(member, digest) and is_news(digest, member, day, now):
        write(digest, member, day, now)


@jobs.handler("notifications.push", atomic=False, max_attempts=12)
def push(job: jobs.RunningJob) -> Callable[[], object] | None:
    """Send one notice to one device. Whether it is wanted, and may disturb now, is asked again: it may have waited.

    At least once, not exactly once: where the worker dies after the service has taken it, it is sent again. The copy
    has the same topic and tag, so the device shows one.
    """
    told, now = job.payload, clock.now()
    found = PushSubscription.objects.select_related("member__organisation", "member__user").filter(pk=told["device"])
    device = found.first()
    if device is None or device.member.archived_at is not None or device.pk not in logged_in_among([device]):
        return None
    subject, choices = Subject(told["subject"]), choices_of(device.member)
    at = may_come_at(device.member, subject, choices, now)
    if at is None or not is_wanted_on_device(subject, choices) or now > datetime.fromisoformat(told["lasts_until"]):
        return None
    if at > now:
        raise jobs.Temporary("The member's quiet hours have begun.", retry_after=at - now)
    return send(device, told, now, quiet_from=may_come_until(device.member, subject, choices, now))


@jobs.handler("notifications.remind")
def remind_of(job: jobs.RunningJob) -> None:
    """Remind of one to-do, if it is still to be done at that time."""
    remind(job.payload["activity"], datetime.fromisoformat(job.payload["due_at"]), clock.now())


@jobs.handler("notifications.look", serves="installation", atomic=False)
def look(job: jobs.RunningJob) -> None:
    """See in each organisation of somebody who gets notifications what is due soon, and which targets are reached."""
    for organisation_id in listening_organisations():
        job.stay()
        with scope(organisation_id), transaction.atomic():
            plan_reminders(clock.now())
            look_for_reached(clock.now())
