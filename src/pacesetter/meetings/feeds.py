"""What a member has planned, as a calendar that the member's own programs subscribe to."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from pacesetter.activities.models import Activity
from pacesetter.activities.to_do_list import to_dos_of
from pacesetter.core import clock
from pacesetter.itip.feed import Entry, feed
from pacesetter.meetings.models import CalendarFeed
from pacesetter.meetings.series.ahead import Ahead, ahead_of
from pacesetter.meetings.state import length_of, uid_domain
from pacesetter.people.models import Member
from pacesetter.people.tokens import hash_of
from pacesetter.tenancy.addresses import address_within

# What is long overdue is no longer a plan, and what is years ahead can wait.
DAYS_BACK, DAYS_AHEAD = 30, 400
MOST = 2000


def feed_of(secret: str) -> CalendarFeed | None:
    """The feed that a link stands for, with its member and organisation; None for a link that works no longer, or whose
    member was archived. Needs no organisation in scope: the link says which it is."""
    return (
        CalendarFeed.across_organisations.select_related("organisation", "member__organisation")
        .filter(secret_hash=hash_of(secret), member__archived_at__isnull=True)
        .first()
    )


def content_of(member: Member) -> bytes:
    """The calendar: what is planned with a day, in the member's language. What is written about it (note, value, who
    takes part) stays here; the link leads to it. The same plans are the same bytes. Two queries, and one for each
    series that goes on beyond what is planned."""
    today = clock.today(member.zone())
    span = (today - timedelta(days=DAYS_BACK), today + timedelta(days=DAYS_AHEAD))
    rows = to_dos_of([member.pk]).filter(due_on__range=span).select_related("activity_type", "company")[:MOST]
    with translation.override(member.locale or settings.LANGUAGE_CODE):
        name = _("%(organisation)s: my plans") % {"organisation": member.organisation.name}
        entries = [_entry(row) for row in rows]
        last = datetime.combine(span[1], time(), member.zone())
        entries += [_ahead(one) for one in ahead_of([member.pk], clock.now(), last) if one.series.owner_id == member.pk]
        return feed(name, entries[:MOST])


def _ahead(one: Ahead) -> Entry:
    """One of a series that is not planned yet. Once it is, it stands there under its own name."""
    series = one.series
    about = ", ".join(word for word in (series.company.name if series.company else "", series.subject) if word)
    return Entry(
        uid=f"series-{series.organisation_id}-{series.pk}-{one.starts_at:%Y%m%dT%H%M}@{uid_domain()}",
        stamp=series.created_at,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        title=f"{series.activity_type.name}: {about}" if about else series.activity_type.name,
        place=str(series.details.get("place", "")),
        video=str(series.details.get("video_url", "")),
    )


def _entry(row: Activity) -> Entry:
    starts_at, ends_at = _when(row)
    about = ", ".join(word for word in (row.company.name if row.company else "", row.subject) if word)
    link = address_within(f"/activities/{row.pk}/")
    return Entry(
        uid=f"activity-{row.organisation_id}-{row.pk}@{uid_domain()}",
        stamp=row.updated_at,
        starts_at=starts_at,
        ends_at=ends_at,
        title=f"{row.activity_type.name}: {about}" if about else row.activity_type.name,
        description=link,
        place=str(row.details.get("place", "")),
        video=str(row.details.get("video_url", "")),
    )


def _when(row: Activity) -> tuple[datetime | date, datetime | date]:
    if row.due_at is not None:
        return row.due_at, row.due_at + timedelta(minutes=length_of(row))
    assert row.due_on is not None  # noqa: S101 - only those with a day are asked for
    return row.due_on, row.due_on + timedelta(days=1)
