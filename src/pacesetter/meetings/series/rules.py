"""The rule of a series, between its columns and `itip`."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.itip import Frequency, Recurrence, occurrences
from pacesetter.itip.recurrence import MOST
from pacesetter.meetings.models import MeetingSeries


def whole_rule(series: MeetingSeries) -> Recurrence:
    """The rule as it was made, without regard to where the series was cut."""
    return Recurrence(
        Frequency(series.frequency),
        series.interval,
        tuple(series.weekdays),
        series.count,
        series.until,
        series.position,
    )


def set_rule(series: MeetingSeries, starts_at: datetime, rule: Recurrence) -> None:
    """Put rule and first start into the columns; nothing is saved."""
    series.starts_at = starts_at
    series.frequency, series.interval = rule.frequency.value, rule.interval
    series.weekdays, series.position = list(rule.weekdays), rule.position
    series.count, series.until = rule.count, rule.until


def starts_of(series: MeetingSeries) -> list[datetime]:
    """When the meetings of the series are by the rule, until it ends or was cut; in UTC."""
    starts = (one.astimezone(UTC) for one in occurrences(series.starts_at, whole_rule(series), series.zone))
    return [one for one in starts if series.cut_at is None or one < series.cut_at]


def rule_told(series: MeetingSeries) -> Recurrence:
    """The rule as attendees are to know it. A series that was cut ends on the day of its last meeting."""
    rule, starts = whole_rule(series), starts_of(series)
    if series.cut_at is None or not starts:
        return rule
    return replace(rule, count=None, until=starts[-1].astimezone(ZoneInfo(series.zone)).date())


def as_json(rule: Recurrence) -> dict[str, Any]:
    """The rule as the row of a meeting keeps it."""
    return {
        "frequency": rule.frequency.value,
        "interval": rule.interval,
        "weekdays": list(rule.weekdays),
        "count": rule.count,
        "until": rule.until.isoformat() if rule.until else None,
        "position": rule.position,
    }


def from_json(kept: dict[str, Any]) -> Recurrence:
    """The same read back."""
    until = date.fromisoformat(kept["until"]) if kept["until"] else None
    return Recurrence(
        Frequency(kept["frequency"]),
        kept["interval"],
        tuple(kept["weekdays"]),
        kept["count"],
        until,
        kept["position"],
    )


def checked(starts_at: datetime, rule: Recurrence, zone: str, *, least: int = 2) -> list[datetime]:
    """The starts, in UTC. Raises a `Refusal` where the first day is none of the rule's, or there are too few or too
    many."""
    longer = rule if rule.until is None else replace(rule, until=None, count=MOST)
    starts = [one.astimezone(UTC) for one in occurrences(starts_at, rule, zone)]
    if not starts or starts[0] != starts_at:
        raise Refusal(_("The first day is none of those on which it repeats."), field="repeats", code="not_a_day")
    if len(starts) < least:
        raise Refusal(_("It would take place once only. Choose a later end."), field="until", code="only_once")
    if rule.until is not None and len(starts) == MOST and occurrences(starts_at, longer, zone)[-1].date() < rule.until:
        raise Refusal(
            _("These are more than %(most)s meetings. Choose an earlier end.") % {"most": MOST},
            field="until",
            code="too_many",
        )
    return starts


def first_day(day: date, rule: Recurrence) -> date:
    """The first day, from this one on, that is one of the rule's."""
    if rule.weekdays:
        day_at_noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        found = occurrences(day_at_noon, replace(rule, interval=1, until=None, count=1), "UTC")
        return found[0].date()
    return day
