"""Which days are closed."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Max

from pacesetter.kpis.models import ClosedPeriod
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import current_organisation_id
from pacesetter.tenancy.settings_changes import raise_settings_version


def closed_periods_holding(days: Collection[date]) -> list[ClosedPeriod]:
    """The periods, closed and not reopened, that hold at least one of the days; the oldest first."""
    if not days:
        return []
    periods = ClosedPeriod.objects.filter(
        reopened_at__isnull=True, starts_on__lte=max(days), ends_on__gt=min(days)
    ).order_by("starts_on", "id")
    return [period for period in periods if any(period.starts_on <= day < period.ends_on for day in days)]


def locked_period_among(days: Collection[date]) -> ClosedPeriod | None:
    """The first locked period that holds one of the days."""
    return next((period for period in closed_periods_holding(days) if period.locked), None)


def closed_days_among(days: Collection[date]) -> set[date]:
    """Those of the days that lie in a closed period."""
    periods = closed_periods_holding(days)
    return {day for day in days if any(period.starts_on <= day < period.ends_on for period in periods)}


def note_closed_through() -> None:
    """Write down the last closed day of the organisation, by which the hot path knows that nothing is closed, and let
    every book learn which periods are."""
    last = ClosedPeriod.objects.filter(reopened_at__isnull=True).aggregate(last=Max("ends_on"))["last"]
    closed_through = last - timedelta(days=1) if last else None
    Organisation.objects.filter(pk=current_organisation_id()).update(closed_through=closed_through)
    raise_settings_version(current_organisation_id())


def lock_organisation() -> Organisation:
    """The organisation in scope, locked until the end of the transaction: every verb that is under way finishes first,
    and every later one learns what is closed."""
    return Organisation.objects.select_for_update().get(pk=current_organisation_id())
