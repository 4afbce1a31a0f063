"""Make all tallies of an organisation right from its activities."""

from functools import partial
from typing import NamedTuple

from django.db import connection, transaction

from pacesetter.kpis.tallies import stretches
from pacesetter.kpis.tallies.mend import mend
from pacesetter.kpis.tallies.parts import folder_of_parts, make_in_parts, parts_of
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
    each, in a transaction of its own. On SQLite whoever records waits; where no tallies are there, several connections
    read for one that writes.
    """
    organisation_id = current_organisation_id()
    in_parts = _from_nothing_in_parts(organisation_id)
    if in_parts is not None:
        return in_parts
    planned = plan(organisation_id)
    with transaction.atomic():
        _wait_for_other_rebuilds(organisation_id)
        mended = stretches.over(planned, organisation_id, partial(mend, organisation_id, dense=planned.dense))
    wrong, days, months = map(sum, zip(*mended, strict=True))
    return Rebuilt(days, months, wrong)


def _from_nothing_in_parts(organisation_id: int) -> Rebuilt | None:
    """None, and nothing done, where that is not the way."""
    parts = parts_of(organisation_id)
    if not parts:
        return None
    with folder_of_parts() as folder, transaction.atomic():
        made = make_in_parts(organisation_id, parts, folder)
    return Rebuilt(*made, mended=sum(made)) if made is not None else None


def _wait_for_other_rebuilds(organisation_id: int) -> None:
    """Two at once would both add what is missing."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"kpis.tallies.rebuild {organisation_id}"]
            )
