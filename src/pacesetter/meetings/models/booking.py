"""The public page on which visitors book a meeting with a member, and what they booked."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted


class BookingPage(Tenanted):
    """What visitors can book with a member. There is none until the member opens one.

    Times come from the member's working week, less holidays, leave, and what is planned at a time of day.
    """

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    slug = models.SlugField(_("address"), max_length=60)
    is_open = models.BooleanField(default=False)
    activity_type = models.ForeignKey(ActivityType, on_delete=models.PROTECT, related_name="+")
    # How long a meeting can take, in minutes; the visitor chooses one.
    durations_minutes = models.JSONField(_("how long"), default=list)
    buffer_minutes = models.PositiveSmallIntegerField(_("free before and after"), default=15)
    notice_hours = models.PositiveSmallIntegerField(_("notice"), default=4)
    days_ahead = models.PositiveSmallIntegerField(_("days ahead"), default=30)
    place = models.CharField(_("place"), max_length=300, blank=True)
    video_url = models.CharField(_("link to a video meeting"), max_length=500, blank=True)
    words = models.TextField(_("what visitors read"), blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="one_booking_page_per_slug"),
        ]

    def __str__(self) -> str:
        return str(self.member)


class Booking(Tenanted):
    """One meeting that a visitor booked. The secret of its link, by which the visitor moves or cancels it, is kept as a
    hash; of the visitor's network address there is a keyed hash alone, to count how much comes from there."""

    page = models.ForeignKey(BookingPage, on_delete=models.CASCADE, related_name="bookings")
    activity = models.OneToOneField(Activity, on_delete=models.CASCADE, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    email = models.EmailField()
    zone = models.CharField(max_length=64)
    visitor_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "visitor_hash", "created_at"], name="booking_by_visitor"),
            models.Index(fields=["page", "created_at"], name="booking_by_page"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.activity}"
