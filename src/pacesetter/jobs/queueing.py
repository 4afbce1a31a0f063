"""Put jobs into the queue."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils import timezone

from pacesetter.jobs.models import Job
from pacesetter.jobs.registry import Handler, handler_of
from pacesetter.jobs.waking import wake_after_commit
from pacesetter.tenancy.scope import current_organisation_id, organisation_id_or_none

_AT_ONCE = 500


def enqueue(
    kind: str, payload: Mapping[str, Any] | None = None, *, key: str | None = None, run_at: datetime | None = None
) -> Job:
    """Put a job into the queue, in the caller's transaction: a roll-back takes it away again.

    With a `key` there is one such job per organisation and kind: a second call answers the first one's job, in
    whatever state that is, and changes nothing. Keys are forgotten when old finished jobs are pruned.
    `run_at` (aware) is the earliest moment; now unless given.

    Raises `UnknownKind`, and `NoOrganisation` for a kind that serves organisations with none in scope.
    """
    handler = handler_of(kind)
    now = timezone.now()
    job = Job(
        organisation_id=_organisation_id(handler),
        kind=kind,
        payload=dict(payload or {}),
        key=key,
        run_at=run_at or now,
        created_at=now,
        max_attempts=handler.max_attempts,
    )
    if key is None:
        job.save(force_insert=True)
    else:
        # Two transactions with the same key: the later one waits here for the earlier one's end.
        Job.objects.bulk_create([job], ignore_conflicts=True)
        job = Job.objects.get(Q(organisation_id=job.organisation_id), kind=kind, key=key)
    if job.run_at <= now:
        wake_after_commit()
    return job


class NewJob(NamedTuple):
    """One job for `enqueue_many`; the fields mean what they mean in `enqueue`, but a key is a must."""

    payload: Mapping[str, Any]
    key: str
    run_at: datetime | None = None


def enqueue_many(kind: str, given: Iterable[NewJob]) -> None:
    """Put many jobs of one kind into the queue, in the caller's transaction, by the hundred. One whose key is known
    already is left as it is. Raises what `enqueue` raises."""
    handler = handler_of(kind)
    organisation_id, now = _organisation_id(handler), timezone.now()
    rest = iter(given)
    while some := list(islice(rest, _AT_ONCE)):
        Job.objects.bulk_create(
            [
                Job(
                    organisation_id=organisation_id,
                    kind=kind,
                    payload=dict(one.payload),
                    key=one.key,
                    run_at=one.run_at or now,
                    created_at=now,
                    max_attempts=handler.max_attempts,
                )
                for one in some
            ],
            ignore_conflicts=True,
        )
        if any(one.run_at is None or one.run_at <= now for one in some):
            wake_after_commit()


def _organisation_id(handler: Handler) -> int | None:
    if handler.serves == "installation":
        return None
    return current_organisation_id() if handler.serves == "organisation" else organisation_id_or_none()
