from datetime import timedelta

from pacesetter import jobs
from pacesetter.jobs import registry
from pacesetter.jobs.claiming import claim
from pacesetter.jobs.health import queue_health
from pacesetter.jobs.models import Job
from pacesetter.jobs.tests.conftest import Register, nothing
from pacesetter.tenancy.models import Organisation


def test_an_empty_queue_is_well(organisation: Organisation) -> None:
    health = queue_health()
    assert (health.queued, health.running, health.dead, health.waiting_for) == (0, 0, 0, timedelta(0))
    assert health.unknown_kinds == []


def test_health_counts_and_names_what_nobody_can_do(organisation: Organisation, handles: Register) -> None:
    handles("work", nothing)
    handles("gone", nothing)
    for _ in range(4):
        jobs.enqueue("work")
    claim("a", timedelta(minutes=1))
    dead = jobs.enqueue("work")
    Job.objects.filter(pk=dead.pk).update(state=Job.State.DEAD)
    late = jobs.enqueue("work")
    Job.objects.filter(pk=late.pk).update(run_at=late.run_at - timedelta(hours=2))
    lost = jobs.enqueue("gone")
    Job.objects.filter(pk=lost.pk).update(run_at=late.run_at - timedelta(days=2))
    del registry._handlers["gone"]
    health = queue_health()
    assert (health.queued, health.running, health.dead) == (5, 1, 1)
    assert timedelta(hours=2) <= health.waiting_for < timedelta(hours=3)
    assert health.unknown_kinds == ["gone"]
