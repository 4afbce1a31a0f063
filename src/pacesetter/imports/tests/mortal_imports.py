"""Imports in processes of their own that are killed at a chosen place."""

import signal
import subprocess
import sys

from django.conf import settings

from pacesetter.imports.models import ImportBatch
from pacesetter.jobs.tests.nursery import environment_of
from pacesetter.people.models import Member


class MortalImports:
    """Starts the process that they are forked from (`killed.py`)."""

    def __init__(self) -> None:
        self._nursery = subprocess.Popen(
            [sys.executable, "-m", "pacesetter.imports.tests.killed"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment_of(settings.DATA),
            text=True,
        )

    def run(self, batch: ImportBatch, by: Member, where: str, times: int = 1, together: int = 1) -> int:
        """The way in which a process ended that went on with the import: 0, or `-signal.SIGKILL`."""
        assert self._nursery.stdin is not None
        assert self._nursery.stdout is not None
        self._nursery.stdin.write(f"{batch.organisation_id} {batch.pk} {by.pk} {where} {times} {together}\n")
        self._nursery.stdin.flush()
        ended = int(self._nursery.stdout.readline())
        assert ended in (0, -signal.SIGKILL), "its trouble stands in the captured errors"
        return ended

    def end(self) -> None:
        """Nothing is forked any more."""
        self._nursery.communicate()
