"""The first look into a large mailbox on a real IMAP server, killed once on the way.

    PACESETTER_DATABASE_URL=… PACESETTER_DATA=/tmp/measured python -m benchmarks.mailbox [--mails 100000]

Dovecot is started with a folder of sent mail, every fifth of which is a newsletter. A process of its own reads it in
runs of 5,000, as the worker does; it is killed with SIGKILL once a third is read, and taken up again when its hold on
the mailbox has run out. Told are mails per second, the most memory that each process used, also when it had read a
tenth of its mails, and whether each mail came in once.
"""

import argparse
import os
import random
import subprocess
import sys
import time
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import Sum

from benchmarks.population import Population
from pacesetter.capture.models import CapturedMail, DroppedMails, Mailbox
from pacesetter.capture.tests.filled import fill
from pacesetter.core import clock
from pacesetter.mail.tests.dovecot import Dovecot, dovecot
from pacesetter.tenancy.scope import scope
from pacesetter.tenancy.sealed import seal_into


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--mails", type=int, default=100_000)
    mails = options.parse_args().mails
    population = Population(members=20)
    user = population.members[0].email
    with scope(population.organisation), dovecot({user: "secret"}) as boxes:
        started = time.perf_counter()
        kept = fill(boxes, user, mails, "Sent")
        print(f"{connection.vendor}: {mails:,} mails made in {time.perf_counter() - started:.0f} s", flush=True)
        mailbox = _connected(population, boxes)
        began = time.perf_counter()
        first = _read(mailbox, kill_after=mails // 3)
        taken = time.perf_counter() - began
        so_far = _counted()
        print(f"killed with {so_far:,} read, {so_far / taken:.0f} a second; {first}", flush=True)
        while (held := Mailbox.objects.values_list("held_until", flat=True).get(pk=mailbox.pk)) and held > clock.now():
            time.sleep(min(5.0, (held - clock.now()) / timedelta(seconds=1)))
        began = time.perf_counter()
        second = _read(mailbox, kill_after=None)
        taken = time.perf_counter() - began
        print(f"{_counted() - so_far:,} more, {(_counted() - so_far) / taken:.0f} a second; {second}")
        dropped = DroppedMails.objects.aggregate(number=Sum("times"))["number"]
        rows = CapturedMail.objects.count()
        once = rows == kept and dropped == mails - kept
        print(f"{rows:,} kept of {kept:,}, {dropped:,} dropped of {mails - kept:,}: {'each once' if once else 'WRONG'}")


def _connected(population: Population, boxes: Dovecot) -> Mailbox:
    member = population.members[0]
    where: dict[str, Any] = {"host": "127.0.0.1", "port": boxes.imap_port, "security": "none", "user": member.email}
    mailbox = Mailbox(member=member, connected_at=clock.now(), **where)
    seal_into(mailbox, "password", "secret")
    mailbox.save()
    return mailbox


def _read(mailbox: Mailbox, *, kill_after: int | None) -> str:
    """How much memory it took to read the mailbox in a process of its own, killed when so many mails are read."""
    command = [sys.executable, "-m", "pacesetter.capture.tests.reader", str(mailbox.organisation_id), str(mailbox.pk)]
    environment = os.environ | {"PACESETTER_PRIVATE_NETWORKS": "127.0.0.0/8"}
    used: list[int] = []
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            used.append(int(line.split()[1]))
            if kill_after is not None and len(used) * 50 >= kill_after:
                # In the middle of a batch, wherever that is.
                time.sleep(random.random() / 10)
                process.kill()
                break
    return f"memory {used[len(used) // 10] / 1024:.0f} MB after a tenth, {used[-1] / 1024:.0f} MB at the end"


def _counted() -> int:
    dropped = DroppedMails.objects.aggregate(number=Sum("times"))["number"] or 0
    return CapturedMail.objects.count() + int(dropped)


if __name__ == "__main__":
    main()
