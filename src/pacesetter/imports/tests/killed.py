"""Brings an import in, in a process of its own, and kills itself with the signal that nobody can catch.

    python -m pacesetter.imports.tests.killed ORGANISATION BATCH MEMBER WHERE HOW_OFTEN

`inside`: in the transaction, when the rows of the n-th batch are written and nothing is committed.
`between`: right after the n-th batch was committed.
`never`: it goes on until the end.
"""

import os
import signal
import sys
from typing import Any

import django


def main(organisation_id: int, batch_id: int, member_id: int, where: str, times: int) -> None:
    from pacesetter.imports.models import BatchState, ImportBatch
    from pacesetter.imports.verbs import commit, resume
    from pacesetter.people.models import Member
    from pacesetter.tenancy.scope import scope

    committing = sys.modules["pacesetter.imports.verbs.commit"]
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


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4], int(sys.argv[5]))
