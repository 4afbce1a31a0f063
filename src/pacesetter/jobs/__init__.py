"""Jobs: work that is done behind the pages, kept in the database until it is done.

    @jobs.handler("mail.deliver")                    # in <room>/jobs.py, which is found by itself
    def deliver(job: jobs.RunningJob) -> None: ...

    jobs.enqueue("mail.deliver", {"message": 7})     # in the transaction that makes the work necessary

The row is the state machine: a job exists exactly when its transaction was committed, survives the death of any
process, and is marked done in the transaction that holds what its handler wrote. `docs/algorithms/jobs.md` tells how.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pacesetter.jobs.back_off import BackOff
    from pacesetter.jobs.dead_letters import cancel, retry
    from pacesetter.jobs.errors import Interrupted, LeaseLost, Permanent, Temporary, UnknownKind
    from pacesetter.jobs.inline import run_due
    from pacesetter.jobs.queueing import NewJob, enqueue, enqueue_many
    from pacesetter.jobs.recurring import Recurring
    from pacesetter.jobs.registry import handler
    from pacesetter.jobs.running import RunningJob
    from pacesetter.jobs.steps import once

_FILES = {
    "BackOff": "back_off",
    "Interrupted": "errors",
    "LeaseLost": "errors",
    "NewJob": "queueing",
    "Permanent": "errors",
    "Recurring": "recurring",
    "RunningJob": "running",
    "Temporary": "errors",
    "UnknownKind": "errors",
    "cancel": "dead_letters",
    "enqueue": "queueing",
    "enqueue_many": "queueing",
    "handler": "registry",
    "once": "steps",
    "retry": "dead_letters",
    "run_due": "inline",
}

__all__ = [
    "BackOff",
    "Interrupted",
    "LeaseLost",
    "NewJob",
    "Permanent",
    "Recurring",
    "RunningJob",
    "Temporary",
    "UnknownKind",
    "cancel",
    "enqueue",
    "enqueue_many",
    "handler",
    "once",
    "retry",
    "run_due",
]


def __getattr__(name: str) -> Any:
    # Fetched on first use: Django imports this package before its models may be imported.
    if name in _FILES:
        return getattr(import_module(f"{__name__}.{_FILES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
