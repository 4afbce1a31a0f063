"""Plan the meetings of a series that come near: each is an activity of its own, planned once."""

from datetime import datetime, timedelta

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.crm.models import Company
from pacesetter.meetings.models import MeetingOccurrence, MeetingSeries
from pacesetter.meetings.series.guests import contacts_of, members_of
from pacesetter.meetings.series.owning import owner_now
from pacesetter.meetings.series.rules import starts_of
from pacesetter.people.models import Member

# How far ahead meetings of a series are planned. Each is booked on the day on which it comes near, so that one form
# makes nobody the hero of the month.
AHEAD = timedelta(weeks=8)
# However many there are within that time, in one go.
_AT_ONCE = 60


def plan_ahead(series: MeetingSeries, *, by: Member | None) -> int:
    """Plan what is missing of the next weeks, in the caller's transaction, which holds the series. Answers how many.

    Attendees know of them from the series, so nobody is told. Where one can't be planned (its type is archived, say),
    the series keeps why, and it is tried again the next time. What was over when the series was made is none of it: one
    form does not book the meetings of months that have been.
    """
    until, made = clock.now() + AHEAD, 0
    length = timedelta(minutes=series.planned_minutes or 30)
    starts = [at for at in starts_of(series) if at + length > series.created_at]
    known = set(series.occurrences.filter(activity__isnull=False).values_list("original_at", flat=True))
    missing = [at for at in starts if at not in known]
    series.fault = ""
    try:
        for at in missing[:_AT_ONCE]:
            # The first one is planned however far ahead it is: what attendees are told hangs on it.
            if at > until and (known or made):
                break
            plan_one(series, at, by=by)
            made += 1
    except Refusal as refusal:
        series.fault = str(refusal.message)[:300]
    series.next_at = next(iter(missing[made:]), None)
    series.save(update_fields=["fault", "next_at"])
    return made


def plan_one(series: MeetingSeries, original_at: datetime, *, by: Member | None) -> Activity:
    """Plan the meeting that the rule has at this moment. Raises a `Refusal` as planning does."""
    owner = owner_now(series)
    activity = verbs.plan(
        by=by if by is None or by.archived_at is None else None,
        activity_type=series.activity_type,
        owner=owner,
        due_at=original_at,
        company=_company(series.company),
        contacts=contacts_of(series),
        participants=members_of(series),
        subject=series.subject,
        minutes=series.planned_minutes,
        value_minor=series.value_minor,
        details=dict(series.details),
    )
    MeetingOccurrence.objects.update_or_create(series=series, original_at=original_at, defaults={"activity": activity})
    return activity


def _company(company: Company | None) -> Company | None:
    while company is not None and company.merged_into is not None:
        company = company.merged_into
    return company
