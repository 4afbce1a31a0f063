"""Ids sent to the database as one value, so that a statement has the same text however many they are.

Thousands of values by themselves take longer to send than to find.
"""

from collections.abc import Sequence

from django.db import connection
from django.db.models.expressions import RawSQL

# Ids are smaller.
_NO_ID = 2**63


def sent_ids(ids: Sequence[int]) -> RawSQL:
    """The ids as a subquery, for `filter(pk__in=…)`."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [in_one_value(ids)])
    return RawSQL("SELECT value FROM json_each(%s)", [in_one_value(ids)])


def one_id(row_id: int) -> list[int]:
    """The id, to be sent; nothing where it is larger than any, as one typed into an address may be."""
    return [row_id] if row_id < _NO_ID else []


def in_one_value(ids: Sequence[int]) -> str:
    """The text that is sent for them. As a text, since psycopg takes a list apart in Python."""
    inside = ",".join(map(str, ids))
    return f"{{{inside}}}" if connection.vendor == "postgresql" else f"[{inside}]"
