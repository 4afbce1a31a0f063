"""Look at processes from outside, for tests that start and kill them."""

import subprocess
import threading
import time
from collections.abc import Callable


def _table() -> dict[int, tuple[int, str]]:
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,stat="], capture_output=True, text=True, check=True)
    rows = [line.split() for line in listed.stdout.splitlines()]
    return {int(pid): (int(parent), state) for pid, parent, state in rows}


def alive(pid: int) -> bool:
    """A process that ended and was not waited for yet (a zombie) counts as dead."""
    _, state = _table().get(pid, (0, "Z"))
    return not state.startswith("Z")


def descendants(pid: int) -> list[int]:
    table = _table()
    found = [pid]
    for ancestor in found:
        found += [child for child, (parent, _) in table.items() if parent == ancestor]
    return found[1:]


def eventually(condition: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until the condition holds; fail where it doesn't within so long."""
    give_up_at = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < give_up_at
        threading.Event().wait(0.05)
