"""Put jobs into the queue."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from pacesetter.jobs.models import Job
from pacesetter.jobs.registry import Handler, handler_of
from pacesetter.jobs.waking import wake_after_commit
from pacesetter.tenancy.scope import current_organisation_id, organisation_id_or_none


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


def _organisation_id(handler: Handler) -> int | None:
    if handler.serves == "installation":
        return None
    return current_organisation_id() if handler.serves == "organisation" else organisation_id_or_none()
