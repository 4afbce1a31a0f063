"""Whether anything was said to other systems: it can't be taken back, so whoever said it must not begin anew."""

import threading


class _Here(threading.local):
    times = 0


_here = _Here()


def speak() -> None:
    """Call this before anything is sent to another system."""
    _here.times += 1


def times_spoken() -> int:
    """How often this thread has spoken so far; only whether it grows says anything."""
    return _here.times
