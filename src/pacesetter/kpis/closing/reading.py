"""Read closings and restatements, as far as somebody may."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from pacesetter.kpis.models import ClosedPeriod, Restatement
from pacesetter.people.access import may_look, require_settings_access, teams_led_by
from pacesetter.people.models import Member, TeamMembership


def restatements_seen_by(viewer: Member) -> QuerySet[Restatement]:
    """The restatements of the figures that the viewer may see, the newest first: everybody's own at least. What was
    changed about a figure may be read by whoever may read the figure (`people.access.members_seen_in`)."""
    rows: QuerySet[Restatement] = Restatement.objects.all()
    if not may_look(viewer):
        rows = rows.none()
    elif not viewer.sees_everyone:
        belonged = TeamMembership.objects.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=OuterRef("closed_period__starts_on")),
            team_id__in=teams_led_by(viewer).values("team_id"),
            member=OuterRef("member"),
            starts_on__lt=OuterRef("closed_period__ends_on"),
        )
        rows = rows.filter(Q(member=viewer) | Exists(belonged))
    return rows.select_related("closed_period", "member", "kpi", "restated_by")


def closed_periods_for(viewer: Member) -> QuerySet[ClosedPeriod]:
    """The closings, reopened ones included. Raises `NotAllowed` for everybody but administrators."""
    require_settings_access(viewer)
    rows: QuerySet[ClosedPeriod] = ClosedPeriod.objects.select_related("closed_by", "reopened_by")
    return rows


def get_closed_period_for(viewer: Member, closed_period_id: int) -> ClosedPeriod:
    """The closing. Raises `ClosedPeriod.DoesNotExist` for one of another organisation."""
    return closed_periods_for(viewer).get(pk=closed_period_id)
