"""Reads a mailbox in a process of its own, which somebody may kill at any moment, until nothing is left.

    python -m pacesetter.capture.tests.reader ORGANISATION MAILBOX

Prints a line after each batch: how many there were, and the most memory that it has used (kB).
"""

import resource
import sys

import django


def main(organisation_id: int, mailbox_id: int) -> None:
    from pacesetter.capture.fetching import fetch
    from pacesetter.capture.models import Mailbox
    from pacesetter.tenancy.scope import scope

    batches = 0

    def told() -> None:
        nonlocal batches
        batches += 1
        sys.stdout.write(f"{batches} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}\n")
        sys.stdout.flush()

    with scope(organisation_id):
        left = 1
        while left:
            mailbox = Mailbox.objects.select_related("member__organisation").get(pk=mailbox_id)
            fetch(mailbox, stay=told)
            mailbox.refresh_from_db()
            if mailbox.fault:
                sys.exit(mailbox.fault)
            left = mailbox.backlog


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]), int(sys.argv[2]))
