"""What a handler raises to say how its job goes on, and what it is told when it may not go on."""

from datetime import timedelta


class Temporary(Exception):
    """Try again later. `retry_after` is what the other side asked for; None leaves it to the job's back-off."""

    def __init__(self, reason: str, *, retry_after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class Permanent(Exception):
    """Trying again would fail again: the job is dead at once, and waits for somebody to retry it."""


class LeaseLost(Exception):
    """The job belongs to another worker by now, or was cancelled. Nothing of this run may be committed."""


class Interrupted(Exception):
    """The worker is stopping. The job goes back into the queue and this attempt doesn't count."""


class UnknownKind(LookupError):
    """No handler is registered for this kind of job."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"No handler is registered for jobs of the kind {kind!r}.")


class NotRetryable(ValueError):
    """Only a dead or cancelled job can be retried."""


class NotCancellable(ValueError):
    """Only a queued or running job can be cancelled."""
