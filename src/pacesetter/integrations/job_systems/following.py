"""What a change of an activity means for its job."""

from pacesetter.activities.models import Activity
from pacesetter.integrations.job_systems.verbs.order_job import ask_again, is_under_way, order_job
from pacesetter.integrations.job_systems.words import TO_COMPLETE, rest_of
from pacesetter.integrations.models import JobOrder, OrderState

# What a job that has not been made yet depends on.
_OF_THE_JOB = frozenset({"company", "contacts", "details", "activity_type"})


def settings_changed(activity: Activity, before: dict[str, object]) -> None:
    """Fields of the activity have changed: try again what stopped for want of one of them. A job that is there stays as
    it is; people have worked on it."""
    order = JobOrder.objects.filter(activity=activity, job_id="").first()
    if order is None:
        order_job(activity)
        return
    _try_again(order, activity, before)


def corrected(activity: Activity, before: dict[str, object]) -> None:
    """The same of a completed activity. None is asked for that has not been: one that came by an import has no job."""
    order = JobOrder.objects.filter(activity=activity, job_id="").first()
    if order is not None:
        _try_again(order, activity, before)


def _try_again(order: JobOrder, activity: Activity, before: dict[str, object]) -> None:
    if not _OF_THE_JOB & before.keys() or is_under_way(order):
        return
    company = before.get("company")
    if "company" in before and getattr(company, "pk", None) != activity.company_id:
        # The client was the other company's.
        JobOrder.objects.filter(pk=order.pk).update(client_id="", contact_id="", client_choices=[], client_is_new=False)
        order.client_id = ""
    if order.state == OrderState.FAILED or (order.state == OrderState.ASKING and not order.client_id):
        ask_again(order)


def wanted_again(activity: Activity) -> None:
    """A cancelled activity is planned again: send what was called off."""
    order = JobOrder.objects.filter(activity=activity, state=OrderState.CANCELLED).first()
    if order is not None:
        ask_again(order)


def settled(activity: Activity) -> None:
    """The activity was completed, cancelled or deleted: nobody has to complete it any more."""
    order = JobOrder.objects.filter(activity=activity).first()
    if order is not None and TO_COMPLETE in order.begun:
        order.begun = [one for one in order.begun if one != TO_COMPLETE]
        order.problem = rest_of(order)
        order.save(update_fields=["begun", "problem"])
