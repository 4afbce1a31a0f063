"""The jobs behind orders: send one, read the lists, follow what changes there."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import jobs
from pacesetter.activities import verbs as activity_verbs
from pacesetter.activities.models import Status
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.enqueueing import enqueue_once
from pacesetter.integrations.job_systems.choices import choices_of_type
from pacesetter.integrations.job_systems.connected import job_connections
from pacesetter.integrations.job_systems.seen import note_seen
from pacesetter.integrations.job_systems.sending import NeedsAnswer, Sending
from pacesetter.integrations.job_systems.system import JobSystem, Named, SeenJob
from pacesetter.integrations.job_systems.words import TO_COMPLETE, given_up
from pacesetter.integrations.models import Connection, ConnectionState, JobLists, JobOrder, OrderState
from pacesetter.integrations.provider import Provider
from pacesetter.integrations.working import working_with
from pacesetter.jobs.models import Job
from pacesetter.tenancy.scope import current_organisation_id

# The other side tells changes by day, in a zone of its own.
_OVERLAP = timedelta(days=1)
_FIRST_LOOK = timedelta(days=30)
_FOLLOWED = 5000


def system_of(caller: Caller) -> JobSystem:
    """The job system behind a connection. Raises TypeError where it is none."""
    provider: Provider = caller.provider
    system: JobSystem | None = provider.job_system(caller)
    if system is None:
        raise TypeError(f"{provider.key} is no job system")
    return system


def _order_dead(job: Job) -> None:
    """The queue gave up: somebody has to look at it."""
    order = JobOrder.objects.filter(pk=job.payload.get("order"), state=OrderState.WAITING)
    for row in order:
        row.state = OrderState.FAILED
        row.problem = given_up(row.problem)
        row.save(update_fields=["state", "problem"])


@jobs.handler("integrations.send_job", atomic=False, max_attempts=12, limit=timedelta(minutes=10), on_dead=_order_dead)
def send_job(job: jobs.RunningJob) -> None:
    """Send what is left to send of one order."""
    order = _taken(job)
    if order is None:
        return
    connection = order.connection
    with working_with(connection), Caller(connection, about=f"activity {order.activity_id}", stay=job.stay) as caller:
        try:
            Sending(order, system_of(caller), is_dry=caller.is_dry, stay=job.stay).run()
        except NeedsAnswer:
            return


def _taken(job: jobs.RunningJob) -> JobOrder | None:
    """The order, where it is for this job to work on."""
    with transaction.atomic():
        order: JobOrder | None = (
            JobOrder.objects.select_for_update(of=("self",))
            .select_related("connection")
            .filter(pk=job.payload["order"])
            .first()
        )
        if order is None or order.state == OrderState.CANCELLED or order.worker_id != job.id:
            return None
        if order.state == OrderState.FAILED:
            order.state = OrderState.WAITING
            order.save(update_fields=["state"])
    return order


@jobs.handler("integrations.read_job_lists", atomic=False, limit=timedelta(minutes=10))
def read_job_lists(job: jobs.RunningJob) -> None:
    """Read templates, categories, statuses and staff, for people to choose from."""
    connection = Connection.objects.get(pk=job.payload["connection"])
    with working_with(connection), Caller(connection, about="lists", stay=job.stay) as caller:
        lists = system_of(caller).lists()
    kept = {
        what: [_listed(one) for one in sorted(getattr(lists, what), key=lambda one: one.name.casefold())]
        for what in ("templates", "categories", "statuses", "staff")
    }
    JobLists.objects.update_or_create(connection=connection, defaults={"lists": kept, "read_at": clock.now()})


def _listed(one: Named) -> list[str]:
    return [one.id, one.name, one.email]


@jobs.handler("integrations.follow_all_jobs")
def follow_all_jobs(job: jobs.RunningJob) -> None:
    """Let each connection be asked what has changed there."""
    for connection in job_connections(current_organisation_id()).filter(state=ConnectionState.CONNECTED):
        enqueue_once("integrations.follow_jobs", {"connection": connection.pk})


@jobs.handler("integrations.read_all_job_lists")
def read_all_job_lists(job: jobs.RunningJob) -> None:
    """Let each connection's lists be read anew."""
    for connection in job_connections(current_organisation_id()).filter(state=ConnectionState.CONNECTED):
        jobs.enqueue("integrations.read_job_lists", {"connection": connection.pk})


@jobs.handler("integrations.follow_jobs", atomic=False, max_attempts=3, limit=timedelta(minutes=20))
def follow_jobs(job: jobs.RunningJob) -> None:
    """Bring the orders up to date with their jobs; complete here what is completed there, where the type says so."""
    connection = Connection.objects.get(pk=job.payload["connection"])
    today = clock.now().date()
    lists, _made = JobLists.objects.get_or_create(connection=connection)
    since = (lists.followed_through or today - _FIRST_LOOK) - _OVERLAP
    open_ones = JobOrder.objects.filter(connection=connection, is_complete=False).exclude(job_id="")
    # Those that were not looked at for longest come first, where not all of them can be.
    job_ids = list(open_ones.order_by("seen_at", "pk").values_list("job_id", flat=True)[:_FOLLOWED])
    if job_ids:
        with working_with(connection), Caller(connection, about="changes", stay=job.stay) as caller:
            batch: list[SeenJob] = []
            for seen in system_of(caller).changed(job_ids, since):
                batch.append(seen)
                if len(batch) >= 200:
                    _bring_up_to_date(connection, batch)
                    batch = []
                    job.stay()
            _bring_up_to_date(connection, batch)
    JobLists.objects.filter(pk=lists.pk).update(followed_through=today)


def _bring_up_to_date(connection: Connection, batch: list[SeenJob]) -> None:
    seen_by_id = {one.id: one for one in batch}
    orders = JobOrder.objects.filter(connection=connection, job_id__in=seen_by_id).select_related(
        "activity__activity_type", "activity__owner"
    )
    for order in orders:
        was_complete = order.is_complete
        # Both or neither: one that is known as complete is not asked for again.
        with transaction.atomic():
            note_seen(order, seen_by_id[order.job_id])
            if order.is_complete and not was_complete:
                complete_here(order)


def complete_here(order: JobOrder) -> None:
    """The job was completed there: complete the activity, where its type says so. What the rules refuse is said on the
    activity, for somebody to do."""
    activity = order.activity
    if not choices_of_type(activity.activity_type).completes:
        return
    if activity.status != Status.PLANNED or activity.deleted_at is not None:
        return
    try:
        activity_verbs.complete(activity, by=None)
    except Refusal as refusal:
        order.problem = _("The job is completed there. Complete the activity here: %(why)s") % {"why": refusal.message}
        order.begun = [*order.begun, TO_COMPLETE]
        order.save(update_fields=["problem", "begun"])
