"""The process that mortal workers are forked from, so that a new one costs milliseconds. Started by mortal.py.

A line "<address> <step>" on standard input forks a worker, a real one, that asks the other system over a socket and
kills itself with SIGKILL at the given step: before each commit, and after each answer. In between nothing happens that
somebody else could see, so these are all the places that differ. It lives where the step is 0.
"""

import os
import signal
import sys
import threading
from datetime import timedelta
from importlib import import_module
from multiprocessing.connection import Client

import django

django.setup()

from django.db.backends.base.base import BaseDatabaseWrapper  # noqa: E402

from pacesetter.core.http import ConnectionFailed  # noqa: E402
from pacesetter.integrations.answer import Answer  # noqa: E402
from pacesetter.integrations.brevo import client as brevo_client  # noqa: E402
from pacesetter.integrations.mailchimp import client as mailchimp_client  # noqa: E402
from pacesetter.integrations.providers import providers  # noqa: E402
from pacesetter.integrations.sending import Outgoing, answered_by  # noqa: E402
from pacesetter.jobs import schedule, worker  # noqa: E402

_PER_PAGE = 2


class Mortal:
    """Counts steps, tells of each, and dies at the one it is told to."""

    def __init__(self, address: str, dies_at: int) -> None:
        self._other_side = Client(address, family="AF_UNIX")
        self._dies_at, self._step = dies_at, 0

    def step(self, what: str) -> None:
        # The housekeeper's thread commits whenever it likes; it does nothing that could be done twice.
        if not threading.current_thread().name.startswith("job thread"):
            return
        self._step += 1
        self._other_side.send(("step", what))
        if self._step == self._dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def ask(self, request: Outgoing) -> Answer:
        name = f"{request.method} {request.url.partition('?')[0]}"
        self._other_side.send(("ask", request.method, request.url, dict(request.headers), request.body))
        said = self._other_side.recv()
        if said is None:
            raise ConnectionFailed("the other side is gone")
        self.step(f"after {name}")
        return Answer(*said)

    def watch_commits(self) -> None:
        commit = BaseDatabaseWrapper.commit

        def watched(database: BaseDatabaseWrapper) -> None:
            self.step("before a commit")
            commit(database)

        BaseDatabaseWrapper.commit = watched  # type: ignore[method-assign, assignment]


def prepare() -> None:
    """What all of them need, loaded once: it is half of a worker's short life."""
    import_module("django.db.models.sql.compiler")
    for provider in providers().values():
        provider.limits = ()  # what the other side permits in a minute would make the walk last minutes
    mailchimp_client._PER_PAGE = mailchimp_client._WITH_DEEDS = brevo_client._PER_PART = _PER_PAGE


def work(address: str, dies_at: int) -> None:
    mortal = Mortal(address, dies_at)
    mortal.watch_commits()
    with answered_by(mortal.ask):
        poll = timedelta(milliseconds=50)
        worker.run_worker(threading.Event(), threads=1, poll=poll, schedule=schedule.Schedule([]))


if __name__ == "__main__":
    prepare()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # that one has died is told by its socket
    for line in sys.stdin:
        where, at = line.split()
        child = os.fork()
        if child == 0:
            work(where, int(at))
        os.write(sys.stdout.fileno(), f"{child}\n".encode())
