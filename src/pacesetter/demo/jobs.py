"""Load and remove the demo behind the pages."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import jobs
from pacesetter.core.refusal import Refusal
from pacesetter.demo.exposure import reachable_by
from pacesetter.demo.loading import demo_organisation, load
from pacesetter.demo.removing import remove
from pacesetter.demo.welcome import welcome
from pacesetter.jobs.models import Job
from pacesetter.people.models import User

LOAD, REMOVE = "demo.load", "demo.remove"
_UNFINISHED = (Job.State.QUEUED, Job.State.RUNNING)


def work_in_hand() -> Job | None:
    """The job that loads or removes the demo, while it is not finished."""
    return Job.objects.filter(kind__in=(LOAD, REMOVE), state__in=_UNFINISHED).order_by("pk").first()


def last_failure() -> Job | None:
    """The latest of these jobs, where it was given up."""
    last = Job.objects.filter(kind__in=(LOAD, REMOVE)).order_by("-pk").first()
    return last if last is not None and last.state == Job.State.DEAD else None


def ask_for_load(*, user_id: int | None) -> Job:
    """Enqueue the loading, unless it or a removal waits already; the user, if any, becomes an administrator of the
    demo. Raises a `Refusal` where strangers could log in with the demo's well-known password."""
    if reachable_by():
        raise Refusal(exposed(), code="exposed")
    with transaction.atomic():
        return work_in_hand() or jobs.enqueue(LOAD, {"user": user_id})


def ask_for_removal() -> Job:
    """Enqueue the removal, unless it or a load waits already."""
    with transaction.atomic():
        return work_in_hand() or jobs.enqueue(REMOVE)


@jobs.handler(LOAD, serves="installation", atomic=False, max_attempts=3)
def load_demo(job: jobs.RunningJob) -> None:
    """Load it in parts. A run that was interrupted leaves a half made demo, which the next one removes first."""
    present = demo_organisation()
    if present is not None:
        if job.attempt == 1:
            return
        remove(present)
    loaded = load(tell=job.report)
    user = User.objects.filter(pk=job.payload["user"]).first() if job.payload.get("user") else None
    if user is not None:
        welcome(user, loaded.organisation)


@jobs.handler(REMOVE, serves="installation", atomic=False, max_attempts=3)
def remove_demo(job: jobs.RunningJob) -> None:
    """Remove it, where it is there."""
    present = demo_organisation()
    if present is not None:
        remove(present)


def exposed() -> str:
    """Why the demo is not loaded here."""
    return _(
        "The demo's log-ins and their password are known to everybody, and others can reach this server. Load the demo "
        "on a machine that only you can reach, or say “pacesetter demo --yes-on-a-public-address” on this one."
    )
