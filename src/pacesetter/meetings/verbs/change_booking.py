"""Move or cancel what was booked, as the visitor who booked it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.activities.models import Activity, Status
from pacesetter.activities.verbs import cancel, reschedule
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.meetings.bookings import is_free
from pacesetter.meetings.models import Booking, BookingPage
from pacesetter.meetings.state import length_of

REASON = "by the visitor"


def can_change(activity: Activity) -> bool:
    """Whether the visitor may still move or cancel it: planned, and not begun."""
    return (
        activity.status == Status.PLANNED
        and activity.deleted_at is None
        and activity.due_at is not None
        and activity.due_at > clock.now()
    )


def move_booking(booking: Booking, *, starts_at: datetime) -> Booking:
    """Take another time that is free. Raises a `Refusal`: "taken" where it is not, "closed" where nothing can be
    changed any more."""
    with transaction.atomic():
        page = BookingPage.objects.select_for_update(of=("self",)).filter(pk=booking.page_id, is_open=True).first()
        activity = _open(booking)
        if page is None:
            raise Refusal(_("Nothing can be booked here any more."), code="closed")
        page = BookingPage.objects.select_related("member__organisation").get(pk=page.pk)
        if not is_free(page, starts_at, minutes=length_of(activity), but=activity.pk):
            raise Refusal(_("This time has just been taken. Choose another."), code="taken")
        reschedule(activity, by=None, due_at=starts_at, reason=REASON)
    return booking


def cancel_booking(booking: Booking) -> Booking:
    """Call the meeting off; its host is told. Raises a `Refusal` ("closed") where nothing can be changed any more."""
    with transaction.atomic():
        cancel(_open(booking), by=None, reason=REASON)
    return booking


def _open(booking: Booking) -> Activity:
    activity = Activity.objects.select_related("owner__organisation", "activity_type").get(pk=booking.activity_id)
    if not can_change(activity):
        raise Refusal(_("This meeting can't be changed any more."), code="closed")
    return activity
