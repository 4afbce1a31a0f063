"""What was merged while an import had looked it up, and had not yet ended what it hangs on it."""

from collections.abc import Collection

from django.db import connection

from pacesetter.crm.mergers import merged_among
from pacesetter.crm.models import Contact


def merged_contacts_among(contact_ids: Collection[int]) -> dict[int, int]:
    """Those of the contacts that were merged, with what has become of each. The others can't be until the end of the
    transaction: they are held as firmly as by a reference to them, the oldest first, and whoever merges them waits."""
    if connection.vendor == "postgresql" and contact_ids:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM (SELECT 1 FROM crm_contact WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE) AS held",
                [sorted(contact_ids)],
            )
    return merged_among(contact_ids, Contact)
