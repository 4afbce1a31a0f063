"""Make all tallies of an organisation right from its activities."""

from functools import partial
from typing import NamedTuple

from django.db import connection, transaction

from pacesetter.kpis.tallies import stretches
from pacesetter.kpis.tallies.files import folder_of_files, mend_by_files
from pacesetter.kpis.tallies.mend import mend
from pacesetter.kpis.tallies.plan import plan
from pacesetter.tenancy.scope import current_organisation_id


class Rebuilt(NamedTuple):
    """How many tallies there are now, and how many of them were wrong or missing."""

    days: int
    months: int
    mended: int


def rebuild() -> Rebuilt:
    """Make the tallies of the organisation in scope right, from its activities alone.

    What is missing is added (see `differences`), so nobody has to be kept from recording on PostgreSQL, and a rebuild
    that finds everything in order writes nothing. Of a large organisation several connections mend a stretch of days
    each, in a transaction of its own. On SQLite whoever records waits; there several connections read for one that
    writes.
    """
    organisation_id = current_organisation_id()
    planned = plan(organisation_id)
    if connection.vendor == "sqlite" and len(planned.stretches) > 1:
        with folder_of_files() as folder, transaction.atomic():
            wrong, days, months = mend_by_files(organisation_id, planned, folder)
        return Rebuilt(days, months, wrong)
    with transaction.atomic():
        _wait_for_other_rebuilds(organisation_id)
        mended = stretches.over(planned, organisation_id, partial(mend, organisation_id, dense=planned.dense))
    wrong, days, months = map(sum, zip(*mended, strict=True))
    return Rebuilt(days, months, wrong)


def _wait_for_other_rebuilds(organisation_id: int) -> None:
    """Two at once would both add what is missing."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"kpis.tallies.rebuild {organisation_id}"]
            )
