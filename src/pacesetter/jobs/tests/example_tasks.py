"""Tasks as any room may write them. They stand in a module of their own because tasks are found by their path."""

from django_tasks import task
from django_tasks.base import TaskContext

from pacesetter import events
from pacesetter.jobs.errors import Permanent


@task
def add(one: int, other: int) -> int:
    events.record("added", "sum", one + other, by_id=None)
    return one + other


@task(atomic=False)
def call_out(name: str) -> dict[str, str]:
    return {"hello": name}


@task(takes_context=True)
def tell_attempt(context: TaskContext) -> int:
    return context.attempt


@task
async def later(value: int) -> int:
    return value


@task
def fail() -> None:
    raise Permanent("never")


def no_task() -> None:
    """Not a task, though it can be imported."""
