"""Put reminders that are due soon into the queue, each once."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q

from pacesetter import jobs
from pacesetter.activities.models import Activity
from pacesetter.activities.to_do_list import OPEN
from pacesetter.notifications.models import NotificationChoices, PushSubscription
from pacesetter.notifications.models.choices import LEADS

# How far ahead is looked. Longer than the time between two looks, so none falls between.
AHEAD = timedelta(minutes=6)
_FARTHEST = timedelta(minutes=max(LEADS)) + AHEAD


def plan_reminders(now: datetime) -> int:
    """Enqueue the reminders of the organisation in scope that are due by `AHEAD` after `now`; answers how many.

    May be run as often as one likes: a reminder's key is the to-do and the moment at which that is due, so one that is
    put off is reminded of again. After a standstill those come late whose to-do is not due yet; the others are dropped.
    """
    leads = dict(NotificationChoices.objects.values_list("member_id", "lead_minutes"))
    found = [
        (pk, due_at, remind_at)
        for pk, owner_id, due_at, created_at in _due_soon(now)
        if due_at is not None
        for remind_at in [due_at - timedelta(minutes=leads.get(owner_id, _usual_lead()))]
        # Whoever plans something for in ten minutes knows of it.
        if created_at <= remind_at <= now + AHEAD
    ]
    jobs.enqueue_many(
        "notifications.remind",
        (
            jobs.NewJob({"activity": pk, "due_at": due_at.isoformat()}, f"{pk}:{due_at.isoformat()}", remind_at)
            for pk, due_at, remind_at in found
        ),
    )
    return len(found)


def _due_soon(now: datetime) -> Iterator[tuple[int, int, datetime | None, datetime]]:
    by_push = PushSubscription.objects.values("member_id")
    by_mail = NotificationChoices.objects.filter(reminds_by_mail=True).values("member_id")
    # The days are what the index of to-dos goes by; two more hold every zone's.
    days = ((now - timedelta(days=1)).date(), (now + _FARTHEST + timedelta(days=1)).date())
    to_dos = Activity.objects.filter(
        Q(owner__in=by_push) | Q(owner__in=by_mail),
        due_on__range=days,
        due_at__range=(now, now + _FARTHEST),
        **OPEN,
    )
    return to_dos.values_list("pk", "owner_id", "due_at", "created_at").iterator(chunk_size=500)


def _usual_lead() -> int:
    return int(NotificationChoices._meta.get_field("lead_minutes").get_default())
