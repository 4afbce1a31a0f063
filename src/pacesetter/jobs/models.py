"""The tables of the outbox."""

import uuid
from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pacesetter.tenancy.models import Organisation


class Job(models.Model):
    """One piece of work.

    Not a `Tenanted` row: a worker serves every organisation, and some jobs belong to none. The handler itself runs
    in the organisation's scope.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("queued")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        DEAD = "dead", _("dead")
        CANCELLED = "cancelled", _("cancelled")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, related_name="+")
    # Names the job towards other systems. Unlike the id it is not used again after a backup was restored.
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=100)
    payload = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    key = models.CharField(max_length=200, null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveIntegerField(default=0)
    max_attempts = models.PositiveIntegerField()
    run_at = models.DateTimeField()
    # The worker that has the job, or had it last; with `attempts` it is the fence every outcome must pass.
    worker = models.CharField(max_length=120, blank=True)
    lease_until = models.DateTimeField(null=True)
    error_class = models.CharField(max_length=200, blank=True)
    last_error = models.TextField(blank=True)
    progress_done = models.PositiveBigIntegerField(default=0)
    progress_total = models.PositiveBigIntegerField(null=True)
    progress_note = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "kind", "key"], name="jobs_one_per_key"),
            # NULLs are different from each other in a unique constraint, so jobs of no organisation need their own.
            models.UniqueConstraint(
                fields=["kind", "key"], condition=Q(organisation=None), name="jobs_one_per_key_of_nobody"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["run_at", "id"], condition=Q(state="queued"), name="jobs_queued"),
            models.Index(fields=["lease_until"], condition=Q(state="running"), name="jobs_running"),
            models.Index(fields=["finished_at"], condition=Q(finished_at__isnull=False), name="jobs_finished"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk} ({self.state})"


class JobStep(models.Model):
    """A step of a job: begun once `started_at` is set (the intent), done once `finished_at` is (the proof)."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="steps")
    name = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    result = models.JSONField(null=True, encoder=DjangoJSONEncoder)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["job", "name"], name="jobs_one_step_per_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} of job {self.job_id}"


class Slot(models.Model):
    """A moment at which a recurring job was due. Whoever writes the row enqueues the jobs of that moment."""

    kind = models.CharField(max_length=100)
    due_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "due_at"], name="jobs_one_slot_per_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} at {self.due_at:%Y-%m-%d %H:%M:%S}"
