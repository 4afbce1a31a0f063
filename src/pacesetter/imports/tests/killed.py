"""Processes that bring an import in and kill themselves with the signal that nobody can catch.

They are forked from one that has loaded all, started by `mortal_imports.py`. A line "ORGANISATION BATCH MEMBER WHERE
HOW_OFTEN TOGETHER" on standard input forks one; the way in which it ended is told on standard output.

`inside`: in the transaction, when the rows of the n-th batch are written and not committed.
`between`: right after the n-th transaction was committed.
`never`: it goes on until the end.
After the first batch, TOGETHER of them are written in one transaction (on PostgreSQL).
"""

import os
import signal
import sys
from typing import Any

import django

LINES_AT_ONCE = 1_000


def main(organisation_id: int, batch_id: int, member_id: int, where: str, times: int, together: int) -> None:
    from pacesetter.imports.models import BatchState, ImportBatch
    from pacesetter.imports.reading import csv_rows
    from pacesetter.imports.verbs import commit, resume
    from pacesetter.people.models import Member
    from pacesetter.tenancy.scope import scope

    csv_rows.BATCH_LINES = LINES_AT_ONCE  # type: ignore[attr-defined]
    committing = sys.modules["pacesetter.imports.verbs.commit"]
    committing.TOGETHER = together  # type: ignore[attr-defined]
    keep_written = committing.keep_written
    left = {"inside": times, "between": times}

    def count_down(place: str) -> None:
        left[place] -= 1
        if place == where and left[place] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def keep_written_and_die(*arguments: Any) -> None:
        keep_written(*arguments)
        count_down("inside")

    committing.keep_written = keep_written_and_die  # type: ignore[attr-defined]
    with scope(organisation_id):
        batch = ImportBatch.objects.get(pk=batch_id)
        by = Member.objects.get(pk=member_id)
        verb = resume if batch.state == BatchState.COMMITTING else commit
        verb(batch, by=by, progress=lambda *_: count_down("between"))


def _forked(*arguments: str) -> int:
    """What became of it: 0, or the signal's number below zero."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    status = 1
    try:
        organisation_id, batch_id, member_id, where, times, together = arguments
        main(int(organisation_id), int(batch_id), int(member_id), where, int(times), int(together))
        status = 0
    finally:
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    django.setup()
    import pacesetter.imports.verbs  # noqa: F401 - loaded once, for all of them

    for line in sys.stdin:
        os.write(sys.stdout.fileno(), f"{_forked(*line.split())}\n".encode())
