"""Run what is due here and now, without a worker: for tests, the demo and one-off commands."""

from datetime import timedelta

from pacesetter.jobs.claiming import claim
from pacesetter.jobs.execution import execute
from pacesetter.jobs.registry import handler_of
from pacesetter.jobs.running import RunningJob

_LEASE = timedelta(minutes=10)


def run_due(limit: int = 1000) -> int:
    """Run due jobs in this thread until none is due, or `limit` of them. Answers how many were run.

    Jobs that failed wait for their back-off, so they are not run again here.
    """
    for count in range(limit):
        row = claim("inline", _LEASE)
        if row is None:
            return count
        execute(RunningJob(row, atomic=handler_of(row.kind).atomic, lease=_LEASE))
    return limit
