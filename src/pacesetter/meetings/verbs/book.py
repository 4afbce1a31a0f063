"""Book a meeting, as a visitor."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.activities.models import Provenance
from pacesetter.activities.verbs import plan
from pacesetter.core import clock
from pacesetter.core.one_line import one_line
from pacesetter.core.refusal import Refusal
from pacesetter.meetings.bookings import is_free
from pacesetter.meetings.models import Booking, BookingPage
from pacesetter.meetings.visitors import contact_of_visitor
from pacesetter.people.tokens import hash_of

SOURCE = "booking_page"
MOST_WORDS = 2000
# What one person needs, and what a machine does not stop at.
PER_ADDRESS_AN_HOUR, PER_EMAIL_AHEAD, PER_PAGE_A_DAY = 6, 3, 40


class Visit(NamedTuple):
    """What a visitor has filled in. `zone` is the name of theirs, `came_from` their network address."""

    starts_at: datetime
    minutes: int
    name: str
    email: str
    company: str
    words: str
    zone: str
    came_from: str


def book(page: BookingPage, visit: Visit, *, secret: str, link_to: Callable[[str], str]) -> Booking:
    """Plan the meeting with the page's member and send the request, by which the visitor's calendar knows of it.

    `secret` was given out with the form, so a form that is sent twice books once. `link_to` makes the address by which
    it is moved or cancelled. Of visitors who want the same time one gets it. Raises a `Refusal`: "taken" where the time
    is free no longer, "too_many", "closed", or about a field.
    """
    if not re.fullmatch(r"[\w-]{43}", secret):
        raise Refusal(_("This form is too old. Choose a time again."), code="closed")
    with transaction.atomic():
        page = _locked(page)
        known = Booking.objects.filter(secret_hash=hash_of(secret), page=page).first()
        if known is not None:
            return known
        if visit.minutes not in page.durations_minutes:
            raise Refusal(_("Choose how long."), field="minutes", code="unknown")
        visitor_hash = salted_hmac("pacesetter.bookings", visit.came_from, algorithm="sha256").hexdigest()
        _not_too_many(page, visit, visitor_hash)
        if not is_free(page, visit.starts_at, minutes=visit.minutes):
            raise Refusal(_("This time has just been taken. Choose another."), code="taken")
        contact = contact_of_visitor(name=visit.name, email=visit.email, company=visit.company, host=page.member)
        words = visit.words.strip()[:MOST_WORDS]
        activity = plan(
            by=None,
            activity_type=page.activity_type,
            owner=page.member,
            company=contact.company,
            contacts=[contact],
            due_at=visit.starts_at,
            minutes=visit.minutes,
            subject=_("%(visitor)s and %(host)s") % {"visitor": one_line(visit.name), "host": page.member.name},
            note=words,
            details=_details(page, words, link_to(secret)),
            provenance=Provenance.CAPTURED,
            source=SOURCE,
            external_id=hash_of(secret),
        )
        booking: Booking = Booking.objects.create(
            page=page,
            activity=activity,
            secret_hash=hash_of(secret),
            name=one_line(visit.name)[:200],
            email=visit.email.strip().lower(),
            zone=visit.zone,
            visitor_hash=visitor_hash,
            created_at=clock.now(),
        )
        events.record("meeting.booked", "activity", activity.pk, by_id=None, data={"who": booking.name})
    return booking


def _locked(page: BookingPage) -> BookingPage:
    """The page as it is now; whoever else books there waits until this is done."""
    row = BookingPage.objects.select_for_update(of=("self",)).filter(pk=page.pk, is_open=True).first()
    if row is None:
        raise Refusal(_("Nothing can be booked here any more."), code="closed")
    found: BookingPage = BookingPage.objects.select_related("member__organisation", "activity_type").get(pk=row.pk)
    return found


def _not_too_many(page: BookingPage, visit: Visit, visitor_hash: str) -> None:
    now = clock.now()
    from_there = Booking.objects.filter(visitor_hash=visitor_hash, created_at__gt=now - timedelta(hours=1)).count()
    ahead = Booking.objects.filter(
        page=page, email=visit.email.strip().lower(), activity__status="planned", activity__due_at__gt=now
    ).count()
    today = page.bookings.filter(created_at__gt=now - timedelta(days=1)).count()
    if from_there >= PER_ADDRESS_AN_HOUR or ahead >= PER_EMAIL_AHEAD or today >= PER_PAGE_A_DAY:
        raise Refusal(_("That is more than can be booked here at once. Try again later."), code="too_many")


def _details(page: BookingPage, words: str, link: str) -> dict[str, object]:
    to_change = _("To move or cancel: %(link)s") % {"link": link}
    agenda = f"{words}\n\n{to_change}" if words else to_change
    return {"invite": True, "place": page.place, "video_url": page.video_url, "agenda": agenda}
