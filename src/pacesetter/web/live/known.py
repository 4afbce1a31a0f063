"""Ids of messages, and since when this server process knows of them.

An id says only which message is meant. No two processes have to agree about the time: a browser may bring the id that
another process gave it, perhaps on another host. What is made after this process first heard of an id shows what the
id was told for, for that had been written before it was told.
"""

import re
import secrets
import threading
import time
from collections import OrderedDict
from itertools import count

from pacesetter.core.written_ids import written_id

_ID = re.compile(r"[\w-]{8,40}", re.ASCII)
# Forgetting one costs that a part is made once more than needed.
_MOST = 4096

_process = secrets.token_hex(6)
_numbers = count(1)
_known: OrderedDict[str, float] = OrderedDict()
_guard = threading.Lock()


def new_id() -> str:
    """The id of something that this process has just heard; those of one process only grow."""
    with _guard:
        made = f"{_process}-{next(_numbers)}"
        _remember(made)
    return made


def known_since(written: str) -> float | None:
    """When this process first heard of the message, by its own `time.monotonic`: now, if it hears of it here. None for
    what can't be an id."""
    if not _ID.fullmatch(written):
        return None
    with _guard:
        return _known.get(written) or _remember(written)


def number_of(written: str) -> int | None:
    """Which of this process's messages it is; None for another's."""
    process, _, number = written.partition("-")
    return written_id(number) if process == _process else None


def _remember(one: str) -> float:
    now = _known[one] = time.monotonic()
    while len(_known) > _MOST:
        _known.popitem(last=False)
    return now
