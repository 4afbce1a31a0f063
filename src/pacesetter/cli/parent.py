"""Let a child process end with its parent, even where the parent was killed and could tell nobody."""

import os
import signal
import threading
import time

_LOOK_EVERY = 1.0  # seconds


def end_with_parent(parent_pid: int) -> None:
    """From now on, ask this process to stop (SIGTERM) as soon as `parent_pid` is no longer its parent.

    Polling works on every system; a Linux-only death signal would also fire when merely the parent's thread ends.
    """

    def watch() -> None:
        while os.getppid() == parent_pid:
            time.sleep(_LOOK_EVERY)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="end-with-parent", daemon=True).start()
