"""`pacesetter dead-jobs`: what was given up after many tries, and another try once the reason is mended."""

from argparse import ArgumentParser, Namespace

from pacesetter.cli.command import Command
from pacesetter.cli.failure import Failure

# Lines at a time; the newest first.
_PAGE = 50


def _add_arguments(parser: ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--retry", nargs="+", type=int, metavar="ID", help="try these again, with all their attempts")
    what.add_argument("--retry-all", action="store_true", help="try all of them again")
    what.add_argument("--before", type=int, metavar="ID", help="list those before this one")


def _run(options: Namespace) -> int:
    from pacesetter.jobs.dead_letters import retry
    from pacesetter.jobs.errors import NotRetryable
    from pacesetter.jobs.models import Job

    dead = Job.objects.filter(state=Job.State.DEAD)
    if not (options.retry or options.retry_all):
        _list(options.before)
        return 0
    asked = dead if options.retry_all else dead.filter(pk__in=options.retry)
    if missing := set(options.retry or ()) - set(asked.values_list("pk", flat=True)):
        raise Failure(
            f"Not given up, or not there: {', '.join(map(str, sorted(missing)))}. Nothing was tried again.",
            "list those that are with `pacesetter dead-jobs`",
        )
    done = 0
    for job in asked.order_by("pk").iterator():
        try:
            retry(job)
        except NotRetryable:  # somebody else was quicker
            continue
        done += 1
    print(f"{done} queued again. A worker takes them up at once.")
    return 0


def _list(before: int | None) -> None:
    """What each was to do, since when it is given up, and why. Payloads stay unsaid: they may hold secrets."""
    from pacesetter.jobs.models import Job

    rows = Job.objects.filter(state=Job.State.DEAD).select_related("organisation").order_by("-pk")
    page = list((rows if before is None else rows.filter(pk__lt=before))[: _PAGE + 1])
    if not page:
        print("Nothing was given up." if before is None else "No more.")
    for job in page[:_PAGE]:
        whose = job.organisation.slug if job.organisation else "-"
        given_up = job.finished_at.isoformat(timespec="minutes") if job.finished_at else "-"
        print(f"{job.pk}  {given_up}  {whose}  {job.kind}  {job.error_class}: {' '.join(job.last_error.split())[:200]}")
    if len(page) > _PAGE:
        print(f"Older ones: pacesetter dead-jobs --before {page[_PAGE - 1].pk}")


DEAD_JOBS = Command(
    "dead-jobs", "List the jobs that were given up after many tries, or try them again.", _run, _add_arguments
)
