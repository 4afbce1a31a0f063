"""Whether anything has been written for good."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

# What writes nothing, or what was written before, that these decide on.
_NO_WRITING = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET", "SHOW")
_LONGEST = max(map(len, _NO_WRITING))


class Written:
    """What stays in the database of what is done while this is being watched. True once there is something."""

    def __init__(self) -> None:
        self._for_good = False

    def __bool__(self) -> bool:
        return self._for_good

    def __call__(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        # As Django wraps statements.
        result = execute(sql, params, many, context)
        if not str(sql).lstrip()[:_LONGEST].upper().startswith(_NO_WRITING):
            # At once, where no transaction is open. Of one that is rolled back nothing stays, and it isn't called.
            transaction.on_commit(self._stays)
        return result

    def _stays(self) -> None:
        self._for_good = True


@contextmanager
def watched() -> Iterator[Written]:
    """Watch what is written to the database in the block."""
    written = Written()
    with connection.execute_wrapper(written):
        yield written
