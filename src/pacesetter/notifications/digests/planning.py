"""Put the mails that are due soon into the queue, each once."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import islice

from django.db.models import Q

from pacesetter import jobs
from pacesetter.core.working_time import WorkingTime
from pacesetter.notifications.digests.kinds import WANTED_BY, Digest
from pacesetter.notifications.digests.when import daily_at, weekly_at
from pacesetter.people.models import Member
from pacesetter.people.working_time import working_times

# How far ahead is looked. Longer than the time between two runs, so none falls between.
AHEAD = timedelta(minutes=45)
# After a standstill: a mail that is this late is still worth reading, an older one is dropped. That of the week is
# worth it as long as the weekend lasts.
LATE = {Digest.DAILY: timedelta(hours=6), Digest.WEEKLY: timedelta(hours=40)}
_DAYS_BACK = 2
_AT_ONCE = 500


def is_news(digest: Digest, member: Member, day: date, now: datetime) -> bool:
    """Whether the mail of this local day is still worth writing: a job, too, may have waited out a standstill."""
    today = now.astimezone(member.zone()).date()
    return day >= today - timedelta(days=0 if digest is Digest.DAILY else _DAYS_BACK)


def plan(now: datetime) -> int:
    """Enqueue the mails of the organisation in scope that are due until `AHEAD` after `now`, and those that are late by
    no more than `LATE`: after a standstill that is at most one of each kind for every member.

    May be run as often as one likes: a mail's key is member, kind and local day. Answers how many are due. Memory does
    not grow with the members: they are taken by the hundred.
    """
    members = Member.objects.filter(
        Q(wants_daily_mail=True) | Q(wants_weekly_mail=True), archived_at__isnull=True, user__isnull=False
    ).select_related("organisation")
    due = 0
    for some in _batches(members.order_by("pk").iterator(chunk_size=_AT_ONCE)):
        mails = list(_due(some, now))
        jobs.enqueue_many(
            "notifications.digest",
            (
                jobs.NewJob({"member": member.pk, "digest": digest, "day": day.isoformat()}, key, run_at)
                for member, digest, day, run_at in mails
                for key in [f"{digest}:{member.pk}:{day.isoformat()}"]
            ),
        )
        due += len(mails)
    return due


def _due(members: list[Member], now: datetime) -> Iterator[tuple[Member, Digest, date, datetime]]:
    # The days of late mails, every place's today, and the time before work that begins right after midnight.
    first = (now - timedelta(days=_DAYS_BACK + 1)).date()
    times = working_times(members, first, first + timedelta(days=_DAYS_BACK + 4))
    for member in members:
        today = now.astimezone(member.zone()).date()
        for day in (today + timedelta(days=offset) for offset in range(-_DAYS_BACK, 2)):
            for digest, moment in _moments(member, times[member.pk], day):
                if now - LATE[digest] <= moment <= now + AHEAD:
                    yield member, digest, day, moment


def _moments(member: Member, working: WorkingTime, day: date) -> Iterable[tuple[Digest, datetime]]:
    for digest, at in ((Digest.DAILY, daily_at), (Digest.WEEKLY, weekly_at)):
        if getattr(member, WANTED_BY[digest]):
            moment = at(day, working, member.zone())
            if moment is not None:
                yield digest, moment


def _batches(members: Iterator[Member]) -> Iterator[list[Member]]:
    while some := list(islice(members, _AT_ONCE)):
        yield some
