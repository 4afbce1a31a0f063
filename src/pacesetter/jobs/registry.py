"""Which function does which kind of job."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from pacesetter.jobs.back_off import BackOff
from pacesetter.jobs.errors import UnknownKind

if TYPE_CHECKING:
    from pacesetter.jobs.models import Job
    from pacesetter.jobs.running import RunningJob

Serves = Literal["organisation", "installation", "either"]
Ending = Callable[[], object]
Run = Callable[["RunningJob"], Ending | None]


@dataclass(frozen=True)
class Handler:
    """What is known about a kind of job. The decorator `handler` explains the fields."""

    kind: str
    run: Run
    serves: Serves
    atomic: bool
    max_attempts: int
    back_off: BackOff
    limit: timedelta
    on_dead: Callable[["Job"], None] | None


_handlers: dict[str, Handler] = {}


def handler(
    kind: str,
    *,
    serves: Serves = "organisation",
    atomic: bool = True,
    max_attempts: int = 10,
    back_off: BackOff | None = None,
    limit: timedelta = timedelta(hours=1),
    on_dead: "Callable[[Job], None] | None" = None,
) -> Callable[[Run], Run]:
    """Register the decorated function as the one that does jobs of this kind.

    The function gets the `RunningJob` and runs in the scope of the job's organisation. To fail it raises: `Temporary`
    or any other exception to be tried again, `Permanent` not to be.

    An **atomic** handler runs in one transaction with the mark that the job is done, so what it writes to the
    database happens exactly once. It must be short and must not touch the network: on SQLite nobody else can write
    while it runs.

    A handler with `atomic=False` runs outside a transaction: for the network, and for long work in pieces (see `once`
    and `RunningJob.report`). It may return a function, which is called in the transaction that marks the job done:
    the place to write down what the other side answered.

    - `serves`: jobs of an `organisation` (needs one in scope to be enqueued), of the whole `installation`, or `either`.
    - `limit`: after this time the job is taken from a handler that hangs, and counts as failed.
    - `on_dead`: called in the transaction that gives the job up, in the organisation's scope.
    """

    def register(run: Run) -> Run:
        if kind in _handlers:
            raise ValueError(f"Two handlers for jobs of the kind {kind!r}: {_handlers[kind].run} and {run}.")
        _handlers[kind] = Handler(kind, run, serves, atomic, max_attempts, back_off or BackOff(), limit, on_dead)
        return run

    return register


def handler_of(kind: str) -> Handler:
    """The handler of a kind. Raises `UnknownKind`."""
    try:
        return _handlers[kind]
    except KeyError:
        raise UnknownKind(kind) from None


def known_kinds() -> list[str]:
    return sorted(_handlers)
