"""Let an activity have its job; the queue sends it."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacesetter import jobs
from pacesetter.activities.models import Activity
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.integrations.job_systems.choices import choices_of
from pacesetter.integrations.job_systems.connected import connection_for
from pacesetter.integrations.models import JobOrder, OrderState
from pacesetter.jobs.models import Job

# Whoever takes back what they have just planned finds no job there that nobody wants.
GRACE = timedelta(seconds=20)
# Nothing is there yet that a second try could double, or all that is there is known.
_TO_SEND = (OrderState.WAITING, OrderState.ASKING, OrderState.FAILED, OrderState.PRETENDED, OrderState.CANCELLED)


def order_job(activity: Activity) -> JobOrder | None:
    """Ask for a job, in the caller's transaction. Asked again, nothing more happens. None where nothing is connected:
    the activity can't have been recorded then, unless it came by an import."""
    choices = choices_of(activity)
    known: JobOrder | None = JobOrder.objects.filter(activity=activity).first()
    if known is not None:
        return known
    connection = connection_for(activity.organisation_id, choices.connection_id)
    if connection is None:
        return None
    order: JobOrder = JobOrder.objects.create(
        activity=activity,
        connection=connection,
        reference=f"PS-{activity.pk}-{secrets.token_hex(3).upper()}",
        created_at=clock.now(),
    )
    _enqueue(order, GRACE)
    return order


def ask_again(order: JobOrder) -> JobOrder:
    """Try again: from where it stopped. Also puts on the job who could not be put on it. The caller has checked that
    the activity may be changed. Raises a `Refusal` where it is under way."""
    with transaction.atomic():
        row = JobOrder.objects.select_for_update().get(pk=order.pk)
        if is_under_way(row):
            raise Refusal(_("This is being sent already."), code="under_way")
        if row.state not in _TO_SEND and not row.unassigned:
            raise Refusal(_("The job has been sent."), code="sent")
        row.state, row.problem, row.unassigned = OrderState.WAITING, "", {}
        row.save(update_fields=["state", "problem", "unassigned"])
        _enqueue(row)
    return row


def call_off(activity: Activity) -> None:
    """The activity was cancelled or deleted: what has not been sent is not sent. A job that is there stays there."""
    order = JobOrder.objects.select_for_update().filter(activity=activity, job_id="").first()
    if order is not None and "job" not in order.begun:
        order.state, order.problem = OrderState.CANCELLED, ""
        order.save(update_fields=["state", "problem"])


def is_under_way(order: JobOrder) -> bool:
    """Whether a job of the queue works on it, or will."""
    alive = (Job.State.QUEUED, Job.State.RUNNING)
    return order.worker_id is not None and Job.objects.filter(pk=order.worker_id, state__in=alive).exists()


def _enqueue(order: JobOrder, grace: timedelta = timedelta(0)) -> None:
    payload = {"connection": order.connection_id, "order": order.pk}
    # By the queue's own clock, which is not the request's.
    job = jobs.enqueue("integrations.send_job", payload, run_at=timezone.now() + grace if grace else None)
    JobOrder.objects.filter(pk=order.pk).update(worker_id=job.pk)
