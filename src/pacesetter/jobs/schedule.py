"""Put recurring jobs into the queue when they are due."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string

from pacesetter.jobs import clock
from pacesetter.jobs.models import Job, Slot
from pacesetter.jobs.recurring import Recurring
from pacesetter.jobs.registry import handler_of
from pacesetter.jobs.waking import wake_after_commit
from pacesetter.tenancy.models import Organisation

_KEY = "due "


def recurring_table() -> tuple[Recurring, ...]:
    """The product's table of periodic jobs: the setting JOBS_RECURRING is the dotted path of it."""
    table: tuple[Recurring, ...] = import_string(settings.JOBS_RECURRING)
    return table


class Schedule:
    """Remembers what was due last, so that asking whether something is due costs no query in between."""

    def __init__(self, table: Iterable[Recurring]) -> None:
        self.table = tuple(table)
        self._last: dict[str, datetime] = {}

    def enqueue_due(self, now: datetime | None = None) -> int:
        """Enqueue what is due by now. Any number of workers may do this; each moment is enqueued once.

        Answers how many moments this call has enqueued.
        """
        now = now or clock.now()
        return sum(self._enqueue_due(entry, now) for entry in self.table if self._maybe_due(entry, now))

    def _maybe_due(self, entry: Recurring, now: datetime) -> bool:
        last = self._last.get(entry.kind)
        return last is None or entry.latest(now) > last

    def _enqueue_due(self, entry: Recurring, now: datetime) -> int:
        last = Slot.objects.filter(kind=entry.kind).order_by("-due_at").values_list("due_at", flat=True).first()
        if last is None:
            # Seen for the first time: begin with the next moment, not with one before the product was installed.
            moments, enqueue = [entry.latest(now)], False
        else:
            moments, enqueue = entry.missed(last, now), True
        enqueued = sum(_take(entry, moment, now, enqueue=enqueue) for moment in moments)
        self._last[entry.kind] = max([*moments, *([last] if last else [])])
        return enqueued


def _take(entry: Recurring, moment: datetime, now: datetime, *, enqueue: bool) -> bool:
    with transaction.atomic():
        try:
            with transaction.atomic():
                Slot.objects.create(kind=entry.kind, due_at=moment)
        except IntegrityError:
            return False  # another worker was first
        if enqueue:
            _enqueue_for(entry, moment, now)
    return enqueue


def _enqueue_for(entry: Recurring, moment: datetime, now: datetime) -> None:
    handler = handler_of(entry.kind)
    waiting = Job.objects.filter(kind=entry.kind, state=Job.State.QUEUED, key__startswith=_KEY)
    # Made-up moments may wait side by side; otherwise a queue that nobody works off would only grow.
    crowded = set(waiting.values_list("organisation_id", flat=True)) if entry.catch_up == 1 else set()
    everybody: Iterable[int | None] = (
        Organisation.objects.order_by("pk").values_list("pk", flat=True) if handler.serves == "organisation" else [None]
    )
    Job.objects.bulk_create(
        [
            Job(
                organisation_id=organisation_id,
                kind=entry.kind,
                key=f"{_KEY}{moment.isoformat()}",
                run_at=now,
                created_at=now,
                max_attempts=handler.max_attempts,
            )
            for organisation_id in everybody
            if organisation_id not in crowded
        ],
        batch_size=1000,
    )
    wake_after_commit()
