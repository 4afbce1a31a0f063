"""Fill a table without its triggers, keys to other tables and indexes, and bring them back."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

# Keys to other tables, then indexes that belong to no constraint (the primary key stays: others point to it).
_KEYS = """
SELECT 'ALTER TABLE %(table)s DROP CONSTRAINT ' || quote_ident(conname),
       'ALTER TABLE %(table)s ADD CONSTRAINT ' || quote_ident(conname) || ' ' || pg_get_constraintdef(oid)
FROM pg_constraint WHERE conrelid = '%(table)s'::regclass AND contype = 'f'
"""
_INDEXES = """
SELECT 'DROP INDEX ' || indexrelid::regclass, pg_get_indexdef(indexrelid)
FROM pg_index WHERE indrelid = '%(table)s'::regclass AND NOT indisprimary
"""
_OF_SQLITE = """
SELECT 'DROP ' || type || ' "' || name || '"', sql FROM sqlite_master
WHERE type IN ('trigger', 'index') AND tbl_name = '%(table)s' AND sql IS NOT NULL ORDER BY type DESC
"""


@contextmanager
def bared(table: str) -> Iterator[None]:
    """Inside the block, which is one transaction, rows can be written many times faster.

    Whoever uses it sets what the triggers keep afterwards.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        parts: list[tuple[str, str]] = []
        for sql in (_KEYS, _INDEXES) if connection.vendor == "postgresql" else (_OF_SQLITE,):
            cursor.execute(sql % {"table": table})
            parts += cursor.fetchall()
        _run([away for away, _ in parts])
        if connection.vendor == "postgresql":
            _run([f"ALTER TABLE {table} DISABLE TRIGGER USER"])
        yield
        if connection.vendor == "postgresql":
            _run([f"ALTER TABLE {table} ENABLE TRIGGER USER", "SET LOCAL maintenance_work_mem = '1GB'"])
        _run([back for _, back in reversed(parts)])


def _run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            # None: a percent sign in a definition is no parameter.
            cursor.execute(statement, None)
