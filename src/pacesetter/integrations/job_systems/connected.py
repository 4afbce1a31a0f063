"""Which connection jobs go to."""

from django.db.models import QuerySet

from pacesetter.integrations.models import Connection, ConnectionState
from pacesetter.integrations.providers import keys_offering

JOBS = "jobs"
# One that rests or needs attention is still there: what is recorded meanwhile waits for it.
_THERE = (ConnectionState.CONNECTED, ConnectionState.NEEDS_ATTENTION, ConnectionState.PAUSED)


def job_connections(organisation_id: int) -> QuerySet[Connection]:
    """The organisation's connections to job systems. Needs no organisation in scope."""
    rows: QuerySet[Connection] = Connection.across_organisations.filter(
        organisation_id=organisation_id, owner__isnull=True, provider__in=keys_offering(JOBS), state__in=_THERE
    )
    return rows.order_by("pk")


def connection_for(organisation_id: int, chosen_id: int | None) -> Connection | None:
    """The chosen one, else the first; None where there is none."""
    rows = job_connections(organisation_id)
    return (rows.filter(pk=chosen_id).first() if chosen_id else None) or rows.first()
