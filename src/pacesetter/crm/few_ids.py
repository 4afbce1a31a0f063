"""Rows by their ids, looked up first.

Neither database knows how few rows a condition will leave, and both rather go through all rows in the order of a list
than sort those. So what leaves few is asked for beforehand, and sent back as one value: thousands of values take longer
to send than to find.
"""

import json
from collections.abc import Sequence
from typing import TypeVar

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from pacesetter.crm.models import Company, Contact

R = TypeVar("R", Company, Contact)

# So many can be asked for by their ids: more than a common first name finds among a hundred thousand.
FEW = 5000


def with_ids(rows: QuerySet[R], ids: Sequence[int]) -> QuerySet[R]:
    """Those of the rows that have one of the ids, at most `FEW` of them."""
    if connection.vendor == "postgresql":
        return rows.filter(pk__in=RawSQL("SELECT unnest(%s::bigint[])", [list(ids)]))
    return rows.filter(pk__in=RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(ids))]))
