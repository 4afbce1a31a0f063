"""Handlers that exist for one test, and workers that do."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pacesetter.jobs import registry
from pacesetter.jobs.models import Job
from pacesetter.jobs.running import RunningJob
from pacesetter.jobs.tests.nursery import Gate, Nursery

Register = Callable[..., None]


@pytest.fixture
def handles() -> Iterator[Register]:
    """`handles(kind, function, **options)` registers a handler for the length of the test."""
    before = dict(registry._handlers)

    def register(kind: str, run: Callable[[RunningJob], Any], **options: Any) -> None:
        registry.handler(kind, **options)(run)

    yield register
    registry._handlers.clear()
    registry._handlers.update(before)


def nothing(job: RunningJob) -> None:
    """A handler that does nothing."""


def make_due(job: Job) -> None:
    """As if the wait before the next attempt were over."""
    Job.objects.filter(pk=job.pk).update(run_at=job.created_at - timedelta(seconds=1))


def let_lease_run_out(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(lease_until=job.created_at - timedelta(seconds=1))


def running(row: Job, *, atomic: bool = False) -> RunningJob:
    return RunningJob(row, atomic=atomic, lease=timedelta(minutes=1))


@pytest.fixture
def nursery(transactional_db: None, tmp_path: Path) -> Iterator[Nursery]:
    nursery = Nursery(tmp_path)
    yield nursery
    nursery.end()


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[Gate]:
    gate = Gate(tmp_path / "gate")
    yield gate
    gate.close()
