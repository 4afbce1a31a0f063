"""The job that an activity has in a job system: as its page shows it, and as its form asks for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.integrations.job_systems.choices import KEY, OWN, choices_of_type
from pacesetter.integrations.job_systems.connected import connection_for
from pacesetter.integrations.job_systems.verbs.order_job import is_under_way
from pacesetter.integrations.models import ConnectionState, JobLists, JobOrder, OrderState
from pacesetter.integrations.providers import providers

JOB = "job"
# Name of the field -> the list that it chooses from.
LISTS = {"template": "templates", "category": "categories", "manager": "staff", "staff": "staff"}
_LONGEST = 100
_KEYS = {
    OrderState.WAITING: "behind",
    OrderState.ASKING: "behind",
    OrderState.FAILED: "off",
    OrderState.PRETENDED: "none",
    OrderState.DONE: "on",
    OrderState.CANCELLED: "none",
}


@dataclass(frozen=True)
class ShownJobOrder:
    """As it is printed. `clients` are those to choose from, `can_try` where trying again makes sense."""

    number: str
    address: str
    state: str
    state_key: str
    status: str
    seen: str
    problem: str
    clients: Sequence[tuple[str, str]]
    unassigned: Sequence[tuple[str, str]]
    can_try: bool


@dataclass(frozen=True)
class JobField:
    """A choice on the form. `usual` is what the type says, for the empty choice."""

    name: str
    choices: Sequence[tuple[str, str]]
    chosen: Sequence[str]
    usual: str


def shown_job_order(activity: Activity) -> ShownJobOrder | None:
    """None where the activity asks for no job."""
    order = JobOrder.objects.filter(activity=activity).select_related("connection").first()
    if order is None:
        return None
    is_stranded = not order.job_id and order.connection.state == ConnectionState.ENDED
    state = OrderState(order.state)
    stopped = state in (OrderState.FAILED, OrderState.PRETENDED) or bool(order.unassigned)
    names = _names(order) if order.unassigned else {}
    return ShownJobOrder(
        number=order.number,
        address=order.address,
        state=str(state.label),
        state_key=_KEYS[state],
        status=order.status,
        seen=date_format(timezone.localtime(order.seen_at), "SHORT_DATETIME_FORMAT") if order.seen_at else "",
        problem=_stranded(order) if is_stranded else order.problem,
        clients=[(one[0], one[1]) for one in order.client_choices]
        if state == OrderState.ASKING and not is_stranded
        else [],
        unassigned=[(names.get(one, one), why) for one, why in order.unassigned.items()],
        can_try=stopped and not is_stranded and not is_under_way(order),
    )


def job_fields(activity_type: ActivityType, values: QueryDict) -> list[JobField]:
    """What the form asks; empty where the lists have not been read yet."""
    usual = choices_of_type(activity_type)
    connection = connection_for(activity_type.organisation_id, usual.connection_id)
    lists = JobLists.objects.filter(connection=connection).first() if connection else None
    if lists is None:
        return []
    found = []
    for name, what in LISTS.items():
        choices = lists.choices(what)
        if not choices:
            continue
        names = dict(choices)
        kept = getattr(usual, name)
        told = ", ".join(names.get(one, "") for one in ([kept] if isinstance(kept, str) else kept) if one in names)
        found.append(JobField(name, choices, values.getlist(f"job_{name}"), told))
    return found


def sent_job(values: QueryDict) -> dict[str, Any]:
    """What was sent, as the category keeps it: only what differs from the type."""
    given: dict[str, Any] = {name: values.get(f"job_{name}", "").strip()[:_LONGEST] for name in OWN if name != "staff"}
    given["staff"] = [one[:_LONGEST] for one in values.getlist("job_staff") if one][:50]
    return {KEY: {name: value for name, value in given.items() if value}}


def put_kept_job(activity: Activity, values: QueryDict) -> None:
    """Put what the activity has into the values that the form shows."""
    kept = activity.details.get(KEY, {})
    for name in OWN:
        value = kept.get(name, [])
        values.setlist(f"job_{name}", [value] if isinstance(value, str) else list(value))


def _stranded(order: JobOrder) -> str:
    """What is asked of a system that was disconnected is never sent to another one: part of it may be there."""
    provider = providers().get(order.connection.provider)
    return _(
        "%(system)s was disconnected before the job was made. Once the same account is connected again, it is made "
        "there. To have it made in another system, record another activity, and cancel or delete this one."
    ) % {"system": provider.label if provider else order.connection.provider}


def _names(order: JobOrder) -> dict[str, str]:
    lists = JobLists.objects.filter(connection=order.connection_id).first()
    return dict(lists.choices("staff")) if lists else {}
