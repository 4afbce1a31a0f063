"""`pacesetter worker`: the jobs that run behind the pages."""

from argparse import Namespace

from pacesetter.cli.command import Command
from pacesetter.cli.database_version import refuse_other_version
from pacesetter.cli.parent import end_with_parent
from pacesetter.cli.serve import add_parent_argument


def _run(options: Namespace) -> int:
    if options.parent:
        end_with_parent(options.parent)
    else:
        refuse_other_version()
    from pacesetter.capture.watching.watch import Watch
    from pacesetter.jobs.worker import work_until_stopped

    watch = Watch()
    watch.start()
    try:
        work_until_stopped()
    finally:
        watch.stop()
    return 0


WORKER = Command("worker", "Work on the jobs behind the pages.", _run, add_parent_argument)
