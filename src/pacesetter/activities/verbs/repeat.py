"""Let a to-do come back, and let that end."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.activities.locking import locked
from pacesetter.activities.models import Activity, Occurrence, RepeatUnit, Series, Status
from pacesetter.activities.verbs import guards
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.core.repeating import MOST
from pacesetter.people.models import Member
from pacesetter.tenancy.circles import out_of_circles


@out_of_circles
def repeat(activity: Activity, *, by: Member | None, every: int, unit: str, reason: str = "") -> Series:
    """From now on, completing the to-do plans the next one, `every` so many days, working days, weeks or months after
    it. On one that repeats already, the rhythm changes.

    Raises a `Refusal` where it is not planned, has no due day, or the rhythm is none.
    """
    if unit not in RepeatUnit.values:
        raise Refusal(_("Choose what is counted."), field="unit", code="unknown")
    if not 1 <= every <= MOST:
        raise Refusal(_("Give a number from 1 to %(most)s.") % {"most": MOST}, field="every", code="out_of_range")
    with transaction.atomic():
        row = _locked(activity, by)
        guards.in_status(row, Status.PLANNED)
        if row.due_on is None:
            raise Refusal(_("Say when it is due first."), field="due_on", code="required")
        series: Series | None = Series.objects.filter(
            occurrences__activity=row, every=every, unit=unit, stopped_at__isnull=True
        ).first()
        if series is not None:
            return series
        before = series_state(row)
        series = _series_of(row, every, unit, row.due_on)
        told: dict[str, object] = {"every": every, "unit": unit, "series_id": series.pk}
        _record(row, "repeated", by, told | {"series_before": before, "series_after": series_state(row)}, reason)
    return series


@out_of_circles
def stop_repeating(activity: Activity, *, by: Member | None, reason: str = "") -> None:
    """Let the series of the activity end: what is planned stays, and nothing follows it. Nothing happens where it does
    not repeat."""
    with transaction.atomic():
        row = _locked(activity, by)
        before = series_state(row)
        stopped = Series.objects.filter(occurrences__activity=row, stopped_at__isnull=True).update(
            stopped_at=clock.now()
        )
        if stopped:
            _record(row, "repetition_stopped", by, {"series_before": before, "series_after": series_state(row)}, reason)


def series_state(activity: Activity) -> dict[str, Any] | None:
    """The rhythm in which the activity comes back, as events keep it; None where it never did."""
    series = Series.objects.filter(occurrences__activity=activity).first()
    if series is None:
        return None
    return {
        "every": series.every,
        "unit": series.unit,
        "anchor_on": series.anchor_on.isoformat(),
        "stopped_at": series.stopped_at.isoformat() if series.stopped_at else None,
    }


def _locked(activity: Activity, by: Member | None) -> Activity:
    row = locked(activity.pk)
    guards.of_this_house(by, row.organisation_id)
    guards.present(row)
    return row


def _series_of(row: Activity, every: int, unit: str, due_on: date) -> Series:
    series: Series | None = Series.objects.select_for_update(of=("self",)).filter(occurrences__activity=row).first()
    if series is None:
        series = Series.objects.create(every=every, unit=unit, anchor_on=due_on, created_at=clock.now())
        Occurrence.objects.create(series=series, activity=row, number=1)
    else:
        series.every, series.unit, series.anchor_on, series.stopped_at = every, unit, due_on, None
        series.save(update_fields=["every", "unit", "anchor_on", "stopped_at"])
    return series


def _record(row: Activity, verb: str, by: Member | None, data: dict[str, object], reason: str) -> None:
    told = {**data, "reason": reason} if reason else data
    events.record(f"activity.{verb}", "activity", row.pk, by_id=by.pk if by else None, data=told)
