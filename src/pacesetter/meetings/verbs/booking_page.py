"""Open one's own booking page, change it, close it."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.activities.models import ActivityType
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.meetings.models import BookingPage
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards

DURATIONS = (15, 30, 45, 60, 90, 120)
MOST_BUFFER, MOST_NOTICE, MOST_DAYS = 120, 14 * 24, 180


def save_booking_page(
    member: Member,
    *,
    by: Member,
    slug: str,
    activity_type: ActivityType,
    durations: Sequence[int],
    buffer_minutes: int,
    notice_hours: int,
    days_ahead: int,
    place: str = "",
    video_url: str = "",
    words: str = "",
) -> BookingPage:
    """Open the page with these settings, or change it. Raises `NotAllowed` to everybody but the member, and a `Refusal`
    for an address that a colleague has, a type that is no meeting, and numbers out of range."""
    _own(member, by)
    guards.known(activity_type, "activity_type")
    if activity_type.category != "meeting" or activity_type.archived_at is not None:
        raise Refusal(_("Choose a type of meetings."), field="activity_type", code="no_meeting")
    lengths = sorted(set(durations))
    if not lengths or any(length not in DURATIONS for length in lengths):
        raise Refusal(_("Choose how long meetings take."), field="durations", code="required")
    for name, value, most in (
        ("buffer_minutes", buffer_minutes, MOST_BUFFER),
        ("notice_hours", notice_hours, MOST_NOTICE),
        ("days_ahead", days_ahead, MOST_DAYS),
    ):
        if not 0 <= value <= most:
            raise Refusal(_("Must lie between 0 and %(most)d.") % {"most": most}, field=name, code="out_of_range")
    with transaction.atomic():
        guards.one_at_a_time()
        values = {
            "slug": _free_slug(slug, member),
            "is_open": True,
            "activity_type": activity_type,
            "durations_minutes": lengths,
            "buffer_minutes": buffer_minutes,
            "notice_hours": notice_hours,
            "days_ahead": days_ahead,
            "place": place.strip()[:300],
            "video_url": video_url.strip()[:500],
            "words": words.strip()[:2000],
        }
        kept = BookingPage.objects.filter(member=member).first()
        before = _told(kept) if kept else {}
        page, _made = BookingPage.objects.update_or_create(
            member=member, defaults=values, create_defaults=values | {"created_at": clock.now()}
        )
        after = _told(page)
        if before != after:
            data = {"before": before, "after": after}
            events.record("booking_page.saved", "member", member.pk, by_id=by.pk, data=data)
    return page


def close_booking_page(member: Member, *, by: Member) -> None:
    """Let nobody book any more; what is booked stays. Raises `NotAllowed` to everybody but the member, a `Refusal`
    where no page is open."""
    _own(member, by)
    with transaction.atomic():
        if not BookingPage.objects.filter(member=member, is_open=True).update(is_open=False):
            raise Refusal(_("Your booking page is closed already."), code="closed")
        events.record("booking_page.closed", "member", member.pk, by_id=by.pk, data={})


def reopen_booking_page(member: Member, *, by: Member) -> None:
    """Let people book again, as before it was closed. Raises `NotAllowed` to everybody but the member, a `Refusal`
    where there is no page that is closed, or its type of meeting is no longer in use."""
    _own(member, by)
    with transaction.atomic():
        page = BookingPage.objects.select_related("activity_type").filter(member=member, is_open=False).first()
        if page is None:
            raise Refusal(_("Your booking page is open already."), code="open")
        if page.activity_type.archived_at is not None:
            raise Refusal(_("Choose a type of meetings."), field="activity_type", code="no_meeting")
        page.is_open = True
        page.save(update_fields=["is_open"])
        events.record("booking_page.reopened", "member", member.pk, by_id=by.pk, data={})


def _told(page: BookingPage) -> dict[str, Any]:
    names = ("slug", "is_open", "activity_type_id", "buffer_minutes", "notice_hours", "days_ahead")
    texts = ("place", "video_url", "words")
    return {
        **{name: getattr(page, name) for name in (*names, *texts)},
        "durations": list(page.durations_minutes),
    }


def _free_slug(text: str, member: Member) -> str:
    slug = slugify(text)[:60].strip("-")
    if not slug:
        raise Refusal(_("Give an address of letters and digits."), field="slug", code="required")
    if BookingPage.objects.filter(slug=slug).exclude(member=member).exists():
        raise Refusal(_("A colleague has this address."), field="slug", code="taken")
    return slug


def _own(member: Member, by: Member) -> None:
    guards.of_this_house(by)
    if by.pk != member.pk or by.is_archived:
        raise NotAllowed(_("Everybody opens their own page only."))
