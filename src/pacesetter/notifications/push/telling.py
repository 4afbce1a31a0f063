"""Put a notice into the queue of each of the member's devices."""

from datetime import datetime, timedelta

from pacesetter import jobs
from pacesetter.core.working_time import WorkingTime
from pacesetter.notifications.access import choices_of
from pacesetter.notifications.models import NotificationChoices, PushSubscription
from pacesetter.notifications.push.notice import Notice, Subject, is_wanted
from pacesetter.notifications.quiet import DAYS_AHEAD, quiet_from, undisturbed_until
from pacesetter.people.models import Member
from pacesetter.people.working_time import working_times

# A title and a text longer than this are cut off by every system; so a message always fits its record.
_TITLE, _BODY = 120, 400


def tell(member: Member, notice: Notice, now: datetime) -> int:
    """Enqueue the notice for each device of the member, in the caller's transaction. Answers for how many.

    Each device gets it once: the job's key is the event's and the device's. In quiet hours it waits for their end; a
    reminder can't wait and is left out. What is not wanted, and what would come when it is no news any more, is left
    out too.
    """
    devices = list(PushSubscription.objects.filter(member=member).values_list("pk", flat=True))
    choices = choices_of(member)
    if not devices or not is_wanted(notice.subject, choices):
        return 0
    at = may_come_at(member, notice.subject, choices, now)
    if at is None or at > notice.lasts_until:
        return 0
    payload = {
        "subject": notice.subject,
        "key": notice.key,
        "title": notice.title[:_TITLE],
        "body": notice.body[:_BODY],
        "path": notice.path,
        "lasts_until": notice.lasts_until.isoformat(),
    }
    jobs.enqueue_many(
        "notifications.push",
        (jobs.NewJob({**payload, "device": pk}, f"{notice.key}:{pk}", at) for pk in devices),
    )
    return len(devices)


def may_come_at(member: Member, subject: Subject, choices: NotificationChoices, now: datetime) -> datetime | None:
    """The moment from which the member may be disturbed with it, None for never."""
    if choices.any_time or subject is Subject.TRIAL:
        return now
    at = undisturbed_until(*_local(member, now))
    if at is not None and at > now and subject is Subject.REMINDER:
        return None
    return at


def may_come_until(member: Member, subject: Subject, choices: NotificationChoices, now: datetime) -> datetime | None:
    """The moment at which a device that was off must not get it any more, since quiet hours have begun. None for no
    such moment."""
    if choices.any_time or subject is Subject.TRIAL:
        return None
    return quiet_from(*_local(member, now))


def _local(member: Member, now: datetime) -> tuple[datetime, WorkingTime]:
    local = now.astimezone(member.zone())
    return local, working_times([member], local.date(), local.date() + timedelta(days=DAYS_AHEAD + 1))[member.pk]
