"""Tell idle workers that there is work."""

from django.db import connection, transaction

CHANNEL = "pacesetter_jobs"


def wake_after_commit() -> None:
    """Once the running transaction is committed, wake idle workers. SQLite's workers notice commits by themselves.

    Not a NOTIFY inside the transaction: PostgreSQL lets transactions that carry one commit only one after another, so
    every request that enqueues something would wait for all others. Where the process dies in between, the workers
    find the job a few seconds later by looking.
    """
    current = transaction.get_connection()
    if current.vendor != "postgresql":
        return
    savepoints = set(current.savepoint_ids)
    # Once is enough, unless the earlier call belongs to a savepoint that may still be rolled back without ours.
    if not any(call[1] is _notify and call[0] <= savepoints for call in current.run_on_commit):
        transaction.on_commit(_notify, robust=True)


def _notify() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"NOTIFY {CHANNEL}")
