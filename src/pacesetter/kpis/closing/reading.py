"""Read closings and restatements, as far as somebody may."""

from django.db.models import QuerySet

from pacesetter.kpis.models import ClosedPeriod, Restatement
from pacesetter.people.access import members_seen_by, require_settings_access
from pacesetter.people.models import Member


def restatements_seen_by(viewer: Member) -> QuerySet[Restatement]:
    """The restatements of the figures that the viewer may see, the newest first: everybody's own at least. What was
    changed about a figure may be read by whoever may read the figure."""
    rows: QuerySet[Restatement] = Restatement.objects.filter(member__in=members_seen_by(viewer))
    return rows.select_related("closed_period", "member", "kpi", "restated_by")


def closed_periods_for(viewer: Member) -> QuerySet[ClosedPeriod]:
    """The closings, reopened ones included. Raises `NotAllowed` for everybody but administrators."""
    require_settings_access(viewer)
    rows: QuerySet[ClosedPeriod] = ClosedPeriod.objects.select_related("closed_by", "reopened_by")
    return rows


def get_closed_period_for(viewer: Member, closed_period_id: int) -> ClosedPeriod:
    """The closing. Raises `ClosedPeriod.DoesNotExist` for one of another organisation."""
    return closed_periods_for(viewer).get(pk=closed_period_id)
