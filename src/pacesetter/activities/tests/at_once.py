"""Do something in another thread, with a connection of its own, while a transaction is open here."""

import threading
import time
from collections.abc import Callable

from django.db import connection

from pacesetter.tenancy.scope import scope


def run_at_once(do: Callable[[], object], organisation_id: int, head_start: float = 0.5) -> threading.Thread:
    """Start `do` and give it time to get as far as it can: to the lock that this transaction holds."""

    def run() -> None:
        try:
            with scope(organisation_id):
                do()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    time.sleep(head_start)
    return thread
