"""Make a series from what a form says, change it, and show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.utils.translation import gettext as _

from pacesetter.activities.access import activities_seen_by, require_may_record_for
from pacesetter.activities.models import Activity, Status
from pacesetter.core.refusal import Refusal
from pacesetter.itip import Recurrence
from pacesetter.meetings.models import MeetingOccurrence, MeetingSeries
from pacesetter.meetings.series.occurrences import occurrence_of
from pacesetter.meetings.series.planning import AHEAD
from pacesetter.meetings.series.rules import first_day, rule_told, starts_of
from pacesetter.meetings.series.upcoming import first_to_come
from pacesetter.meetings.series.words import rule_in_words
from pacesetter.meetings.verbs import change_all, change_following, start_series
from pacesetter.people.models import Member
from pacesetter.web.day.activity_form import ActivityForm, due_of
from pacesetter.web.day.due import clock_time
from pacesetter.web.day.invitation import ASK
from pacesetter.web.day.repeats import Scope, is_as_kept, sent_rule
from pacesetter.wording.periods import day_label


def first_of(
    form: ActivityForm, day: date | None, at: time | None, owner: Member
) -> tuple[datetime, Recurrence] | None:
    """When the first meeting is and by which rule the others follow, on the clock of its owner; None where it is not
    to repeat. Raises a `Refusal` where day or time are missing."""
    if not form.values.get("repeats") or "series" not in form.asks:
        return None
    if day is None or at is None:
        field = "day" if day is None else "time"
        raise Refusal(_("A meeting that repeats needs a day and a time."), field=field, code="required")
    local = due_of(day, at, form.viewer)["due_at"].astimezone(owner.zone())
    rule = sent_rule(form.values, local.date())
    if rule is None:
        return None
    first = datetime.combine(first_day(local.date(), rule), local.time(), owner.zone())
    return first.astimezone(UTC), rule


def begin(activity: Activity, rule: Recurrence, by: Member) -> MeetingSeries:
    """Let the meeting be the first of a series."""
    return start_series(activity, by=by, rule=rule)


def change(
    form: ActivityForm, occurrence: MeetingOccurrence, scope: Scope, due: dict[str, Any], given: dict[str, Any]
) -> None:
    """Change several meetings of the series as the form says. Raises a `Refusal`."""
    # Who may change one meeting that was handed over may not change those of others with it.
    require_may_record_for(form.viewer, occurrence.series.owner)
    moved_to = due["due_at"]
    if moved_to is None:
        raise Refusal(_("A meeting that repeats needs a day and a time."), field="time", code="required")
    series, rule = occurrence.series, None
    if not form.values.get("repeats"):
        words = _("To end the series, cancel this and the following meetings on its page.")
        raise Refusal(words, field="repeats", code="ends_otherwise")
    if not is_as_kept(form.values, rule_told(series)):
        rule = sent_rule(form.values, moved_to.astimezone(series.owner.zone()).date())
    verb = change_all if scope is Scope.ALL else change_following
    fields = ("owner", "company", "contacts", "participants", "subject", "minutes", "value_minor", "details")
    verb(
        occurrence,
        by=form.viewer,
        moved_to=moved_to,
        rule=rule,
        **{name: given[name] for name in fields if name in given},
    )


def refuse_asking_to_one(occurrence: MeetingOccurrence, details: Mapping[str, Any]) -> None:
    """Raises a `Refusal` where attendees are to be asked to one meeting of a series to which nobody is asked: they
    would hear nothing."""
    activity, series = occurrence.activity, occurrence.series
    was_asked = activity is not None and bool(activity.details.get(ASK))
    if details.get(ASK) and not was_asked and not series.details.get(ASK):
        words = _(
            "Nobody is asked to come to this series. Change that for this and the following meetings, or for all."
        )
        raise Refusal(words, field="scope", code="one_alone")


@dataclass(frozen=True)
class ShownMeeting:
    """One meeting of a series. `id` is None where it is no activity yet, of which `planned_on` says from when on it is
    (empty where it was over before), and where the viewer may not see more of it than when it is."""

    id: int | None
    when: str
    title: str
    status: str
    key: str
    planned_on: str
    is_here: bool


@dataclass(frozen=True)
class ShownSeries:
    """The series of a meeting. `before` and `after` are the ids of the ones beside it."""

    words: str
    number: int
    total: int
    before: int | None
    after: int | None
    fault: str
    is_ended: bool
    can_cancel_following: bool
    can_cancel_all: bool


def shown_series(activity: Activity) -> ShownSeries | None:
    """None where it is of no series."""
    occurrence = occurrence_of(activity)
    if occurrence is None:
        return None
    series, starts = occurrence.series, starts_of(occurrence.series)
    at = occurrence.original_at
    rows = MeetingOccurrence.objects.filter(series=series, activity__isnull=False)
    before = rows.filter(original_at__lt=at).order_by("-original_at").values_list("activity", flat=True).first()
    after = rows.filter(original_at__gt=at).order_by("original_at").values_list("activity", flat=True).first()
    earliest = first_to_come(series)
    return ShownSeries(
        words=rule_in_words(rule_told(series), series.starts_at, series.zone),
        number=starts.index(at) + 1 if at in starts else 0,
        total=len(starts),
        before=before,
        after=after,
        fault=series.fault,
        is_ended=series.cut_made_at is not None,
        can_cancel_following=earliest is not None and at >= earliest and at in starts,
        can_cancel_all=earliest is not None,
    )


_KEYS = {Status.PLANNED: "none", Status.COMPLETED: "on", Status.CANCELLED: "off"}


def meetings_of(series: MeetingSeries, viewer: Member, here: int, starts: Sequence[datetime]) -> list[ShownMeeting]:
    """These meetings, ready to print. Two queries."""
    rows = series.occurrences.filter(original_at__in=starts).select_related("activity__activity_type")
    known = {row.original_at: row.activity for row in rows if row.activity is not None}
    ids = [one.pk for one in known.values()]
    seen = set(activities_seen_by(viewer).filter(pk__in=ids).values_list("pk", flat=True))
    return [_shown(series, at, known.get(at), viewer, here, seen) for at in starts]


def _shown(
    series: MeetingSeries, at: datetime, activity: Activity | None, viewer: Member, here: int, seen: set[int]
) -> ShownMeeting:
    zone = viewer.zone()
    if activity is None:
        # What was over when the series was made never is.
        planned_on = day_label((at - AHEAD).astimezone(zone).date()) if at > series.created_at else ""
        return ShownMeeting(None, _moment(at, viewer), "", "", "none", planned_on, is_here=False)
    if activity.deleted_at is not None:
        status, key = _("Deleted"), "off"
    else:
        status, key = str(Status(activity.status).label), _KEYS[Status(activity.status)]
    moment = activity.due_at or at
    if activity.pk not in seen:
        return ShownMeeting(None, _moment(moment, viewer), "", status, key, "", is_here=False)
    return ShownMeeting(
        activity.pk, _moment(moment, viewer), activity.subject, status, key, "", is_here=activity.pk == here
    )


def _moment(at: datetime, viewer: Member) -> str:
    return f"{day_label(at.astimezone(viewer.zone()).date())}, {clock_time(at, viewer.zone())}"
