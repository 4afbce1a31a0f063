"""A job that an activity asks for in a job system."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pacesetter.activities.models import Activity
from pacesetter.integrations.models.connection import Connection
from pacesetter.tenancy.models import Tenanted


class OrderState(models.TextChoices):
    """How far the job is."""

    WAITING = "waiting", _("Being sent")
    ASKING = "asking", _("Asks which client it is")
    FAILED = "failed", _("Could not be sent")
    PRETENDED = "pretended", _("Not sent: dry run")
    DONE = "done", _("Sent")
    CANCELLED = "cancelled", _("Not sent: cancelled")


class JobOrder(Tenanted):
    """One activity, one job. What is known of it is written down after each step, and before each step that makes
    something there, `begun` says so: after an interruption it is looked for before it is made again.
    """

    activity = models.OneToOneField(Activity, on_delete=models.CASCADE, related_name="job_order")
    connection = models.ForeignKey(Connection, on_delete=models.PROTECT, related_name="job_orders")
    # Stands in the job as the client's order number. Made at random, since ids come again after a backup is restored.
    reference = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=OrderState, default=OrderState.WAITING)
    # The job of the queue that works on it: a second one leaves it alone.
    worker_id = models.BigIntegerField(null=True)
    begun = models.JSONField(default=list)
    # Possible clients to choose from, [[id, name], ...]; `client_is_new` where somebody said that it is none of them.
    client_choices = models.JSONField(default=list)
    client_is_new = models.BooleanField(default=False)
    client_id = models.CharField(max_length=100, blank=True)
    contact_id = models.CharField(max_length=100, blank=True)
    # Ids of the company and the contact of ours whom these are for, and the choices too: the activity may have got
    # others since. None in what was written before that was kept.
    client_of = models.BigIntegerField(null=True)
    contact_of = models.BigIntegerField(null=True)
    job_id = models.CharField(max_length=100, blank=True)
    number = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=500, blank=True)
    has_template = models.BooleanField(default=False)
    # Who is on it by us, and who could not be put on it: {staff id: why}.
    assigned = models.JSONField(default=list)
    unassigned = models.JSONField(default=dict)
    # As the job system says it, and when it said so.
    status = models.CharField(max_length=100, blank=True)
    is_complete = models.BooleanField(default=False)
    seen_at = models.DateTimeField(null=True)
    # What is wrong, in words for whoever looks at the activity.
    problem = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "connection", "reference"], name="one_order_per_reference"),
            models.UniqueConstraint(
                fields=["organisation", "connection", "job_id"],
                condition=~models.Q(job_id=""),
                name="one_order_per_job",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.number}".strip()


class JobLists(Tenanted):
    """What can be chosen from in a job system, as it was read last: {"templates": [[id, name, email], ...], ...}."""

    connection = models.OneToOneField(Connection, on_delete=models.CASCADE, related_name="job_lists")
    lists = models.JSONField(default=dict)
    read_at = models.DateTimeField(null=True)
    # Changes are asked for from this day on.
    followed_through = models.DateField(null=True)

    def __str__(self) -> str:
        return f"lists of {self.connection_id}"

    def choices(self, what: str) -> list[tuple[str, str]]:
        """(id, name) of the "templates", "categories", "statuses" or "staff"."""
        return [(one[0], one[1]) for one in self.lists.get(what, [])]

    def staff_by_email(self) -> dict[str, str]:
        """Lower-case e-mail address -> id of somebody of the staff."""
        found: dict[str, Any] = {one[2].lower(): one[0] for one in self.lists.get("staff", []) if one[2]}
        return found
